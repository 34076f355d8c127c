"""Try mutants: pytest collects once, and a fork for each mutant runs the tests that meet it.

Run in a copy with mutants, with: python -m tools.mutants.loop DRAWN RESULTS JOBS
"""

import functools
import gc
import itertools
import json
import math
import os
import resource
import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Mapping, MutableSet, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

TESTS = (
    *(f"tests/{name}" for name in ("core", "reports", "loaders", "workspace", "cli", "handover")),
    *(f"tests/{name}" for name in ("exchange", "slips")),
    *(f"tests/test_{name}.py" for name in ("cases", "causes", "one_line_changed", "rules")),
)
"""The tests that meet the core in their own process; those of builds, cohorts, editors and browsers
start others, as do some of these, which are skipped."""
OPTIONS = ("-q", "-s", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none")
_SURVIVED, _KILLED = 0, 1
_STATES = {_SURVIVED: "survived", _KILLED: "killed", -signal.SIGXCPU: "timeout"}
_STATES[-signal.SIGALRM] = "timeout"
_READERS = {"crossfolio.loaders.media.pdf_text", "crossfolio.exchange.child"}
_MOST = 60.0
"""Seconds of processor time that the tests of one mutant take at most without a change; a mutant
that these do not see counts as survived, though others might see it."""
_LONGEST = 3600
"""Seconds after which learning is given up, on the busiest machine: something hangs."""
_LEAST = 10
"""Seconds of processor time that a mutant has beyond what its tests take without a change."""


class Making:
    """A plugin of pytest that sees which functions each fixture of several tests meets."""

    def __init__(self, met: MutableSet[str]) -> None:
        """Say where those are put that a test meets."""
        self.seconds = 0.0
        """How long fixtures of several tests took since this was last 0."""
        self._met = met
        self._shared: dict[pytest.FixtureDef[object], tuple[float, frozenset[str]]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        """Note what a fixture of several tests meets, without those that it is made of."""
        if fixturedef.scope == "function":
            return (yield)
        before, inner = frozenset(self._met), self.seconds
        self._met.clear()
        began = _spent()
        try:
            return (yield)
        finally:
            took = _spent() - began - (self.seconds - inner)
            self.seconds += took
            self._shared[fixturedef] = took, frozenset(self._met)
            self._met |= before

    def of(self, item: pytest.Item) -> list[tuple[float, frozenset[str]]]:
        """Return seconds and functions of each fixture that a test shares with others."""
        known = getattr(item, "_fixtureinfo", None)
        defined = known.name2fixturedefs.values() if known else ()
        return [self._shared[one] for some in defined for one in some if one in self._shared]


class Loop:
    """A plugin of pytest that tries mutants in place of running the tests."""

    def __init__(self, drawn: Sequence[str], results: Path, jobs: int) -> None:
        self._drawn = drawn
        self._results = results
        self._jobs = jobs
        self._failed = False
        self._skipped = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that something failed, or was left out."""
        self._failed = self._failed or report.failed
        self._skipped = self._skipped or report.skipped

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test meets which function, and try each mutant."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        gc.collect()
        gc.freeze()
        seconds, failing, meeting = self._learnt(session.items)
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

    def _learnt(
        self, items: Sequence[pytest.Item]
    ) -> tuple[dict[int, float], list[int], dict[str, list[int]]]:
        """Return how long each test takes, which fail as it is, and which meet which function."""
        files = [list(same) for _, same in itertools.groupby(items, lambda item: item.path)]
        shares = [[*itertools.chain(*files[n :: self._jobs])] for n in range(self._jobs)]
        numbers = {item: index for index, item in enumerate(items)}
        running = {}
        for number, share in enumerate(shares):
            learnt = self._results.with_suffix(f".{number}.json")
            if not (pid := os.fork()):
                self._learn(share, numbers, learnt)
            running[pid] = learnt
        seconds: dict[int, float] = {}
        failing: list[int] = []
        meeting: defaultdict[str, list[int]] = defaultdict(list)
        for pid, learnt in running.items():
            os.waitpid(pid, 0)
            some, failed, met = json.loads(learnt.read_text(encoding="utf-8"))
            seconds |= dict(some)
            failing += failed
            for function, tests in met.items():
                meeting[function] += tests
        return seconds, failing, meeting

    def _learn(
        self, items: Sequence[pytest.Item], numbers: Mapping[pytest.Item, int], learnt: Path
    ) -> NoReturn:
        """Write what is known of tests after each has run.

        What is met while a fixture of several tests is made counts for all of these, and so does
        how long that takes: each may be the first that needs it.
        """
        _quiet()
        signal.alarm(_LONGEST)
        sys.addaudithook(_skip_what_starts)
        set_mutant_under_test("stats")
        met = state()._stats  # noqa: SLF001 - where a mutant says that it was met
        making = Making(met)
        items[0].config.pluginmanager.register(making)
        ours = ("crossfolio.", *{getattr(item, "module", pytest).__name__ for item in items})
        cached = type(functools.cache(len))
        caches = [
            found
            for found in gc.get_objects()
            if isinstance(found, cached) and found.__module__.startswith(ours)
        ]
        seconds: list[tuple[int, float]] = []
        failing = []
        meeting = defaultdict(list)
        for item, following in zip(items, [*items[1:], None], strict=True):
            for cache in caches:
                cache.cache_clear()
            met.clear()
            making.seconds = 0.0
            began = _spent()
            self._failed = self._skipped = False
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            spent = _spent() - began - making.seconds
            shared = making.of(item)
            number = numbers[item]
            seconds.append((number, spent + sum(took for took, _ in shared)))
            if self._failed:
                failing.append(number)
            if self._failed or self._skipped:
                continue
            for function in set(met).union(*(functions for _, functions in shared)):
                meeting[function].append(number)
        learnt.write_text(json.dumps([seconds, failing, meeting]), encoding="utf-8")
        os._exit(0)

    def _try_all(
        self,
        items: Sequence[pytest.Item],
        seconds: Mapping[int, float],
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
    items: Sequence[pytest.Item], seconds: Mapping[int, float], meeting: Iterable[int]
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


def _skip_what_starts(event: str, arguments: tuple[object, ...]) -> None:
    """Skip a test that starts a Python: nobody knows which functions that meets.

    Our own readers of single files are let be, as each check of a PDF starts one; so is what
    another thread starts: a test that waits for the thread would wait for ever.
    """
    here = threading.current_thread() is threading.main_thread()
    if here and event == "subprocess.Popen" and arguments[0] in (None, sys.executable):
        words = arguments[1]
        starts = isinstance(words, list) and os.fspath(words[0]) == sys.executable
        if starts and _READERS.isdisjoint(map(str, words)):
            pytest.skip("it starts a Python")


def _spent() -> float:
    """Return the seconds of processor time of this process, and of those that it has ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


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
