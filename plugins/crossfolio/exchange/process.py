"""Packed files and PDFs read by a process of its own, so that none hangs or fills the memory."""

import subprocess
import sys

import msgspec

from crossfolio.exchange.child import ChildAnswer
from crossfolio.exchange.limits import SECONDS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.tables import Tables


class MissingLibraryError(Exception):
    """A library that the format needs is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"this needs the library {name}; install it with "
            "`python -m pip install 'crossfolio[import]'`"
        )


def read_apart(sort: str, data: bytes) -> Tables:
    """Return the tables of a packed file, which a process of its own reads within limits.

    Args:
        sort: A key of `child.READERS`.
        data: The file.

    Raises:
        RefusedFileError: Where it cannot be read, or not within the limits.
        MissingLibraryError: Where the library for it is not installed.
    """
    command = [sys.executable, "-P", "-m", "crossfolio.exchange.child", sort]
    try:
        ended = subprocess.run(  # noqa: S603 - our own module
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise RefusedFileError(f"it takes longer than {SECONDS} seconds to read") from None
    try:
        answer = msgspec.json.decode(ended.stdout, type=ChildAnswer)
    except (msgspec.DecodeError, msgspec.ValidationError):
        why = "it cannot be read within the limits of memory and time"
        raise RefusedFileError(why) from None
    if answer.missing:
        raise MissingLibraryError(answer.missing)
    if answer.tables is None:
        raise RefusedFileError(answer.refused)
    return answer.tables
