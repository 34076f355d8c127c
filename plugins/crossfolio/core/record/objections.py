"""Why a criterion is not accepted although nothing that was judged has changed."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.ids import nearest_criterion
from crossfolio.core.place import Place
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.order import Made
from crossfolio.core.record.standing import Standing, mismatched
from crossfolio.core.record.values import Sample, Unreadable
from crossfolio.core.requirement import missing

DISAGREE = "disagree"
"""The outcome of a sample that disputes."""


class ObjectionKind(StrEnum):
    """Why a criterion is not accepted."""

    UNREADABLE = "unreadable"
    """A later decision cannot be read."""
    SAMPLE_UNREADABLE = "sample-unreadable"
    """A sample that may disagree cannot be read."""
    NO_REGISTER = "no-register"
    """The register of people cannot be read."""
    DISPUTED = "disputed"
    """A quality assurer disagrees."""
    UNCLAIMED = "unclaimed"
    """A judged item does not claim the criterion."""
    SET_ASIDE = "set-aside"
    """A judged item is a draft or withdrawn, or its claim counts no longer."""
    LESS = "less"
    """The judged items alone do not bring what is asked."""
    MISMATCHED = "mismatched"
    """The hashes of a judged item do not belong together."""


UNREADABLE = frozenset(
    (ObjectionKind.UNREADABLE, ObjectionKind.SAMPLE_UNREADABLE, ObjectionKind.NO_REGISTER)
)
"""Something that may say more cannot be read."""


class Objection(NamedTuple):
    """One reason why a criterion is not accepted."""

    kind: ObjectionKind
    place: Place
    """What it rests on: a decision, a sample, or the register."""
    item: str = ""
    """The judged item that it is about, by ID in upper case."""
    lacks: tuple[str, ...] = ()
    """What the judged items do not bring, in words."""
    id: str = ""
    """Of the decision or sample that it rests on."""


def objections_to(holding: Standing, facts: Facts) -> Iterator[Objection]:
    """Give why a `met` that holds on a criterion does not make it accepted."""
    if not holding.met:
        return
    decision, judgement = holding.decision, holding.judgement
    judged, counting = decision.judged, []
    for key in judgement.on:
        item = facts.items.get(key)
        if item is None:
            continue
        where = judged[key]
        if mismatched(where, facts):
            place = where.fingerprint_place or where.place
            yield Objection(ObjectionKind.MISMATCHED, place, key, id=decision.id)
        if counts(holding, key, facts):
            counting.append(item)
            continue
        claimed = judgement.mapped or facts.claims.first_claim(item, judgement.criterion)
        kind = ObjectionKind.SET_ASIDE if claimed else ObjectionKind.UNCLAIMED
        yield Objection(kind, judgement.place, key, id=decision.id)
    criterion = facts.criteria[judgement.criterion]
    lacks = missing(criterion.requires, counting, facts.least.get(criterion.unit, 1))
    if lacks and len(counting) == len(judgement.on):
        yield Objection(ObjectionKind.LESS, judgement.place, lacks=tuple(lacks), id=decision.id)


def counts(holding: Standing, key: str, facts: Facts) -> bool:
    """Tell whether a judged item counts for the criterion: by its own claim, or as mapped."""
    item, judgement = facts.items.get(key), holding.judgement
    if item is None or key not in judgement.on:
        return False
    name = judgement.criterion
    return facts.claims.counts(item, name) or (
        judgement.mapped and facts.claims.may_count(item, name)
    )


def unreadable_objections(
    facts: Facts, made: Mapping[str, Iterable[Made]]
) -> dict[str, list[Objection]]:
    """Return for each criterion the files that may say something about it and cannot be read.

    Args:
        facts: What was read.
        made: The judgements that can count, by criterion.
    """
    latest = {
        name: max(made_one.decision.date for made_one in judgements)
        for name, judgements in made.items()
        if judgements
    }
    found: dict[str, list[Objection]] = {}
    for it in facts.unreadable:
        kind = ObjectionKind.SAMPLE_UNREADABLE if it.is_sample else ObjectionKind.UNREADABLE
        objection = Objection(kind, it.place, id=it.id)
        for name in _may_be_about(it, facts):
            decided = latest.get(name)
            if it.made_on is None or decided is None or decided <= it.made_on:
                found.setdefault(name, []).append(objection)
    return found


def _may_be_about(it: Unreadable, facts: Facts) -> Iterable[str]:
    """Return the criteria that a file names; all of them where it names none."""
    if it.is_sample:
        named = {name.upper() for name in it.names}
        sampled = [facts.by_key[name] for name in named if name in facts.by_key]
        every = not named or "" in named or len(sampled) < len(named)
        return facts.criteria if every else {c for one in sampled for c in one.criteria}
    named = {name.upper() for name in it.names}
    known = {name for name in named if name in facts.criteria}
    if not known or "" in named:
        return facts.criteria
    near = {one for name in named - known for one in nearest_criterion(name, facts.criteria)}
    return known | near


def disputes(facts: Facts, made: Mapping[str, list[Made]]) -> dict[str, list[Objection]]:
    """Return for each criterion the samples that disagree with it, until a later decision."""
    found: dict[str, list[Objection]] = {}
    for sample in facts.samples:
        if sample.outcome != DISAGREE:
            continue
        for reference in sample.decisions:
            decision = facts.by_key.get(reference.key)
            for name in sorted(decision.criteria) if decision else ():
                if not _settled(sample, made.get(name, ())):
                    objection = Objection(ObjectionKind.DISPUTED, reference.place, id=sample.id)
                    found.setdefault(name, []).append(objection)
    return found


def _settled(sample: Sample, made: Iterable[Made]) -> bool:
    return any(later.decision.date > sample.date for later in made)
