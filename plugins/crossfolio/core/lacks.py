"""What is still to be brought for a criterion, and how that is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, assert_never

from crossfolio.core.framework import Need
from crossfolio.core.kinds import kind_words
from crossfolio.core.record.values import Verdict
from crossfolio.core.requirement_words import (
    NEED_WORDS,
    UNSURE,
    item_of_kind_words,
    items_words,
    more_items_words,
    number_words,
)
from crossfolio.core.texts import Text, all_of, any_of


class LackOfItems(NamedTuple):
    """So many items, of one of some kinds where any are named."""

    number: int
    kinds: tuple[str, ...] = ()
    is_more: bool = False
    """Whether there are some already."""


class LackOfKind(NamedTuple):
    """An item of a kind."""

    kind: str


class LackOfVariety(NamedTuple):
    """So many kinds of evidence beside those that are there."""

    number: int
    there: tuple[str, ...]


class LackOfNeed(NamedTuple):
    """A field that no item brings."""

    need: Need


class LackOfParts(NamedTuple):
    """Parts of the criterion."""

    shown: int
    wanted: int
    open: tuple[str, ...]
    """The tags of those that are not shown."""
    is_every: bool
    """Whether all parts are asked for."""


class LackOfRange(NamedTuple):
    """Values of a range, or days."""

    range: str
    """Its ID."""
    shown: int
    wanted: int
    open: tuple[str, ...] = ()
    """The values that would do."""
    kinds: tuple[str, ...] = ()
    """The kinds that show it; empty: any does."""
    is_by_day: bool = False


class LackByDecision(NamedTuple):
    """What the assessor decided: the learner has to bring something."""

    verdict: Verdict
    decision: str
    """Its ID."""
    date: date


@dataclass(frozen=True, slots=True)
class LackUnknown:
    """Something that the criterion's entry asks for, and that cannot be read."""


@dataclass(frozen=True, slots=True)
class LackOfEntry:
    """An entry of the criterion that can be read."""


Lack = (
    LackOfItems
    | LackOfKind
    | LackOfVariety
    | LackOfNeed
    | LackOfParts
    | LackOfRange
    | LackByDecision
    | LackUnknown
    | LackOfEntry
)


def lacks_words(lacks: Iterable[Lack]) -> tuple[Text, ...]:
    """Say what is still to be brought, in phrases."""
    return tuple(map(lack_words, lacks))


def lack_words(lack: Lack) -> Text:
    """Say one thing that is still to be brought."""
    match lack:
        case LackOfItems(number, kinds, is_more):
            words = (more_items_words if is_more else items_words)(number, kinds)
        case LackOfKind(kind):
            words = item_of_kind_words(kind)
        case LackOfVariety():
            words = _variety(lack)
        case LackOfNeed(need):
            words = NEED_WORDS[need]
        case LackOfParts():
            words = _parts(lack)
        case LackOfRange():
            words = _days(lack) if lack.is_by_day else _values(lack)
        case LackByDecision():
            words = _decided(lack)
        case LackUnknown():
            words = UNSURE
        case LackOfEntry():
            words = Text("an entry in the unit's file that can be read")
        case _:
            assert_never(lack)
    return words


def _variety(lack: LackOfVariety) -> Text:
    return Text.counted(
        "{number} more kind of evidence, other than {kinds: and }",
        "{number} more kinds of evidence, other than {kinds: and }",
        n=lack.number,
        number=number_words(lack.number),
        kinds=tuple(map(kind_words, lack.there)) or (Text("none"),),
    )


def _parts(lack: LackOfParts) -> Text:
    shown, wanted, open = lack.shown, lack.wanted, lack.open
    if not open:  # It asks for more than there is: its own finding.
        return Text("parts: {shown} of {wanted}", shown=shown, wanted=wanted)
    if not lack.is_every:
        return Text(
            "parts: {shown} of {wanted}; {parts} would do",
            shown=shown,
            wanted=wanted,
            parts=any_of(open),
        )
    return Text.counted(
        "parts: {shown} of {wanted}; {parts} is missing",
        "parts: {shown} of {wanted}; {parts} are missing",
        n=len(open),
        shown=shown,
        wanted=wanted,
        parts=all_of(open),
    )


def _days(lack: LackOfRange) -> Text:
    range, shown, wanted = lack.range, lack.shown, lack.wanted
    if not lack.kinds:
        return Text(
            "{range}: {shown} of {wanted}; an item on another day would do",
            range=range,
            shown=shown,
            wanted=wanted,
        )
    return Text(
        "{range}: {shown} of {wanted}; an item of the kind {kinds} on another day would do",
        range=range,
        shown=shown,
        wanted=wanted,
        kinds=any_of(map(kind_words, lack.kinds)),
    )


def _values(lack: LackOfRange) -> Text:
    range, shown, wanted = lack.range, lack.shown, lack.wanted
    if not lack.open:  # As of parts.
        return Text("{range}: {shown} of {wanted}", range=range, shown=shown, wanted=wanted)
    # What is rarer most often stands last in a specification, and is what is open.
    values = any_of(lack.open[::-1])
    if not lack.kinds:
        return Text(
            "{range}: {shown} of {wanted}; {values} would do",
            range=range,
            shown=shown,
            wanted=wanted,
            values=values,
        )
    return Text(
        "{range}: {shown} of {wanted}; {values}, by the kind {kinds}, would do",
        range=range,
        shown=shown,
        wanted=wanted,
        values=values,
        kinds=any_of(map(kind_words, lack.kinds)),
    )


def _decided(lack: LackByDecision) -> Text:
    decision, day = lack.decision, str(lack.date)
    if lack.verdict is Verdict.MORE_EVIDENCE:
        return Text(
            "the assessor asked for more evidence ({decision}, {date})", decision=decision, date=day
        )
    return Text(
        "the assessor decided that it is not yet met ({decision}, {date})",
        decision=decision,
        date=day,
    )
