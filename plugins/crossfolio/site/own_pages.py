"""The pages that the site has besides those of items, collected from the modules of `pages`."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.site import pages
from crossfolio.site.site_page import SitePage


def _collected() -> tuple[SitePage, ...]:
    names = (f"{pages.__name__}.{module.name}" for module in iter_modules(pages.__path__))
    rows: list[SitePage] = [row for name in names for row in import_module(name).PAGES]
    return tuple(sorted(rows, key=lambda row: row.order))


PAGES = _collected()
"""Every page of the site but those of items, in the order in which the site is built.

Adding a page is a module of `pages` with its row and what makes it, and a template; or, for
pages that are made alike, a row with a function that gives them, as `each`.
"""


def own_pages(seen: Seen, there: Container[str], *, with_problems: bool) -> list[SitePage]:
    """List the pages that Crossfolio makes.

    Args:
        seen: The portfolio.
        there: The sources of the user's own pages. The overview is the home page where there
            is none.
        with_problems: Whether findings are shown, as while the site is written.
    """
    has_home = "index.md" in there or "README.md" in there
    found: list[SitePage] = []
    for row in PAGES:
        if not row.is_in(seen) or (row.needs_findings and not with_problems):
            continue
        if row.each:
            found += row.each(seen, there)
        else:
            found.append(replace(row, file="index.md") if row.is_home and not has_home else row)
    return found


def addresses_of(seen: Seen) -> dict[str, str]:
    """Return the address of each page that is made from one file, by the path of the file."""
    units = seen.portfolio.framework.units.values()
    return {
        **{unit.place.path: addresses.unit_page(unit.id) for unit in units},
        **{seen.paths[item.key]: addresses.evidence_page(item) for item in seen.portfolio.evidence},
    }


def lost_pages(seen: Seen, before: Mapping[str, str]) -> Iterator[SitePage]:
    """Give pages at the addresses of files that can no longer be read.

    Whoever has such a page open in a browser sees what is wrong, and sees it come back.

    Args:
        seen: The portfolio.
        before: The addresses that files had while they could be read.
    """
    now = addresses_of(seen)
    broken = {diagnostic.finding.place.path for diagnostic in seen.diagnostics}
    taken = set(now.values())
    for path, address in before.items():
        if path in broken and path not in now and address not in taken:
            title = Text("{path} cannot be read", path=path)
            body = Text(
                "# {path} cannot be read\n\n"
                "This page comes back as soon as the file is put right.\n",
                path=path,
            )
            yield SitePage(address, title, body=body, lost=path)
