"""What a quality assurer found of decisions: the samples it makes, or why it makes none."""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from crossfolio.core.characters import is_writable
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.admission import may_sample
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Action, Reference, Sample
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.sampling.planning import PlanRequest, about, is_own
from crossfolio.core.sampling.status import NO_POLICY, people_unread, policy_unread
from crossfolio.core.sampling.values import Plan, Policy, fraction
from crossfolio.core.texts import Text

OUTCOMES = ("disagree", "more-evidence", "agree")
"""What may come of a sample, from the worst."""
_LONGEST = 32
_NOWHERE = Place("")


class SampledDecision(NamedTuple):
    """What a quality assurer found of one decision."""

    name: str
    """The decision's ID, as written."""
    outcome: str
    feedback: str = ""


class Recording(NamedTuple):
    """What a quality assurer found of the decisions of a plan."""

    person: str
    day: date
    sampled: tuple[SampledDecision, ...]
    actions: tuple[tuple[str, date], ...] = ()
    """What is to be done, and by when."""


def person_refusals(person: str, facts: Facts) -> Iterator[Text]:
    """Say why somebody may not sample."""
    if facts.people_unread:
        yield people_unread(facts.people_unread)
        return
    sample = Sample("", person, facts.today, _NOWHERE, (), "", "")
    if not may_sample(sample, facts):
        known = person.upper() in (facts.register or {})
        near = (
            []
            if known
            else nearest(person, (someone.id for someone in (facts.register or {}).values()))
        )
        why = Text("`{person}` is no quality assurer in people.yml", person=printable(person))
        yield _or_meant(why, near)


def _or_meant(why: Text, near: list[str]) -> Text:
    """Say as well what was most likely meant."""
    meant = did_you_mean(near)
    return Text("{why}; {meant}", why=why, meant=meant) if meant else why


def plan_refusals(ask: PlanRequest, portfolio: Portfolio, record: Record) -> Iterator[Text]:
    """Say everything that keeps a plan from being made."""
    yield from person_refusals(ask.person, record.facts)
    if portfolio.policy_unread:
        yield policy_unread(portfolio.policy_unread)
    elif portfolio.policy is None:
        yield NO_POLICY
    for unreadable in record.facts.unreadable:
        if not unreadable.is_sample:
            yield Text(
                "a decision cannot be read, and would be left out ({place})",
                place=str(unreadable.place),
            )
    for place in portfolio.plans_unread:
        yield Text("a plan cannot be read, and may be the last one ({place})", place=str(place))
    if not about(ask, portfolio.decisions):
        day = str(ask.day)
        if ask.period:
            yield Text("there is no decision of {period} up to {date}", period=ask.period, date=day)
        else:
            yield Text("there is no decision up to {date}", date=day)


def asks_for_nothing(policy: Policy) -> bool:
    """Tell whether a policy asks for no decision whatever there is."""
    shares = any(fraction(share) for share in policy.share.values())
    return not (shares or policy.always or policy.cover)


def recording_refusals(recording: Recording, plan: Plan, record: Record) -> Iterator[Text]:
    """Say everything that keeps samples of a plan from being recorded."""
    facts = record.facts
    yield from person_refusals(recording.person, facts)
    if plan.date > recording.day:
        yield Text(
            "plan {plan} is of {date}, which is after {day}",
            plan=plan.id,
            date=str(plan.date),
            day=str(recording.day),
        )
    if not recording.sampled:
        yield Text(
            "nothing is said of any decision: write the decision and what came of it, D04=agree"
        )
    if not all(
        map(is_writable, (*(one.feedback for one in recording.sampled), *dict(recording.actions)))
    ):
        yield Text("the feedback or an action is not UTF-8")
    seen = set[str]()
    for one in recording.sampled:
        key = one.name.upper()
        if key in seen:
            yield Text("`{decision}` is named twice", decision=printable(one.name))
        seen.add(key)
        yield from _looked_refusals(one, recording, plan, facts)


def _looked_refusals(
    one: SampledDecision, recording: Recording, plan: Plan, facts: Facts
) -> Iterator[Text]:
    """Say why what was found of a decision cannot be recorded."""
    planned = {asked.key: asked.name for asked in plan.decisions}
    decision = facts.by_key.get(one.name.upper())
    if decision is None:
        why = Text("there is no decision `{decision}`", decision=printable(one.name))
        yield _or_meant(why, nearest(one.name, planned.values()))
    elif decision.key not in planned:
        yield Text(
            "{decision} is not in plan {plan}, which asks for {decisions}",
            decision=decision.id,
            plan=plan.id,
            decisions=tuple(planned.values()),
        )
    elif is_own(recording.person, decision):
        yield Text(
            "{decision} was made or countersigned by {person}: nobody samples their own decisions",
            decision=decision.id,
            person=recording.person,
        )
    elif decision.date > recording.day:
        yield Text(
            "{decision} is dated {date}, which is after {day}",
            decision=decision.id,
            date=str(decision.date),
            day=str(recording.day),
        )


def samples_of(recording: Recording, plan: Plan, facts: Facts) -> tuple[Sample, ...]:
    """Return the samples: one for each outcome, the worst first; it has the actions.

    Where several decisions have one outcome, the feedback says which it is about.
    """
    found: list[Sample] = []
    for outcome in OUTCOMES:
        some = [one for one in recording.sampled if one.outcome == outcome]
        if some:
            names = tuple(Reference(facts.by_key[o.name.upper()].id, _NOWHERE) for o in some)
            made = Sample(
                "",
                recording.person,
                recording.day,
                _NOWHERE,
                names,
                outcome,
                plan.stage,
                _feedback(some, facts),
                ()
                if found
                else tuple(Action(text, due, _NOWHERE) for text, due in recording.actions),
                plan=plan.id,
            )
            found.append(made)
    return tuple(found)


def named(letter: str, person: str, day: date, content: str) -> str:
    """Return an ID of day, person and four digits of what a file says.

    Two branches never take the same one, and the same content never takes two.
    """
    digits = sha256(content.encode()).hexdigest()[:4].upper()
    whole = f"{letter}{day:%y%m%d}-{person.upper()}-{digits}"
    return whole if len(whole) <= _LONGEST else f"{letter}{day:%y%m%d}-{digits}"


def _feedback(some: Iterable[SampledDecision], facts: Facts) -> str:
    known = list(some)
    if len(known) == 1:
        return known[0].feedback
    said = ((facts.by_key[one.name.upper()].id, one.feedback) for one in known if one.feedback)
    return "\n\n".join(f"{id}: {text}" for id, text in said)
