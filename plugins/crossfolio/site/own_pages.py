"""The pages that Crossfolio makes besides those of items, before they are files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfolio.core.desk import assessors
from crossfolio.core.findings import Rule
from crossfolio.core.seen import Seen
from crossfolio.reports import addresses
from crossfolio.reports.rule_links import published_rules
from crossfolio.site.views.rule_view import rule_markdown

MOST_UNITS_IN_NAV = 12
"""How many units the menu has room for. Themes draw it into every page, so that a longer list would
make each page grow with the units; the overview lists them all."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that Crossfolio makes, by its address."""

    address: str
    title: str
    source: str
    """What it is called among the site's sources."""
    in_nav: bool = True
    """A unit that is not taken has a page, for what points there, and no place in the nav."""
    body: str = ""
    """In Markdown, where it is no table or figure that a template makes."""
    lost: str = ""
    """The file that can no longer be read, and whose page's address this one keeps."""


def own_pages(checked: Seen, *, has_home: bool, with_problems: bool) -> list[OwnPage]:
    """List the pages that Crossfolio makes. The overview is the home page where there is none."""
    pages = [
        OwnPage(addresses.OVERVIEW, "Overview", "overview.md" if has_home else "index.md"),
        *(() if checked.rest else (OwnPage(addresses.GAPS, "Gaps", "gaps.md"),)),
        OwnPage(addresses.EVIDENCE, "Evidence", "evidence.md"),
        OwnPage(addresses.LIST, "Cross-references", "list.md", in_nav=False),
    ]
    if checked.people:
        pages.append(OwnPage(addresses.ASSESSMENT, "Assessment", "assessment.md"))
        pages += () if checked.rest else _desks(checked)
        if checked.portfolio.decisions:
            pages.append(OwnPage(addresses.SAMPLING, "Sampling", "sampling.md"))
    taken = checked.portfolio.taken
    has_room = len(taken) <= MOST_UNITS_IN_NAV
    for unit in checked.portfolio.framework.units.values():
        address, in_nav = addresses.unit_page(unit.id), has_room and unit.id in taken
        pages.append(OwnPage(address, f"{unit.id}: {unit.title}", f"{address}.md", in_nav))
    pages += [_rule_page(rule) for rule in published_rules(checked)]
    if with_problems:
        pages.append(OwnPage(addresses.PROBLEMS, "Problems", "problems.md"))
    return pages


def _desks(checked: Seen) -> Iterator[OwnPage]:
    """Give the desk of all, which leads to those of the assessors."""
    yield OwnPage(addresses.DESK, "My desk", "desk.md")
    for person in assessors(checked.record.facts):
        address, title = addresses.desk_page(person), f"Desk of {checked.person(person)}"
        yield OwnPage(address, title, f"{address}.md", in_nav=False)


def addresses_of(checked: Seen) -> dict[str, str]:
    """Return the address of each page that is made from one file, by the path of the file."""
    units = checked.portfolio.framework.units.values()
    return {
        **{unit.place.path: addresses.unit_page(unit.id) for unit in units},
        **{checked.paths[it.key]: addresses.evidence_page(it) for it in checked.portfolio.evidence},
    }


def lost_pages(checked: Seen, before: Mapping[str, str]) -> Iterator[OwnPage]:
    """Give pages at the addresses of files that can no longer be read.

    Whoever has such a page open in a browser sees what is wrong, and sees it come back.

    Args:
        checked: The portfolio.
        before: The addresses that files had while they could be read.
    """
    now = addresses_of(checked)
    broken = {it.finding.place.path for it in checked.diagnostics}
    taken = set(now.values())
    for path, address in before.items():
        if path in broken and path not in now and address not in taken:
            title = f"{path} cannot be read"
            body = f"# {title}\n\nThis page comes back as soon as the file is put right.\n"
            yield OwnPage(address, title, f"{address}.md", in_nav=False, body=body, lost=path)


def _rule_page(rule: Rule) -> OwnPage:
    address = addresses.rule_page(rule)
    title = f"{rule.code}: {rule.name}"
    return OwnPage(address, title, f"{address}.md", in_nav=False, body=rule_markdown(rule))
