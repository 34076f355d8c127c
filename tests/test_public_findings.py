"""What the public edition reports must not tell what an assessor decided."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from crossfolio.core.settings import Edition
from crossfolio.reports.site.visibility import as_seen
from crossfolio.workspace.project import check_project, open_project
from support import TODAY

CASES = sorted(it.parent for it in (Path(__file__).parent / "cases").glob("*/assessment"))


@pytest.mark.parametrize("case", CASES, ids=lambda it: it.name)
def test_coverage_findings_are_those_without_decisions(case: Path, tmp_path: Path) -> None:
    """Findings about coverage are the same when there is no decision, but for gates."""
    bare = tmp_path / "bare"
    shutil.copytree(case, bare, ignore=shutil.ignore_patterns("assessment"))
    assert public(case) == public(bare)


def public(root: Path) -> list[str]:
    project = open_project(root)
    settings = replace(project.settings, edition=Edition.PUBLIC)
    checked = as_seen(check_project(replace(project, settings=settings), TODAY))
    return [
        str(it)
        for it in checked.diagnostics
        if it.rule.family == "COV" and it.rule.code != "COV106"
    ]
