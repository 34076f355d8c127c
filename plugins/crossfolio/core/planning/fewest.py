"""The fewest new items that meet every demand, by an exact search that ends early.

It is a small multicover: items of some kinds, so that each set of kinds is hit as often as is
asked for. Depths are tried from the least that is possible on, and combinations in one order,
so that the first plan found is of the fewest items.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossfolio.core.planning.demands import AtLeast, Demand, Different

MOST_TRIALS = 20_000
"""Combinations that are tried for one portfolio: more than the 8,008 of six items of ten kinds."""


class Trials:
    """How many combinations may still be tried."""

    def __init__(self, left: int = MOST_TRIALS) -> None:
        self.left = left

    def take(self) -> bool:
        """Use one up; tell whether there was one."""
        self.left -= 1
        return self.left >= 0


class Goal(NamedTuple):
    """What the demands of a unit ask for together; equal ones are one."""

    counts: frozenset[AtLeast]
    different: frozenset[Different]

    def after(self, kind: str) -> "Goal":
        """Return what is left once there is an item of a kind."""
        counts = frozenset(left for least in self.counts if (left := least.after(kind)).number > 0)
        kinds = frozenset(
            different for each in self.different if (different := each.after(kind)).number > 0
        )
        return Goal(counts, kinds)

    @property
    def bound(self) -> int:
        """How many items are needed at the least."""
        numbers = [least.number for least in self.counts]
        return max([*numbers, *(different.number for different in self.different)], default=0)

    def gain(self, kind: str) -> int:
        """Return how much of it an item of a kind brings."""
        counted = sum(kind in least.kinds for least in self.counts)
        return counted + sum(kind not in different.there for different in self.different)


class Fewest(NamedTuple):
    """How many items it takes."""

    number: int
    is_exact: bool
    """Whether no fewer would do; else the search was cut off, and this many do."""


def goal_of(demands: Iterable[Demand]) -> Goal:
    """Return what demands ask for together."""
    known = list(demands)
    different = frozenset(demand.different for demand in known if demand.different.number)
    return Goal(frozenset().union(*(demand.counts for demand in known)), different)


def fewest(goal: Goal, kinds: Sequence[str], trials: Trials) -> Fewest:
    """Return how many new items meet a goal.

    Args:
        goal: What is asked for; some number of items of the kinds meets it.
        kinds: What new items can be.
        trials: How many combinations may be tried before the search is cut off.
    """
    search = _Search(kinds, trials)
    most = _greedy(goal, kinds)
    for depth in range(goal.bound, most):
        if search.reaches(goal, depth, 0):
            return Fewest(depth, is_exact=True)
        if trials.left < 0:
            return Fewest(most, is_exact=False)
    return Fewest(most, is_exact=True)


class _Search:
    """Tries combinations of kinds, each in the order of kinds, until they are used up."""

    def __init__(self, kinds: Sequence[str], trials: Trials) -> None:
        self._kinds = kinds
        self._trials = trials

    def reaches(self, goal: Goal, depth: int, start: int) -> bool:
        """Tell whether `depth` items of the kinds from `start` on meet a goal."""
        bound = goal.bound
        if bound == 0:
            return True
        if bound > depth:
            return False
        for number in range(start, len(self._kinds)):
            if not self._trials.take():
                return False
            if self.reaches(goal.after(self._kinds[number]), depth - 1, number):
                return True
        return False


def _greedy(goal: Goal, kinds: Sequence[str]) -> int:
    """Return how many items it takes if each is of the kind that brings most."""
    number = 0
    while goal.bound:
        goal = goal.after(max(kinds, key=goal.gain))
        number += 1
    return number
