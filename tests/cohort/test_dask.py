"""The same over Dask: a scheduler and two workers, each a process of its own, over TCP."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from crossfolio.cohort.engine import SchedulerError, on_dask
from crossfolio.cohort.job import Job, JobKind, JobLimits
from support import Run, page, unit, write

pytestmark = [
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs Dask"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
DAY = date(2026, 7, 1)


def begun(*words: str, stderr: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    """Begin a process of Dask's."""
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        start_new_session=True,
    )


def ended(process: "subprocess.Popen[bytes]") -> None:
    """End a process with all that it has begun."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler with two workers."""
    if os.name == "nt":
        pytest.skip("processes are ended by their group")
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    here = ("--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard")
    processes = [begun("dask_scheduler", *here, "--port", "0", stderr=subprocess.PIPE)]
    worker = ("--scheduler-file", str(file), "--no-dashboard", "--nthreads", "1")
    processes += [begun("dask_worker", *worker) for _ in range(2)]
    try:
        yield _address(processes[0])
    finally:
        for process in processes:
            ended(process)


def _address(scheduler: "subprocess.Popen[bytes]") -> str:
    from distributed import Client  # noqa: PLC0415 - it takes long to load

    assert scheduler.stderr
    while b"Scheduler at:" not in (line := scheduler.stderr.readline()):
        assert line, "the scheduler has ended"
    address = line.split()[-1].decode()
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
    return address


def test_the_same_bytes(scheduler: str, tmp_path: Path, run: Run) -> None:
    """Dask and local processes give the same files."""
    for name in ("ann", "bob", "cy"):
        write(
            tmp_path / "centre" / name,
            {
                "criteria/bud.yml": unit("AC1"),
                "evidence/portfolio.yml": "units: {BUD: submitted}\n",
                "evidence/e01.md": page(),
            },
        )
    (tmp_path / "centre/none").mkdir()
    words = ("cohort", tmp_path / "centre", "--today", "2026-07-01", "--out")
    assert run(*words, tmp_path / "a").code == 1
    assert run(*words, tmp_path / "b", "--scheduler", scheduler).code == 1

    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in "ab"
    )
    assert first == second


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one sentence, and soon."""
    monkeypatch.setattr("crossfolio.cohort.engine._CONNECT_SECONDS", 0.5)
    with pytest.raises(SchedulerError, match="cannot be reached"):
        list(on_dask([(Job("a", JobKind.FOLDER, "/x"), "")], JobLimits(), DAY, "tcp://127.0.0.1:9"))
