"""The cross-reference matrix of one unit: criteria down, evidence across."""

from collections import Counter
from collections.abc import Container, Mapping
from typing import NamedTuple

from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import ORDER
from crossfolio.core.framework import Criterion, Unit
from crossfolio.core.ids import natural
from crossfolio.core.outcomes import around, parents
from crossfolio.core.requirement import RequirementPiece
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import Link
from crossfolio.reports.words import Badge
from crossfolio.site.views.criteria import (
    CriterionLink,
    badge_of,
    claims_on,
    criterion_link,
    pieces_of,
    state_of,
)
from crossfolio.site.views.items import ItemView, ShownClaim, claimants

_WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""Stands between an outcome and one that lies within it."""
ClaimsByCriterion = Mapping[str, tuple[ShownClaim, ...]]
"""The claims on each criterion, by its ID."""


class MatrixRow(NamedTuple):
    """A criterion, and which items claim it."""

    criterion: CriterionLink
    state: Badge
    rank: int
    """The place of its state, the worst first; criteria that are not asked for come last."""
    pieces: tuple[RequirementPiece, ...]
    cells: Mapping[int, ShownClaim]
    """The claims, by the number of their item's column."""
    level: str = ""
    """Its level, where levels may be seen."""

    @property
    def counting(self) -> int:
        """How many items count for it."""
        return sum(cell.counts for cell in self.cells.values())


class OutcomeGroup(NamedTuple):
    """The criteria of one outcome."""

    key: str
    """The outcome's ID; empty for criteria without one."""
    title: str
    rows: tuple[MatrixRow, ...]


class UnitFigures(NamedTuple):
    """The figures of a unit of which only a part of the criteria is given."""

    given: int
    criteria: int
    counting: Mapping[str, int]
    """For how many of its criteria each item counts, by the item's ID."""


class Matrix(NamedTuple):
    """Which items show which criteria of a unit."""

    columns: tuple[ItemView, ...]
    """Only items that claim something in the unit, in the natural order of IDs."""
    groups: tuple[OutcomeGroup, ...]
    """In the publisher's order; a criterion stands under its first outcome only."""
    whole: UnitFigures | None = None
    """The figures of the unit, where these are not all of its criteria."""

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def counting(self) -> tuple[int, ...]:
        """For each column, for how many criteria its item counts."""
        found = [0] * len(self.columns)
        for row in self.rows:
            for number, cell in row.cells.items():
                found[number] += cell.counts
        return tuple(found)


def cross(unit: Unit, claims: ClaimsByCriterion, seen: Seen, to: Link) -> Matrix:
    """Cross the criteria of a unit with the items that claim them."""
    views = {one.item.id: one.item for shown in claims.values() for one in shown}
    names = sorted(views, key=natural)
    numbers = {name: number for number, name in enumerate(names)}
    groups = []
    for key, title, criteria in by_outcome(unit):
        rows = []
        for criterion in criteria:
            cells = {numbers[one.item.id]: one for one in claims[criterion.id]}
            rows.append(_row(criterion, cells, seen, to))
        groups.append(OutcomeGroup(key, title, tuple(rows)))
    return Matrix(tuple(views[name] for name in names), tuple(groups), whole_of(unit, seen))


def whole_of(unit: Unit, seen: Seen) -> UnitFigures | None:
    """Return the figures of a unit that is taken, where only a part of its criteria is given."""
    given = {criterion.id for criterion in unit.criteria}
    every = [cover.criterion.id for cover in seen.covers if cover.criterion.unit == unit.id]
    if given.issuperset(every):
        return None
    claims = (claim for id in every for claim in claimants(id, seen))
    counting = Counter(claim.item.id for claim in claims if claim.state is ClaimState.OK)
    return UnitFigures(len(given.intersection(every)), len(every), counting)


def claims_in(unit: Unit, seen: Seen, to: Link) -> ClaimsByCriterion:
    """Return the claims on each criterion of a unit."""
    return {criterion.id: claims_on(criterion, seen, to) for criterion in unit.criteria}


def by_outcome(unit: Unit) -> list[tuple[str, str, list[Criterion]]]:
    """Return the criteria by their first outcome, with its ID and title; none that is empty."""
    titles = outcome_titles(unit)
    titles[""] = Text("Other criteria") if titles else Text("Criteria")
    found: dict[str, list[Criterion]] = {key: [] for key in titles}
    for criterion in unit.criteria:
        found[first_outcome(criterion, titles)].append(criterion)
    return [(key, titles[key], criteria) for key, criteria in found.items() if criteria]


def outcome_titles(unit: Unit) -> dict[str, str]:
    """Return the title of each outcome, by its ID: all that it lies in, and its text."""
    parent_of = parents(unit.outcomes)
    paths = {
        outcome.id: [name.partition(".")[2] for name in around(outcome.id, parent_of)]
        for outcome in unit.outcomes
    }
    return {
        outcome.id: f"{_WITHIN.join(reversed(paths[outcome.id]))}: {outcome.text}"
        for outcome in unit.outcomes
    }


def first_outcome(criterion: Criterion, known: Container[str]) -> str:
    """Return the first outcome of a criterion that its unit has; empty where there is none."""
    return next((outcome for outcome in criterion.outcomes if outcome in known), "")


def _row(criterion: Criterion, cells: Mapping[int, ShownClaim], seen: Seen, to: Link) -> MatrixRow:
    state = state_of(criterion, seen)
    return MatrixRow(
        criterion_link(criterion, to),
        badge_of(criterion, seen),
        ORDER[state] if state else len(ORDER),
        pieces_of(criterion, seen),
        cells,
        criterion.level if seen.people else "",
    )
