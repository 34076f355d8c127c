"""Try mutants: pytest collects once, and a fork for each mutant runs the tests that meet it.

Run in a copy with mutants, with: python -m tools.mutants.loop DRAWN RESULTS JOBS
"""

import functools
import gc
import json
import math
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

TESTS = (
    "tests/core",
    "tests/reports",
    "tests/test_cases.py",
    "tests/test_rules.py",
    *(f"tests/cli/test_{name}.py" for name in ("assess", "hidden_words", "migrate", "sample")),
    *(f"tests/workspace/test_{name}.py" for name in ("hidden_by_settings", "since_judged")),
)
"""The fast tests that meet most of the core, and that seldom start a process."""
OPTIONS = ("-q", "-s", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none")
_SURVIVED, _KILLED = 0, 1
_STATES = {_SURVIVED: "survived", _KILLED: "killed", -signal.SIGXCPU: "timeout"}
_STATES[-signal.SIGALRM] = "timeout"
_MOST = 30.0
"""Seconds of processor time that the tests of one mutant take at most without a change; a mutant
that these do not see counts as survived, though others might see it."""
_LEAST = 10
"""Seconds of processor time that a mutant has beyond what its tests take without a change."""


class Loop:
    """A plugin of pytest that tries mutants in place of running the tests."""

    def __init__(self, drawn: Sequence[str], results: Path, jobs: int) -> None:
        self._drawn = drawn
        self._results = results
        self._jobs = jobs
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that something failed."""
        self._failed = self._failed or report.failed

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what starts processes: nobody knows which functions those meet."""
        items[:] = [item for item in items if "process" not in getattr(item, "fixturenames", ())]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test meets which function, and try each mutant."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        gc.collect()
        gc.freeze()
        learnt = self._results.with_suffix(".json")
        if not (pid := os.fork()):
            self._learn(session.items, learnt)
        os.waitpid(pid, 0)
        seconds, failing, meeting = json.loads(learnt.read_text(encoding="utf-8"))
        with self._results.open("w", encoding="utf-8") as results:
            for index in failing:
                results.write(f"left out\t{session.items[index].nodeid}\n")
            self._try_all(session.items, seconds, meeting, results)
        return True

    def _passes(self, items: Iterable[pytest.Item]) -> bool:
        """Run tests until one fails."""
        ordered = list(items)
        self._failed = False
        for item, following in zip(ordered, [*ordered[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return False
        return True

    def _learn(self, items: Sequence[pytest.Item], learnt: Path) -> NoReturn:
        """Write how long each test takes, which fail as it is, and which meet which function."""
        _quiet()
        set_mutant_under_test("stats")
        met = state()._stats  # noqa: SLF001 - where a mutant says that it was met
        cached = type(functools.cache(len))
        caches = [found for found in gc.get_objects() if isinstance(found, cached)]
        seconds: list[float] = []
        failing = []
        meeting = defaultdict(list)
        for index, item in enumerate(items):
            for cache in caches:
                if cache.__module__.startswith("crossfolio."):
                    cache.cache_clear()
            met.clear()
            began = time.process_time()
            if self._passes([item]):
                for function in met:
                    meeting[function].append(index)
            else:
                failing.append(index)
            seconds.append(time.process_time() - began)
        learnt.write_text(json.dumps([seconds, failing, meeting]), encoding="utf-8")
        os._exit(0)

    def _try_all(
        self,
        items: Sequence[pytest.Item],
        seconds: Sequence[float],
        meeting: Mapping[str, Sequence[int]],
        results: TextIO,
    ) -> None:
        running: dict[int, str] = {}
        for mutant in self._drawn:
            function = mutant.rpartition("__mutmut_")[0]
            tests = chosen(items, seconds, meeting.get(function, ()))
            if not tests:
                results.write(f"no test\t{mutant}\n")
                continue
            if len(running) == self._jobs:
                _ended(running, results)
            if not (pid := os.fork()):
                limit = math.ceil(3 * sum(seconds[index] for index in tests)) + _LEAST
                self._try(mutant, [items[index] for index in tests], limit)
            running[pid] = mutant
        while running:
            _ended(running, results)

    def _try(self, mutant: str, items: Sequence[pytest.Item], limit: int) -> NoReturn:
        _quiet()
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.alarm(10 * limit)
        set_mutant_under_test(mutant)
        try:
            os._exit(_SURVIVED if self._passes(items) else _KILLED)
        finally:
            os._exit(70)


def chosen(
    items: Sequence[pytest.Item], seconds: Sequence[float], meeting: Iterable[int]
) -> list[int]:
    """Return which of the tests that meet a function are run: quick ones, of many files.

    The quickest of each function of a file comes first, then the second of each, and so on.
    """
    turns: Counter[str] = Counter()
    ordered = []
    for index in sorted(meeting, key=seconds.__getitem__):
        function = items[index].nodeid.partition("[")[0]
        ordered.append((turns[function], seconds[index], index))
        turns[function] += 1
    taken: list[int] = []
    spent = 0.0
    for _, took, index in sorted(ordered):
        if not taken or spent + took <= _MOST:
            taken.append(index)
            spent += took
    return taken


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _ended(running: dict[int, str], results: TextIO) -> None:
    pid, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    results.write(f"{_STATES.get(code, 'suspicious')}\t{running.pop(pid)}\n")
    results.flush()


def main(drawn: str, results: str, jobs: str) -> int:
    """Try the mutants that a file names, one a line."""
    names = Path(drawn).read_text(encoding="utf-8").splitlines()
    loop = Loop(names, Path(results), int(jobs))
    # What tests start as a process has no active mutant, so it need not read them all.
    os.environ["PYTHONPATH"] = os.environ.get("UNCHANGED", "")
    return int(pytest.main([*OPTIONS, *TESTS], plugins=[loop]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
