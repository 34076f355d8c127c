"""Tables as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

from crossfolio.core.regex import regex

Cell = str | int
Row = Sequence[Cell]

_STARTS = regex(r"(?:\A|(?<=[;\t\r\n|]))[\s\"\0]*(?=[=+\-@＝＋－＠])")  # noqa: RUF001
"""Where a cell begins that a spreadsheet would work out as a formula.

A spreadsheet in another language parts a line at `;` or at a tab, so that text within one
of our cells begins a cell of its own; and some drop blanks and quotation marks before it.
Source: OWASP, "CSV Injection".
"""
_MARK = "\ufeff"


@lru_cache(maxsize=4096)  # Most cells stand in many rows.
def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: with an apostrophe before it."""
    return _STARTS.sub(lambda found: f"{found[0]}'", text)


def table(head: Row, rows: Iterable[Row]) -> bytes:
    """Return a table as RFC 4180 says, with the byte-order mark that Excel knows UTF-8 by."""
    written = io.StringIO()
    writer = csv.writer(written)  # Its line ends are those of RFC 4180.
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return (_MARK + written.getvalue()).encode()
