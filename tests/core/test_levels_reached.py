"""Levels of units and of qualifications, each boundary of what leads to them by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crossfolio.core.counts import Count
from crossfolio.core.cover import Cover, Undecided
from crossfolio.core.framework import Criterion, Framework, Group, Qualification, Unit
from crossfolio.core.grades import (
    Grade,
    Points,
    QualificationGrade,
    asked,
    by_claim,
    by_decision,
    grade_words,
    level_counts,
    qualification_grade,
    unit_grade,
)
from crossfolio.core.grading import GradeRule, Grades, Grading, TableRow, rank_of
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio, Progress
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn
from crossfolio.core.texts import NOTHING

HERE = Place("u.yml")
LEVELS = ("Pass", "Merit", "Distinction")
A, C, S, P, U = State.ACCEPTED, State.COVERED, State.STALE, State.PARTIAL, State.UNCOVERED


def cover(level: str, state: State, scope: Scope = Scope.REQUIRED, **more: Any) -> Cover:  # noqa: ANN401 - fields
    """Return a criterion of a level in a state."""
    is_whole = more.pop("is_whole", True)
    criterion = Criterion("U.1", "U", "", "", HERE, level=level, rank=LEVELS.index(level), **more)
    none = Undecided(state, (), ())
    return Cover(
        criterion, scope, state, (), (), (), None, Turn.NOBODY, (), (), none, is_whole=is_whole
    )


def unit(rule: GradeRule | None = GradeRule.LADDER, **more: Any) -> Unit:  # noqa: ANN401 - fields
    return Unit("U", "", HERE, (), (), grading=Grading(LEVELS, rule, HERE, **more))


def test_what_meets_a_criterion() -> None:
    """Evidence shows it in three states; a decision supports it in one."""
    states = [state for state in State if by_claim(cover("Pass", state))]
    assert states == [S, C, A]
    assert [state for state in State if by_decision(cover("Pass", state))] == [A]
    scopes = [scope for scope in Scope if asked(cover("Pass", A, scope))]
    assert scopes == [Scope.REQUIRED, Scope.OPTIONAL, Scope.EXCLUDED]
    assert not asked(cover("Pass", A, optional=True))


@pytest.mark.parametrize(
    ("covers", "claims", "decisions"),
    [
        ([], None, None),
        ([("Pass", A)], "Pass", "Pass"),
        ([("Pass", C)], "Pass", None),
        ([("Pass", A), ("Pass", U)], None, None),
        ([("Pass", A), ("Merit", S)], "Merit", "Pass"),
        ([("Pass", A), ("Merit", P), ("Distinction", A)], "Pass", "Pass"),
        ([("Pass", U), ("Merit", A)], None, None),
        ([("Pass", A), ("Distinction", A)], "Distinction", "Distinction"),
        ([("Merit", A)], "Merit", "Merit"),
        ([("Pass", A), ("Merit", A), ("Distinction", C)], "Distinction", "Merit"),
    ],
)
def test_a_ladder(
    covers: list[tuple[str, State]], claims: str | None, decisions: str | None
) -> None:
    """The highest level of which, and of all below, every criterion is met."""
    own = [cover(level, state) for level, state in covers]
    assert unit_grade(unit(), own) == Grade(claims, decisions)
    assert unit_grade(unit(GradeRule.POINTS), own) == Grade(claims, decisions)
    waived = cover("Pass", U, Scope.WAIVED)
    assert unit_grade(unit(), [*own, waived]) == Grade(claims, decisions)


def test_levels_that_are_not_sure() -> None:
    """No level is reached while something that it goes by cannot be read."""
    own = [cover("Pass", A)]
    assert unit_grade(Unit("U", "", HERE, (), ()), own) is None
    assert unit_grade(unit(is_sure=False), own) == Grade(None, None)
    assert unit_grade(unit(), [*own, cover("Pass", A, is_whole=False)]) == Grade(None, None)
    strange = replace(own[0], criterion=replace(own[0].criterion, level="Other"))
    assert unit_grade(unit(), [*own, strange]) == Grade(None, None)


def row(result: str, *levels: str) -> TableRow:
    return TableRow(levels, result, HERE)


@pytest.mark.parametrize(
    ("rows", "covers", "claims"),
    [
        ([row("Merit", "Pass", "Merit")], {"X": "PM", "Y": "P"}, None),
        ([row("Merit", "Pass", "Merit")], {"X": "P", "Y": "PM"}, "Merit"),
        ([row("merit", "pass", "MERIT")], {"X": "P", "Y": "PM"}, "Merit"),
        ([row("Merit", "Pass", "Pass"), row("Pass", "Pass", "Pass")], {"X": "P", "Y": "P"}, "Pass"),
        ([row("Odd", "Pass", "Pass"), row("Pass", "Pass", "Pass")], {"X": "P", "Y": "P"}, None),
        ([row("Odd", "Merit", "Pass"), row("Pass", "Pass", "Pass")], {"X": "P", "Y": "P"}, "Pass"),
        ([row("Pass", "Pass", "Pass")], {"X": "P"}, None),
        ([row("Pass", "Pass", "Pass")], {"": "P"}, "Pass"),
        ([row("Pass", "Pass", "Pass")], {"Z": "P"}, "Pass"),
        ([row("Merit", "Merit", "Pass")], {"": "P", "x": "M"}, "Merit"),
        ([row("Odd", "Odd", "Pass")], {"X": "P", "Y": "P"}, None),
        ([], {"": "P"}, None),
    ],
)
def test_a_table(rows: list[TableRow], covers: Mapping[str, str], claims: str | None) -> None:
    """The row that has the level of each method, whose criteria may name none or another."""
    names = {level[0]: level for level in LEVELS}
    own = [
        cover(names[letter], C, methods=(method,) if method else ())
        for method, letters in covers.items()
        for letter in letters
    ]
    graded = unit(GradeRule.TABLE, methods=("X", "Y"), rows=tuple(rows))

    assert unit_grade(graded, own) == Grade(claims, None)
    accepted = [replace(one, state=A) for one in own]
    assert unit_grade(graded, accepted) == Grade(claims, claims)


def test_numbers_of_levels() -> None:
    """Each level has its numbers, none that is not asked among them."""
    own = [
        cover("Pass", A),
        cover("Pass", C),
        cover("Merit", U),
        cover("Merit", A, Scope.WAIVED),
        cover("Merit", A, optional=True),
    ]
    assert level_counts(unit(), own) == {
        "Pass": Count(2, 2, 1),
        "Merit": Count(1, 0, 0),
        "Distinction": Count(0, 0, 0),
    }
    assert level_counts(Unit("U", "", HERE, (), ()), own) == {}
    assert rank_of("MERIT", LEVELS) == 1
    assert rank_of("other", LEVELS) is None


def portfolio(
    *units: Unit,
    taken: Sequence[str],
    groups: Sequence[Group],
    grades: Grades | None,
    **more: Any,  # noqa: ANN401 - fields
) -> tuple[Qualification, Portfolio]:
    """Return a qualification, and a portfolio in which some units are taken for it."""
    qualification = Qualification("Q", "", HERE, tuple(groups), grades=grades, **more)
    framework = Framework({own.id: own for own in units}, {"Q": qualification})
    enrolment = Enrolment(HERE, "L1", {"Q": HERE}, dict.fromkeys(taken, Progress.SUBMITTED))
    return qualification, Portfolio(framework, (), HERE, date(2026, 1, 1), enrolment)


def graded(code: str, credit: int | None = 10) -> Unit:
    return replace(unit(), id=code, credit=credit)


REACHED = {"A": Grade("Merit", "Pass"), "B": Grade("Pass", None), "X": Grade("Pass", "Pass")}
POINTS = {"A": {"Pass": 2, "Merit": 4}, "B": {"pass": 3, "Distinction": 9}}
CORE = (Group("core", "", ("A",), HERE, mandatory=True), Group("more", "", ("B",), HERE))


@pytest.mark.parametrize(
    ("grades", "claims", "decisions", "points"),
    [
        ({}, None, None, None),
        ({"thresholds": {"Pass": 7}, "points": POINTS}, "Pass", None, Points(7, 2)),
        ({"thresholds": {"Pass": 8}, "points": POINTS}, None, None, Points(7, 2)),
        ({"thresholds": {"Pass": 2}, "points": POINTS}, "Pass", "Pass", Points(7, 2)),
        ({"thresholds": {"Pass": 1, "Merit": 7}, "points": POINTS}, "Merit", "Pass", Points(7, 2)),
        ({"thresholds": {"Pass": 9, "Merit": 1}, "points": POINTS}, None, None, Points(7, 2)),
        ({"thresholds": {"Merit": 7}, "points": POINTS}, "Merit", None, Points(7, 2)),
        ({"thresholds": {"Pass": 0}}, "Pass", "Pass", None),
        ({"thresholds": {"Pass": 1}}, None, None, None),
        ({"credits": {"Pass": 20}}, "Pass", None, None),
        ({"credits": {"Pass": 21}}, None, None, None),
        ({"credits": {"Pass": 10, "Merit": 10}}, "Merit", "Pass", None),
        ({"credits": {"Pass": 10, "Merit": 11}}, "Pass", "Pass", None),
        ({"credits": {"Distinction": 1}}, None, None, None),
        ({"credits": {"Pass": 0}}, "Pass", "Pass", None),
        (
            {"credits": {"Pass": 10}, "thresholds": {"Pass": 3}, "points": POINTS},
            "Pass",
            None,
            Points(7, 2),
        ),
        ({"credits": {"Pass": 10}, "is_sure": False}, None, None, None),
        (
            {"points": {"A": {"Odd": 9, "Merit": 4}}, "credits": {"Pass": 1}},
            "Pass",
            "Pass",
            Points(4, 0),
        ),
        (
            {"points": {"B": {"Distinction": 9}}, "credits": {"Pass": 1}},
            "Pass",
            "Pass",
            Points(0, 0),
        ),
        ({"points": {"X": {"Pass": 9}}, "credits": {"Pass": 1}}, "Pass", "Pass", Points(0, 0)),
    ],
)
def test_a_qualification(
    grades: dict[str, Any], claims: str | None, decisions: str | None, points: Points | None
) -> None:
    """Points and credit of the units that are its own are held against what each level asks for."""
    own = Grades(LEVELS, HERE, **grades)
    qualification, whole = portfolio(
        graded("A"), graded("B"), graded("X"), taken=("A", "B", "X"), groups=CORE, grades=own
    )
    reached = qualification_grade(qualification, REACHED, whole)

    assert reached == QualificationGrade(claims, decisions, points)


def test_what_a_qualification_cannot_do_without() -> None:
    """Each graded unit that is mandatory has a level; units lack nothing, and all can be read."""
    own = Grades(LEVELS, HERE, credits={"Pass": 1}, points=POINTS)
    units = graded("A"), graded("B", None)

    def grade(reached: Mapping[str, Grade], taken: str = "AB", **more: Any) -> Any:  # noqa: ANN401 - fields
        given, whole = portfolio(*units, taken=taken, groups=CORE, grades=own, **more)
        return qualification_grade(given, reached, whole)

    full = {"A": Grade("Pass", "Pass"), "B": Grade(None, None)}
    assert grade(full) == QualificationGrade("Pass", "Pass", Points(2, 2))
    none = {"A": Grade(None, "Pass"), "B": Grade("Pass", "Pass")}
    assert grade(none) == QualificationGrade(None, "Pass", Points(3, 5))
    assert grade({"B": Grade("Pass", "Pass")}) == QualificationGrade(None, None, Points(3, 3))
    assert grade(full, credits=10) == QualificationGrade("Pass", "Pass", Points(2, 2))
    assert grade(full, credits=11) == QualificationGrade(None, None, Points(2, 2))
    assert grade(full, taken="AQ") == QualificationGrade(None, None, Points(2, 2))
    plain = Grades(LEVELS, HERE, credits={"Pass": 1})
    given, whole = portfolio(*units, taken="AB", groups=CORE, grades=plain, credits=11)
    assert qualification_grade(given, full, whole) == QualificationGrade(None, None, None)
    given, whole = portfolio(*units, taken="AB", groups=CORE, grades=None)
    assert qualification_grade(given, full, whole) is None


def test_levels_in_words() -> None:
    """What claims reach and what decisions support are said together, points behind them."""
    claims = "claims reach Merit \u00b7 decisions support no level"
    assert grade_words(None) is NOTHING
    assert grade_words(Grade("Merit", None)) == claims
    assert grade_words(Grade(None, "Pass")) == "claims reach no level \u00b7 decisions support Pass"
    assert grade_words(QualificationGrade("Merit", None, None)) == claims
    assert grade_words(QualificationGrade("Merit", None, Points(3, 2))) == (
        f"{claims} (3 and 2 points)"
    )
    assert dict(grade_words(Grade("a", "b")).args) == {"claims": "a", "decisions": "b"}
