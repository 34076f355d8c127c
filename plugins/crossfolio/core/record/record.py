"""The judged record as a value: what holds on each criterion, whether it stands, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.ids import natural
from crossfolio.core.record.about import Judging
from crossfolio.core.record.admission import (
    Bar,
)
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.objections import (
    Objection,
)
from crossfolio.core.record.order import Order
from crossfolio.core.record.standing import Standing
from crossfolio.core.record.values import Action, Decision, Judgement, Sample


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


class Held(NamedTuple):
    """What holds of the judgements of some decisions, by full criterion ID."""

    standing: Mapping[str, Standing]
    objections: Mapping[str, tuple[Objection, ...]]
    """What is to be said against each; empty where there is nothing."""


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
    held: tuple[Held, ...] = ()
    """What holds of each of these parts."""

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
