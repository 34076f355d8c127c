"""SMP: who sampled, which decisions, when, and what was asked for."""

from collections.abc import Iterator

from crossfolio.core.checks.assessment_checks import known_names
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.admission import may_sample, own_decisions
from crossfolio.core.record.objections import DISAGREE
from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Sample
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.texts import Text


def check_samples(portfolio: Portfolio, record: Record) -> Iterator[Finding]:
    """Look at every sample, then at the actions that are open."""
    learner = portfolio.enrolment.learner.upper() if portfolio.enrolment else ""
    names = known_names(record)
    for sample in record.facts.samples:
        yield from _references(sample, names)
        yield from _person(sample, learner, record)
        yield from _dates(sample, record)
        if not sample.feedback:
            yield rules.sample_without_feedback(sample.place, sample.id)
    for asked in record.open_actions():
        if asked.overdue:
            yield rules.overdue_action(asked.action.place, asked.sample.id, str(asked.action.due))


def _references(sample: Sample, names: dict[str, str]) -> Iterator[Finding]:
    for reference in sample.decisions:
        if reference.key not in names:
            near = nearest(reference.name, names.values())
            disagrees = sample.outcome == DISAGREE
            yield rules.unknown_decision(reference.place, reference.name, near, disagrees=disagrees)


def _person(sample: Sample, learner: str, record: Record) -> Iterator[Finding]:
    person, at = sample.quality_assurer, sample.place_of("quality_assurer")
    if learner and person.upper() == learner:
        yield rules.one_person_two_roles(at, person, (Text("learner"), Text("quality assurer")))
    elif own_decisions(sample, record.facts):
        yield rules.one_person_two_roles(at, person, (Text("assessor"), Text("quality assurer")))
    elif not may_sample(sample, record.facts):
        near = nearest(person, record.facts.people or ())
        known = person.upper() in (record.facts.register or {})
        yield rules.not_a_quality_assurer(at, person, [] if known else near)


def _dates(sample: Sample, record: Record) -> Iterator[Finding]:
    if sample.date > record.facts.today:
        yield rules.sampled_before(sample.place_of("date"), "", str(sample.date))
    for reference in sample.decisions:
        decision = record.facts.by_key.get(reference.key)
        if decision and sample.date < decision.date:
            day = str(decision.date)
            yield rules.sampled_before(reference.place, decision.id, day)
