"""CSV, a paste from the clipboard, and plain lists as tables."""

import csv
from collections.abc import Iterator
from io import StringIO

from crossfolio.exchange.headings import may_be_header
from crossfolio.exchange.limits import COLUMNS, ROWS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.tables import SourceRow, Table, Tables

_DELIMITERS = "\t;,|"
_SAMPLE = 50


def read_text_table(data: bytes) -> Tables:
    """Return the one table of a text.

    Raises:
        RefusedFileError: Where it is no text, or has too many rows or columns.
    """
    text, guess = decoded(data)
    delimiter = _delimiter(text)
    rows: list[SourceRow] = []
    try:
        for line, cells in _lines(text, delimiter):
            if len(rows) == ROWS:
                raise RefusedFileError(f"it has more than {ROWS} rows", f"line {line}")
            if len(cells) > COLUMNS:
                raise RefusedFileError(f"it has more than {COLUMNS} columns", f"line {line}")
            rows.append(SourceRow(f"line {line}", tuple(cells)))
    except csv.Error as error:
        raise RefusedFileError(f"it is no table: {error}", f"line {len(rows) + 1}") from None
    table = Table("", tuple(rows))
    return Tables((table,), notes=(guess,) if guess else ())


def decoded(data: bytes) -> tuple[str, str]:
    """Return a text, and what was guessed to read it.

    Raises:
        RefusedFileError: Where it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, guess = "utf-16", ""
    else:
        encoding, guess = "utf-8-sig", ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        guess = "it is not UTF-8 and was read as Windows-1252"
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise RefusedFileError("it is no text", f"line {line}")
    return text, guess


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a text with the number of their first line."""
    if not delimiter:
        yield from ((n, [line]) for n, line in enumerate(text.splitlines(), 1))
        return
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _delimiter(text: str) -> str:
    """Return what stands between cells: what gives most rows the same number of them.

    Empty where no character does; then each line is one cell.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    for delimiter in _DELIMITERS:  # Headings tell, however the rows below are broken.
        if may_be_header(SourceRow("", tuple(first.split(delimiter)))):
            return delimiter
    best, most = "", 0
    for delimiter in _DELIMITERS:
        widths = list(_widths(text, delimiter))
        if not widths:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width))
        same = widths.count(common)
        if common > 1 and same * 5 >= len(widths) * 4 and same * common > most:
            best, most = delimiter, same * common
    return best


def _widths(text: str, delimiter: str) -> Iterator[int]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader):
            if number == _SAMPLE:
                return
            if any(cell.strip() for cell in cells):
                yield len(cells)
    except csv.Error:
        return
