"""The text of a PDF, read by a process of its own that can be stopped.

A PDF is a program of sorts, and a malformed one can keep its reader busy for ever or fill the
memory. So it is read by `python -m crossfolio.loaders.media.pdf_text`, which answers on its
standard output: for each file, preceded by its length in eight bytes, JSON preceded by its length.
"""

import gc
import json
import sys
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

LENGTH = 8
"""Bytes of a length, the highest first."""
MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000
_MOST_MEMORY = 1 << 30
_COLLECTED = 50_000
"""Objects made until cycles are looked for, which takes a twelfth of loading pypdf."""


def texts_of(data: bytes) -> tuple[list[tuple[int, str]], str]:
    """Return the texts of a PDF, each with its page, and why others are not among them.

    Properties have the page 0. Why others are missing is one word; empty where none are.

    Args:
        data: The file.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only this process needs it

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted:
        return [], "encrypted"
    texts = [(0, str(value)) for value in (reader.metadata or {}).values() if value]
    size = 0
    for number, page in enumerate(reader.pages, start=1):
        if number > MOST_PAGES or size > MOST_CHARACTERS:
            return texts, "too-long"
        text = page.extract_text()
        size += len(text)
        texts.append((number, text))
    return texts, ""


def answer(data: bytes) -> bytes:
    """Return what is to be said of a PDF, as JSON: its texts, and why some are missing."""
    try:
        texts, why = texts_of(data)
    except Exception:  # noqa: BLE001 - whatever a malformed file does to its reader
        texts, why = [], "unreadable"
    return json.dumps([texts, why]).encode()


def serve(asked: BinaryIO, answered: BinaryIO) -> None:
    """Answer for one file after the other, until there are no more."""
    while len(head := asked.read(LENGTH)) == LENGTH:
        said = answer(asked.read(int.from_bytes(head, "big")))
        answered.write(len(said).to_bytes(LENGTH, "big") + said)
        answered.flush()


def _bounded() -> None:
    """Have the system refuse more memory than a PDF may take, where it can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    _bounded()
    gc.set_threshold(_COLLECTED)
    serve(sys.stdin.buffer, sys.stdout.buffer)
