"""What editions show: all of the assessor's, and what the public one leaves out."""

from dataclasses import replace
from datetime import date

from core.test_what_stands_behind import UNITS, decision
from crossfolio.core.building import seen_in_edition, seen_with_history
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Coverage
from crossfolio.core.edition import Hold
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Progress, Waiver
from crossfolio.core.requirement import RequirementPiece
from crossfolio.core.scope import Scope
from crossfolio.core.settings import Edition, Visit
from crossfolio.core.states import State, Turn
from support import Check, page

GRADED = """\
unit: GRA
title: Graded
source: {kind: draft}
grading: {levels: [Pass, Merit], rule: ladder}
outcomes: [{id: LO1, text: Plan}]
criteria:
  - {id: P1, text: Do it., level: Pass, outcomes: [LO1]}
  - {id: M1, text: Do it., level: Merit}
"""
WAIVED = UNITS["evidence/portfolio.yml"].replace(
    "reason: Recognised}]",
    "reason: Recognised}, {criterion: BUD.AC6, reason: Old, expires: 2026-05-01}]",
)
PEOPLE = "people:\n  A1: {roles: [assessor], display_name: Ann}\n"


def checked_of(check: Check) -> Checked:
    """Return a portfolio with public, other and withheld items, decisions and levels."""
    files = {
        **UNITS,
        "criteria/gra.yml": GRADED,
        "criteria/q.yml": UNITS["criteria/q.yml"].replace(
            "units: [BUD]}]", "units: [BUD, GRA]}]\ngrades: {levels: [Pass], credits: {Pass: 0}}"
        ),
        "evidence/portfolio.yml": WAIVED.replace(
            "{BUD: submitted,", "{BUD: submitted, GRA: submitted,"
        ),
        "evidence/e01.md": page(
            audience="public", criteria="[BUD.AC1, BUD.AC4a, BUD.AC5, GRA.P1]", body="[BUD.AC1]\n"
        ),
        "evidence/e02.md": page(id="E02", status="draft", criteria="[BUD.AC4b, BUD.AC7]"),
        "evidence/e03.md": page(
            id="E03", audience="withheld", location="{where: a drawer}", criteria="[BUD.AC2]"
        ),
        "assessment/people.yml": PEOPLE,
    }
    before = check(files)
    written = decision(before, "criterion: BUD.AC1, outcome: met, revision: 1")
    return check({**files, "assessment/decisions/d01.yml": written})


def in_edition(checked: Checked, edition: Edition, visit: Visit | None = None) -> Checked:
    return replace(checked, settings=replace(checked.settings, edition=edition, visit=visit))


def states(coverage: Coverage) -> dict[str, str]:
    return {name: cover.state.value for name, cover in coverage.criteria.items()}


def test_what_the_assessor_sees(check: Check) -> None:
    """Everything but the text of withheld items: the same numbers, decisions and reasons."""
    checked = checked_of(check)
    seen = seen_in_edition(checked)
    whole, shown = checked.portfolio, seen.portfolio

    assert seen.people
    assert seen.held == {"E03": Hold.WITHHELD}
    assert seen.paths == {f"E0{n}": f"evidence/e0{n}.md" for n in (1, 2, 3)}
    assert [item.body for item in shown.evidence] == ["[BUD.AC1]\n", "", ""]
    assert [item.title for item in shown.evidence] == ["A plan", "A plan", ""]
    assert shown.evidence[2].path == "E03"
    assert (shown.place, shown.today, shown.framework) == (
        (whole.place, whole.today, whole.framework)
    )
    assert shown.pages == whole.pages - {"evidence/e03.md"}
    enrolment = whole.enrolment
    assert enrolment
    assert shown.enrolment == Enrolment(
        enrolment.place,
        "L1",
        enrolment.qualifications,
        enrolment.units,
        waivers=(
            Waiver("MCS.AC8", "Recognised", Place("")),
            Waiver("BUD.AC6", "Old", Place(""), date(2026, 5, 1)),
        ),
    )
    assert [waiver.place for waiver in shown.enrolment.waivers] == [
        waiver.place for waiver in enrolment.waivers
    ]
    assert shown.enrolment.learner_place == enrolment.learner_place
    assert shown.enrolment.unit_places == enrolment.unit_places
    assert [own.id for own in shown.decisions] == ["D01"]
    assert seen.person("a1") == seen.person("A1") == "Ann"
    full, had = seen.coverage, checked.coverage
    assert states(full) == states(had)
    assert [
        (full.outcomes, full.units, full.qualifications, full.total, full.submitted),
        (full.outcome_count, full.waived, full.grades, full.levels, full.qualification_grades),
    ] == [
        (had.outcomes, had.units, had.qualifications, had.total, had.submitted),
        (had.outcome_count, had.waived, had.grades, had.levels, had.qualification_grades),
    ]
    assert full.grades
    assert full.levels
    assert full.qualification_grades
    assert [own.rule.code for own in seen.diagnostics] == [
        own.rule.code for own in checked.diagnostics
    ]
    assert seen.claims.claimed_states.keys() == {"evidence/e01.md", "evidence/e02.md", "E03"}
    assert seen.claims.counts(shown.evidence[2], "BUD.AC2")
    assert sorted(seen.gaps) == sorted(
        name
        for name, cover in full.criteria.items()
        if cover.turn is Turn.LEARNER and cover.scope is Scope.REQUIRED
    )
    assert (seen.rest, seen.history, seen.since, seen.comparison) == (None, None, {}, None)


def test_what_everyone_sees(check: Check) -> None:
    """No person, decision, level, reason or expired waiver, and states as without decisions."""
    checked = checked_of(check)
    seen = seen_in_edition(in_edition(checked, Edition.PUBLIC))
    shown, whole = seen.portfolio, checked.portfolio

    assert not seen.people
    assert seen.person("A1") == ""
    assert seen.held.keys() == {"E02", "E03"}
    assert [item.path for item in shown.evidence] == ["evidence/e01.md", "E02", "E03"]
    assert shown.pages == whole.pages - {"evidence/e02.md", "evidence/e03.md"}
    enrolment = whole.enrolment
    assert enrolment
    assert shown.enrolment == Enrolment(
        enrolment.place,
        "",
        enrolment.qualifications,
        enrolment.units,
        waivers=(Waiver("MCS.AC8", "", Place("")),),
    )
    assert shown.enrolment.learner_place is None
    assert (shown.decisions, shown.people, shown.samples) == ((), None, ())
    assert seen.coverage.grades == seen.coverage.levels == {}
    assert seen.coverage.qualification_grades == {}
    assert states(seen.coverage) == {
        name: cover.undecided.state.value for name, cover in checked.coverage.criteria.items()
    }
    assert State.ACCEPTED.value not in states(seen.coverage).values()
    assert seen.coverage.total.required == checked.coverage.total.required
    assert seen.coverage.outcomes == {"GRA.LO1": State.COVERED}
    assert seen.coverage.waived == 1
    assert seen.record.standing == {}
    assert seen.suppressed == ()
    assert seen.comparison is None
    assert not any(own.rule.code.startswith("DEC") for own in seen.diagnostics)


def test_what_is_asked_for_one_by_one(check: Check) -> None:
    """Requirements come first, then parts and ranges; what is waived asks for nothing."""
    checked = checked_of(check)
    for edition in (Edition.ASSESSOR, Edition.PUBLIC):
        asked = seen_in_edition(in_edition(checked, edition)).asked
        assert set(asked) == set(checked.coverage.criteria) - {"MCS.AC8"}
        assert [(str(piece.words), piece.there) for piece in asked["BUD.AC4"]] == [
            ("one item", True),
            ("parts: a, b", True),
            ("parts: a, b", False),
            ("R: x, y", False),
        ]
        assert [piece.there for piece in asked["BUD.AC5"]] == [True, False]
        assert all(isinstance(piece, RequirementPiece) for piece in asked["BUD.AC1"])


def test_gates_of_everyone(check: Check) -> None:
    """As many gates are told as there would be without any decision."""
    files = {**UNITS, "evidence/e01.md": page(audience="public", criteria="[BUD.AC1]")}
    written = decision(check(files), "criterion: BUD.AC1, outcome: met, revision: 1")
    for least, number in ((100, 1), (1, 0)):
        site = f"      min_coverage: {least}\n      min_accepted: {least}\n"
        site = f"plugins:\n  - crossfolio:\n{site}"
        checked = check({**files, "mkdocs.yml": site, "assessment/decisions/d01.yml": written})
        public = seen_in_edition(in_edition(checked, Edition.PUBLIC))

        told = [sum(own.rule.is_gate for own in of.diagnostics) for of in (checked, public)]
        assert told == [number, number]


def test_pages_know_how_it_grew(check: Check) -> None:
    """Pages have the history by month, and all else as reports have it."""
    checked = checked_of(check)
    seen, pages = seen_in_edition(checked), seen_with_history(checked)

    assert pages.history
    assert replace(pages, history=None).coverage.criteria.keys() == seen.coverage.criteria.keys()
    assert (pages.people, pages.held, pages.paths) == (seen.people, seen.held, seen.paths)
    public = seen_with_history(in_edition(checked, Edition.PUBLIC))
    assert public.history
    assert public.history != pages.history


def test_what_a_visit_shows(check: Check) -> None:
    """Of what was not sampled a visit shows no item, no history and nothing that is asked."""
    checked = checked_of(check)
    seen = seen_with_history(in_edition(checked, Edition.ASSESSOR, Visit("visit", ("S77",))))
    assert seen.settings.visit == Visit("visit", ("S77",))
    assert seen.rest
    assert (seen.history, seen.asked) == (None, {})
    assert seen.held == {f"E0{n}": Hold.NOT_SAMPLED for n in (1, 2, 3)}
    assert seen.portfolio.evidence == ()
    assert Progress.SUBMITTED in seen.portfolio.taken.values()
