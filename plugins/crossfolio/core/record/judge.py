"""The record judged: which decisions count, which judgement holds, and whether it stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

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
from crossfolio.core.record.record import Held, Record
from crossfolio.core.record.standing import Standing, standing
from crossfolio.core.record.values import Decision, Judgement, Unreadable, Verdict


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
    facts_of = {decision.key: part.facts for part in parts for decision in part.decisions}
    held = tuple([memo.of(_held, part.name, part, ordered) for part in parts])
    known: dict[str, Standing] = {}
    objected: dict[str, tuple[Objection, ...]] = {}
    for own_part in held:
        known |= own_part.standing
        objected |= own_part.objections
    standings = {name: known[name] for name in ordered.holding if name in known}
    made = memo.of(_made, "", counting)
    idle = frozenset(
        sample.key
        for sample in facts.samples
        if not may_sample(sample, facts)
        or own_decisions(sample, facts)
        or facts.may_be_anybody(sample.quality_assurer)
    )
    distrusted = [decision for decision in facts.decisions if bars.get(decision.key) in UNTRUSTED]
    objections = objected | {
        name: memo.equal(("objections", name), (*before, *objected.get(name, ())))
        for name, before in _objections(standings, facts, made, distrusted).items()
    }
    objections = {name: kept for name, kept in objections.items() if kept}
    return Record(
        facts, strangers, bars, ordered, standings, objections, idle, facts_of, parts, held
    )


def _held(part: Judging, ordered: Order) -> Held:
    """Return the judgements of some decisions that hold, and what is to be said against them."""
    names = (
        (judgement.criterion, decision.key)
        for decision in part.decisions
        for judgement in decision.judgements
    )
    standings = {
        name: standing(*made, part.facts)
        for name, key in names
        if (made := ordered.holding.get(name))
        and made.decision.key == key
        and made.judgement.verdict is not Verdict.WITHDRAWN
    }
    objections = {
        name: tuple(objections_to(holding, part.facts)) for name, holding in standings.items()
    }
    return Held(standings, objections)


def _made(counting: Iterable[Decision]) -> dict[str, list[DecidedJudgement]]:
    """Return the judgements that can count, by criterion."""
    made: dict[str, list[DecidedJudgement]] = {}
    for decision in counting:
        for judgement in decision.judgements:
            made.setdefault(judgement.criterion, []).append(DecidedJudgement(decision, judgement))
    return made


def _bars(part: Judging) -> dict[str, Bar]:
    return {
        decision.key: bar for decision in part.decisions if (bar := bar_of(decision, part.facts))
    }


def _ordered(
    facts: Facts, bars: Mapping[str, Bar], memo: Memo
) -> tuple[tuple[Decision, ...], Order]:
    """Return the decisions that count, and which of their judgements hold.

    Where nobody knows whether a decision counts, since the register cannot be read, nobody
    knows either what it ends. Then only what it asks for counts, and whatever anybody asked
    for and is still open holds: so no state is better than with the register as it was.
    """
    able = (decision for decision in facts.decisions if decision.key not in bars)
    counting = memo.same("counting", able)
    sure = [decision for decision in counting if not is_doubtful(decision, facts)]
    if len(sure) == len(counting):
        return counting, memo.of(order, "", counting)
    cautious = tuple([decision if decision in sure else _asking(decision) for decision in counting])
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
    held: Iterable[str],
    facts: Facts,
    made: Mapping[str, list[DecidedJudgement]],
    distrusted: Iterable[Decision],
) -> dict[str, tuple[Objection, ...]]:
    """Return by criterion what is to be said beside what the judgement itself rests on."""
    unreadable, disputed = unreadable_objections(facts, made), disputes(facts, made)
    untrusted = untrusted_objections(distrusted, made)
    about_people = tuple(_people_objections(facts))
    found = {
        name: (
            *about_people,
            *unreadable.get(name, ()),
            *untrusted.get(name, ()),
            *disputed.get(name, ()),
        )
        for name in {*held, *unreadable, *untrusted, *disputed, *_unsure(facts)}
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
