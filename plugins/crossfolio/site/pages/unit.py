"""The page of each unit."""

from collections.abc import Callable, Container, Iterator
from functools import partial

from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link, criterion_anchor, unit_sheet
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, fill, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, SECTION, answer_size, criteria_words
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.items import claimants
from crossfolio.site.views.progress_view import outcome_maps
from crossfolio.site.views.unit_view import unit_lead, unit_view

MOST_UNITS_IN_NAV = 12
"""How many units the menu has room for. Themes draw it into every page, so that a longer list would
make each page grow with the units; the overview lists them all."""


def render_unit(seen: Seen, unit_id: str, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return the page of a unit that the framework has: its criteria and its matrix."""
    print_href = _print_href(seen, unit_id, to)
    view = unit_view(unit_id, seen, to, look.words)
    covers = [one for one in seen.covers if one.criterion.unit == unit_id]
    drawn = outcome_maps(seen.portfolio.framework.units[unit_id], covers, look.words)
    texts = {
        one.anchor: " ".join(
            (
                f"{one.id.partition('.')[2]}: {one.text}",
                *(f"{part.tag.partition('.')[2]}: {part.text}" for part in one.parts),
            )
        )
        for outcome in view.outcomes
        for one in outcome.criteria
    }
    if view.lead.facts:  # Whoever has the regulator's reference finds the unit by it.
        texts["matrix"] = ", ".join(view.lead.facts)
    return page(
        "unit", look, texts=texts, view=view, lead=view.lead, pictures=drawn, print_href=print_href
    )


def _units(seen: Seen, _there: Container[str]) -> Iterator[SitePage]:
    """Give the page of each unit; of one that is not taken too, for what points there."""
    taken = seen.portfolio.taken
    has_room = len(taken) <= MOST_UNITS_IN_NAV
    for unit in seen.portfolio.framework.units.values():
        in_nav = InNav.UNIT if has_room and unit.id in taken else InNav.NO
        title = f"{unit.id}: {unit.title}"
        address, rows = addresses.unit_page(unit.id), partial(unit_rows, unit=unit.id)
        yield SitePage(
            address,
            title,
            _of_unit(unit.id),
            in_nav,
            wide=True,
            rows=rows,
            keeps=("matrix",),
            figures=_figures_of(unit.id),
        )


def _of_unit(unit_id: str) -> Callable[..., Rendered]:
    def make(seen: Seen, to: Link, *, look: Look) -> Rendered:
        return render_unit(seen, unit_id, to, look=look)

    return make


def _figures_of(unit_id: str) -> Callable[..., str]:
    def figures(seen: Seen, to: Link, *, look: Look) -> str:
        lead = unit_lead(unit_id, seen, to)
        return fill("unit_lead", look, lead=lead, print_href=_print_href(seen, unit_id, to))

    return figures


def _print_href(seen: Seen, unit_id: str, to: Link) -> str:
    return to(unit_sheet(unit_id)) if unit_id in seen.portfolio.taken else ""


def unit_rows(seen: Seen, unit: str) -> Iterator[PageRow]:
    """Give the criteria of a unit, each with its line of the matrix, by their first outcome."""
    own = seen.portfolio.framework.units[unit]
    known = {outcome.id for outcome in own.outcomes}
    for criterion in own.criteria:
        first = next((outcome for outcome in criterion.outcomes if outcome in known), "")
        size = _criterion(criterion, seen)
        group = (first.partition(".")[2],) if first else ()
        yield PageRow(criterion, size, group, criteria_words, criterion_anchor(criterion.id))


def _criterion(criterion: Criterion, seen: Seen) -> int:
    claims = claimants(criterion.id, seen)
    cover = seen.coverage.criteria.get(criterion.id)
    texts = len(criterion.title) * 2 + len(criterion.text) + LINE * len(criterion.parts)
    items = sum(4 * LINE + 2 * len(claim.item.title) for claim in claims)
    return 2 * SECTION + texts + items + (answer_size(cover) if cover else 0)


PAGES = (
    SitePage(
        "units/",
        Text("Units"),
        each=_units,
        order=90,
    ),
)
