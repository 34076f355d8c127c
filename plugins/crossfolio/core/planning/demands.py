"""What a gap still asks of new items."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from crossfolio.core.breadth import ExtentOf, Reach, reaches
from crossfolio.core.cover import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Need


class AtLeast(NamedTuple):
    """That so many new items are of some of these kinds."""

    number: int
    kinds: frozenset[str]

    def after(self, kind: str) -> Self:
        """Return what is left once there is an item of a kind."""
        return self._replace(number=self.number - (kind in self.kinds))


class Different(NamedTuple):
    """That new items bring so many kinds that are not there yet."""

    number: int
    there: frozenset[str]

    def after(self, kind: str) -> Self:
        """Return what is left once there is an item of a kind."""
        if kind in self.there:
            return self
        return self._replace(number=self.number - 1, there=self.there | {kind})


class Demand(NamedTuple):
    """What one gap still asks of new items; nothing else is open there."""

    cover: Cover
    counts: frozenset[AtLeast]
    different: Different
    needs: tuple[Need, ...]
    """Fields that none of its items brings."""
    reaches: tuple[Reach, ...]
    """Parts and ranges of which more has to be shown."""

    def is_met_by(self, kind: str) -> bool:
        """Tell whether one item of a kind, with all that is asked for in it, closes the gap."""
        is_counted = all(least.after(kind).number <= 0 for least in self.counts)
        return is_counted and self.different.after(kind).number <= 0

    def is_nearer_with(self, kind: str) -> bool:
        """Tell whether an item of a kind brings some of what is asked for."""
        is_counted = any(least.number > 0 and kind in least.kinds for least in self.counts)
        return is_counted or (self.different.number > 0 and kind not in self.different.there)

    @property
    def wanted(self) -> frozenset[str]:
        """The kinds that something is asked of."""
        return frozenset().union(*(least.kinds for least in self.counts))


def demand_of(cover: Cover, least: int, allowed: Sequence[str], extent: ExtentOf) -> Demand | None:
    """Return what a gap asks of new items; `None` where drafts close it, or no item could.

    Args:
        cover: The gap. Its drafts are taken for finished: what is begun is not begun again.
        least: How many items it needs by the qualifications' policy.
        allowed: The kinds that may be used for it.
        extent: What an item says of its parts and ranges.
    """
    requires = cover.criterion.requires
    items = (*cover.items, *cover.drafts)
    brought = {need for item in items for need in item.brings}
    needs = tuple(need for need in requires.needs if need not in brought)
    lacks = tuple(reach for reach in reaches(cover.criterion, items, extent) if reach.lacks)
    counts = frozenset(
        minimum for minimum in _counts(cover, items, least, allowed) if minimum.number > 0
    )
    counts |= {_for_reach(reach, allowed) for reach in lacks}
    if needs or not (items or counts) or _waits(cover):
        counts |= {AtLeast(1, frozenset(allowed))}
    there = frozenset(item.kind for item in items)
    different = Different(max(0, requires.min_kinds - len(there)), there)
    if not requires.is_sure or not all(minimum.kinds for minimum in counts):
        return None
    if different.number > len(set(allowed) - there):
        return None
    is_open = counts or different.number
    return Demand(cover, counts, different, needs, lacks) if is_open else None


def _counts(
    cover: Cover, items: Sequence[Evidence], least: int, allowed: Sequence[str]
) -> Iterator[AtLeast]:
    """Give how many more items are asked for, as `missing` counts them."""
    requires, kinds = cover.criterion.requires, [item.kind for item in items]
    fitting = sum(not requires.any_kind or kind in requires.any_kind for kind in kinds)
    yield AtLeast(requires.at_least - fitting, _of(requires.any_kind, allowed))
    yield AtLeast(least - len(items), frozenset(allowed))
    for kind in requires.all_kinds:
        yield AtLeast(int(kind not in kinds), _of((kind,), allowed))


def _for_reach(reach: Reach, allowed: Sequence[str]) -> AtLeast:
    """Return how many items a range asks for: one can show many values, and one day."""
    if reach.of is None:
        return AtLeast(1, frozenset(allowed))
    number = reach.wanted - len(reach.shown) if reach.of.is_by_day else 1
    return AtLeast(number, _of(reach.of.any_kind, allowed))


def _of(kinds: Sequence[str], allowed: Sequence[str]) -> frozenset[str]:
    return frozenset(kind for kind in allowed if not kinds or kind in kinds)


def _waits(cover: Cover) -> bool:
    """Tell whether the assessor has asked for more, and nothing new, not even a draft, is there."""
    judged = cover.standing
    return judged is not None and not judged.met and judged.stands and not cover.drafts
