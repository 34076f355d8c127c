"""What has changed since an earlier check, and COV107."""

import pytest

from crossfolio.core.baseline import Baseline, StateChange, compare
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Count, State
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import Build, Check, Files, codes, page, unit

TWO: Files = {"criteria/bud.yml": unit("AC1", "AC2"), "evidence/e01.md": page()}
"""AC1 is covered, AC2 is not."""


def against(build: Build, check: Check, files: Files, baseline: Baseline) -> Checked:
    """Check a project with a baseline."""
    root = build(files)
    return check_project(open_project(root), check(root).portfolio.today, baseline=baseline)


@pytest.mark.parametrize(
    ("before", "improved", "regressed", "new"),
    [
        ({"BUD.AC1": State.COVERED, "BUD.AC2": State.UNCOVERED}, [], [], []),
        ({"BUD.AC1": State.UNCOVERED, "BUD.AC2": State.DRAFT}, ["BUD.AC1"], [], []),
        ({"BUD.AC1": State.ACCEPTED, "BUD.AC2": State.PARTIAL}, [], ["BUD.AC1"], []),
        ({"BUD.AC1": State.COVERED, "BUD.AC2": State.COVERED}, [], ["BUD.AC2"], []),
        ({"BUD.AC1": State.COVERED}, [], [], ["BUD.AC2"]),
        ({"BUD.AC2": State.STALE}, ["BUD.AC1"], ["BUD.AC2"], []),
        ({"OLD.AC9": State.ACCEPTED}, ["BUD.AC1"], [], ["BUD.AC2"]),
    ],
)
def test_changes(
    check: Check,
    before: dict[str, State],
    improved: list[str],
    regressed: list[str],
    new: list[str],
) -> None:
    """A criterion improved, regressed or is a new gap by how much it counted and counts."""
    found = compare(Baseline(before, Count(0, 0, 0)), check(TWO).coverage)

    assert [it.criterion for it in found.improved] == improved
    assert [it.criterion for it in found.regressed] == regressed
    assert [it.criterion for it in found.new_gaps] == new


@pytest.mark.parametrize(
    ("then", "fell"),
    [
        (Count(2, 1, 0), False),
        (Count(4, 2, 2), False),
        (Count(1001, 501, 0), True),
        (Count(2, 0, 0), False),
        (Count(0, 0, 0), False),
        (Count(2, 2, 0), True),
    ],
)
def test_exact_share_may_not_fall(check: Check, then: Count, fell: bool) -> None:  # noqa: FBT001
    """Fractions are compared, not percentages; nothing measured then is nothing to keep."""
    coverage = check(TWO).coverage

    assert compare(Baseline({}, then), coverage).drop == (
        (then, coverage.submitted) if fell else None
    )


def test_share_that_is_measured_no_longer(check: Check) -> None:
    """Taking the last unit back from being submitted is a drop."""
    started = {**TWO, "evidence/portfolio.yml": "learner: L1\nunits: {BUD: in-progress}\n"}

    assert compare(Baseline({}, Count(2, 1, 0)), check(started).coverage).drop


@pytest.mark.parametrize(
    "files",
    [
        {"criteria/bud.yml": unit("AC1", "AC2 optional: true")},
        {"criteria/bud.yml": unit("AC1", "AC2 status: withdrawn")},
        {"criteria/bud.yml": unit("AC1")},
        {
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n"
            "waivers: [{criterion: BUD.AC2, reason: Recognised}]\n"
        },
    ],
    ids=["optional", "withdrawn", "gone", "waived"],
)
def test_what_is_not_asked_for_cannot_regress(check: Check, files: Files) -> None:
    """A criterion that is no longer asked for is no regression."""
    before = Baseline({"BUD.AC2": State.ACCEPTED}, Count(1, 1, 1))

    assert compare(before, check({**TWO, **files}).coverage).regressed == ()


def test_regression_is_a_finding(portfolio: Build, check: Check) -> None:
    """Each criterion that regressed, and the drop, is an error under COV107 at its place."""
    before = Baseline({"BUD.AC1": State.COVERED, "BUD.AC2": State.COVERED}, Count(2, 2, 0))
    checked = against(portfolio, check, TWO, before)
    gap = "`BUD.AC2` Title AC2 was covered in the baseline and is uncovered now"
    share = "1 of 2 criteria of the submitted units are covered; in the baseline it was 2 of 2"

    assert [str(d) for d in checked.diagnostics if d.rule.code == "COV107"] == [
        f"criteria:1:1: error[COV107] {share}",
        f"criteria/bud.yml:6:10: error[COV107] {gap}",
    ]
    assert checked.failed
    assert checked.comparison is not None
    assert checked.comparison.regressed == (StateChange("BUD.AC2", State.COVERED, State.UNCOVERED),)


def test_nothing_worse_is_no_finding(portfolio: Build, check: Check) -> None:
    """The same coverage, or a better one, gives no COV107."""
    same = Baseline({"BUD.AC1": State.COVERED, "BUD.AC2": State.UNCOVERED}, Count(2, 1, 0))
    worse = Baseline({}, Count(2, 0, 0))

    assert codes(against(portfolio, check, TWO, same), "COV107") == []
    assert codes(against(portfolio, check, TWO, worse), "COV107") == []


def test_unfinished_unit_breaks_no_build(portfolio: Build, check: Check) -> None:
    """In a unit that is not submitted a regression is a warning."""
    started = {**TWO, "evidence/portfolio.yml": "learner: L1\nunits: {BUD: in-progress}\n"}
    before = Baseline({"BUD.AC2": State.COVERED}, Count(0, 0, 0))
    checked = against(portfolio, check, started, before)

    assert [d.severity.word for d in checked.diagnostics if d.rule.code == "COV107"] == ["warning"]
