"""A run that is killed loses at most a chunk, and leaves nothing that is believed wrongly."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from crossfolio.cohort import keys
from crossfolio.cohort.engine import CHUNK
from support import Run, page, unit, write

NUMBER = 4 * CHUNK
DAY = ("--today", "2026-07-01")


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
        with closing(sqlite3.connect(state, timeout=10)) as connection:
            found: int = connection.execute("SELECT count(*) FROM portfolio").fetchone()[0]
            return found
    except sqlite3.Error:
        return 0


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_run_that_is_killed(centre: Path, run: Run, tmp_path: Path) -> None:
    """What was kept is not looked at again, and the end is that of a run that nobody killed."""
    state, out = tmp_path / "s.sqlite", tmp_path / "out"
    begun = "from crossfolio.cohort import keys; from crossfolio.cli.main import main; import sys; "
    begun += "keys.is_settled = lambda stamp, now: True; main(sys.argv[1:])"
    words = ["cohort", str(centre), "--out", str(out), "--state", str(state), "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", begun, *words, *DAY],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not kept(state) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    known = kept(state)
    assert known >= CHUNK
    assert not out.exists() or known == NUMBER

    ran = run(*words, *DAY)

    assert ran.code == 0
    assert f"{NUMBER} portfolios, {NUMBER - known} looked at in this run" in ran.out
    clean = ("--out", tmp_path / "clean", "--state", tmp_path / "clean.sqlite")
    run("cohort", centre, *clean, *DAY)
    first, second = ({it.name: it.read_bytes() for it in x.iterdir()} for x in (out, clean[1]))
    assert first == second
