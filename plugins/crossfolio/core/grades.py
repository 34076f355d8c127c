"""Which level a unit or a qualification reaches: by claims, and by decisions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crossfolio.core.combination import lacking
from crossfolio.core.counts import Count, count_states
from crossfolio.core.cover import Cover
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.grading import GradeRule, Grades, Grading, rank_of
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.scope import Scope
from crossfolio.core.states import State
from crossfolio.core.texts import NOTHING, Text

Met = Callable[[Cover], bool]
"""Tells whether a criterion is met: by a claim, or by a decision."""


class Grade(NamedTuple):
    """The level that claims reach, and the level that decisions support.

    Nobody is awarded anything by it.
    """

    claims: str | None
    """`None` where no level is reached."""
    decisions: str | None


class Points(NamedTuple):
    """The sum of the points of the units' levels, by claims and by decisions."""

    claims: int
    decisions: int


class QualificationGrade(NamedTuple):
    """As `Grade`, of a qualification."""

    claims: str | None
    decisions: str | None
    points: Points | None
    """`None` where no points are given."""


def by_claim(cover: Cover) -> bool:
    """Tell whether evidence shows a criterion."""
    return cover.state.counts


def by_decision(cover: Cover) -> bool:
    """Tell whether a decision that stands says that a criterion is met."""
    return cover.state is State.ACCEPTED


def asked(cover: Cover) -> bool:
    """Tell whether a criterion belongs to its level: neither waived nor optional by itself."""
    return cover.scope is not Scope.WAIVED and not cover.criterion.optional


def unit_grade(unit: Unit, covers: Sequence[Cover]) -> Grade | None:
    """Return the levels that a unit reaches; `None` where it is not graded.

    Args:
        unit: The unit.
        covers: Of its criteria.
    """
    grading = unit.grading
    if grading is None:
        return None
    if not _is_known(grading, covers):
        return Grade(None, None)
    of = _by_table if grading.rule is GradeRule.TABLE else _by_ladder
    return Grade(of(grading, covers, by_claim), of(grading, covers, by_decision))


def _is_known(grading: Grading, covers: Sequence[Cover]) -> bool:
    """Tell whether all that a level goes by could be read."""
    return grading.is_sure and all(
        cover.is_whole and grading.rank(cover.criterion.level) is not None for cover in covers
    )


def _by_ladder(grading: Grading, covers: Iterable[Cover], met: Met) -> str | None:
    """Return the highest level of which, and of all below, every criterion is met.

    A level without any criterion that is asked for is not reached by itself.
    """
    reached: str | None = None
    known = [cover for cover in covers if asked(cover)]
    for rank, level in enumerate(grading.levels):
        own = [cover for cover in known if cover.criterion.rank == rank]
        if not all(map(met, own)):
            return reached
        reached = level if own else reached
    return reached


def _by_table(grading: Grading, covers: Sequence[Cover], met: Met) -> str | None:
    """Return the result of the row that has the level of each method; without one, nothing.

    Of rows that contradict each other the lowest result holds.
    """
    levels = [_by_ladder(grading, _of_method(m, grading, covers), met) for m in grading.methods]
    reached = [None if level is None else grading.rank(level) for level in levels]
    ranks = [
        grading.rank(row.result)
        for row in grading.rows
        if None not in reached and [grading.rank(level) for level in row.levels] == reached
    ]
    known = [rank for rank in ranks if rank is not None]
    return grading.levels[min(known)] if known and len(known) == len(ranks) else None


def _of_method(method: str, grading: Grading, covers: Iterable[Cover]) -> Iterator[Cover]:
    """Give the criteria of a method; one that names no method of the table belongs to each."""
    methods = {name.casefold() for name in grading.methods}
    for cover in covers:
        own = {name.casefold() for name in cover.criterion.methods} & methods
        if not own or method.casefold() in own:
            yield cover


def level_counts(unit: Unit, covers: Sequence[Cover]) -> Mapping[str, Count]:
    """Return the numbers of each level of a unit, the first among them; nothing ungraded."""
    levels = unit.grading.levels if unit.grading else ()
    return {
        level: count_states(
            cover.state for cover in covers if asked(cover) and cover.criterion.level == level
        )
        for level in levels
    }


def qualification_grade(
    qualification: Qualification, units: Mapping[str, Grade], portfolio: Portfolio
) -> QualificationGrade | None:
    """Return the levels that a qualification reaches; `None` where it is not graded.

    Args:
        qualification: The qualification.
        units: The levels of the taken units that are graded.
        portfolio: Tells which units are taken, and what they bring.
    """
    grades = qualification.grades
    if grades is None:
        return None
    own = {code: units[code] for code in qualification.units if code in units}
    claims = {code: grade.claims for code, grade in own.items()}
    decisions = {code: grade.decisions for code, grade in own.items()}
    points = Points(_points(grades, claims, portfolio), _points(grades, decisions, portfolio))
    if not portfolio.is_whole or lacking(qualification, portfolio):
        return QualificationGrade(None, None, points if grades.points else None)
    return QualificationGrade(
        _reached(qualification, claims, points.claims, portfolio),
        _reached(qualification, decisions, points.decisions, portfolio),
        points if grades.points else None,
    )


def _points(grades: Grades, levels: Mapping[str, str | None], portfolio: Portfolio) -> int:
    """Return the points of units; a level without any has those of the next below that has."""
    total = 0
    for code, level in levels.items():
        grading = portfolio.framework.units[code].grading
        rank = grading.rank(level) if grading and level is not None else None
        worth = {
            place: number
            for name, number in grades.points.get(code, {}).items()
            if grading and rank is not None
            if (place := grading.rank(name)) is not None and place <= rank
        }
        total += worth[max(worth)] if worth else 0
    return total


def _reached(
    qualification: Qualification,
    levels: Mapping[str, str | None],
    points: int,
    portfolio: Portfolio,
) -> str | None:
    """Return the highest level of which, and of all below, the points and the credit are there.

    Without a level in each mandatory unit that is graded there is none in the qualification.
    """
    grades = qualification.grades
    mandatory = {unit for group in qualification.groups if group.mandatory for unit in group.units}
    if (
        grades is None
        or not grades.is_sure
        or any(levels.get(code, "") is None for code in mandatory)
    ):
        return None
    reached: str | None = None
    for level in grades.levels:
        credit, least = grades.credits.get(level), grades.thresholds.get(level)
        if credit is None and least is None:
            continue
        enough = least is None or points >= least
        if not enough or (credit or 0) > _credit(level, grades, levels, portfolio):
            return reached
        reached = level
    return reached


def _credit(
    level: str, grades: Grades, levels: Mapping[str, str | None], portfolio: Portfolio
) -> int:
    """Return the credit of the units that reach a level or a higher one."""
    wanted = rank_of(level, grades.levels) or 0
    total = 0
    for code, own in levels.items():
        rank = rank_of(own, grades.levels) if own is not None else None
        if rank is not None and rank >= wanted:
            total += portfolio.framework.units[code].credit or 0
    return total


def grade_words(grade: Grade | QualificationGrade | None) -> Text:
    """Say which level claims reach, and which one decisions support: never one of the two."""
    if grade is None:
        return NOTHING
    claims, decisions = grade.claims or Text("no level"), grade.decisions or Text("no level")
    points = grade.points if isinstance(grade, QualificationGrade) else None
    if points is None:
        return Text(
            "claims reach {claims} · decisions support {decisions}",
            claims=claims,
            decisions=decisions,
        )
    return Text(
        "claims reach {claims} · decisions support {decisions} "
        "({claims_points} and {decisions_points} points)",
        claims=claims,
        decisions=decisions,
        claims_points=points.claims,
        decisions_points=points.decisions,
    )
