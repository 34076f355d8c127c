"""The framework as a visit sees it: what was sampled in full, of the rest codes alone."""

from collections.abc import Container

from crossfolio.core.framework import Criterion, Framework, Outcome, Source, Unit
from crossfolio.core.portfolio import Portfolio

NOT_SAMPLED = "Not sampled"
"""What stands for the words of a criterion, an outcome or a unit that was not sampled."""


def framework_of(whole: Portfolio, criteria: Container[str]) -> Framework:
    """Return the framework with the wording of some criteria, of their outcomes and units."""
    framework = whole.framework
    units = {code: _unit(unit, criteria) for code, unit in framework.units.items()}
    return Framework(units, framework.qualifications)


def _unit(unit: Unit, criteria: Container[str]) -> Unit:
    own = [one for one in unit.criteria if one.id in criteria]
    if not own:
        bare = tuple(map(_bare, unit.criteria))
        outcomes = tuple(map(_bare_outcome, unit.outcomes))
        rests_on = Source(unit.source.kind)
        return Unit(
            unit.id, NOT_SAMPLED, unit.place, outcomes, bare, rests_on, grading=unit.grading
        )
    named = {name for one in own for name in one.outcomes}
    return Unit(
        unit.id,
        unit.title,
        unit.place,
        tuple(one if one.id in named else _bare_outcome(one) for one in unit.outcomes),
        tuple(one if one.id in criteria else _bare(one) for one in unit.criteria),
        unit.source,
        unit.phases,
        unit.credit,
        unit.level,
        unit.official_ref,
        version=unit.version,
        reference=unit.reference,
        grading=unit.grading,
    )


def _bare(criterion: Criterion) -> Criterion:
    """Return a criterion of which only the code and what makes its state is known."""
    return Criterion(
        criterion.id,
        criterion.unit,
        NOT_SAMPLED,
        "",
        criterion.place,
        criterion.outcomes,
        optional=criterion.optional,
        revision=criterion.revision,
        withdrawn=criterion.withdrawn,
        replaced_by=criterion.replaced_by,
        outcome_places=criterion.outcome_places,
        level=criterion.level,
        rank=criterion.rank,
    )


def _bare_outcome(outcome: Outcome) -> Outcome:
    return Outcome(
        outcome.id,
        NOT_SAMPLED,
        outcome.place,
        outcome.kind,
        outcome.provenance,
        outcome.within,
        outcome.within_place,
    )
