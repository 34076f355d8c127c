"""Every name of a unit, an outcome or a criterion gets the spelling of its own file."""

from dataclasses import replace
from datetime import date

from crossfolio.core.framework import Criterion, Framework, Group, Outcome, Qualification, Unit
from crossfolio.core.grading import Grades
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Progress, Waiver
from crossfolio.core.record.values import Decision, Judgement, Unreadable, Verdict
from crossfolio.core.spelling import decision_in, enrolment_in, respelt, unreadable_in


def at(line: int) -> Place:
    return Place("u.yml", line)


PLAIN = Criterion("BUD.Ac2", "BUD", "", "", at(2))
NAMING = replace(
    PLAIN,
    id="BUD.ac1",
    outcomes=("lo1", "Odd"),
    similar_to=("mcs.AC1", "BUD.AC2", "no.AC9"),
    follows=("bud.ac2",),
    followed_by=("MCS.ac1",),
    replaced_by="bud.AC2",
)
OUTCOMES = (
    Outcome("Lo1", "", at(3)),
    Outcome("Lo2", "", at(4), within="LO1"),
    Outcome("Lo3", "", at(5), within="odd"),
)
BUD = Unit("BUD", "", at(1), OUTCOMES, (NAMING, PLAIN))
MCS = Unit("Mcs", "", at(6), (), (Criterion("Mcs.ac1", "Mcs", "", "", at(7)),))
GROUP = Group(
    "g", "G", ("bud", "MCS", "BUD", "XX"), at(8), unit_places=tuple(map(at, (1, 2, 3, 4)))
)
GRADES = Grades(("Pass",), at(9), {"bud": {"Pass": 1}}, point_places={"mcs": at(5)})
QUALIFICATION = Qualification("Q", "", at(9), (GROUP,), barred=(("bud", "MCS"),), grades=GRADES)
FRAMEWORK = Framework({"BUD": BUD, "Mcs": MCS}, {"Q": QUALIFICATION})


def test_names_within_a_framework() -> None:
    """Units and qualifications name each other as printed, and units in a group are there once."""
    found = respelt(FRAMEWORK)
    bud, mcs = found.units.values()

    assert list(found.units) == ["BUD", "Mcs"]
    assert [outcome.within for outcome in bud.outcomes] == ["", "Lo1", "odd"]
    assert bud.outcomes[1] == replace(OUTCOMES[1], within="Lo1")
    assert bud.criteria == (
        replace(
            NAMING,
            outcomes=("Lo1", "Odd"),
            similar_to=("Mcs.ac1", "BUD.Ac2", "no.AC9"),
            follows=("BUD.Ac2",),
            followed_by=("Mcs.ac1",),
            replaced_by="BUD.Ac2",
        ),
        PLAIN,
    )
    assert bud.criteria[1] is PLAIN
    assert mcs is MCS
    (own,) = found.qualifications["Q"].groups
    assert own == replace(GROUP, units=("BUD", "Mcs", "XX"), unit_places=())
    assert own.unit_places == (at(1), at(2), at(4))
    assert found.qualifications["Q"].barred == (("BUD", "Mcs"),)
    grades = found.qualifications["Q"].grades
    assert grades == replace(GRADES, points={"BUD": {"Pass": 1}})
    assert grades.point_places == {"Mcs": at(5)}
    bare = respelt(Framework({}, {"Q": replace(QUALIFICATION, grades=None, groups=())}))
    assert bare.qualifications["Q"].grades is None
    without = replace(GROUP, unit_places=())
    (placed,) = (
        respelt(Framework(FRAMEWORK.units, {"Q": replace(QUALIFICATION, groups=(without,))}))
        .qualifications["Q"]
        .groups
    )
    assert placed.unit_places == (at(8),) * 3
    alone = replace(BUD, criteria=(PLAIN,), outcomes=OUTCOMES[:1])
    assert respelt(Framework({"BUD": alone}, {})).units["BUD"] is alone


def test_names_within_a_portfolio() -> None:
    """What is taken, which version of it, and what is waived is named as printed."""
    enrolment = Enrolment(
        at(1),
        "L1",
        {"Q": at(2)},
        {"bud": Progress.SUBMITTED, "odd": Progress.IN_PROGRESS},
        {"bud": at(3)},
        (Waiver("BUD.AC1", "r", at(4)), Waiver("odd.1", "s", at(5))),
        at(6),
        {"MCS": "2026"},
        {"mcs": at(7)},
    )
    found = enrolment_in(enrolment, FRAMEWORK)

    assert found == replace(
        enrolment,
        units={"BUD": Progress.SUBMITTED, "odd": Progress.IN_PROGRESS},
        waivers=(Waiver("BUD.ac1", "r", at(4)), Waiver("odd.1", "s", at(5))),
        versions={"Mcs": "2026"},
    )
    assert (found.unit_places, found.version_places) == ({"BUD": at(3)}, {"Mcs": at(7)})
    assert [waiver.place for waiver in found.waivers] == [at(4), at(5)]


def test_names_within_decisions() -> None:
    """Criteria of decisions are named as printed, whether or not a file can be read."""
    judgements = (
        Judgement("BUD.AC1", Verdict.MET, at(1), "f", 2, ("E01",)),
        Judgement("ODD.AC9", Verdict.MET, at(2)),
    )
    decision = Decision("D1", "A1", date(2026, 1, 1), at(1), (), judgements, feedback="g")
    found = decision_in(decision, FRAMEWORK)

    assert found == replace(
        decision, judgements=(replace(judgements[0], criterion="BUD.ac1"), judgements[1])
    )
    printed = replace(decision, judgements=(replace(judgements[0], criterion="BUD.ac1"),))
    assert decision_in(printed, FRAMEWORK) is printed
    broken = Unreadable(at(3), ("bud.AC1", "", "odd"), id="D2")
    assert unreadable_in(broken, FRAMEWORK) == replace(broken, names=("BUD.ac1", "", "odd"))
    sample = replace(broken, is_sample=True)
    assert unreadable_in(sample, FRAMEWORK) is sample
