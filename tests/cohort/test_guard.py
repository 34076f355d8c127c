"""The guard outlives what a portfolio does to the process that looks at it."""

import sys
from datetime import date

import pytest

from crossfolio.cohort.engine import local
from crossfolio.cohort.guard import Guard, GuardError
from crossfolio.cohort.job import Job, JobKind, JobLimits

CHILD = """
import json, os, sys, threading
print("ready", flush=True)
for line in sys.stdin:
    id = json.loads(line)[0]
    if id == "crash": os._exit(3)
    if id == "hang": threading.Event().wait()
    if id == "spent": print(json.dumps({"reason": "too much", "spent": True}), flush=True)
    else: print(json.dumps({"row": {"id": id, "pid": os.getpid()}}), flush=True)
"""
COMMAND = (sys.executable, "-c", CHILD)
DAY = date(2026, 7, 1)
PATIENT = JobLimits(10_000)
"""However busy the machine is, what answers has answered."""


def job(id: str) -> Job:
    return Job(id, JobKind.FOLDER, "/nowhere")


def test_all_others_are_looked_at() -> None:
    """A crash, a hang and a want of memory cost one portfolio each, with its reason."""
    names = ["a", "crash", "b", "hang", "c", "spent", "d"]
    with Guard(PATIENT, DAY, COMMAND) as guard:
        found = {}
        for name in names:
            guard._limits = JobLimits(0.5) if name == "hang" else PATIENT
            found[name] = guard.look(job(name))

    assert [name for name in names if found[name].row] == ["a", "b", "c", "d"]
    assert found["crash"].reason == "ended the process that looked at it (3)"
    assert found["hang"].reason == "took longer than 0.5 s"
    assert found["spent"].reason == "too much"


def test_one_child_serves_many() -> None:
    """A child is begun once, and anew only where one has ended."""
    with Guard(PATIENT, DAY, COMMAND) as guard:
        pids = [(guard.look(job(name)).row or {}).get("pid") for name in ("a", "b", "crash", "c")]

    assert pids[0] == pids[1] != pids[3]


@pytest.mark.parametrize("ending", ["raise SystemExit(4)", "print('what?', flush=True)"])
def test_a_child_that_cannot_begin(ending: str) -> None:
    """After three that do not begin, the guard gives up, and says why."""
    with (
        Guard(PATIENT, DAY, (sys.executable, "-c", ending)) as guard,
        pytest.raises(GuardError, match="at its start"),
    ):
        guard.look(job("a"))


def test_the_real_child_needs_too_much_memory() -> None:
    """A limit that not even Python keeps to is said, and nothing hangs."""
    found = [
        it
        for chunk in local([(job("a"), "")], JobLimits(PATIENT.seconds, 1), DAY, 1)
        for it in chunk
    ]

    assert len(found) == 1
    assert found[0].row is None
