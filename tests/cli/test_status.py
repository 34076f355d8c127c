"""`crossfolio status`: five lines for a learner, whatever state a portfolio is in."""

import shlex
import subprocess
from pathlib import Path

import pytest

from crossfolio.workspace.history import git as git_module
from support import Build, Run, page, tree, unit

DAY = ("--today", "2026-07-01")
LABELS = ("Next: ", "Covered: ", "Open: ", "Findings: ", "Changed: ")
ASKS = "requires: {any_kind: [observation], needs: [metrics]}"


def git(root: Path, *words: str) -> None:
    """Run git in a folder, with nobody's settings."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b.invalid", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, "-C", root, *words], check=True, capture_output=True)  # noqa: S607


def committed(root: Path) -> Path:
    """Make a folder a repository with one commit."""
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "First")
    return root


def lines(run: Run, root: Path) -> list[str]:
    """Return the lines of the status, which are five."""
    done = run("status", root, *DAY)
    assert (done.code, done.err) == (0, "")
    found = done.out.splitlines()
    assert [line.startswith(label) for line, label in zip(found, LABELS, strict=True)] == [True] * 5
    return found


def test_piece_of_work_and_its_command(portfolio: Build, run: Run) -> None:
    """The command of the first line begins the item, which then comes next, and then closes it."""
    root = portfolio(
        {"criteria/bud.yml": unit("AC1", f"AC2 {ASKS}", f"AC3 {ASKS}")},
    )

    first = lines(run, root)[0]
    command = shlex.split(first[first.index("crossfolio ") :])
    done = run(*command[1:], *DAY)

    assert "one observation with a measure before and after (`metrics`) would close 2 gaps" in first
    assert done.code == 0
    second = lines(run, root)[0]
    assert "finish E02" in second
    assert "claims 2 gaps (BUD.AC2, BUD.AC3)" in second
    new = root / "evidence/e02-observation.md"
    text = new.read_text().replace("assessor: WHO", "assessor: A1")
    new.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "status: draft" not in line)
    )
    assert lines(run, root)[0] == "Next: nothing for you to add; 3 criteria wait for the assessor"


def test_ranges_in_words(portfolio: Build, run: Run) -> None:
    """What of a range is lacking is named."""
    asked = "range: [{id: customers, of: [internal, angry, business], at_least: 2}]"
    root = portfolio({"criteria/bud.yml": unit(f"AC1 {asked}")})

    first = lines(run, root)[0]

    assert "with customers internal and angry would close 1 gap (BUD.AC1)" in first


def test_slip_first(portfolio: Build, run: Run) -> None:
    """What cannot be read comes before all else, at its place and with what to do."""
    first = lines(run, portfolio({"criteria/bud.yml": "unit: [BUD\n"}))[0]

    assert first.startswith("Next: put criteria/bud.yml:1:")


def test_slip_of_the_record_is_for_others(portfolio: Build, run: Run) -> None:
    """A decision that cannot be read is nothing that the learner could put right."""
    root = portfolio({"assessment/decisions/d1.yml": "decision: [\n"})

    found = lines(run, root)

    assert found[0] == "Next: nothing for you to add; 1 criterion waits for the assessor"
    assert "1 error" in found[3]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"criteria/bud.yml": None, "mkdocs.yml": "plugins: [crossfolio]\n"},
            "crossfolio new unit",
        ),
        ({"evidence/e01.md": None}, "--for BUD.AC1"),
        ({}, "waits for the assessor"),
        ({"evidence/e01.md": page(status="draft")}, "finish E01"),
    ],
)
def test_states(portfolio: Build, run: Run, files: dict[str, str | None], said: str) -> None:
    """Empty, begun, waiting: the first line is what comes next."""
    assert said in lines(run, portfolio(files))[0]


def test_changed_since_the_last_commit(portfolio: Build, run: Run) -> None:
    """New, changed and gone items are named, and what it made of the criteria."""
    root = portfolio(
        {
            "criteria/bud.yml": unit("AC1", "AC2", "AC3"),
            "evidence/e02.md": page(id="E02", criteria="[BUD.AC3]"),
        }
    )
    assert "nothing" in lines(run, committed(root))[4]
    (root / "evidence/e01.md").write_text(page(body="More.\n"))
    (root / "evidence/e02.md").unlink()
    (root / "evidence/e03.md").write_text(page(id="E03", criteria="[BUD.AC2]"))
    before = tree(root)

    said = lines(run, root)[4]

    assert "; new E03; changed E01; gone E02" in said.replace(": new", "; new")
    assert "BUD.AC2 from uncovered to covered, BUD.AC3 from covered to uncovered" in said
    assert tree(root) == before


def test_without_git(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no repository, or no git, that is said."""
    root = portfolio()

    assert lines(run, root)[4] == "Changed: not known, since the folder is in no git repository"
    monkeypatch.setenv("PATH", "")
    assert "git is not there" in lines(run, root)[4]


def test_no_commit_yet(portfolio: Build, run: Run) -> None:
    """A repository without a commit has nothing to compare with."""
    root = portfolio()
    git(root, "init")

    assert lines(run, root)[4] == "Changed: not known, since there is no commit yet"


def test_repository_runs_nothing(portfolio: Build, run: Run) -> None:
    """Neither hooks nor programs that a repository's own settings name are run."""
    root = committed(portfolio({".gitattributes": "*.md diff=x filter=x\n"}))
    for name, value in {
        "core.fsmonitor": "touch ran; false",
        "core.pager": "touch ran",
        "diff.external": "touch ran",
        "filter.x.smudge": "touch ran",
        "filter.x.clean": "touch ran",
        "log.showSignature": "true",
        "gpg.program": "touch ran",
    }.items():
        git(root, "config", name, value)

    lines(run, root)

    assert not list(root.parent.rglob("ran"))


def test_slow_git(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that does not answer is given up."""
    slow = portfolio().parent / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    (slow / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow}:/bin:/usr/bin")
    monkeypatch.setattr(git_module, "SECONDS", 0.2)

    assert "git took longer than 0.2 seconds" in lines(run, portfolio())[4]


def test_no_project(tmp_path: Path, run: Run) -> None:
    """Without a project, or with settings that cannot be used, it ends with 2."""
    (tmp_path / "a").mkdir()
    assert run("status", tmp_path / "a").code == 2
    (tmp_path / "mkdocs.yml").write_text("plugins: [{crossfolio: {nonsense: 1}}]\n")
    assert run("status", tmp_path).code == 2


def test_hostile_text_stays_on_its_line(portfolio: Build, run: Run) -> None:
    """A title with line ends or escapes changes neither the lines nor the terminal."""
    root = portfolio({"evidence/e\x1b[31m.md": "---\nid: [\n---\n"})

    assert all("\x1b" not in line for line in lines(run, root))
