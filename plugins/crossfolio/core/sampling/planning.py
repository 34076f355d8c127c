"""Makes a plan: what the rules ask for, what is drawn, and what is missing for coverage."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple

from crossfolio.core.currency import months_before
from crossfolio.core.place import Place
from crossfolio.core.record.values import Decision, Sample
from crossfolio.core.sampling.asked import MadeDecisions, asked_for
from crossfolio.core.sampling.draw import drawn, in_order, number_of, population_of, ranked, seed_of
from crossfolio.core.sampling.period import span_of
from crossfolio.core.sampling.values import (
    Lot,
    Plan,
    Planned,
    Policy,
    SampleReason,
    fraction,
)

_NOWHERE = Place("")


class PlanRequest(NamedTuple):
    """What is asked of a plan."""

    person: str
    """Who plans, by ID as the register writes it."""
    day: date
    stage: str
    period: str = ""


def last_plan(plans: Iterable[Plan]) -> Plan | None:
    """Return the plan that the next one follows: of those that none names, the newest."""
    known = list(plans)
    named = {name.upper() for plan in known for name in plan.after}
    ends = [plan for plan in known if plan.key not in named]
    return max(ends, key=lambda plan: (plan.date, plan.id.encode()), default=None)


def about(ask: PlanRequest, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that a plan is about: those of its period, up to its day."""
    span = span_of(ask.period)
    return [
        decision
        for decision in decisions
        if decision.date <= ask.day and span and span.holds(decision.date)
    ]


def is_own(person: str, decision: Decision) -> bool:
    """Tell whether somebody made a decision, or countersigned it."""
    return person.upper() in (decision.assessor.upper(), decision.countersigned_by.upper())


def plan_of(
    ask: PlanRequest,
    policy: Policy,
    made: MadeDecisions,
    plans: Iterable[Plan],
    samples: Sequence[Sample],
) -> Plan:
    """Return a plan; it has no ID yet.

    Args:
        ask: What is asked of it.
        policy: Of the centre.
        made: Every decision that there is, and what it was made on.
        plans: Those before it.
        samples: Those that count.
    """
    last = last_plan(plans)
    after = {last.id: last.digest} if last else {}
    seed = seed_of(ask.period, ask.person, last.digest if last else "")
    chosen = about(ask, made.decisions)
    own = [decision.id for decision in chosen if is_own(ask.person, decision)]
    lots = tuple(_lots(policy, [decision for decision in chosen if decision.id not in own]))
    reasons = {id: SampleReason.DRAW for lot in lots for id in drawn(seed, lot.ids, lot.number)}
    rules = asked_for(policy.always, made)
    ids = [id for lot in lots for id in lot.ids]
    named: dict[str, tuple[str, ...]] = {id: rules[id.upper()] for id in ids if id.upper() in rules}
    reasons = dict.fromkeys(named, SampleReason.RULE) | reasons
    order = [id for id in ranked(seed, ids) if id not in reasons]
    since = months_before(ask.day, policy.within_months) if policy.within_months else date.min
    looked = _sampled(samples, since, ask.day) | {id.upper() for id in reasons}
    for id, rule in _uncovered(policy, made, looked, order, since):
        reasons.setdefault(id, SampleReason.RULE)
        named[id] = (*named.get(id, ()), rule)
    return Plan(
        "",
        ask.person,
        ask.day,
        ask.stage,
        seed,
        population_of((*ids, *own)),
        _NOWHERE,
        lots,
        tuple(_planned(reasons, named)),
        ask.period,
        after,
        in_order(own),
    )


def _planned(
    reasons: Mapping[str, SampleReason], named: Mapping[str, tuple[str, ...]]
) -> Iterator[Planned]:
    """Give the decisions of a plan in order, each with why it is there, and by which rules."""
    for id in in_order(reasons):
        yield Planned(id, reasons[id], _NOWHERE, named.get(id, ()))


def _sampled(samples: Iterable[Sample], since: date, until: date) -> set[str]:
    """Return the keys of the decisions that were sampled between two days."""
    between = (sample for sample in samples if since <= sample.date <= until)
    return {decision.key for sample in between for decision in sample.decisions}


def _lots(policy: Policy, decisions: Iterable[Decision]) -> Iterator[Lot]:
    """Give the decisions of each assessor, with how many are drawn."""
    by_assessor: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_assessor.setdefault(decision.assessor.upper(), []).append(decision)
    for _, its in sorted(by_assessor.items(), key=lambda pair: pair[0].encode()):
        level = policy.level(its[0].assessor)
        share = policy.share.get(level, "")
        ids = in_order(decision.id for decision in its)
        number = number_of(fraction(share), len(ids))
        yield Lot(its[0].assessor, share, number, ids, _NOWHERE, level)


def _uncovered(
    policy: Policy,
    made: MadeDecisions,
    looked_at: AbstractSet[str],
    order: Iterable[str],
    since: date,
) -> Iterator[tuple[str, str]]:
    """Give what has to be sampled besides, so that each assessor, unit and kind is.

    Args:
        policy: Of the centre.
        made: Every decision.
        looked_at: The decisions that are sampled or planned already, by ID in upper case.
        order: The others that may be planned, as the seed ranks them; the first is taken.
        since: From which day on decisions and samples count.
    """
    by_key, chosen = {decision.key: decision for decision in made.decisions}, set(looked_at)
    for what in policy.cover:
        sampled = {name for key in chosen & by_key.keys() for name in made.about(by_key[key], what)}
        for id in order:
            decision = by_key[id.upper()]
            more = made.about(decision, what) - sampled
            if more and decision.date >= since:
                yield id, f"cover-{what}"
                sampled |= more
                chosen.add(decision.key)
