"""The text of a PDF, read by a process of its own that can be stopped.

A PDF is a program of sorts, and a malformed one can keep its reader busy for ever or fill the
memory. So it is read by `python -m crossfolio.loaders.media.pdf_text`, which answers on its
standard output: for each file, preceded by its length in eight bytes, JSON preceded by its length.
"""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from crossfolio.core.regex import regex

if TYPE_CHECKING:
    from crossfolio.loaders.media.pdfium import Pdf

LENGTH = 8
"""Bytes of a length, the highest first."""
MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000
_MOST_MEMORY = 1 << 30
OpenPdf = Callable[[bytes], "Pdf"]
_PROPERTIES = (
    *(b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer"),
    *(b"CreationDate", b"ModDate", b"Trapped"),
    *(b"Company", b"Manager", b"Category", b"Comments", b"SourceModified"),
)
"""What a PDF says of itself, by ISO 32000-2, 14.3.3, and what programs for offices add."""
_KEY = regex(rb"/([\w.:#-]{1,60})\s{0,9}[(<](?!<)")
_ESCAPE = regex(rb"#([0-9A-Fa-f]{2})")
_MOST_KEYS = 10_000


def texts_of(open_pdf: OpenPdf, data: bytes) -> tuple[list[tuple[int, str]], str]:
    """Return the texts of a PDF, each with its page, and why others are not among them.

    Properties have the page 0. Why others are missing is one word; empty where none are.

    Args:
        open_pdf: Opens a document.
        data: The file.

    Raises:
        PdfError: Where it cannot be read.
    """
    with closing(open_pdf(data)) as document:
        if document.is_encrypted:
            return [], "encrypted"
        texts = [(0, value) for name in _keys(data) if (value := document.property(name))]
        size = 0
        for number, text in enumerate(document.pages(), start=1):
            if number > MOST_PAGES or size > MOST_CHARACTERS:
                return texts, "too-long"
            size += len(text)
            texts.append((number, text))
    has_text = any(text.strip() for number, text in texts if number)
    return texts, "" if has_text else "unreadable"  # A scan, or damaged.


def _keys(data: bytes) -> Iterable[bytes]:
    """Return the names under which a PDF may say something of itself, each once.

    Programs add names of their own, and PDFium only says what stands under a name that it is
    given: those are asked for too that stand in the file before a text.
    """
    names = (_name(found[1]) for found in islice(_KEY.finditer(data), _MOST_KEYS))
    return dict.fromkeys((*_PROPERTIES, *names))


def _name(written: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), written)


def answer(open_pdf: OpenPdf, data: bytes) -> bytes:
    """Return what is to be said of a PDF, as JSON: its texts, and why some are missing."""
    try:
        texts, why = texts_of(open_pdf, data)
    except Exception:  # noqa: BLE001 - whatever a malformed file does to its reader
        texts, why = [], "unreadable"
    return json.dumps([texts, why]).encode()


def serve(asked: BinaryIO, answered: BinaryIO) -> None:
    """Answer for one file after the other, until there are no more."""
    from crossfolio.loaders.media.pdfium import load_pdfium  # noqa: PLC0415 - only this process

    open_pdf = load_pdfium()
    while len(head := asked.read(LENGTH)) == LENGTH:
        said = answer(open_pdf, asked.read(int.from_bytes(head, "big")))
        answered.write(len(said).to_bytes(LENGTH, "big") + said)
        answered.flush()


def _bounded() -> None:
    """Have the system refuse more memory than a PDF may take, where it can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    _bounded()
    serve(sys.stdin.buffer, sys.stdout.buffer)
