"""What the page of gaps shows: each gap with a snippet to copy."""

from dataclasses import dataclass

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover, State, count
from crossfolio.core.requirement import asked
from crossfolio.reports.site.addresses import Link, unit_page
from crossfolio.reports.site.criteria import CriterionLink, criterion_link, missing_of
from crossfolio.reports.site.items import ItemView, item_view
from crossfolio.reports.site.overview_view import gaps_of
from crossfolio.reports.site.visibility import seen_covers
from crossfolio.reports.site.words import STATES, Badge, share
from crossfolio.scaffold.gap import free_id, new_item


@dataclass(frozen=True, slots=True)
class GapView:
    """A required criterion that is not covered, and what would cover it."""

    criterion: CriterionLink
    text: str
    state: Badge
    asked: str
    missing: tuple[str, ...]
    drafts: tuple[ItemView, ...]
    snippet: str
    """The front matter of a new item; empty where none is needed."""


@dataclass(frozen=True, slots=True)
class UnitGaps:
    """The gaps of one unit."""

    id: str
    title: str
    href: str
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps, by unit."""

    number: int
    covered: str
    """What is covered, as a fraction and a percentage."""
    units: tuple[UnitGaps, ...]


def gaps_view(checked: Checked, to: Link) -> Gaps:
    """Return the gaps as the edition shows them."""
    covers = seen_covers(checked)
    open_ = gaps_of(covers)
    total = count(covers)
    free = free_id(checked)
    units = checked.portfolio.framework.units
    found = []
    for unit in checked.portfolio.taken:
        gaps = tuple(_gap(it, free, checked, to) for it in open_ if it.criterion.unit == unit)
        if gaps:
            found.append(UnitGaps(unit, units[unit].title, to(unit_page(unit)), gaps))
    covered = share(total.covered, total.required, total.percent_covered)
    return Gaps(len(open_), covered, tuple(found))


def _gap(cover: Cover, free: str, checked: Checked, to: Link) -> GapView:
    it, drafts = cover.criterion, cover.drafts
    asks_for_new = cover.state in (State.UNCOVERED, State.PARTIAL)
    return GapView(
        criterion_link(it, to),
        it.text,
        STATES[cover.state],
        asked(it.requires),
        missing_of(cover),
        tuple(item_view(draft, checked, to) for draft in drafts),
        new_item(cover, free, checked) if asks_for_new else "",
    )
