"""How far counting items go over the parts and the ranges of a criterion."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence, RangeValue
from crossfolio.core.framework import Criterion, Range
from crossfolio.core.kinds import kind_words
from crossfolio.core.requirement import Piece


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
    """What else would do; nothing where days are counted."""
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
        names = {name for _, it in extents for name in it.parts}
        shown = tuple(part.id for part in criterion.parts if part.id in names)
        left = tuple(part.id for part in criterion.parts if part.id not in names)
        yield Reach("parts", shown, left, criterion.parts_needed)
    for one in criterion.ranges:
        fitting = [it for it in extents if not one.any_kind or it[0].kind in one.any_kind]
        yield _days(one, fitting) if one.is_by_day else _values(one, fitting)


def _days(one: Range, extents: Iterable[tuple[Evidence, Extent]]) -> Reach:
    days = sorted({str(item.last_day) for item, _ in extents if item.last_day})
    return Reach(one.id, tuple(days), (), one.at_least, one)


def _values(one: Range, extents: Iterable[tuple[Evidence, Extent]]) -> Reach:
    said = {
        it.value.casefold()
        for _, extent in extents
        for it in extent.values
        if it.range.casefold() == one.id.casefold()
    }
    shown = tuple(value for value in one.of if value.casefold() in said)
    left = tuple(value for value in one.of if value not in shown)
    return Reach(one.id, shown, left, one.at_least, one)


def narrow(criterion: Criterion, items: Sequence[Evidence], extent: ExtentOf) -> list[str]:
    """Say what the items leave open of parts and ranges; empty where all is shown.

    Returns:
        Sentences without a full stop: `customers: 2 of 3; business, vulnerable or external
        would do`.
    """
    return [lack_words(criterion, it) for it in reaches(criterion, items, extent) if it.lacks]


def lack_words(criterion: Criterion, reach: Reach) -> str:
    """Say what is open of parts or of a range."""
    counted = f"{reach.name}: {len(reach.shown)} of {reach.wanted}"
    is_counted_by_day = reach.of is not None and reach.of.is_by_day
    if not (reach.open or is_counted_by_day):  # It asks for more than there is: its own finding.
        return counted
    return f"{counted}; {_would_do(criterion, reach)}"


def _would_do(criterion: Criterion, reach: Reach) -> str:
    one = reach.of
    if one is None:
        names = [part_tag(criterion, part) for part in reach.open]
        if criterion.parts_needed == len(criterion.parts):
            return f"{_joined(names, 'and')} {'is' if len(names) == 1 else 'are'} missing"
        return f"{_joined(names, 'or')} would do"
    kinds = _joined([kind_words(kind) for kind in one.any_kind], "or")
    if one.is_by_day:
        by = f"an item of the kind {kinds}" if kinds else "an item"
        return f"{by} on another day would do"
    # What is rarer most often stands last in a specification, and is what is open.
    return (
        _joined(reach.open[::-1], "or")
        + (f", by the kind {kinds}," if kinds else "")
        + (" would do")
    )


def _joined(names: Sequence[str], word: str) -> str:
    *most, last = names or ("",)
    return f"{', '.join(most)} {word} {last}" if most else last


def breadth_pieces(
    criterion: Criterion, items: Sequence[Evidence], extent: ExtentOf
) -> Iterator[Piece]:
    """Give what parts and ranges ask for, one by one."""
    for reach in reaches(criterion, items, extent):
        what = f"{reach.name}: {', '.join(reach.shown + reach.open)}" if reach.open else reach.name
        for number in range(reach.wanted):
            yield Piece(what, number < len(reach.shown))


def breadth_words(criterion: Criterion) -> Iterator[str]:
    """Give a sentence for the parts and for each range: what they ask for."""
    if criterion.parts:
        number, every = criterion.parts_needed, len(criterion.parts)
        some = "all" if number == every else f"{number} of the {every}"
        names = ", ".join(part_tag(criterion, part.id) for part in criterion.parts)
        yield f"Parts, {some} of which are asked for: {names}."
    for one in criterion.ranges:
        kinds = _joined([kind_words(kind) for kind in one.any_kind], "or")
        of = (
            f"{one.at_least} different days"
            if one.is_by_day
            else (f"{one.at_least} of {', '.join(one.of)}")
        )
        yield f"Range {one.id}: {of}" + (f"; of the kind {kinds}." if kinds else ".")


def part_tag(criterion: Criterion, part: str) -> str:
    """Return the full tag of a part: `U3.2.1a`."""
    return f"{criterion.id}{part}"


def standard_words(criterion: Criterion) -> Iterator[str]:
    """Give a sentence for each thing that a criterion is in its standard; most say nothing."""
    if criterion.level:
        yield f"Level: {criterion.level}."
    if criterion.ksb:
        yield f"{criterion.ksb.capitalize()}."
    if criterion.methods:
        yield f"Assessed by {', '.join(criterion.methods)}."
