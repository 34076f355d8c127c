"""What the page of a unit shows."""

from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.check import Checked
from crossfolio.core.framework import Unit
from crossfolio.reports.site.addresses import Link
from crossfolio.reports.site.criteria import (
    CriterionLink,
    CriterionView,
    criterion_link,
    criterion_view,
)
from crossfolio.reports.site.matrix import Claims, Matrix, claims_in, cross, first_outcome
from crossfolio.reports.site.matrix_table import matrix_table
from crossfolio.reports.site.overview_view import UnitCard, unit_card
from crossfolio.reports.site.visibility import seen_cover
from crossfolio.reports.site.words import CLAIM_BADGES, REMARKS, Badge


class OutcomeView(NamedTuple):
    """An outcome with its criteria."""

    anchor: str
    title: str
    criteria: tuple[CriterionView, ...]
    """Those that stand here in full."""
    elsewhere: tuple[CriterionLink, ...]
    """Those that belong to it and stand in full under another outcome."""


class UnitView(NamedTuple):
    """A unit with its outcomes, its criteria and its matrix."""

    card: UnitCard
    outcomes: tuple[OutcomeView, ...]
    matrix: Matrix
    table: Markup
    """The matrix as it stands on the page."""
    states: tuple[Badge, ...]
    """The key: every state of a criterion that stands in the matrix."""
    claims: tuple[Badge, ...]
    """The key: every state of a claim that stands in the matrix."""
    remarks: tuple[Badge, ...]
    """The key: what else is said of some claim in the matrix."""
    kinds: tuple[tuple[str, str], ...]
    """The key: code and name of every kind that stands in the matrix."""


def unit_view(unit_id: str, checked: Checked, to: Link) -> UnitView:
    """Return a unit as the edition shows it."""
    unit = checked.portfolio.framework.units[unit_id]
    criteria = checked.coverage.criteria
    own = [criteria[it.id] for it in unit.criteria if it.id in criteria]
    covers = [seen_cover(it, checked.settings) for it in own]
    claims = claims_in(unit, checked, to)
    matrix = cross(unit, claims, checked, to)
    shown = [one for its in claims.values() for one in its]
    badges, remarks = {it.claim for it in shown}, {it for one in shown for it in one.remarks}
    states = {row.rank: row.state for row in matrix.rows}
    return UnitView(
        unit_card(unit_id, covers, checked, to),
        _outcomes(unit, claims, checked, to),
        matrix,
        matrix_table(matrix, unit_id),
        tuple(states[rank] for rank in sorted(states)),
        tuple(it for it in CLAIM_BADGES if it in badges),
        tuple(it for it in REMARKS if it in remarks),
        tuple(sorted({(it.code, it.kind) for it in matrix.columns})),
    )


def _outcomes(unit: Unit, claims: Claims, checked: Checked, to: Link) -> tuple[OutcomeView, ...]:
    known = {it.id: it for it in unit.outcomes}
    full: dict[str, list[CriterionView]] = {name: [] for name in (*known, "")}
    elsewhere: dict[str, list[CriterionLink]] = {name: [] for name in known}
    for criterion in unit.criteria:
        first = first_outcome(criterion, known)
        full[first].append(criterion_view(criterion, claims[criterion.id], checked, to))
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
