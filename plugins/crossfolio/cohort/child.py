"""The process that looks at portfolios for a guard: one line in, one line out.

What a portfolio does to it, by memory, time or a crash, it does to this process alone.
"""

import json
import os
import shutil
import signal
import sys
from datetime import date
from typing import BinaryIO

from crossfolio.cohort.job import CannotLookError, Job, JobKind
from crossfolio.cohort.look import look

READY = b"ready\n"
_GRACE = 10
"""Seconds more than the guard gives."""
TOO_MUCH = "needs more memory than {} MB"


def serve(lines: BinaryIO, answers: BinaryIO, megabytes: int, seconds: int) -> None:
    """Look at every portfolio that a line names, until there are no more lines.

    Args:
        lines: Each a JSON list of ID, kind, address, ref and day.
        answers: Gets a JSON object for each: `row`, or `reason` and, where the same files would
            give it again, `stays`.
        megabytes: How much memory this process may take, where the system can say so.
        seconds: How long one of them may take. Its guard ends it sooner; where the guard itself
            was ended, the system does, so that nothing goes on for ever.
    """
    _limit(megabytes)
    answers.write(READY)
    answers.flush()
    for line in lines:
        _alarm(seconds + _GRACE)
        answers.write(json.dumps(_answer(line, megabytes)).encode() + b"\n")
        answers.flush()
        _alarm(0)


def _answer(line: bytes, megabytes: int) -> dict[str, object]:
    id, kind, address, ref, day = json.loads(line)
    try:
        return {"row": look(Job(id, JobKind(kind), address, ref), date.fromisoformat(day))}
    except CannotLookError as error:
        return {"reason": str(error), "stays": kind == JobKind.FOLDER}
    except MemoryError:
        return {"reason": TOO_MUCH.format(megabytes), "spent": True}
    except OSError as error:
        return {"reason": f"cannot be read: {error.strerror or type(error).__name__}"}
    except Exception as error:  # noqa: BLE001 - a fault costs one portfolio and no other
        return {"reason": f"a fault in Crossfolio, please report it: {type(error).__name__}"}


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):  # Not on Windows.
        signal.alarm(seconds)


def _limit(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    most = megabytes * 1024**2
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or hard >= most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """Serve a guard; what anything else prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    serve(sys.stdin.buffer, answers, int(sys.argv[1]), int(sys.argv[2]))
    # The guard does this too, unless it was ended itself.
    shutil.rmtree(sys.argv[3], ignore_errors=True)


if __name__ == "__main__":
    main()
