"""Whole portfolios, and what is found in them."""

import json
from pathlib import Path

import pytest

from support import Golden, Run

CASES = sorted(p for p in (Path(__file__).parent / "cases").iterdir() if p.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings(case: Path, run: Run, golden: Golden) -> None:
    """A portfolio yields exactly the findings that its expected.txt lists."""
    ran = run("check", case, "--today", "2026-07-01")

    golden(case / "expected.txt", ran.out)
    assert ran.err == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_report(case: Path, run: Run, golden: Golden) -> None:
    """A portfolio yields exactly the report in its expected.json."""
    ran = run("check", case, "--today", "2026-07-01", "--format", "json")

    golden(case / "expected.json", ran.out)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_exit_code(case: Path, run: Run) -> None:
    """The process fails exactly where the report counts an error."""
    ran = run("check", case, "--today", "2026-07-01", "--format", "json")

    assert ran.code == (1 if json.loads(ran.out)["summary"]["errors"] else 0)
