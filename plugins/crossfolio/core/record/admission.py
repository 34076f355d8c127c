"""Which decisions can count: made by an assessor, and not in the future."""

from enum import StrEnum

from crossfolio.core.record.facts import Facts
from crossfolio.core.record.values import Decision, Distrust, Person, Sample

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
    UNSIGNED = Distrust.UNSIGNED.value
    WRONGLY_SIGNED = Distrust.WRONGLY_SIGNED.value
    UNVERIFIED = Distrust.UNVERIFIED.value


UNTRUSTED = frozenset((Bar.UNSIGNED, Bar.WRONGLY_SIGNED, Bar.UNVERIFIED))
"""Nobody can be sure whose decision it is."""


def bar_of(decision: Decision, facts: Facts) -> Bar | None:
    """Return why a decision cannot count; `None` where it can."""
    distrust: Distrust | None = facts.untrusted.get(decision.key)
    if distrust:
        return Bar(distrust.value)
    if decision.date > facts.today:
        return Bar.FUTURE
    if _same(decision.assessor, facts.learner):
        return Bar.LEARNER
    if facts.register is None:
        others = (decision.assessor, facts.learner)
        own = any(_same(decision.countersigned_by, other) for other in others)
        return Bar.WRONGLY_COUNTERSIGNED if own else None
    if facts.may_be_anybody(decision.assessor):
        return None
    person = facts.register.get(decision.assessor.upper())
    return _bar_of_person(person, decision.countersigned_by, facts)


def is_doubtful(decision: Decision, facts: Facts) -> bool:
    """Tell whether nobody knows if a decision can count.

    The register cannot be read, or who the learner is cannot, who decides on nothing.
    """
    if facts.learner_unread or facts.may_be_anybody(decision.assessor):
        return True
    person = (facts.register or {}).get(decision.assessor.upper())
    needs_another = person is not None and ASSESSOR not in person.roles
    return needs_another and facts.may_be_anybody(decision.countersigned_by)


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
        may_sign = facts.may_be_anybody(signed_by) or _may_sign(signed_by, facts)
        return None if may_sign else Bar.WRONGLY_COUNTERSIGNED
    return Bar.NOT_COUNTERSIGNED


def countersigner_unfit(decision: Decision, facts: Facts) -> bool:
    """Tell whether somebody countersigned who may not, a decision that counts without it."""
    name = decision.countersigned_by
    if not name or facts.register is None or bar_of(decision, facts) is not None:
        return False
    if _same(name, decision.assessor):
        return True
    return not facts.may_be_anybody(name) and not _may_sign(name, facts)


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
    """Tell whether a sample is by a quality assurer, as far as the register can be read."""
    if _same(sample.quality_assurer, facts.learner):
        return False
    if facts.register is None or facts.may_be_anybody(sample.quality_assurer):
        return True
    person = facts.register.get(sample.quality_assurer.upper())
    return person is not None and any(role in person.roles for role in QUALITY_ASSURERS)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.upper() == other.upper()
