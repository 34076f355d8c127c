"""Every small portfolio of the golden cases, built: whatever its state, there is a whole site."""

import json
import re
import shutil
from pathlib import Path

import pytest
from links import broken_links
from tea import REPOSITORY, SITE, Run

CASES = sorted(path for path in (REPOSITORY / "tests/cases").iterdir() if path.is_dir())
DAY = {"SOURCE_DATE_EPOCH": "1782864000"}
"""1 July 2026, the day of the golden cases."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_build(case: Path, tmp_path: Path, mkdocs: Run, crossfolio: Run) -> None:
    """A case builds to a whole site, fails exactly when the check does, and says the same."""
    root = tmp_path / "portfolio"
    shutil.copytree(case, root)
    (root / "docs").mkdir(exist_ok=True)
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    report = json.loads((case / "expected.json").read_text("utf-8"))

    built = mkdocs(root, "build", **DAY)

    assert built.returncode == (1 if report["summary"]["errors"] else 0), built.stderr
    assert "Traceback" not in built.stderr
    logged, printed, listed = findings(root, built.stderr, crossfolio)
    assert logged == printed == listed
    site = root / "site"
    for unit in report["coverage"]["units"]:
        assert (site / "units" / unit["id"].lower() / "index.html").is_file()
    for criterion in report["coverage"]["criteria"]:
        page = site / "units" / criterion["unit"].lower() / "index.html"
        assert f'id="{criterion["id"]}"' in page.read_text("utf-8")
    ours = [link for link in broken_links(site) if not link.startswith("evidence/e")]
    assert ours == []  # Bodies may hold links that lead nowhere; MkDocs says so.


def findings(root: Path, log: str, crossfolio: Run) -> tuple[list[str], list[str], list[str]]:
    """Return the findings of one portfolio: from a build's log, the command, and its JSON."""
    day = ("--today", "2026-07-01")
    text = crossfolio(root, "check", *day).stdout
    report = json.loads(crossfolio(root, "check", *day, "--format", "json").stdout)
    logged = re.findall(
        r"^(?:INFO|WARNING|ERROR) +-  (?:crossfolio: )?([^:\n]+:\d+:\d+: .*)$", log, re.MULTILINE
    )
    listed = [
        "{path}:{line}:{column}: {severity}[{code}] {message}".format(**diagnostic)
        for diagnostic in report["diagnostics"]
    ]
    return logged, text.splitlines()[:-1], listed


def test_another_shape(tmp_path: Path, mkdocs: Run) -> None:
    """Official numbers in natural order, Welsh and emoji titles, a unit of two qualifications."""
    root = tmp_path / "portfolio"
    shutil.copytree(REPOSITORY / "tests/cases/other_shape", root)
    (root / "docs").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    report = json.loads((root / "expected.json").read_text("utf-8"))

    mkdocs(root, "build", **DAY)

    for unit in report["coverage"]["units"]:
        page = (root / "site/units" / unit["id"].lower() / "index.html").read_text("utf-8")
        own = [c["id"] for c in report["coverage"]["criteria"] if c["unit"] == unit["id"]]
        places = [page.index(f'id="{id}"') for id in own]
        assert places == sorted(places)
    overview = (root / "site/index.html").read_text("utf-8")
    for qualification in report["coverage"]["qualifications"]:
        assert qualification["id"] in overview
