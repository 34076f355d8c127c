"""What names a portfolio: addresses with and without a ref, lists, folders."""

import os
import subprocess
from pathlib import Path

import pytest

from crossfolio.cohort.job import Job, JobKind
from crossfolio.cohort.sources import gather
from support import Run, page, unit, write

GIT = JobKind.GIT


@pytest.mark.parametrize(
    ("source", "job"),
    [
        ("https://x.example/c/ann.git", Job("c/ann", GIT, "https://x.example/c/ann.git")),
        (
            "https://x.example/c/ann.git@main",
            Job("c/ann", GIT, "https://x.example/c/ann.git", "main"),
        ),
        (
            "https://u:secret@x.example/c/ann.git@a/b",
            Job("c/ann", GIT, "https://u:secret@x.example/c/ann.git", "a/b"),
        ),
        ("https://u@x.example/c/ann", Job("c/ann", GIT, "https://u@x.example/c/ann")),
        ("https://x.example/c/ann@v1", Job("c/ann", GIT, "https://x.example/c/ann", "v1")),
        ("git@x.example:c/ann.git@v1", Job("c/ann", GIT, "git@x.example:c/ann.git", "v1")),
        ("ssh://git@x.example:22/c/ann", Job("c/ann", GIT, "ssh://git@x.example:22/c/ann")),
        (
            "https://x.example/c/ann/portfolio.json?a=b",
            Job("c/ann", JobKind.DATA, "https://x.example/c/ann/portfolio.json?a=b"),
        ),
    ],
)
def test_addresses(source: str, job: Job) -> None:
    """An address is told from its ref, and no ID holds a password."""
    assert gather([source]).jobs == (job,)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("L1,x,,../../up,,", "`assessor` is not an ID; write it as in people.yml, such as A1"),
        ("L1,x,,Ann Smith,,", "`assessor` is not an ID; write it as in people.yml, such as A1"),
        ("L1,x\0y,,,,", "`source` holds a character that no path has"),
        ("L1,x,,,2026-08-01,2026-07-01", "`target` comes before `start`"),
        ("L1,x,,,,,more", "it has more values than there are columns"),
    ],
)
def test_lines_of_a_list_that_name_nothing(tmp_path: Path, line: str, why: str) -> None:
    """A slip in a line costs that line alone, and says what to do."""
    path = tmp_path / "list.csv"
    path.write_text(f"id,source,group,assessor,start,target\n{line}\n", encoding="utf-8")

    assert gather([f"@{path}"]).failures == (("L1", f"line 2 of the list: {why}"),)


def test_names_that_are_too_long_are_no_fault(tmp_path: Path, run: Run) -> None:
    """What no disk can hold is a portfolio that is not there."""
    (tmp_path / "list.csv").write_text(f"id,source\nL1,{'x' * 9000}\n", encoding="utf-8")
    ran = run("cohort", f"@{tmp_path / 'list.csv'}", "--out", tmp_path / "out")

    assert ran.code == 2
    assert "crossfolio: L1: cannot be read: File name too long" in ran.err
    assert "fault" not in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_waited_for_by_nobody(tmp_path: Path, run: Run) -> None:
    """A pipe instead of settings, a list, rules or a state is no file."""
    (tmp_path / "c/a").mkdir(parents=True)
    os.mkfifo(tmp_path / "c/a/mkdocs.yml")
    os.mkfifo(tmp_path / "pipe.json")
    out = ("--out", tmp_path / "out")
    assert "this is no portfolio" in run("cohort", tmp_path / "c", *out).err
    for words in ([f"@{tmp_path / 'pipe.json'}"], [tmp_path / "pipe.json"]):
        assert "there is no file" in run("cohort", *words, *out).err
    for option in ("--state", "--at-risk"):
        ran = run("cohort", tmp_path / "c", *out, option, tmp_path / "pipe.json")
        assert (ran.code, "is no file" in ran.err) == (2, True)


def test_a_repository_is_fetched_without_its_history(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One state is looked at, by the way that ssh gives; what has not moved is not fetched."""
    root = write(
        tmp_path / "ann",
        {
            "criteria/bud.yml": unit("AC1"),
            "evidence/portfolio.yml": "units: {BUD: submitted}\n",
            "evidence/e01.md": page(),
        },
    )
    git = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "one")):
        subprocess.run([*git, *words], check=True)
    script = tmp_path / "ssh"
    script.write_text(f'#!/bin/sh\necho x >> {tmp_path}/asked\nshift\nexec sh -c "$*"\n')
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    words = (f"ssh://x{root}", "--out", tmp_path / "out", "--state", tmp_path / "s.sqlite")
    if os.name == "nt":
        pytest.skip("the stand-in for ssh is a shell script")

    first, second = (run("cohort", *words, "--today", "2026-07-01") for _ in range(2))

    assert (first.code, first.err) == (0, "")
    assert "1 looked at in this run" in first.out
    assert "0 looked at in this run" in second.out
    assert len((tmp_path / "asked").read_text().split()) == 3
    gone = run("cohort", f"ssh://x{root}@none", "--out", tmp_path / "out", "--today", "2026-07-01")
    assert (gone.code, "git cannot fetch it" in gone.err) == (2, True)
