"""`crossfolio check`: every format, alone and together, and the baseline."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crossfolio.cli.formats import REPORTS
from support import Build, Files, Run, page, unit

FIXED = ("--today", "2026-07-01")
BROKEN: Files = {"evidence/e01.md": page(criteria="[BUD.AC11]")}


@pytest.fixture(autouse=True)
def outside_of_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what the runner of these tests says about itself."""
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", REPORTS)
def test_format_does_not_decide_the_exit_code(portfolio: Build, run: Run, name: str) -> None:
    """Every format prints something, and ends as the findings say."""
    clean = run("check", portfolio(), *FIXED, "--format", name)
    broken = run("check", portfolio(BROKEN), *FIXED, "--format", name)
    never = run("check", portfolio(), *FIXED, "--format", name, "--fail-on", "never")

    assert (clean.code, broken.code, never.code) == (0, 1, 0)
    assert clean.out
    assert broken.out
    assert clean.err == broken.err == ""


def test_several_at_once(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Each format goes to its file, whole, and the screen gets the counts."""
    wanted = {name: tmp_path / f"out.{name}" for name in REPORTS}
    root = portfolio(BROKEN)
    asked = [word for name, file in wanted.items() for word in ("--format", f"{name}={file}")]
    ran = run("check", root, *FIXED, *asked)

    for name, file in wanted.items():
        assert file.read_text("utf-8") == run("check", root, *FIXED, "--format", name).out
    assert ran.out.startswith("0 of 1 criteria covered")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_machines_can_read_them(portfolio: Build, process: Run) -> None:
    """A real process writes plain ASCII that a reader of the format takes."""
    root = portfolio({"criteria/bud.yml": unit("AC1").replace("Title AC1", "Café \U0001f600")})
    printed = {name: process("check", root, "--format", name).out for name in REPORTS}

    assert json.loads(printed["sarif"])["version"] == "2.1.0"
    assert json.loads(printed["gitlab"])
    assert ET.fromstring(printed["junit"]).tag == "testsuites"  # noqa: S314 - it is our own
    assert all(printed[name].isascii() for name in ("sarif", "gitlab", "junit"))


def test_unknown_format(run: Run) -> None:
    """A slip in the name of a format says what was meant."""
    ran = run("check", "--format", "sarf")

    assert ran.code == 2
    assert "did you mean sarif?" in ran.err


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", ""])
def test_paths_are_those_of_the_repository(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    """A forge gets paths from the root of its checkout, or from where the command runs."""
    root = portfolio(BROKEN)
    if variable:
        monkeypatch.setenv(variable, str(root.parent))
    else:
        monkeypatch.chdir(root.parent)

    assert f"{root.name}/evidence/e01.md" in run("check", root, "--format", name).out
    if not variable:
        monkeypatch.chdir(root)
        assert f"{root.name}/evidence" not in run("check", "--format", name).out


def test_job_summary(
    portfolio: Build, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the format `github` the summary is added whole to the file that GitHub names."""
    summary = tmp_path / "summary.md"
    summary.write_text("from another tool\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    root = portfolio(BROKEN)
    run("check", root, *FIXED, "--format", "concise")
    assert summary.read_text("utf-8") == "from another tool\n"

    run("check", root, *FIXED, "--format", f"github={tmp_path / 'log.txt'}")
    _, _, added = summary.read_text("utf-8").partition("from another tool\n")
    assert added.startswith("## Coverage: 0 of 1 (0 %)\n")
    assert "\n\nFindings: 1 error, " in added
    assert added.endswith(".\n")


def test_job_summary_that_cannot_be_written(
    portfolio: Build, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report that cannot be written is no success."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "such"))

    assert run("check", portfolio(), "--format", "github").code == 2


@pytest.mark.parametrize("name", [name for name in REPORTS if name != "github"])
def test_no_source_gives_an_order_to_the_runner(portfolio: Build, run: Run, name: str) -> None:
    """GitHub's runner obeys `##[…]` anywhere in a line, so no report prints it."""
    evil = page(criteria="['##[stop-commands]x', '::error::x']", body="##[error]x [BUD.AC9]\n")
    title = unit("AC1", "AC2").replace("Title AC2", "'##[error]x'")
    root = portfolio({"evidence/e01.md": evil, "criteria/bud.yml": title})
    ran = run("check", root, "--format", name)

    assert ran.code == 1
    assert "##[" not in ran.out
    assert not any(line.lstrip().startswith("::") for line in ran.out.splitlines())


class TestBaseline:
    """`--baseline FILE`."""

    @pytest.fixture
    def baseline(self, portfolio: Build, run: Run, tmp_path: Path) -> Path:
        """Return the report of the small project, in which everything is covered."""
        file = tmp_path / "baseline.json"
        run("check", portfolio(), *FIXED, "--format", f"json={file}")
        return file

    def test_same_and_better(self, portfolio: Build, run: Run, baseline: Path) -> None:
        """What is no worse passes."""
        more = {"evidence/e02.md": page(id="E02")}

        assert run("check", portfolio(), *FIXED, "--baseline", baseline).code == 0
        assert run("check", portfolio(more), *FIXED, "--baseline", baseline).code == 0

    def test_worse(self, portfolio: Build, run: Run, baseline: Path) -> None:
        """What is worse fails, in the report too."""
        root = portfolio({"evidence/e01.md": page(status="draft")})
        ran = run("check", root, *FIXED, "--baseline", baseline, "--format", "markdown")

        assert ran.code == 1
        assert "| `BUD.AC1` | covered | draft |" in ran.out

    def test_broken(self, portfolio: Build, run: Run, tmp_path: Path) -> None:
        """A file that is no report stops the run, and nothing is reported."""
        file = tmp_path / "broken.json"
        file.write_text('{"format": 1, "coverage": 5}', "utf-8")
        ran = run("check", portfolio(), "--baseline", file)

        assert (ran.code, ran.out) == (2, "")
        assert "setting `baseline` has no mapping `coverage`" in ran.err
        assert "help: make it with" in ran.err

    @pytest.mark.parametrize("name", ["missing.json", "."])
    def test_unreadable(self, portfolio: Build, run: Run, tmp_path: Path, name: str) -> None:
        """A file that is not there, or is a folder, stops the run."""
        ran = run("check", portfolio(), "--baseline", tmp_path / name)

        assert (ran.code, ran.out) == (2, "")
        assert "setting `baseline` cannot be read" in ran.err

    def test_baseline_may_be_replaced(self, portfolio: Build, run: Run, baseline: Path) -> None:
        """The old report is compared with before the new one takes its place."""
        root = portfolio({"evidence/e01.md": page(status="draft")})
        both = ("--baseline", baseline, "--format", f"json={baseline}")

        assert run("check", root, *FIXED, *both).code == 1
        assert "COV107" in baseline.read_text("utf-8")
