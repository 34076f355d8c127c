"""The cross-reference matrix of one unit: criteria down, evidence across."""

from collections.abc import Container
from dataclasses import dataclass

from crossfolio.core.check import Checked
from crossfolio.core.framework import Criterion, Unit
from crossfolio.core.ids import natural
from crossfolio.reports.site.addresses import Link
from crossfolio.reports.site.criteria import CriterionLink, badge_of, cover_of, criterion_link
from crossfolio.reports.site.items import ItemView, Shown, claimants, shown
from crossfolio.reports.site.words import Badge


@dataclass(frozen=True, slots=True)
class Cell:
    """That an item claims a criterion."""

    code: str
    """The short code of the item's kind."""
    state: Badge
    words: str
    href: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion, and which items claim it."""

    criterion: CriterionLink
    state: Badge
    cells: tuple[Cell | None, ...]
    """One for each column."""

    @property
    def counting(self) -> int:
        """How many items count for it."""
        return sum(cell is not None and cell.counts for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one outcome."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which items show which criteria of a unit."""

    columns: tuple[ItemView, ...]
    """Only items that claim something in the unit, in the natural order of IDs."""
    groups: tuple[Group, ...]
    """In the publisher's order; a criterion stands under its first outcome only."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def counting(self) -> tuple[int, ...]:
        """For each column, for how many criteria its item counts."""
        rows = self.rows
        return tuple(
            sum(cell is not None and cell.counts for cell in (row.cells[n] for row in rows))
            for n in range(len(self.columns))
        )


def cross(unit: Unit, checked: Checked, to: Link) -> Matrix:
    """Cross the criteria of a unit with the items that claim them."""
    claims = {it.id: {one.item.id: one for one in _shown(it, checked, to)} for it in unit.criteria}
    views = {name: one.item for by_item in claims.values() for name, one in by_item.items()}
    names = sorted(views, key=natural)
    groups = []
    for title, criteria in by_outcome(unit):
        rows = tuple(_row(it, claims[it.id], names, checked, to) for it in criteria)
        groups.append(Group(title, rows))
    return Matrix(tuple(views[name] for name in names), tuple(groups))


def by_outcome(unit: Unit) -> list[tuple[str, list[Criterion]]]:
    """Return the criteria under the title of their first outcome; empty outcomes are left out."""
    titles = {it.id: f"{it.id.partition('.')[2]}: {it.text}" for it in unit.outcomes}
    other = "Other criteria" if titles else "Criteria"
    found: dict[str, list[Criterion]] = {title: [] for title in (*titles.values(), other)}
    for criterion in unit.criteria:
        found[titles.get(first_outcome(criterion, titles), other)].append(criterion)
    return [(title, criteria) for title, criteria in found.items() if criteria]


def first_outcome(criterion: Criterion, known: Container[str]) -> str:
    """Return the first outcome of a criterion that its unit has, or nothing."""
    return next((it for it in criterion.outcomes if it in known), "")


def _shown(criterion: Criterion, checked: Checked, to: Link) -> list[Shown]:
    return [shown(it, criterion.id, checked, to) for it in claimants(criterion.id, checked)]


def _row(
    criterion: Criterion,
    claims: dict[str, Shown],
    names: list[str],
    checked: Checked,
    to: Link,
) -> Row:
    cells = tuple(_cell(criterion, claims[n]) if n in claims else None for n in names)
    state = badge_of(criterion, cover_of(criterion, checked))
    return Row(criterion_link(criterion, to), state, cells)


def _cell(criterion: Criterion, it: Shown) -> Cell:
    verb = "shows" if it.counts else "claims"
    words = f"{it.item.id} {it.item.kind} {verb} {criterion.id}: {it.claim.meaning}"
    return Cell(it.item.code, it.claim, words, it.href, it.counts)
