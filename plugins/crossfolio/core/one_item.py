"""What a rule about one item looks at: the item, what it is claimed for, and what counts there."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.doubts import NO_DOUBTS, Doubts
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Framework, Qualification, Unit
from crossfolio.core.kinds import Kind
from crossfolio.core.record.values import Person


class Surroundings(NamedTuple):
    """All that a rule about one item may go by beside the item.

    No other item is among it: while these are the same, what was found in an item that
    has not changed still holds.
    """

    framework: Framework
    qualifications: tuple[Qualification, ...]
    """The chosen ones."""
    kinds: Mapping[str, Kind]
    """Every kind of evidence that may be named, by ID."""
    people: Mapping[str, Person] | None
    """By ID in upper case; `None` where there is no register."""
    learners: frozenset[str]
    """The IDs under which the learner goes, in upper case."""
    sizes: Mapping[str, int]
    """How many criteria each taken unit has, by its code."""
    today: date
    doubts: Doubts = NO_DOUBTS
    """What cannot be judged, because a file cannot be read."""


class OneItem(NamedTuple):
    """An item with its claims resolved."""

    item: Evidence
    claims: tuple[Resolved, ...]
    units: tuple[Unit, ...]
    """The taken units in which it counts, in the framework's order."""
    unit: str
    """The unit that a finding about it belongs to: a submitted one, if any."""
    around: Surroundings

    @property
    def counting(self) -> Iterator[Resolved]:
        """Its claims in the state `ok`."""
        return (claim for claim in self.claims if claim.state is ClaimState.OK)
