"""Whether a plan fits the decisions that are there, and the seed that it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.place import Place
from crossfolio.core.record.values import Decision
from crossfolio.core.sampling.draw import drawn, number_of, population_of, seed_of
from crossfolio.core.sampling.period import EVER, span_of
from crossfolio.core.sampling.planning import is_own
from crossfolio.core.sampling.values import Lot, Plan, SampleReason, fraction
from crossfolio.core.texts import Text


class MisfitKind(StrEnum):
    """How a plan does not fit."""

    LEFT_OUT = "left-out"
    """A decision of the period is not among those that it is about."""
    GONE = "gone"
    """A decision that it is about is no longer there."""
    NOT_OF_PERIOD = "not-of-period"
    """A decision that it is about is of another time."""
    OF_ANOTHER = "of-another"
    """A decision that it is about is another assessor's, or nobody need leave it to others."""
    TWICE = "twice"
    """It names a decision twice among those that it is about."""
    POPULATION = "population"
    """The hash is that of other decisions."""
    SEED = "seed"
    """The seed is not made of period, person and the last plan."""
    NUMBER = "number"
    """It draws another number than the share."""
    DRAW = "draw"
    """The seed draws other decisions."""
    NOT_ASKED = "not-asked"
    """It asks for a decision that it is not about."""

    @property
    def words(self) -> Text:
        """How it does not fit, in a word or two."""
        return _IN_WORDS[self]


_IN_WORDS = {
    MisfitKind.LEFT_OUT: Text("left out"),
    MisfitKind.GONE: Text("gone"),
    MisfitKind.NOT_OF_PERIOD: Text("not of period"),
    MisfitKind.OF_ANOTHER: Text("of another"),
    MisfitKind.TWICE: Text("twice"),
    MisfitKind.POPULATION: Text("population"),
    MisfitKind.SEED: Text("seed"),
    MisfitKind.NUMBER: Text("number"),
    MisfitKind.DRAW: Text("draw"),
    MisfitKind.NOT_ASKED: Text("not asked"),
}


class Misfit(NamedTuple):
    """One way in which a plan does not fit."""

    kind: MisfitKind
    place: Place
    name: str = ""
    """The decision, the assessor, or what it should be."""


def misfits(
    plan: Plan, decisions: Iterable[Decision], unread: Iterable[str], later: Sequence[Plan] = ()
) -> Iterator[Misfit]:
    """Give every way in which a plan does not fit.

    Args:
        plan: As its file has it.
        decisions: Every decision that can be read.
        unread: The IDs of decisions that cannot.
        later: Plans after this one. A decision that one of them draws from was not left out.
    """
    by_key = {decision.key: decision for decision in decisions}
    yield from _population(plan, by_key, {name.upper() for name in unread})
    yield from _left_out(plan, by_key, later)
    yield from _seed(plan)
    for lot in plan.lots:
        yield from _lot(plan, lot)
    asked = {id.upper() for lot in plan.lots for id in lot.ids}
    for planned in plan.decisions:
        if planned.key not in asked:
            yield Misfit(MisfitKind.NOT_ASKED, planned.place, planned.name)


def _population(plan: Plan, by_key: Mapping[str, Decision], unread: set[str]) -> Iterator[Misfit]:
    if population_of(plan.ids) != plan.population:
        yield Misfit(MisfitKind.POPULATION, plan.place)
    span, seen = span_of(plan.period) or EVER, set[str]()
    for lot, ids in (*((lot, lot.ids) for lot in plan.lots), (None, plan.left_to_others)):
        place = lot.place if lot else plan.place
        for id in ids:
            decision = by_key.get(id.upper())
            if id.upper() in seen:
                yield Misfit(MisfitKind.TWICE, place, id)
            seen.add(id.upper())
            if decision is None:
                if id.upper() not in unread:
                    yield Misfit(MisfitKind.GONE, place, id)
                continue
            if decision.date > plan.date or not span.holds(decision.date):
                yield Misfit(MisfitKind.NOT_OF_PERIOD, place, id)
            own = is_own(plan.quality_assurer, decision)
            if own == bool(lot) or (lot and lot.assessor.upper() != decision.assessor.upper()):
                yield Misfit(MisfitKind.OF_ANOTHER, place, id)


def _left_out(
    plan: Plan, by_key: Mapping[str, Decision], later: Sequence[Plan]
) -> Iterator[Misfit]:
    """Give the decisions dated before the plan's day that neither it nor a later one is about."""
    span = span_of(plan.period) or EVER
    known = {id.upper() for drawn in (plan, *later) for id in drawn.ids}
    for key, decision in by_key.items():
        is_before = decision.date < plan.date and span.holds(decision.date)
        if is_before and key not in known:
            yield Misfit(MisfitKind.LEFT_OUT, plan.place, decision.id)


def _seed(plan: Plan) -> Iterator[Misfit]:
    last = next(iter(plan.after.values()), "")
    seed = seed_of(plan.period, plan.quality_assurer, last)
    if seed != plan.seed or len(plan.after) > 1:
        yield Misfit(MisfitKind.SEED, plan.place, seed)


def _lot(plan: Plan, lot: Lot) -> Iterator[Misfit]:
    number = number_of(fraction(lot.share), len(lot.ids))
    if lot.number != number:
        yield Misfit(MisfitKind.NUMBER, lot.place, str(number))
    ranked = {id.upper() for id in drawn(plan.seed, lot.ids, number)}
    own = {id.upper() for id in lot.ids}
    said = {
        planned.key
        for planned in plan.decisions
        if planned.reason is SampleReason.DRAW and planned.key in own
    }
    if said != ranked:
        yield Misfit(MisfitKind.DRAW, lot.place, ", ".join(sorted(ranked ^ said)))
