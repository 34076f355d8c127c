"""Grading: the levels of a unit and of a qualification, and the rules that lead to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.place import Place


class GradeRule(StrEnum):
    """How a unit comes to its level."""

    LADDER = "ladder"
    """The highest level of which, and of all below, every criterion is met."""
    TABLE = "table"
    """A level for each method, by its own ladder, and a table that turns them into one."""
    POINTS = "points"
    """As a ladder; a qualification turns the level into points."""


class TableRow(NamedTuple):
    """A row of a table of grades."""

    levels: tuple[str, ...]
    """A level for each method, in the order of the table's methods."""
    result: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grading:
    """The levels of a unit, from the lowest."""

    levels: tuple[str, ...]
    rule: GradeRule | None
    """`None` where it cannot be read."""
    place: Place = field(compare=False)
    methods: tuple[str, ...] = ()
    """The methods of the table."""
    rows: tuple[TableRow, ...] = ()
    is_sure: bool = True
    """Whether all of it could be read, in one way only; no level is reached otherwise."""

    def rank(self, level: str) -> int | None:
        """Return the place of a level, 0 for the first; `None` where there is no such level."""
        return rank_of(level, self.levels)


@dataclass(frozen=True, slots=True)
class Grades:
    """The levels of a qualification, from the lowest, and what each of them asks for."""

    levels: tuple[str, ...]
    place: Place = field(compare=False)
    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What each level of a unit is worth, by the unit's code."""
    thresholds: Mapping[str, int] = field(default_factory=dict)
    """The points from which on a level is reached."""
    credits: Mapping[str, int] = field(default_factory=dict)
    """The credit of units at or above a level that it takes to reach this level."""
    point_places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    """Where the points of each unit stand."""
    is_sure: bool = True
    """As of `Grading`."""


class LevelRule(NamedTuple):
    """That so much credit has to come from units at or above a level."""

    credits: int
    at_or_above: int


def rank_of(level: str, levels: Sequence[str]) -> int | None:
    """Return the place of a level, compared without case; `None` where there is no such level."""
    known = [one.casefold() for one in levels]
    return known.index(level.casefold()) if level.casefold() in known else None
