"""Which judgement holds on a criterion: the order of decisions, and where it contradicts itself."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from crossfolio.core.ids import natural
from crossfolio.core.record.circles import circles
from crossfolio.core.record.values import VERDICT_ORDER, Decision, Judgement, Reference


class DecidedJudgement(NamedTuple):
    """A judgement with the decision that it is part of."""

    decision: Decision
    judgement: Judgement


class Wrong(StrEnum):
    """Why a decision does not end the one that it says it supersedes."""

    ITSELF = "itself"
    CIRCLE = "circle"
    NEWER = "newer"


class WrongOrder(NamedTuple):
    """A decision that does not end the one that it says it supersedes."""

    decision: Decision
    reference: Reference
    other: Decision
    why: Wrong


class Contest(NamedTuple):
    """Judgements on a criterion of which none comes after the others."""

    criterion: str
    made: tuple[DecidedJudgement, ...]
    """By date, then ID; the worst of them holds."""


class Gap(NamedTuple):
    """A later judgement that holds without saying that it takes the earlier one's place."""

    criterion: str
    later: DecidedJudgement
    earlier: DecidedJudgement


class Order(NamedTuple):
    """What the order of decisions gives."""

    holding: Mapping[str, DecidedJudgement]
    """The judgement that holds, by full criterion ID; `withdrawn` ones among them."""
    ended: Mapping[tuple[str, str], Decision]
    """The decision that ends another's judgement, by that one's key and the criterion."""
    wrong: tuple[WrongOrder, ...]
    contests: tuple[Contest, ...]
    gaps: tuple[Gap, ...]


def order(decisions: Iterable[Decision]) -> Order:
    """Put the decisions that can count in order.

    Args:
        decisions: Those that can count, by date, then ID.
    """
    known = {decision.key: decision for decision in decisions}
    wrong = tuple(_wrong(known))
    ended = _ended(known, wrong)
    linked: dict[str, set[str]] = {}
    for edge in wrong:
        linked.setdefault(edge.decision.key, set()).add(edge.other.key)
        linked.setdefault(edge.other.key, set()).add(edge.decision.key)
    made: dict[str, list[DecidedJudgement]] = {}
    for decision in known.values():
        for judgement in decision.judgements:
            if (decision.key, judgement.criterion) not in ended:
                made.setdefault(judgement.criterion, []).append(
                    DecidedJudgement(decision, judgement)
                )
    holding: dict[str, DecidedJudgement] = {}
    contests: list[Contest] = []
    gaps: list[Gap] = []
    for criterion, candidates in made.items():
        last = _last(candidates, linked)
        holding[criterion] = worst(last)
        gaps += (Gap(criterion, *pair) for pair in _unsaid(candidates, last))
        contests += (Contest(criterion, tuple(day)) for day in _days(candidates, linked))
    return Order(holding, ended, wrong, tuple(contests), tuple(gaps))


def worst(made: Iterable[DecidedJudgement]) -> DecidedJudgement:
    """Return the judgement with the worst outcome; among equal ones the last."""
    return min(reversed(list(made)), key=lambda one: VERDICT_ORDER[one.judgement.verdict])


def _wrong(known: Mapping[str, Decision]) -> Iterable[WrongOrder]:
    edges = {
        key: [
            reference.key
            for reference in decision.supersedes
            if reference.key in known and reference.key != key
        ]
        for key, decision in known.items()
    }
    circle = circles(edges)
    for key, decision in known.items():
        for reference in decision.supersedes:
            other = known.get(reference.key)
            if other is None:
                continue
            if other is decision:
                yield WrongOrder(decision, reference, other, Wrong.ITSELF)
            elif circle.get(key, key) == circle.get(other.key):
                yield WrongOrder(decision, reference, other, Wrong.CIRCLE)
            elif other.date > decision.date:
                yield WrongOrder(decision, reference, other, Wrong.NEWER)


def _ended(
    known: Mapping[str, Decision], wrong: Iterable[WrongOrder]
) -> dict[tuple[str, str], Decision]:
    void = {(edge.decision.key, edge.other.key) for edge in wrong}
    return {
        (reference.key, criterion): decision
        for decision in known.values()
        for reference in decision.supersedes
        if reference.key in known and (decision.key, reference.key) not in void
        for criterion in decision.criteria & known[reference.key].criteria
    }


def _last(
    candidates: list[DecidedJudgement], linked: Mapping[str, set[str]]
) -> list[DecidedJudgement]:
    """Return the judgements of the latest day, and those bound to them by a wrong order."""
    day = max(made.decision.date for made in candidates)
    latest = {made.decision.key for made in candidates if made.decision.date == day}
    chosen = _bound(latest, {made.decision.key for made in candidates}, linked)
    return [made for made in candidates if made.decision.key in chosen]


def _bound(some: set[str], among: set[str], linked: Mapping[str, set[str]]) -> set[str]:
    """Return some decisions with all that a wrong order binds to them, step by step."""
    chosen, open_ends = set(some), list(some)
    while open_ends:
        near = linked.get(open_ends.pop(), set()) & among - chosen
        chosen |= near
        open_ends += near
    return chosen


def _unsaid(
    candidates: list[DecidedJudgement], last: list[DecidedJudgement]
) -> Iterable[tuple[DecidedJudgement, DecidedJudgement]]:
    """Give each judgement with the one of an earlier day whose place it takes without a word."""
    chosen = {id(made) for made in last}
    steps = [made for made in candidates if id(made) not in chosen]
    for earlier, later in pairwise((*steps, worst(last))):
        if earlier.decision.date < later.decision.date:
            yield later, earlier


def _days(
    candidates: list[DecidedJudgement], linked: Mapping[str, set[str]]
) -> Iterable[list[DecidedJudgement]]:
    """Give the judgements of each day on which there are several, but for circles."""
    days: dict[object, list[DecidedJudgement]] = {}
    for one in candidates:
        days.setdefault(one.decision.date, []).append(one)
    for made in days.values():
        keys = {one.decision.key for one in made}
        bound = _bound({made[0].decision.key}, keys, linked)
        if len(made) > 1 and (len(keys) == 1 or bound != keys):
            yield sorted(made, key=lambda one: natural(one.decision.id))
