"""DEC and SMP: what decisions and samples refer to."""

from collections.abc import Iterator

from crossfolio.core.assessment import Decision
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import evidence_rules


def check_assessment(portfolio: Portfolio) -> Iterator[Finding]:
    """Look at every decision, at the learner, then at every sample."""
    decisions = {decision.id.upper(): decision.id for decision in portfolio.decisions}
    for decision in portfolio.decisions:
        yield from _references(decision, portfolio, decisions)
        yield from _dates(decision, portfolio)
        yield from _person(decision.assessor, decision.place, portfolio)
    enrolment = portfolio.enrolment
    if enrolment and enrolment.learner:
        place = enrolment.learner_place or enrolment.place
        yield from _person(enrolment.learner, place, portfolio)
    yield from _roles(portfolio)
    for sample in portfolio.samples:
        for name in sample.decisions:
            if name.upper() not in decisions:
                near = nearest(name, decisions.values())
                yield rules.unknown_decision(sample.place, name, near)


def _roles(portfolio: Portfolio) -> Iterator[Finding]:
    """Find decisions by the learner, and samples by the learner or the assessor."""
    learner = portfolio.enrolment.learner if portfolio.enrolment else ""
    by = {decision.id.upper(): decision.assessor for decision in portfolio.decisions}
    for decision in portfolio.decisions:
        if learner and decision.assessor == learner:
            yield rules.one_person_two_roles(decision.place, learner, ("learner", "assessor"))
    for sample in portfolio.samples:
        person = sample.quality_assurer
        sampled = {by.get(name.upper()) for name in sample.decisions}
        if learner and person == learner:
            yield rules.one_person_two_roles(sample.place, person, ("learner", "quality assurer"))
        elif person in sampled:
            yield rules.one_person_two_roles(sample.place, person, ("assessor", "quality assurer"))


def _references(
    decision: Decision, portfolio: Portfolio, decisions: dict[str, str]
) -> Iterator[Finding]:
    items = {item.key: item.id for item in portfolio.evidence}
    for judged in decision.evidence:
        if judged.evidence not in items:
            near = nearest(judged.evidence, items.values())
            yield rules.unknown_reference(judged.place, "evidence", judged.evidence, near)
    for judgement in decision.judgements:
        if judgement.criterion not in portfolio.framework.criteria:
            near = nearest_criterion(judgement.criterion, portfolio.framework.criteria)
            name = judgement.criterion
            yield rules.unknown_reference(judgement.place, "criterion", name, near)
    if decision.supersedes and decision.supersedes.upper() not in decisions:
        near = nearest(decision.supersedes, decisions.values())
        yield rules.unknown_reference(decision.place, "decision", decision.supersedes, near)


def _dates(decision: Decision, portfolio: Portfolio) -> Iterator[Finding]:
    for judged in decision.evidence:
        item = portfolio.by_id.get(judged.evidence)
        if item and item.last_day and decision.date < item.last_day:
            yield rules.decided_before(decision.place, item.id, str(item.last_day))


def _person(person: str, place: Place, portfolio: Portfolio) -> Iterator[Finding]:
    if portfolio.people is not None and person not in portfolio.people:
        near = nearest(person, portfolio.people)
        yield evidence_rules.unknown_person(place, person, near)
