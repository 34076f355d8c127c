"""What the page of gaps shows: each gap with a snippet to copy."""

from collections.abc import Iterable
from dataclasses import dataclass

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover, State, count
from crossfolio.core.framework import Criterion, Need
from crossfolio.core.requirement import asked
from crossfolio.reports.site.addresses import Link, unit_page
from crossfolio.reports.site.criteria import CriterionLink, criterion_link, missing_of
from crossfolio.reports.site.items import ItemView, item_view
from crossfolio.reports.site.overview_view import gaps_of
from crossfolio.reports.site.visibility import seen_covers, shows_people
from crossfolio.reports.site.words import STATES, Badge, share

_BY_KIND = {
    "observation": ("assessor", "A1"),
    "professional-discussion": ("assessor", "A1"),
    "questioning": ("assessor", "A1"),
    "witness-testimony": ("witness", "W1"),
    "expert-witness-testimony": ("witness", "W1"),
}
"""Who must be named for a kind of evidence, and a stand-in for the ID."""

_NEEDED = {
    Need.METRICS: (
        "metrics:",
        "  - {name: what is measured, before: 0, before_date: YYYY-MM-DD,",
        "     after: 0, after_date: YYYY-MM-DD}",
    ),
    Need.OBJECTIVES: (
        "objectives:",
        "  - {text: what is to be reached, measure: how it is measured,",
        "     target: the value to reach, due: YYYY-MM-DD}",
    ),
    Need.STANDARDS: ("standards:", "  - the name of the standard"),
    Need.FEEDBACK_SOURCES: ("feedback_sources:", "  - who gave the feedback"),
}


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
    free = _free_id(it.key for it in checked.portfolio.evidence)
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
        _snippet(cover, free, checked) if asks_for_new else "",
    )


def _snippet(cover: Cover, free: str, checked: Checked) -> str:
    criterion = cover.criterion
    kind = _kind(cover, checked)
    lines = ["---", f"id: {free}", "title: What it is, in one line", f"kind: {kind}"]
    lines += ["date: YYYY-MM-DD", "criteria:", f"  - {criterion.id}"]
    if kind in _BY_KIND:
        role, stand_in = _BY_KIND[kind]
        lines.append(f"{role}: {_only(role, checked) or stand_in}")
    brought = {need for item in cover.items for need in item.brings}
    for need in criterion.requires.needs:
        if need not in brought:
            lines += _NEEDED[need]
    return "\n".join((*lines, "---"))


def _kind(cover: Cover, checked: Checked) -> str:
    """Suggest a kind: one that is missing, else one that fits, else a product of work."""
    requires, have = cover.criterion.requires, {item.kind for item in cover.items}
    known = checked.portfolio.kinds
    wanted = [kind for kind in requires.all_kinds if kind not in have]
    if requires.min_kinds > len(have):
        wanted += [kind for kind in requires.any_kind or known if kind not in have]
    wanted += [*requires.any_kind, "product", *known]
    return next((kind for kind in wanted if _allowed(kind, cover.criterion, checked)), wanted[0])


def _allowed(kind: str, criterion: Criterion, checked: Checked) -> bool:
    return not any(
        criterion.unit in it.units and it.forbids(kind) for it in checked.portfolio.qualifications
    )


def _only(role: str, checked: Checked) -> str:
    """Return the ID of the person with a role where there is but one, and it may be shown."""
    people = checked.portfolio.people if shows_people(checked.settings) else None
    fitting = [it.id for it in (people or {}).values() if role in it.roles]
    return fitting[0] if len(fitting) == 1 else ""


def _free_id(keys: Iterable[str]) -> str:
    """Return the number after the highest that an item has: `E26` after `E25`."""
    numbers = [int(key[1:]) for key in keys if key[:1] == "E" and key[1:].isdecimal()]
    return f"E{max(numbers, default=0) + 1:02d}"
