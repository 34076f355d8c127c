"""How far counting items go over the parts and the ranges of a criterion."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence, RangeValue
from crossfolio.core.framework import Criterion, Range
from crossfolio.core.kinds import kind_words
from crossfolio.core.lacks import Lack, LackOfParts, LackOfRange
from crossfolio.core.requirement import RequirementPiece
from crossfolio.core.texts import Text, any_of


class Extent(NamedTuple):
    """What an item's counting claims say of one criterion."""

    parts: frozenset[str] = frozenset()
    """The parts that they name, by their own IDs; a claim on the criterion itself names all."""
    values: tuple[RangeValue, ...] = ()


ExtentOf = Callable[[Evidence], Extent]
"""Returns what an item says of the criterion that is looked at."""


class Reach(NamedTuple):
    """How much of a part list or a range is shown."""

    name: str
    shown: tuple[str, ...]
    """The parts, values or days, in order."""
    open: tuple[str, ...]
    """What else would do; empty where days are counted."""
    wanted: int
    of: Range | None = None
    """The range; `None` for the parts."""

    @property
    def lacks(self) -> bool:
        """Whether more has to be shown."""
        return len(self.shown) < self.wanted


def reaches(criterion: Criterion, items: Sequence[Evidence], extent: ExtentOf) -> Iterator[Reach]:
    """Give how much of the parts is shown, then of each range.

    Args:
        criterion: The criterion.
        items: Distinct items that count for it.
        extent: What each of them says of it.
    """
    if not (criterion.parts or criterion.ranges):
        return
    extents = [(item, extent(item)) for item in items]
    if criterion.parts:
        names = {name for _, extent in extents for name in extent.parts}
        shown = tuple(part.id for part in criterion.parts if part.id in names)
        left = tuple(part.id for part in criterion.parts if part.id not in names)
        yield Reach(Text("parts"), shown, left, criterion.parts_needed)
    for one in criterion.ranges:
        fitting = [pair for pair in extents if not one.any_kind or pair[0].kind in one.any_kind]
        yield _days(one, fitting) if one.is_by_day else _values(one, fitting)


def _days(one: Range, extents: Iterable[tuple[Evidence, Extent]]) -> Reach:
    days = sorted({str(item.last_day) for item, _ in extents if item.last_day})
    return Reach(one.id, tuple(days), (), one.at_least, one)


def _values(one: Range, extents: Iterable[tuple[Evidence, Extent]]) -> Reach:
    said = {
        value.value.casefold()
        for _, extent in extents
        for value in extent.values
        if value.range.casefold() == one.id.casefold()
    }
    shown = tuple(value for value in one.of if value.casefold() in said)
    left = tuple(value for value in one.of if value not in shown)
    return Reach(one.id, shown, left, one.at_least, one)


def narrow(criterion: Criterion, items: Sequence[Evidence], extent: ExtentOf) -> list[Lack]:
    """Return what the items leave open of parts and ranges; empty where all is shown."""
    return [_lack(criterion, reach) for reach in reaches(criterion, items, extent) if reach.lacks]


def _lack(criterion: Criterion, reach: Reach) -> Lack:
    shown, one = len(reach.shown), reach.of
    if one is None:
        tags = tuple(part_tag(criterion, part) for part in reach.open)
        is_every = criterion.parts_needed == len(criterion.parts)
        return LackOfParts(shown, reach.wanted, tags, is_every)
    return LackOfRange(one.id, shown, reach.wanted, reach.open, one.any_kind, one.is_by_day)


def breadth_pieces(
    criterion: Criterion, items: Sequence[Evidence], extent: ExtentOf
) -> Iterator[RequirementPiece]:
    """Give what parts and ranges ask for, one by one."""
    for reach in reaches(criterion, items, extent):
        every = reach.shown + reach.open
        what = Text("{range}: {values}", range=reach.name, values=every)
        words = what if reach.open else Text("{range}", range=reach.name)
        for number in range(reach.wanted):
            yield RequirementPiece(words, number < len(reach.shown))


def breadth_words(criterion: Criterion) -> Iterator[Text]:
    """Give a sentence for the parts and for each range: what they ask for."""
    if criterion.parts:
        yield _parts_words(criterion)
    yield from map(_range_words, criterion.ranges)


def _parts_words(criterion: Criterion) -> Text:
    number, every = criterion.parts_needed, len(criterion.parts)
    parts = tuple(part_tag(criterion, part.id) for part in criterion.parts)
    if number == every:
        return Text("Parts, all of which are asked for: {parts}.", parts=parts)
    return Text(
        "Parts, {number} of the {every} of which are asked for: {parts}.",
        number=number,
        every=every,
        parts=parts,
    )


def _range_words(one: Range) -> Text:
    id, number, values = one.id, one.at_least, one.of
    kinds = any_of(map(kind_words, one.any_kind))
    if one.is_by_day and kinds:
        return Text(
            "Range {range}: {number} different days; of the kind {kinds}.",
            range=id,
            number=number,
            kinds=kinds,
        )
    if one.is_by_day:
        return Text("Range {range}: {number} different days.", range=id, number=number)
    if kinds:
        return Text(
            "Range {range}: {number} of {values}; of the kind {kinds}.",
            range=id,
            number=number,
            values=values,
            kinds=kinds,
        )
    return Text("Range {range}: {number} of {values}.", range=id, number=number, values=values)


def part_tag(criterion: Criterion, part: str) -> str:
    """Return the full tag of a part: `U3.2.1a`."""
    return f"{criterion.id}{part}"


_KSB = {
    "knowledge": Text("Knowledge."),
    "skill": Text("Skill."),
    "behaviour": Text("Behaviour."),
}
"""What a criterion of an apprenticeship is."""


def standard_words(criterion: Criterion) -> Iterator[Text]:
    """Give a sentence for each thing that a criterion is in its standard; most say nothing."""
    if criterion.level:
        yield Text("Level: {level}.", level=criterion.level)
    if criterion.ksb:
        yield _KSB[criterion.ksb]
    if criterion.methods:
        yield Text("Assessed by {methods}.", methods=criterion.methods)
