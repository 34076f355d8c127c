"""The commands on units with parts, ranges, levels and outcomes within outcomes."""

import shutil
from pathlib import Path

import pytest

from support import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--today", "2026-11-28")


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """Return the example of an apprenticeship with the first of its three items alone."""
    root = tmp_path / "half"
    shutil.copytree(EXAMPLES / "apprenticeship", root)
    for name in ("evidence/p02-calls-in-october.md", "evidence/p03-discussion.md"):
        (root / name).unlink()
    shutil.rmtree(root / "assessment/decisions")
    return root


def test_a_new_page_says_what_is_still_open(half: Path, run: Run) -> None:
    """A page for a range offers the values that are open, in a kind that counts for it."""
    ran = run("new", "evidence", "--for", "ST9001.S1", *DAY, half)
    text = (half / "evidence/p02-observation.md").read_text("utf-8")

    assert ran.code == 0
    assert "  - criterion: ST9001.S1\n" in text
    assert "    range: {customers: [external, vulnerable, business]}" in text
    assert run("check", half, *DAY, "--format", "json").report["summary"]["errors"] > 0
    assert "EVI133" not in run("check", half, *DAY).out


def test_a_new_page_for_a_criterion_with_parts_claims_them(half: Path, run: Run) -> None:
    """Its tags are those of the parts, however the criterion was named."""
    ran = run("new", "evidence", "--for", "st9001.k2a", *DAY, half)
    (path,) = (it for it in (half / "evidence").glob("p02-*.md"))

    assert ran.code == 0
    assert "  - ST9001.K2a\n  - ST9001.K2b\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("ST9001.S1", "Missing: customers: 2 of 3; business, vulnerable or external would do"),
        ("ST9001.S1", "Range occasions: 2 different days; of the kind observation."),
        ("ST9001.K2b", "Part ST9001.K2b: uncovered"),
        ("ST9001", "claims reach no level \u00b7 decisions support no level"),
        ("ST9001", "Version: 1.2"),
    ],
)
def test_explain(half: Path, run: Run, what: str, said: str) -> None:
    """Criteria, parts and units are explained with all that their specification says."""
    assert said in run("explain", what, half, *DAY).out


def test_an_outcome_holds_what_lies_within_it(run: Run) -> None:
    """The criteria of an outcome are those of all outcomes within it."""
    out = run("explain", "U3.A", EXAMPLES / "graded", *DAY).out

    assert all(f"U3.{code}" in out for code in ("A.P1", "A.P2", "A.M1", "AB.D1"))
    assert "U3.B.P3" not in out


def test_nothing_of_grades_in_a_public_report(run: Run) -> None:
    """The public edition's report has no level in it."""
    told = run("check", EXAMPLES / "graded", *DAY, "--edition", "public", "--format", "json")

    assert "grade" not in told.report["coverage"]["units"][0]
    assert "merit" not in told.out
