"""Numbers over criteria, and what percentages may say."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from crossfolio.core.states import State


class Count(NamedTuple):
    """Numbers over some required criteria; `covered` includes `stale` and `accepted`."""

    required: int
    covered: int
    accepted: int
    is_whole: bool = True
    """Whether all that is asked is known: no file that says it is unreadable."""

    @property
    def percent_covered(self) -> int | None:
        """Whole, 1 to 99 unless exactly 0 or 100; `None` when nothing is measured."""
        return percent(self.covered, self.required) if self.is_whole else None

    @property
    def percent_accepted(self) -> int | None:
        """As `percent_covered`, of accepted criteria."""
        return percent(self.accepted, self.required) if self.is_whole else None

    @property
    def share(self) -> Fraction | None:
        """The exact share that is covered; `None` when nothing is measured."""
        return Fraction(self.covered, self.required) if self.required else None

    @property
    def accepted_share(self) -> Fraction | None:
        """The exact share that is accepted; `None` when nothing is measured."""
        return Fraction(self.accepted, self.required) if self.required else None


def count_states(states: Iterable[State | None]) -> Count:
    """Count states; `None`, of what has no required criterion, is counted and not covered."""
    known = list(states)
    covered = sum(state is not None and state.counts for state in known)
    return Count(len(known), covered, known.count(State.ACCEPTED))


def percent(part: int, whole: int) -> int | None:
    """Return a share as a whole percentage, or `None` where there is no whole.

    0 and 100 are promises, so rounding never reaches them: 1 of 1000 reads 1,
    and 999 of 1000 reads 99.

    Raises:
        ValueError: If `part` lies outside `0..whole`.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is not a share")
    if whole == 0:
        return None
    if part in (0, whole):
        return 100 * part // whole
    return min(99, max(1, round(Fraction(100 * part, whole))))
