"""The record as a whole: what holds on each criterion, whether it stands, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.ids import natural
from crossfolio.core.memo import Memo
from crossfolio.core.record.about import Judging, in_parts
from crossfolio.core.record.admission import (
    UNTRUSTED,
    Bar,
    bar_of,
    is_doubtful,
    may_sample,
    own_decisions,
)
from crossfolio.core.record.facts import ClaimsOfItems, Facts
from crossfolio.core.record.objections import (
    Objection,
    ObjectionKind,
    disputes,
    objections_to,
    unreadable_objections,
    untrusted_objections,
)
from crossfolio.core.record.order import DecidedJudgement, Order, order
from crossfolio.core.record.standing import Standing, standing
from crossfolio.core.record.values import Action, Decision, Judgement, Sample, Unreadable, Verdict


class Event(NamedTuple):
    """A decision on an item, or a sample of one, in an item's history."""

    day: date
    decision: Decision
    judgements: tuple[Judgement, ...]
    """Those that rest on the item; empty where it was only listed."""
    ended: Mapping[str, Decision]
    """The decision that took its place, by criterion."""
    bar: Bar | None
    """Why the decision cannot count, where it cannot."""
    sample: Sample | None = None
    """The sample, where the event is one."""


class OpenAction(NamedTuple):
    """What a quality assurer asked for and nobody has closed."""

    sample: Sample
    action: Action
    overdue: bool


@dataclass(frozen=True)
class Record:
    """Decisions and samples, judged on everything that was read."""

    facts: Facts
    """Without the decisions that name a criterion which does not exist."""
    strangers: tuple[Decision, ...]
    """Decisions that name a criterion which does not exist; they cannot be read."""
    bars: Mapping[str, Bar]
    """Why decisions cannot count, by their IDs in upper case."""
    order: Order
    standing: Mapping[str, Standing]
    """The judgement that holds, by full criterion ID; none where it was withdrawn."""
    objections: Mapping[str, tuple[Objection, ...]]
    """Why criteria are not accepted although what was judged is unchanged, by full ID."""
    idle_samples: frozenset[str] = field(default=frozenset())
    """Samples that cannot confirm a decision, by ID in upper case."""
    facts_of: Mapping[str, Facts] = field(default_factory=dict)
    """What each decision is judged on, by its ID in upper case."""
    parts: tuple[Judging, ...] = ()
    """All decisions, with what they are judged on."""

    def history(self, item: str) -> tuple[Event, ...]:
        """Return all decisions on an item and all samples of them, in order of time.

        Args:
            item: Its ID in upper case.
        """
        decisions = self._by_item.get(item, ())
        events = [event for decision in decisions for event in self._events(decision, item)]
        return tuple(sorted(events, key=lambda event: (event.day, event.sample is not None)))

    def samples_of(self, decision: Decision) -> tuple[Sample, ...]:
        """Return the samples that looked at a decision, in order of time."""
        return tuple(self._samples.get(decision.key, ()))

    def sampled_by(self, decision: Decision) -> tuple[Sample, ...]:
        """Return the samples of a decision that count, whatever came of them."""
        return tuple(
            sample for sample in self.samples_of(decision) if self._may_confirm(sample, decision)
        )

    def confirmed(self, decision: Decision) -> bool:
        """Tell whether a sample that counts agrees with a decision, and none may disagree."""
        looked = self.samples_of(decision)
        agrees = any(
            sample.outcome == "agree" and self._may_confirm(sample, decision) for sample in looked
        )
        unread = (unreadable.names for unreadable in self.facts.unreadable if unreadable.is_sample)
        doubted = any(not names or "" in names or _names(names, decision) for names in unread)
        return agrees and not doubted and not any(sample.outcome == "disagree" for sample in looked)

    def _may_confirm(self, sample: Sample, decision: Decision) -> bool:
        is_in_time = decision.date <= sample.date <= self.facts.today
        return is_in_time and sample.key not in self.idle_samples

    def stands(self, decision: Decision) -> bool:
        """Tell whether some judgement of a decision holds, and all of those that do stand."""
        held = [one for one in self.standing.values() if one.decision.key == decision.key]
        return bool(held) and all(one.stands for one in held)

    def has_changed(self, decision: Decision) -> bool:
        """Tell whether some judgement of a decision holds, and not all of those that do stand."""
        held = [one for one in self.standing.values() if one.decision.key == decision.key]
        return not all(one.stands for one in held)

    def open_actions(self) -> Iterator[OpenAction]:
        """Give the actions that nobody has closed, in the order of their dates."""
        found = [
            OpenAction(sample, action, action.due < self.facts.today)
            for sample in self.facts.samples
            for action in sample.actions
            if not action.is_closed(sample.date, self.facts.today)
        ]
        yield from sorted(found, key=lambda one: (one.action.due, natural(one.sample.id)))

    @cached_property
    def mapped(self) -> Mapping[str, tuple[str, ...]]:
        """The criteria that assessors claim on the learner's behalf, by item in upper case."""
        found: dict[str, tuple[str, ...]] = {}
        for name, holding in self.standing.items():
            for item in holding.judgement.on if holding.judgement.mapped else ():
                found[item] = (*found.get(item, ()), name)
        return found

    def judged_on(self, item: str) -> tuple[str, ...]:
        """Return the criteria that some decision rests on an item, by the item's key."""
        made = (
            judgement
            for decision in self._by_item.get(item, ())
            for judgement in decision.judgements
        )
        return tuple(
            dict.fromkeys(judgement.criterion for judgement in made if item in judgement.on)
        )

    @cached_property
    def _by_item(self) -> Mapping[str, list[Decision]]:
        """The decisions that list each item, by ID in upper case."""
        found: dict[str, list[Decision]] = {}
        for decision in self.facts.decisions:
            for item in decision.judged:
                found.setdefault(item, []).append(decision)
        return found

    @cached_property
    def _samples(self) -> Mapping[str, list[Sample]]:
        """The samples of each decision, by its ID in upper case."""
        found: dict[str, list[Sample]] = {}
        for sample in self.facts.samples:
            for key in dict.fromkeys(reference.key for reference in sample.decisions):
                found.setdefault(key, []).append(sample)
        return found

    def _events(self, decision: Decision, item: str) -> Iterator[Event]:
        ended = {
            name: self.order.ended[decision.key, name]
            for name in decision.criteria
            if (decision.key, name) in self.order.ended
        }
        on = tuple(judgement for judgement in decision.judgements if item in judgement.on)
        event = Event(decision.date, decision, on, ended, self.bars.get(decision.key))
        yield event
        for sample in self.samples_of(decision):
            yield event._replace(day=sample.date, sample=sample)


def _names(names: Iterable[str], decision: Decision) -> bool:
    return any(name.upper() == decision.key for name in names)


def judge(facts: Facts, own: ClaimsOfItems, memo: Memo) -> Record:
    """Judge the record: which decisions count, which judgement holds, and whether it stands.

    Args:
        facts: What it is judged on.
        own: What items claim, as each by itself tells.
        memo: Has what was judged in the last check.
    """
    facts, strangers = _without_strangers(facts)
    parts = in_parts(facts, own, memo)
    bars: dict[str, Bar] = {}
    for part in parts:
        bars |= memo.of(_bars, part.name, part)
    counting, ordered = _ordered(facts, bars, memo)
    holding = {
        name: made
        for name, made in ordered.holding.items()
        if made.judgement.verdict is not Verdict.WITHDRAWN
    }
    facts_of = {decision.key: part.facts for part in parts for decision in part.decisions}
    held = {
        name: memo.of(
            standing,
            name,
            one.decision,
            one.judgement,
            facts_of[one.decision.key],
        )
        for name, one in holding.items()
    }
    made: dict[str, list[DecidedJudgement]] = {}
    for decision in counting:
        for judgement in decision.judgements:
            made.setdefault(judgement.criterion, []).append(DecidedJudgement(decision, judgement))
    idle = frozenset(
        sample.key
        for sample in facts.samples
        if not may_sample(sample, facts)
        or own_decisions(sample, facts)
        or facts.may_be_anybody(sample.quality_assurer)
    )
    distrusted = [decision for decision in facts.decisions if bars.get(decision.key) in UNTRUSTED]
    objected = {
        name: memo.every(objections_to, name, holds, facts_of[holds.decision.key])
        for name, holds in held.items()
    }
    found = _objections(objected, facts, made, distrusted)
    objections = {name: memo.equal(("objections", name), kept) for name, kept in found.items()}
    return Record(facts, strangers, bars, ordered, held, objections, idle, facts_of, parts)


def _bars(part: Judging) -> dict[str, Bar]:
    return {
        decision.key: bar for decision in part.decisions if (bar := bar_of(decision, part.facts))
    }


def _ordered(facts: Facts, bars: Mapping[str, Bar], memo: Memo) -> tuple[list[Decision], Order]:
    """Return the decisions that count, and which of their judgements hold.

    Where nobody knows whether a decision counts, since the register cannot be read, nobody
    knows either what it ends. Then only what it asks for counts, and whatever anybody asked
    for and is still open holds: so no state is better than with the register as it was.
    """
    counting = [decision for decision in facts.decisions if decision.key not in bars]
    sure = [decision for decision in counting if not is_doubtful(decision, facts)]
    if len(sure) == len(counting):
        return counting, memo.of(order, "", memo.same("counting", counting))
    cautious = [decision if decision in sure else _asking(decision) for decision in counting]
    known, every = order(sure), order(cautious)
    asked = {made.judgement.criterion: made for made in _still_asked(counting, facts)}
    return cautious, known._replace(holding={**every.holding, **asked}, ended=every.ended)


def _still_asked(decisions: Iterable[Decision], facts: Facts) -> Iterator[DecidedJudgement]:
    """Give the judgements that ask for more, and to which nothing has come since."""
    made = [
        DecidedJudgement(decision, judgement)
        for decision in decisions
        for judgement in _asking(decision).judgements
    ]
    showing = {
        name: {item.key for item in facts.items.values() if facts.claims.counts(item, name)}
        for name in {one.judgement.criterion for one in made}
    }
    for one in made:
        is_new = bool(showing[one.judgement.criterion] - one.decision.judged.keys())
        if not is_new and standing(*one, facts).stands:
            yield one


def _asking(decision: Decision) -> Decision:
    """Return a decision with those judgements alone that ask the learner for more."""
    return replace(
        decision,
        judgements=tuple(judgement for judgement in decision.judgements if _asks(judgement)),
    )


def _asks(judgement: Judgement) -> bool:
    return judgement.verdict in (Verdict.NOT_YET_MET, Verdict.MORE_EVIDENCE)


def _without_strangers(facts: Facts) -> tuple[Facts, tuple[Decision, ...]]:
    """Take decisions that name a criterion which does not exist for such as cannot be read."""
    strangers = tuple(
        decision for decision in facts.decisions if not decision.criteria <= facts.criteria.keys()
    )
    if not strangers:
        return facts, ()
    gone = {decision.key for decision in strangers}
    unreadable = [
        Unreadable(
            stranger.place,
            tuple(sorted(stranger.criteria)),
            stranger.date,
            stranger.id,
            stranger.digest,
        )
        for stranger in strangers
    ]
    decisions = tuple(decision for decision in facts.decisions if decision.key not in gone)
    known = replace(facts, decisions=decisions, unreadable=(*facts.unreadable, *unreadable))
    return known, strangers


def _objections(
    own: Mapping[str, tuple[Objection, ...]],
    facts: Facts,
    made: Mapping[str, list[DecidedJudgement]],
    distrusted: Iterable[Decision],
) -> dict[str, tuple[Objection, ...]]:
    unreadable, disputed = unreadable_objections(facts, made), disputes(facts, made)
    untrusted = untrusted_objections(distrusted, made)
    about_people = tuple(_people_objections(facts))
    found = {
        name: (
            *about_people,
            *unreadable.get(name, ()),
            *untrusted.get(name, ()),
            *disputed.get(name, ()),
            *own.get(name, ()),
        )
        for name in {*own, *unreadable, *untrusted, *disputed, *_unsure(facts)}
    }
    return {name: objections for name, objections in found.items() if objections}


def _unsure(facts: Facts) -> set[str]:
    """Return the criteria on which somebody decided whose roles cannot be read."""
    doubtful = (decision for decision in facts.decisions if is_doubtful(decision, facts))
    return {name for decision in doubtful for name in decision.criteria}


def _people_objections(facts: Facts) -> Iterator[Objection]:
    """Give why nobody knows who may decide."""
    if facts.people_unread:
        yield Objection(ObjectionKind.NO_REGISTER, facts.people_unread)
    if facts.learner_unread:
        yield Objection(ObjectionKind.NO_LEARNER, facts.learner_unread)
