"""The framework as a visit sees it: what was sampled in full, of the rest codes alone."""

from collections.abc import Container

from crossfolio.core.framework import Criterion, Framework, Outcome, Source, Unit
from crossfolio.core.portfolio import Portfolio

NOT_SAMPLED = "Not sampled"
"""What stands for the words of a criterion, an outcome or a unit that was not sampled."""


def framework_of(whole: Portfolio, criteria: Container[str]) -> Framework:
    """Return the framework with the wording of some criteria, of their outcomes and units."""
    framework = whole.framework
    units = {code: _unit(it, criteria) for code, it in framework.units.items()}
    return Framework(units, framework.qualifications)


def _unit(it: Unit, criteria: Container[str]) -> Unit:
    own = [one for one in it.criteria if one.id in criteria]
    if not own:
        bare = tuple(map(_bare, it.criteria))
        outcomes = tuple(map(_bare_outcome, it.outcomes))
        rests_on = Source(it.source.kind)
        return Unit(it.id, NOT_SAMPLED, it.place, outcomes, bare, rests_on, grading=it.grading)
    named = {name for one in own for name in one.outcomes}
    return Unit(
        it.id,
        it.title,
        it.place,
        tuple(one if one.id in named else _bare_outcome(one) for one in it.outcomes),
        tuple(one if one.id in criteria else _bare(one) for one in it.criteria),
        it.source,
        it.phases,
        it.credit,
        it.level,
        it.official_ref,
        version=it.version,
        reference=it.reference,
        grading=it.grading,
    )


def _bare(it: Criterion) -> Criterion:
    """Return a criterion of which only the code and what makes its state is known."""
    return Criterion(
        it.id,
        it.unit,
        NOT_SAMPLED,
        "",
        it.place,
        it.outcomes,
        optional=it.optional,
        revision=it.revision,
        withdrawn=it.withdrawn,
        replaced_by=it.replaced_by,
        outcome_places=it.outcome_places,
        level=it.level,
        rank=it.rank,
    )


def _bare_outcome(it: Outcome) -> Outcome:
    return Outcome(it.id, NOT_SAMPLED, it.place, it.kind, it.provenance, it.within, it.within_place)
