"""A guard: it has one child look at portfolios, with limits, and begins another when one dies."""

import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Thread
from types import TracebackType
from typing import IO, Self

from crossfolio.cohort.child import READY
from crossfolio.cohort.job import Job, JobLimits, JobResult, read_row

_STARTS = 3
"""After so many children that ended before they were ready, the guard gives up."""
_START_SECONDS = 60.0
_END = b""


class GuardError(Exception):
    """No child can be begun, with the reason in one phrase."""


class _Child:
    """A process behind a pipe, with its lines in a queue so that they can be waited for.

    Its temporary files lie in a folder that goes with it, however it ends.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._scratch = TemporaryDirectory(prefix="crossfolio-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            (*command, self._scratch.name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name),
        )
        self._lines: Queue[bytes] = Queue()
        assert self._process.stdin
        assert self._process.stdout
        self._stdin = self._process.stdin
        self._reader = Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, stdout: IO[bytes]) -> None:
        with stdout:
            for line in stdout:
                self._lines.put(line)
        self._lines.put(_END)

    def ask(self, line: bytes) -> None:
        """Write a line; a child that is dead says so when its answer is asked for."""
        try:
            self._stdin.write(line + b"\n")
            self._stdin.flush()
        except OSError:
            return

    def answer(self, seconds: float) -> bytes | None:
        """Return its next line, `None` where it has ended, `None` where it takes too long."""
        try:
            return self._lines.get(timeout=seconds)
        except Empty:
            return None

    def end(self) -> int:
        """Kill it with all processes that it has begun, and return its exit code."""
        if hasattr(os, "killpg"):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                self._process.kill()
        else:
            self._process.kill()
        return self.ended()

    def ended(self) -> int:
        """Wait until it has ended by itself, and return its exit code."""
        with suppress(OSError):
            self._stdin.close()
        code = self._process.wait()
        self._reader.join()
        self._scratch.cleanup()
        return code


class Guard:
    """Looks at one portfolio after another, and outlives what any of them does."""

    def __init__(self, limits: JobLimits, today: date, command: Sequence[str] = ()) -> None:
        """Make a guard; its child is begun with the first portfolio.

        Args:
            limits: What one portfolio may take.
            today: The day of the check.
            command: What the child is; by default ours.
        """
        most = (str(limits.megabytes), str(math.ceil(limits.seconds)))
        own = (sys.executable, "-m", "crossfolio.cohort.child", *most)
        self._command = tuple(command) or own
        self._limits, self._today = limits, today
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._drop()

    def look(self, job: Job, key: str = "") -> JobResult:
        """Return what a child process says of a portfolio within the limits of time and memory.

        Raises:
            GuardError: Where no child can be begun.
        """
        child = self._child = self._child or self._begun()
        asked = (job.id, job.kind, job.address, job.ref, str(self._today))
        child.ask(json.dumps(asked).encode())
        line = child.answer(self._limits.seconds)
        if line is None:
            self._drop()
            return JobResult(job.id, "", None, f"took longer than {self._limits.seconds:g} s")
        if not line.endswith(b"\n"):  # Nothing, or half an answer.
            ended, self._child = child.ended(), None
            return JobResult(job.id, "", None, f"ended the process that looked at it ({ended})")
        answer = read_row(line)
        if answer.get("spent"):
            self._drop()
        kept = key if "row" in answer or answer.get("stays") else ""
        return JobResult(job.id, kept, answer.get("row"), answer.get("reason", ""))

    def _begun(self) -> _Child:
        why = ""
        for _ in range(_STARTS):
            try:
                child = _Child(self._command)
            except OSError as error:
                raise GuardError(f"no process can be begun: {error.strerror}") from error
            line = child.answer(_START_SECONDS)
            if line == READY:
                return child
            why = "does not answer" if line is None else f"ends with {child.ended()}"
            child.end()
        raise GuardError(f"the process that looks at portfolios {why} at its start")

    def _drop(self) -> None:
        if self._child:
            self._child.end()
            self._child = None
