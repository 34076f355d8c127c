"""PDFs as tables, and the same text by a second reader that knows nothing of tables.

The first loses the first row after a page break where the line above it is not drawn; words that
stand above a table and in its columns are put back, and the second reader tells what is missing.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pypdf import PdfReader

from crossfolio.exchange.codes import split_code
from crossfolio.exchange.limits import ROWS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.tables import SourceRow, Table, Tables

_PAGES = 400


def read(data: bytes) -> Tables:
    """Return the tables of a PDF; its lines, where it has none.

    Raises:
        RefusedFileError: Where it is encrypted, too long, or has no text, as scans have not.
    """
    second = PdfReader(BytesIO(data))
    if second.is_encrypted:
        raise RefusedFileError("it is encrypted; save it without a password")
    if len(second.pages) > _PAGES:
        raise RefusedFileError(f"it has {len(second.pages)} pages; {_PAGES} is the limit")
    texts = [page.extract_text() for page in second.pages]
    if not any(text.strip() for text in texts):
        raise RefusedFileError("no page has text: it is a scan, and has to be typed or recognised")
    notes = [
        f"page {number} has no text" + (", only pictures" if page.images else "")
        for number, (page, text) in enumerate(zip(second.pages, texts, strict=True), 1)
        if not text.strip()
    ]
    with pdfplumber.open(BytesIO(data)) as document:
        tables = [table for page in document.pages for table in _tables(page)]
    lines = [line.strip() for text in texts for line in text.split("\n") if line.strip()]
    if not tables:
        tables = [Table("text", tuple(_lines(texts)), is_text=True)]
    if sum(len(table.rows) for table in tables) > ROWS:
        raise RefusedFileError(f"it has more than {ROWS} rows")
    return Tables(tuple(tables), is_document=True, second=tuple(lines), notes=tuple(notes))


def _tables(page: Any) -> Iterator[Table]:  # noqa: ANN401 - of pdfplumber
    top = 0.0
    for number, found in enumerate(page.find_tables(), 1):
        name = f"page {page.page_number}, table {number}"
        rows = [
            SourceRow(f"{name}, row {at}", tuple(_joined(cell or "") for cell in cells))
            for at, cells in enumerate(found.extract(), 1)
        ]
        above = _above(page, found, top)
        if above and len(above) > 1 and split_code(" ".join(above))[0]:
            rows.insert(0, SourceRow(f"{name}, above row 1", above))
        top = found.bbox[3]
        yield Table(name, tuple(rows))


def _above(page: Any, table: Any, top: float) -> tuple[str, ...]:  # noqa: ANN401 - of pdfplumber
    """Return the cells of a row that stands above a table, in its columns; empty without one."""
    edges = sorted({round(cell[0], 1) for cell in table.cells} | {round(table.bbox[2], 1)})
    words = page.extract_words()
    inside = [
        word
        for word in words
        if top <= word["top"]
        and word["bottom"] <= table.bbox[1] + 1
        and word["x0"] >= edges[0] - 1
        and word["x1"] <= edges[-1] + 1
        and any(_touches(line, word) for line in page.vertical_edges)
    ]
    cells = []
    for left, right in pairwise(edges):
        own = [
            word["text"] for word in inside if left - 1 <= (word["x0"] + word["x1"]) / 2 < right - 1
        ]
        cells.append(" ".join(own))
    return tuple(cells) if any(cells) else ()


def _touches(edge: Any, word: Any) -> bool:  # noqa: ANN401 - of pdfplumber
    """Tell whether a line of a table goes on beside a word."""
    return bool(edge["top"] <= word["top"] + 2 and edge["bottom"] >= word["bottom"] - 2)


def _joined(cell: str) -> str:
    """Return a cell with its wrapped lines as one, and a line for each code that begins one."""
    lines: list[str] = []
    for line in filter(None, (line.strip() for line in cell.split("\n"))):
        code, rest = split_code(line)
        if lines and not (code and rest):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _lines(texts: list[str]) -> Iterator[SourceRow]:
    """Give the lines of running text, those that go on with a coded one joined to it."""
    waiting: tuple[str, str] | None = None
    for page, text in enumerate(texts, 1):
        for number, line in enumerate((line.strip() for line in text.split("\n")), 1):
            if not line:
                continue
            goes_on = waiting and not split_code(line)[0] and line[:1].islower()
            if waiting and goes_on:
                waiting = (waiting[0], f"{waiting[1]} {line}")
                continue
            if waiting:
                yield SourceRow(waiting[0], (waiting[1],))
            waiting = (f"page {page}, line {number}", line)
    if waiting:
        yield SourceRow(waiting[0], (waiting[1],))
