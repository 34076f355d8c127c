"""What the page of a unit shows."""

from dataclasses import dataclass

from crossfolio.core.check import Checked
from crossfolio.core.framework import Unit
from crossfolio.reports.site.addresses import Link
from crossfolio.reports.site.criteria import (
    CriterionLink,
    CriterionView,
    criterion_link,
    criterion_view,
)
from crossfolio.reports.site.matrix import Matrix, cross, first_outcome
from crossfolio.reports.site.overview_view import UnitCard, unit_card
from crossfolio.reports.site.visibility import seen_cover, shown_states
from crossfolio.reports.site.words import CLAIMS, STATES, Badge


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its criteria."""

    anchor: str
    title: str
    criteria: tuple[CriterionView, ...]
    """Those that stand here in full."""
    elsewhere: tuple[CriterionLink, ...]
    """Those that belong to it and stand in full under another outcome."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit with its outcomes, its criteria and its matrix."""

    card: UnitCard
    outcomes: tuple[OutcomeView, ...]
    matrix: Matrix
    states: tuple[Badge, ...]
    """The key: every state of a criterion that the edition shows."""
    claims: tuple[Badge, ...]
    """The key: every state of a claim that stands in the matrix."""
    kinds: tuple[tuple[str, str], ...]
    """The key: code and name of every kind that stands in the matrix."""


def unit_view(unit_id: str, checked: Checked, to: Link) -> UnitView:
    """Return a unit as the edition shows it."""
    unit = checked.portfolio.framework.units[unit_id]
    criteria = checked.coverage.criteria
    own = [criteria[it.id] for it in unit.criteria if it.id in criteria]
    covers = [seen_cover(it, checked.settings) for it in own]
    matrix = cross(unit, checked, to)
    used = {cell.state.word for row in matrix.rows for cell in row.cells if cell}
    return UnitView(
        unit_card(unit_id, covers, checked, to),
        _outcomes(unit, checked, to),
        matrix,
        tuple(STATES[it] for it in shown_states(checked.settings)),
        tuple(it for it in CLAIMS.values() if it.word in used),
        tuple(sorted({(it.code, it.kind) for it in matrix.columns})),
    )


def _outcomes(unit: Unit, checked: Checked, to: Link) -> tuple[OutcomeView, ...]:
    known = {it.id: it for it in unit.outcomes}
    full: dict[str, list[CriterionView]] = {name: [] for name in (*known, "")}
    elsewhere: dict[str, list[CriterionLink]] = {name: [] for name in known}
    for criterion in unit.criteria:
        first = first_outcome(criterion, known)
        full[first].append(criterion_view(criterion, checked, to))
        for other in dict.fromkeys(criterion.outcomes):
            if other in known and other != first:
                elsewhere[other].append(criterion_link(criterion, to))
    found = [
        OutcomeView(
            name, f"{name.partition('.')[2]}: {it.text}", tuple(full[name]), tuple(elsewhere[name])
        )
        for name, it in known.items()
    ]
    if full[""]:
        title = "Other criteria" if known else "Criteria"
        found.append(OutcomeView("criteria", title, tuple(full[""]), ()))
    return tuple(found)
