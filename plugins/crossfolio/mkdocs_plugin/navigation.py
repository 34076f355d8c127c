"""Our pages in the navigation: the overview, gaps, evidence and units; no item."""

from collections.abc import Iterator
from typing import Any

from crossfolio.mkdocs_plugin.files import OwnPage
from crossfolio.mkdocs_plugin.safe_html import plain_title
from crossfolio.reports.site.addresses import HELP, OVERVIEW

Nav = list[Any]
"""As MkDocs reads it: texts, and mappings of a title to a text or to another such list."""


def with_own_pages(nav: Nav, pages: list[OwnPage]) -> Nav:
    """Return the navigation with our pages before the user's, but for those it names itself.

    Help comes last.

    Material draws the whole tree into every page, so that items of evidence in it would
    make the site grow with the square of their number.
    """
    named = set(_named(nav))
    missing = [page for page in pages if page.in_nav and page.source not in named]
    units = [{plain_title(p.title): p.source} for p in missing if p.address.startswith("units/")]
    first = [{p.title: p.source} for p in missing if p.address == OVERVIEW]
    help = [{p.title: p.source} for p in missing if p.address == HELP]
    others = [
        {p.title: p.source}
        for p in missing
        if p.address not in (OVERVIEW, HELP) and not p.address.startswith("units/")
    ]
    return [*first, *([{"Units": units}] if units else []), *others, *nav, *help]


def _named(nav: Nav) -> Iterator[str]:
    """Give every file that a navigation names."""
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(value, list):
                yield from _named(value)
            elif isinstance(value, str):
                yield value
