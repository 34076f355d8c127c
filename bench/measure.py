"""One process measured: processor and wall time, the memory of its tree, and what it wrote."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile

if sys.platform != "win32":
    import resource

_EVERY = 0.05
"""Seconds between two looks at the memory of a process tree."""


@dataclass(frozen=True, slots=True)
class Case:
    """A process to be measured, or several in a row."""

    name: str
    commands: Sequence[Sequence[str]]
    over: str = ""
    """The case that its ratio is taken to."""
    folder: Path | None = None
    """Where it runs."""
    output: Path | None = None
    """What it writes; removed before each run."""
    before: Callable[[], None] | None = None
    """What is done before each run, unmeasured."""
    environment: tuple[tuple[str, str], ...] = ()
    ends: frozenset[int] = frozenset((0,))
    """What its commands may end with; a check that finds something ends with 1."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    cpu: float
    """Seconds of the processor, user and system, of the process and all its children."""
    wall: float
    memory: int
    """The most that the process tree held at once, in bytes; 0 where the system does not say."""
    size: int
    """Bytes of output."""
    files: int
    failed: str
    """Why it counts for nothing: how it ended, and what it said last; empty where it went well."""


def measure(case: Case) -> Measured:
    """Run a case once."""
    if case.output:
        rmtree(case.output, ignore_errors=True)
    if case.before:
        case.before()
    environment = surroundings() | dict(case.environment)
    before, start = _processor(), time.perf_counter()
    most, failed = 0, ""
    for command in case.commands:
        with TemporaryFile() as said:
            process = subprocess.Popen(
                command,
                cwd=case.folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=said,
            )
            memory = _Memory(process.pid)
            code = process.wait()
            most = max(most, memory.stop())
            said.seek(0)
            failed = failed or why_failed(case, code, said.read())
    wall, cpu = time.perf_counter() - start, _processor() - before
    written = (
        [path.stat().st_size for path in case.output.rglob("*") if path.is_file()]
        if (case.output and case.output.exists())
        else []
    )
    return Measured(cpu, wall, most, sum(written), len(written), failed)


def why_failed(case: Case, code: int, said: bytes) -> str:
    """Say why a run counts for nothing; a crash that ends as a check does is one as well.

    Args:
        case: What was run.
        code: What it ended with.
        said: Its standard error.
    """
    if code in case.ends and b"Traceback" not in said:
        return ""
    last = said.decode(errors="replace").strip().splitlines()[-1:]
    return ": ".join((f"ended with {code}", *last))


def surroundings() -> dict[str, str]:
    """Return the environment in which programs run that are compiled, as after an installation.

    The first run of a case, which does not count, compiles what is new.
    """
    return {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _processor() -> float:
    """Return the processor time of all children so far, as finely as the system gives it."""
    if sys.platform == "win32":
        return sum(os.times()[2:4])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Memory:
    """Looks at the memory of a process tree, again and again, while it runs."""

    def __init__(self, process: int) -> None:
        self._process, self._most, self._ended = process, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> int:
        """Return the most that was seen."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY):
            self._most = max(self._most, _resident(self._process))


def _resident(process: int) -> int:
    """Return what a process and its children hold; 0 where there is no `/proc`."""
    folder = Path(f"/proc/{process}")
    try:
        own = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        children = (folder / f"task/{process}/children").read_text().split()
    except (OSError, ValueError, IndexError):
        return 0
    return own + sum(_resident(int(child)) for child in children)
