"""What the page of a unit shows."""

from gettext import NullTranslations
from typing import NamedTuple

from markupsafe import Markup

from crossfolio.core.checks.plan_checks import units_held
from crossfolio.core.framework import Unit
from crossfolio.core.outcomes import parents
from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text
from crossfolio.reports.addresses import Link
from crossfolio.reports.sampling_report import action_words
from crossfolio.reports.words import CLAIM_BADGES, REMARKS, Badge
from crossfolio.site.views.criteria import (
    CriterionLink,
    CriterionView,
    criterion_link,
    criterion_view,
)
from crossfolio.site.views.items import claimants
from crossfolio.site.views.matrix import (
    ClaimsByCriterion,
    Matrix,
    UnitFigures,
    claims_in,
    cross,
    first_outcome,
    outcome_titles,
    whole_of,
)
from crossfolio.site.views.matrix_table import matrix_table
from crossfolio.site.views.overview_view import UnitCard, unit_card


class OutcomeView(NamedTuple):
    """An outcome with its criteria."""

    anchor: str
    title: str
    criteria: tuple[CriterionView, ...]
    """Those that stand here in full."""
    elsewhere: tuple[CriterionLink, ...]
    """Those that belong to it and stand in full under another outcome."""
    within: tuple[str, ...] = ()
    """The outcomes that lie within it, by their own IDs."""


class UnitLead(NamedTuple):
    """What stands under the title of a unit."""

    card: UnitCard
    facts: tuple[Text, ...]
    """The regulator's reference, and the version of the specification."""
    criteria: int
    items: int
    """Those that claim one of these criteria."""
    whole: UnitFigures | None
    """The figures of the unit, where these are not all of its criteria."""
    actions: tuple[str, ...]
    """The open actions that keep it from certification, in words."""


class UnitView(NamedTuple):
    """A unit with its outcomes, its criteria and its matrix."""

    lead: UnitLead
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
    on_visit: bool = False
    """Whether only what was sampled is shown."""


def unit_view(unit_id: str, seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> UnitView:
    """Return a unit as the edition shows it, with its matrix drawn in a language."""
    unit = seen.portfolio.framework.units[unit_id]
    claims = claims_in(unit, seen, to)
    matrix = cross(unit, claims, seen, to)
    shown = [claim for own in claims.values() for claim in own]
    badges = {claim.claim for claim in shown}
    remarks = {remark for claim in shown for remark in claim.remarks}
    states = {row.rank: row.state for row in matrix.rows}
    return UnitView(
        unit_lead(unit_id, seen, to),
        _outcomes(unit, claims, seen, to),
        matrix,
        matrix_table(matrix, unit_id, words),
        tuple(states[rank] for rank in sorted(states)),
        tuple(badge for badge in CLAIM_BADGES if badge in badges),
        tuple(remark for remark in REMARKS if remark in remarks),
        tuple(sorted({(view.code, view.kind) for view in matrix.columns})),
        seen.rest is not None,
    )


def unit_lead(unit_id: str, seen: Seen, to: Link) -> UnitLead:
    """Return what stands under the title of a unit, and of each part of one."""
    unit = seen.portfolio.framework.units[unit_id]
    claims = (claim for criterion in unit.criteria for claim in claimants(criterion.id, seen))
    return UnitLead(
        unit_card(unit_id, seen.covers, seen, to),
        unit_facts(unit),
        len(unit.criteria),
        len({claim.item.id for claim in claims}),
        whole_of(unit, seen),
        tuple(
            action_words(action)
            for action in seen.record.open_actions()
            if unit_id in units_held(action, seen.portfolio, seen.record)
        ),
    )


def unit_facts(unit: Unit) -> tuple[Text, ...]:
    """Say under which reference the regulator has a unit, and which version of it this is."""
    reference = Text("Reference {reference}", reference=unit.reference)
    version = Text("Version {version}", version=unit.version)
    return (*([reference] if unit.reference else []), *([version] if unit.version else []))


def _outcomes(
    unit: Unit, claims: ClaimsByCriterion, seen: Seen, to: Link
) -> tuple[OutcomeView, ...]:
    known, titles = {outcome.id: outcome for outcome in unit.outcomes}, outcome_titles(unit)
    within: dict[str, list[str]] = {name: [] for name in known}
    for name, parent in parents(unit.outcomes).items():
        if parent:
            within[parent].append(name.partition(".")[2])
    full: dict[str, list[CriterionView]] = {name: [] for name in (*known, "")}
    elsewhere: dict[str, list[CriterionLink]] = {name: [] for name in known}
    for criterion in unit.criteria:
        first = first_outcome(criterion, known)
        full[first].append(criterion_view(criterion, claims[criterion.id], seen, to))
        for other in dict.fromkeys(criterion.outcomes):
            if other in known and other != first:
                elsewhere[other].append(criterion_link(criterion, to))
    found = [
        OutcomeView(
            name, titles[name], tuple(full[name]), tuple(elsewhere[name]), tuple(within[name])
        )
        for name in known
    ]
    if full[""]:
        title = Text("Other criteria") if known else Text("Criteria")
        found.append(OutcomeView("criteria", title, tuple(full[""]), ()))
    return tuple(found)
