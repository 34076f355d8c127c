"""Which decisions can count: made by an assessor, and not in the future."""

from enum import StrEnum

from crossfolio.core.record.facts import Facts
from crossfolio.core.record.values import Decision, Person, Sample

ASSESSOR, TRAINEE, LEARNER = "assessor", "trainee-assessor", "learner"
QUALITY_ASSURERS = ("internal-quality-assurer", "external-quality-assurer")


class Bar(StrEnum):
    """Why a decision cannot count."""

    FUTURE = "future"
    LEARNER = "learner"
    UNKNOWN = "unknown"
    """The assessor is not in the register."""
    NO_ASSESSOR = "no-assessor"
    """The register gives the person another role."""
    NOT_COUNTERSIGNED = "not-countersigned"
    WRONGLY_COUNTERSIGNED = "wrongly-countersigned"
    """By nobody who could have decided."""


def bar_of(decision: Decision, facts: Facts) -> Bar | None:
    """Return why a decision cannot count; `None` where it can."""
    if decision.date > facts.today:
        return Bar.FUTURE
    if _same(decision.assessor, facts.learner):
        return Bar.LEARNER
    if facts.register is None:
        others = (decision.assessor, facts.learner)
        own = any(_same(decision.countersigned_by, other) for other in others)
        return Bar.WRONGLY_COUNTERSIGNED if own else None
    person = facts.register.get(decision.assessor.upper())
    return _bar_of_person(person, decision.countersigned_by, facts)


def _bar_of_person(person: Person | None, signed_by: str, facts: Facts) -> Bar | None:
    if person is None:
        return Bar.UNKNOWN
    if LEARNER in person.roles:
        return Bar.LEARNER
    if ASSESSOR in person.roles:
        return None
    if TRAINEE not in person.roles:
        return Bar.NO_ASSESSOR
    if signed_by:
        return None if _may_sign(signed_by, facts) else Bar.WRONGLY_COUNTERSIGNED
    return Bar.NOT_COUNTERSIGNED


def _may_sign(name: str, facts: Facts) -> bool:
    person: Person | None = (facts.register or {}).get(name.upper())
    is_assessor = person is not None and ASSESSOR in person.roles and LEARNER not in person.roles
    return is_assessor and not _same(name, facts.learner)


def own_decisions(sample: Sample, facts: Facts) -> list[Decision]:
    """Return the decisions of a sample that its quality assurer made or countersigned."""
    sampled = (facts.by_key.get(reference.key) for reference in sample.decisions)
    return [
        decision
        for decision in sampled
        if decision
        and any(
            _same(sample.quality_assurer, n) for n in (decision.assessor, decision.countersigned_by)
        )
    ]


def may_sample(sample: Sample, facts: Facts) -> bool:
    """Tell whether a sample is by a quality assurer, as far as the register says."""
    if _same(sample.quality_assurer, facts.learner):
        return False
    if facts.register is None:
        return True
    person = facts.register.get(sample.quality_assurer.upper())
    return person is not None and any(role in person.roles for role in QUALITY_ASSURERS)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.upper() == other.upper()
