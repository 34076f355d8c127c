"""The worked examples beside the worked portfolio: checked, built, and read."""

from pathlib import Path

import pytest

from support import Run

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_sound(name: str, run: Run) -> None:
    """No example has an error or a warning, and all that is required of it is covered."""
    ran = run("check", EXAMPLES / name, "--format", "json", "--today", "2026-11-28")
    summary, coverage = ran.report["summary"], ran.report["coverage"]

    assert ran.code == 0
    assert (summary["errors"], summary["warnings"]) == (0, 0)
    assert coverage["covered"] == coverage["required"] > 0


def test_levels_of_the_graded_example(run: Run) -> None:
    """Its claims reach merit, its decisions support pass, and points say the same of all of it."""
    coverage = run("check", EXAMPLES / "graded", "--format", "json").report["coverage"]

    assert [unit["grade"] for unit in coverage["units"]] == [
        {"claims": "merit", "decisions": "pass"},
        {"claims": "pass", "decisions": "pass"},
    ]
    (whole,) = coverage["qualifications"]
    assert whole["grade"] == {
        "claims": "merit",
        "decisions": "pass",
        "points": {"claims": 16, "decisions": 12},
    }


def test_levels_of_the_apprenticeship(run: Run) -> None:
    """The table turns a distinction in one method and a pass in the other into a merit."""
    coverage = run("check", EXAMPLES / "apprenticeship", "--format", "json").report["coverage"]
    rows = {row["id"]: row for row in coverage["criteria"]}

    assert coverage["units"][0]["grade"] == {"claims": "merit", "decisions": "pass"}
    assert rows["ST9001.S1"]["state"] == "accepted"
    assert [part["state"] for part in rows["ST9001.K2"]["parts"]] == ["accepted", "accepted"]
