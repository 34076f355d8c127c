"""The table of the site's pages: what the site has besides the pages of items."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib.resources import files as resources

from crossfolio.core.desk import assessors
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link
from crossfolio.reports.rule_links import published_rules
from crossfolio.site import pages
from crossfolio.site.environment import Look, Rendered
from crossfolio.site.rows import (
    assessment_rows,
    desk_rows,
    gaps_rows,
    index_rows,
    list_rows,
    problems_rows,
    sampling_rows,
    unit_rows,
)
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.queues import WAITS
from crossfolio.site.views.rule_view import rule_markdown

MOST_UNITS_IN_NAV = 12
"""How many units the menu has room for. Themes draw it into every page, so that a longer list would
make each page grow with the units; the overview lists them all."""

_HELP = {
    "index": Text("Help"),
    "learner": Text("Help for learners"),
    "assessor": Text("Help for assessors"),
    "quality-assurer": Text("Help for quality assurers"),
    "centre": Text("Help for centres"),
}


def _desks(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the desk of each assessor; that of all leads to them."""
    for person in assessors(seen.record.facts):
        address, title = (
            addresses.desk_page(person),
            Text("Desk of {assessor}", assessor=seen.person(person)),
        )
        desk, rows = partial(pages.desk, person=person), partial(desk_rows, person=person)
        yield SitePage(address, title, desk, rows=rows)


def _units(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the page of each unit; of one that is not taken too, for what points there."""
    taken = seen.portfolio.taken
    has_room = len(taken) <= MOST_UNITS_IN_NAV
    for unit in seen.portfolio.framework.units.values():
        in_nav = InNav.UNIT if has_room and unit.id in taken else InNav.NO
        title = f"{unit.id}: {unit.title}"
        address, make, rows = (
            addresses.unit_page(unit.id),
            _of_unit(unit.id),
            partial(unit_rows, unit=unit.id),
        )
        yield SitePage(address, title, make, in_nav, wide=True, rows=rows, keeps=("matrix",))


def _of_unit(unit_id: str) -> Callable[..., Rendered]:
    def make(seen: Seen, to: Link, *, look: Look) -> Rendered:
        return pages.unit(seen, unit_id, to, look=look)

    return make


def _rules(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the page of each rule that something on the site points to."""
    for rule in published_rules(seen):
        address, title = addresses.rule_page(rule), f"{rule.code}: {rule.name}"
        wrap, body = partial(pages.rule, rule), rule_markdown(rule)
        yield SitePage(address, title, body=body, wrap=wrap, needs_findings=True)


def _help(_seen: Seen, there: Container[str]) -> Iterator[SitePage]:
    """Give the pages of help that the user has not written; the first alone is in the menu."""
    folder = resources("crossfolio.site").joinpath(addresses.HELP)
    for name, title in _HELP.items():
        source, first = f"{addresses.HELP}/{name}.md", name == "index"
        if source in there or (first and f"{addresses.HELP}/README.md" in there):
            continue
        address = addresses.HELP if first else f"{addresses.HELP}/{name}"
        body = folder.joinpath(f"{name}.md").read_text("utf-8")
        in_nav = InNav.LAST if first else InNav.NO
        yield SitePage(address, title, in_nav=in_nav, file=source, body=body, wrap=pages.help_page)


def _beside_assessment(seen: Seen) -> Iterator[tuple[str, str]]:
    """Give what the page of assessment leads to."""
    if seen.rest is None:
        yield addresses.DESK, Text("The desks: what waits, by the item to be read")
    if seen.portfolio.decisions:
        yield addresses.SAMPLING, Text("How far decisions are sampled")


def _all_desks(seen: Seen) -> Iterator[tuple[str, str]]:
    """Give the desk of each assessor, by name."""
    for person in assessors(seen.record.facts):
        yield addresses.desk_page(person), seen.person(person)


PAGES = (
    SitePage(
        addresses.OVERVIEW,
        Text("Overview"),
        pages.overview,
        InNav.FIRST,
        is_home=True,
        wide=True,
        beside=pages.beside_overview,
    ),
    SitePage(
        addresses.GAPS,
        Text("Gaps"),
        pages.gaps,
        InNav.MAIN,
        rows=gaps_rows,
        needs_whole=True,
        shows_findings=True,
    ),
    SitePage(
        addresses.EVIDENCE,
        Text("Evidence"),
        pages.evidence_index,
        InNav.MAIN,
        wide=True,
        rows=index_rows,
        leads=lambda _: (
            (addresses.LIST, Text("Every cross-reference, from criteria to evidence and back")),
        ),
    ),
    SitePage(
        addresses.LIST,
        Text("Cross-references"),
        pages.whole_list,
        rows=list_rows,
        keeps=("criteria", "evidence"),
        leads=lambda _: ((addresses.EVIDENCE, Text("The evidence with kinds and dates")),),
    ),
    SitePage(
        addresses.ASSESSMENT,
        Text("Assessment"),
        pages.assessment,
        InNav.MAIN,
        rows=assessment_rows,
        keeps=(*(it.anchor for it in WAITS), "decisions"),
        leads=_beside_assessment,
        needs_people=True,
    ),
    SitePage(
        addresses.DESK,
        Text("My desk"),
        pages.desk,
        InNav.MAIN,
        rows=desk_rows,
        leads=_all_desks,
        needs_people=True,
        needs_whole=True,
    ),
    SitePage("desk/", Text("Desks"), each=_desks, needs_people=True, needs_whole=True),
    SitePage(
        addresses.SAMPLING,
        Text("Sampling"),
        pages.sampling,
        InNav.MAIN,
        rows=sampling_rows,
        keeps=("actions", "policy", "by-unit", "by-kind", "not-sampled", "samples"),
        needs_people=True,
        needs_decisions=True,
    ),
    SitePage("units/", Text("Units"), each=_units),
    SitePage("rules/", Text("Rules"), each=_rules),
    SitePage(
        addresses.PROBLEMS,
        Text("Problems"),
        pages.problems,
        InNav.MAIN,
        rows=problems_rows,
        needs_findings=True,
        shows_findings=True,
    ),
    SitePage("help/", Text("Help"), each=_help, needs_people=True, needs_whole=True),
)
"""Every page of the site but those of items, in the order in which the site is built.

Adding a page is its view, its template, and a row here; or, for pages that are made alike, a
function that gives them, as `each`.
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
        **{seen.paths[it.key]: addresses.evidence_page(it) for it in seen.portfolio.evidence},
    }


def lost_pages(seen: Seen, before: Mapping[str, str]) -> Iterator[SitePage]:
    """Give pages at the addresses of files that can no longer be read.

    Whoever has such a page open in a browser sees what is wrong, and sees it come back.

    Args:
        seen: The portfolio.
        before: The addresses that files had while they could be read.
    """
    now = addresses_of(seen)
    broken = {it.finding.place.path for it in seen.diagnostics}
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
