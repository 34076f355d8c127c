"""A run that is killed loses at most a chunk, and leaves nothing that is believed wrongly."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crossfolio.cohort import keys
from crossfolio.cohort.engine import CHUNK
from support import Run, page, unit, write

NUMBER = 4 * CHUNK
DAY = ("--today", "2026-07-01")
NOTING = """
import sys
from crossfolio.cli.main import main
from crossfolio.cohort import keys
from crossfolio.cohort.store import CohortStore

keys.is_settled = lambda stamp, now: True
keep = CohortStore.keep

def keeping(*arguments):
    keep(*arguments)
    print("kept", flush=True)

CohortStore.keep = keeping
main(sys.argv[1:])
"""
"""The command, which says when it has kept a chunk."""


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of small portfolios whose files are older than a moment."""
    monkeypatch.setattr(keys, "is_settled", lambda stamp, now: True)  # noqa: ARG005
    for n in range(NUMBER):
        write(
            tmp_path / f"centre/L{n:03}",
            {
                "criteria/bud.yml": unit("AC1", "AC2"),
                "evidence/portfolio.yml": "units: {BUD: submitted}\n",
                "evidence/e01.md": page(),
            },
        )
    return tmp_path / "centre"


def kept(state: Path) -> int:
    """Return how many portfolios a state knows."""
    try:
        with closing(sqlite3.connect(state)) as connection:
            found: int = connection.execute("SELECT count(*) FROM portfolio").fetchone()[0]
            return found
    except sqlite3.Error:
        return 0


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_run_that_is_killed(centre: Path, run: Run, tmp_path: Path) -> None:
    """What was kept is not looked at again, and the end is that of a run that nobody killed."""
    state, out = tmp_path / "s.sqlite", tmp_path / "out"
    words = ["cohort", str(centre), "--out", str(out), "--state", str(state), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", NOTING, *words, *DAY],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    assert process.stdout.readline() == b"kept\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    known = kept(state)
    assert known >= CHUNK
    assert not out.exists() or known == NUMBER

    ran = run(*words, *DAY)

    assert ran.code == 0
    assert f"{NUMBER} portfolios, {NUMBER - known} looked at in this run" in ran.out
    clean = ("--out", tmp_path / "clean", "--state", tmp_path / "clean.sqlite")
    run("cohort", centre, *clean, *DAY)
    first, second = (
        {path.name: path.read_bytes() for path in x.iterdir()} for x in (out, clean[1])
    )
    assert first == second
