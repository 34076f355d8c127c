"""Why a criterion is not accepted although nothing that was judged has changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.breadth import narrow
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import nearest_criterion
from crossfolio.core.lacks import Lack, lacks_words
from crossfolio.core.place import Place
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.order import DecidedJudgement
from crossfolio.core.record.standing import Standing, mismatched
from crossfolio.core.record.values import Decision, Judgement, Unreadable
from crossfolio.core.regex import regex
from crossfolio.core.requirement import missing
from crossfolio.core.texts import Text

DISAGREE = "disagree"
"""The outcome of a sample that disputes."""
_HAS_LETTER = regex(r"[A-Za-z]")
"""What tells a slip in a criterion's ID from a number or a day."""
_MOST_SLIPS = 100
"""Beyond so many it is not looked which criteria were meant: it may be any."""


class ObjectionKind(StrEnum):
    """Why a criterion is not accepted."""

    UNREADABLE = "unreadable"
    """A later decision cannot be read."""
    SAMPLE_UNREADABLE = "sample-unreadable"
    """A sample that may disagree cannot be read."""
    UNTRUSTED = "untrusted"
    """A later decision is not signed as it has to be."""
    NO_REGISTER = "no-register"
    """The register of people cannot be read."""
    NO_LEARNER = "no-learner"
    """Who the learner is cannot be read."""
    ENTRY_UNREADABLE = "entry-unreadable"
    """The criterion's own entry in its unit's file cannot be read."""
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
    OTHER_LEVEL = "other-level"
    """It says another level than the criterion has."""


UNREADABLE = frozenset(
    (
        ObjectionKind.UNREADABLE,
        ObjectionKind.SAMPLE_UNREADABLE,
        ObjectionKind.UNTRUSTED,
        ObjectionKind.NO_REGISTER,
        ObjectionKind.NO_LEARNER,
        ObjectionKind.ENTRY_UNREADABLE,
    )
)
"""Something that may say more cannot be read, or not be believed."""


class Objection(NamedTuple):
    """One reason why a criterion is not accepted."""

    kind: ObjectionKind
    place: Place
    """What it rests on: a decision, a sample, or the register."""
    item: str = ""
    """The judged item that it is about, by ID in upper case."""
    lacking: tuple[Lack, ...] = ()
    """What the judged items do not bring."""
    id: str = ""
    """Of the decision or sample that it rests on."""

    @property
    def lacks(self) -> tuple[Text, ...]:
        """What the judged items do not bring, in words."""
        return lacks_words(self.lacking)


def objections_to(holding: Standing, facts: Facts) -> Iterator[Objection]:
    """Give why a `met` that holds on a criterion does not make it accepted."""
    if not holding.met:
        return
    decision, judgement = holding.decision, holding.judgement
    judged, counting = decision.judged, []
    without_claim = unclaimed(holding, facts)
    for key in judgement.on:
        item = facts.items.get(key)
        if item is None:
            continue
        where = judged[key]
        if mismatched(where, facts):
            place = where.fingerprint_place or where.place
            yield Objection(ObjectionKind.MISMATCHED, place, key, id=decision.id)
            if judgement.mapped:
                continue  # The claim is the decision's own, and as doubtful as its hashes.
        if counts(holding, key, facts):
            counting.append(item)
            continue
        is_unclaimed = key in without_claim
        kind = ObjectionKind.UNCLAIMED if is_unclaimed else ObjectionKind.SET_ASIDE
        yield Objection(kind, judgement.place, key, id=decision.id)
    criterion = facts.criteria[judgement.criterion]
    if is_of_other_level(judgement, criterion):
        yield Objection(ObjectionKind.OTHER_LEVEL, judgement.place, id=decision.id)
    extent = facts.claims.extent_on(criterion)
    lacking = missing(criterion.requires, counting, facts.least.get(criterion.unit, 1))
    lacking += narrow(criterion, counting, extent)
    if lacking and len(counting) == len(judgement.on) and holding.stands:
        kind, lacks = ObjectionKind.LESS, tuple(lacking)
        yield Objection(kind, judgement.place, lacking=lacks, id=decision.id)


def unclaimed(holding: Standing, facts: Facts) -> list[str]:
    """Return the items of a judgement that do not claim its criterion, by ID in upper case."""
    judgement = holding.judgement
    known = {key: facts.items.get(key) for key in judgement.on if not judgement.mapped}
    return [
        key
        for key, item in known.items()
        if item and not facts.claims.first_claim(item, judgement.criterion)
    ]


def is_of_other_level(judgement: Judgement, criterion: Criterion) -> bool:
    """Tell whether a judgement says another level than the criterion has."""
    return bool(judgement.level) and judgement.level.casefold() != criterion.level.casefold()


def counts(holding: Standing, key: str, facts: Facts) -> bool:
    """Tell whether a judged item counts for the criterion: by its own claim, or as mapped."""
    item, judgement = facts.items.get(key), holding.judgement
    if item is None or key not in judgement.on:
        return False
    name = judgement.criterion
    return facts.claims.counts(item, name) or (
        judgement.mapped
        and facts.claims.may_count(item, name)
        and not mismatched(holding.decision.judged[key], facts)
    )


def unreadable_objections(
    facts: Facts, made: Mapping[str, Iterable[DecidedJudgement]]
) -> dict[str, list[Objection]]:
    """Return for each criterion the files that may say something about it and cannot be read.

    Args:
        facts: What was read.
        made: The judgements that can count, by criterion.
    """
    latest = _latest(made) if facts.unreadable else {}
    found: dict[str, list[Objection]] = {}
    for unreadable in facts.unreadable:
        kind = ObjectionKind.SAMPLE_UNREADABLE if unreadable.is_sample else ObjectionKind.UNREADABLE
        objection = Objection(kind, unreadable.place, id=unreadable.id)
        made_on = unreadable.made_on
        if made_on and unreadable.is_sample:
            looked = (facts.by_key.get(name.upper()) for name in unreadable.names)
            made_on = max(_sampled_on(made_on, one, facts) for one in (None, *looked))
        for name in _may_be_about(unreadable, facts):
            decided = latest.get(name)
            if made_on is None or decided is None or decided <= made_on:
                found.setdefault(name, []).append(objection)
    return found


def untrusted_objections(
    decisions: Iterable[Decision], made: Mapping[str, Iterable[DecidedJudgement]]
) -> dict[str, list[Objection]]:
    """Return for each criterion the decisions on it that may say more, were they believed.

    Args:
        decisions: Those that are not signed as they have to be.
        made: The judgements that can count, by criterion.
    """
    untrusted = tuple(decisions)
    latest = _latest(made) if untrusted else {}
    found: dict[str, list[Objection]] = {}
    for decision in untrusted:
        for name in decision.criteria:
            if name not in latest or latest[name] <= decision.date:
                objection = Objection(ObjectionKind.UNTRUSTED, decision.place, id=decision.id)
                found.setdefault(name, []).append(objection)
    return found


def _latest(made: Mapping[str, Iterable[DecidedJudgement]]) -> dict[str, date]:
    """Return the day of the last judgement that can count on each criterion."""
    days = {
        name: [judgement.decision.date for judgement in judgements]
        for name, judgements in made.items()
    }
    return {name: max(every) for name, every in days.items() if every}


def _may_be_about(unreadable: Unreadable, facts: Facts) -> Iterable[str]:
    """Return the criteria that a file names; all of them where it names none."""
    if unreadable.is_sample:
        named = {name.upper() for name in unreadable.names}
        sampled = [facts.by_key[name] for name in named if name in facts.by_key]
        every = not named or "" in named or len(sampled) < len(named)
        return facts.criteria if every else {c for one in sampled for c in one.criteria}
    named = set(unreadable.names)
    known = {name for name in named if name in facts.criteria}
    slips = {name for name in named - known if _HAS_LETTER.search(name)}
    if not known or "" in named or len(slips) > _MOST_SLIPS:
        return facts.criteria
    near = {one for name in slips for one in nearest_criterion(name, facts.criteria)}
    return known | near


def disputes(
    facts: Facts, made: Mapping[str, list[DecidedJudgement]]
) -> dict[str, list[Objection]]:
    """Return for each criterion the samples that disagree with it, until a later decision.

    One that disagrees with a decision which is not there may be about any criterion.
    """
    found: dict[str, dict[str, Objection]] = {}
    for sample in facts.samples:
        for reference in sample.decisions if sample.outcome == DISAGREE else ():
            decision = facts.by_key.get(reference.key)
            unread = [
                unreadable
                for unreadable in facts.unreadable
                if _is_decision(unreadable, reference.key)
            ]
            kind = ObjectionKind.DISPUTED
            names = {name for unreadable in unread for name in _may_be_about(unreadable, facts)}
            names |= decision.criteria if decision else set()
            if not names:
                kind, names = ObjectionKind.SAMPLE_UNREADABLE, set(facts.criteria)
            objection = Objection(kind, reference.place, id=sample.id)
            day = _sampled_on(sample.date, decision, facts)
            for name in sorted(names):
                if not any(judgement.decision.date > day for judgement in made.get(name, ())):
                    found.setdefault(name, {}).setdefault(sample.key, objection)
    return {name: list(by_sample.values()) for name, by_sample in found.items()}


def _is_decision(unreadable: Unreadable, key: str) -> bool:
    return not unreadable.is_sample and unreadable.id.upper() == key


def _sampled_on(day: date, decision: Decision | None, facts: Facts) -> date:
    """Return the day after which a decision is later than a sample.

    A decision that was sampled is never later than its sample, whatever that one's date says.
    """
    if decision is None or decision.date > facts.today:
        return day
    return max(day, decision.date)
