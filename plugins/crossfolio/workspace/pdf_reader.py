"""The texts of PDFs, from a process that is started when one is asked for, and can be stopped."""

import json
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.media.pdf_text import LENGTH

if TYPE_CHECKING:
    import subprocess
    from queue import SimpleQueue

# ruff: noqa: PLC0415 - what starts a process is loaded where there is a PDF

_SECONDS = 20
"""For one PDF; the first one's start of the process is in it."""
PdfTexts = tuple[list[tuple[Text, str]], Text]
"""The texts, each with where it stands, and why others are missing; empty where none are."""


class PdfReader:
    """Reads PDFs, each within a bound of time; one that takes longer costs no other."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        """Start nothing yet.

        Args:
            seconds: That one PDF may take.
        """
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        type: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, data: bytes) -> PdfTexts:
        """Return the texts of a PDF, each with where it stands, and why not all could be read."""
        from queue import Empty, SimpleQueue
        from threading import Thread

        answers: SimpleQueue[bytes] = SimpleQueue()
        try:
            process = self._process or self._start()
            Thread(target=_ask, args=(process, data, answers), daemon=True).start()
            said = answers.get(timeout=self._seconds)
            texts, why = json.loads(said)
        except (Empty, OSError, ValueError):
            self._stop()
            return [], Text("it cannot be read in time")
        return [(_where(page), str(text)) for page, text in texts], _MISSING.get(why, NOTHING)

    def _start(self) -> "subprocess.Popen[bytes]":
        import subprocess

        # With -P nothing is imported from the folder in which this runs.
        command = [sys.executable, "-P", "-m", "crossfolio.loaders.media.pdf_text"]
        self._process = subprocess.Popen(  # noqa: S603 - as above
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # What it had not taken yet goes nowhere.
                    continue


_MISSING = {
    "encrypted": Text("it is encrypted"),
    "too-long": Text("it is too long"),
    "unreadable": Text("it cannot be read"),
}
"""Why texts are missing, by the process's word for it."""


def _where(page: int) -> Text:
    return Text("on page {number}", number=page) if page else Text("in its properties")


def _ask(process: "subprocess.Popen[bytes]", data: bytes, answers: "SimpleQueue[bytes]") -> None:
    """Send a file and wait for the answer; nothing is answered where the process ends first."""
    said = b""
    try:
        if process.stdin and process.stdout:
            process.stdin.write(len(data).to_bytes(LENGTH, "big") + data)
            process.stdin.flush()
            length = int.from_bytes(process.stdout.read(LENGTH), "big")
            said = process.stdout.read(length)
    except (OSError, ValueError):
        said = b""
    answers.put(said)
