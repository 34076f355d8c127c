"""DEC: decisions that contradict one another, or take one another's place without a word."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding
from crossfolio.core.record.order import Contest, DecidedJudgement, Order, Wrong, WrongOrder
from crossfolio.core.record.values import Decision
from crossfolio.core.rules import record_rules as rules
from crossfolio.core.texts import Text


def check_order(order: Order) -> Iterator[Finding]:
    """Look at what supersedes what, at days with two judgements, then at what nobody said."""
    circles: list[set[str]] = []
    for wrong in order.wrong:
        if wrong.why is not Wrong.CIRCLE:
            yield _wrong(wrong)
            continue
        pair = {wrong.decision.key, wrong.other.key}
        known = next((circle for circle in circles if circle & pair), None)
        if known is None:  # One slip, one finding: a circle is told once.
            circles.append(pair)
            yield _wrong(wrong)
        else:
            known |= pair
    yield from _contests(order)
    yield from _gaps(order)


def _wrong(wrong_order: WrongOrder) -> Finding:
    decision, other = wrong_order.decision, wrong_order.other
    ids = {"decision": decision.id, "other": other.id}
    match wrong_order.why:
        case Wrong.ITSELF:
            why = Text("{decision} supersedes itself", decision=decision.id)
        case Wrong.CIRCLE:
            why = Text("{decision} and {other} supersede each other in a circle", **ids)
        case Wrong.NEWER:
            why = Text("{decision} supersedes {other}, which is newer", **ids)
    place = wrong_order.reference.place
    return rules.wrong_order(place, decision.id, other.id, why, other.place)


def _contests(order: Order) -> Iterator[Finding]:
    """Tell once of the same judgements on several criteria."""
    same: dict[tuple[str, ...], list[Contest]] = {}
    for contest in order.contests:
        same.setdefault(tuple(made.decision.key for made in contest.made), []).append(contest)
    for contests in same.values():
        yield _contest(contests)


def _contest(contests: list[Contest]) -> Finding:
    *earlier, last = contests[0].made
    criteria = tuple(contest.criterion for contest in contests)
    outcomes = tuple(dict.fromkeys(made.judgement.verdict.words for made in contests[0].made))
    others = {
        made.decision.key: made.decision for made in earlier if made.decision is not last.decision
    }
    if not others:
        why = Text(
            "{decision} decides more than once on {criteria}: {outcomes: and }",
            decision=last.decision.id,
            criteria=criteria,
            outcomes=outcomes,
        )
    else:
        why = Text(
            "{decision} and {others} decide on {criteria} on one day: {outcomes: and }",
            decision=last.decision.id,
            others=tuple(decision.id for decision in others.values()),
            criteria=criteria,
            outcomes=outcomes,
        )
    places = [(decision.id, decision.place) for decision in others.values()]
    return rules.contradiction(last.judgement.place, why, places)


def _gaps(order: Order) -> Iterator[Finding]:
    pairs: dict[tuple[str, str], list[str]] = {}
    made: dict[tuple[str, str], tuple[DecidedJudgement, Decision]] = {}
    for gap in order.gaps:
        key = (gap.later.decision.key, gap.earlier.decision.key)
        pairs.setdefault(key, []).append(gap.criterion)
        made.setdefault(key, (gap.later, gap.earlier.decision))
    for key, names in pairs.items():
        later, earlier = made[key]
        place, related = later.judgement.place, earlier.place
        yield rules.later_without_word(place, later.decision.id, earlier.id, names, related)
