"""What the public edition reports must not tell what an assessor decided."""

import shutil
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.settings import Edition, Least
from crossfolio.site.views.problems_view import problems_view
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, codes

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/assessment"))


@pytest.mark.parametrize("least", [None, Fraction(1, 2), Fraction(1)])
@pytest.mark.parametrize("case", CASES, ids=lambda it: it.name)
def test_coverage_findings_are_those_without_decisions(
    case: Path, least: Fraction | None, tmp_path: Path
) -> None:
    """Findings about coverage are the same when there is no decision, gates among them."""
    bare = tmp_path / "bare"
    shutil.copytree(case, bare, ignore=shutil.ignore_patterns("assessment"))
    assert coverage_findings(public(case, least)) == coverage_findings(public(bare, least))


def test_a_gate_that_only_a_decision_fails() -> None:
    """It fails the run, and neither a report nor the page of problems says so in public."""
    case = next(it for it in CASES if it.name == "accepted")
    checked = whole(case, Fraction(1))
    seen = seen_in_edition(checked)

    assert "COV106" in codes(checked, "COV")
    assert "COV106" not in codes(seen, "COV")
    shown = problems_view(seen, lambda page: page)
    assert "COV106" not in {finding.code for finding in shown.findings}


def coverage_findings(checked: Checked) -> list[str]:
    return [
        str(diagnostic) for diagnostic in checked.diagnostics if diagnostic.rule.family == "COV"
    ]


def public(root: Path, least: Fraction | None) -> Checked:
    return seen_in_edition(whole(root, least))


def whole(root: Path, least: Fraction | None) -> Checked:
    project = open_project(root)
    settings = replace(project.settings, edition=Edition.PUBLIC, min_coverage=Least(least))
    return check_project(replace(project, settings=settings), TODAY)
