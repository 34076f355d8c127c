"""Reads one packed file or PDF in a process of its own, within limits, and prints its tables.

Run as `python -m crossfolio.exchange.child SORT NAME`, with the file on standard input.
"""

import sys
from importlib import import_module

import msgspec

from crossfolio.exchange.limits import MEMORY, SECONDS, UNPACKED
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.tables import Tables

READERS = {
    "xlsx": "crossfolio.exchange.read_xlsx",
    "ods": "crossfolio.exchange.read_ods",
    "docx": "crossfolio.exchange.read_docx",
    "pdf": "crossfolio.exchange.read_pdf",
}
"""Each has a function `read` from bytes to tables."""


class ChildAnswer(msgspec.Struct):
    """What the process says."""

    tables: Tables | None = None
    refused: str = ""
    missing: str = ""
    """The module that is not installed."""


def answer(sort: str, data: bytes) -> ChildAnswer:
    """Return the tables of a file, or why there are none; nothing is raised."""
    try:
        read = import_module(READERS[sort]).read
    except ModuleNotFoundError as error:
        return ChildAnswer(missing=error.name or "")
    try:
        return ChildAnswer(tables=read(data))
    except RefusedFileError as error:
        return ChildAnswer(refused=str(error))
    except MemoryError:
        return ChildAnswer(refused="it needs more memory than a specification should")
    except Exception as error:  # noqa: BLE001 - whatever a library stumbles over is the file's
        return ChildAnswer(refused=f"it is damaged, and cannot be read ({type(error).__name__})")


def _limit() -> None:
    """Limit the memory and the time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS + 5)):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(what, (most, hard))


def main() -> None:
    """Answer for standard input on standard output."""
    _limit()
    data = sys.stdin.buffer.read(UNPACKED + 1)
    sys.setrecursionlimit(2_000)
    out, sys.stdout = sys.stdout, sys.stderr  # Libraries may print.
    out.buffer.write(msgspec.json.encode(answer(sys.argv[1], data)))
    out.buffer.flush()


if __name__ == "__main__":
    main()
