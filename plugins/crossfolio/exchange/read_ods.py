"""Spreadsheets (ODS) as tables: cells as they are shown, formulas never evaluated."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from odfdo import Document

from crossfolio.exchange.limits import COLUMNS, ROWS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.packed import look_inside
from crossfolio.exchange.tables import SourceRow, Table, Tables

_FORMULA = "the cell holds a formula, which is never evaluated; put its value there"
_DATE = "the cell holds a date, as a spreadsheet makes of 1-2; write the column as text"
_CELLS = ("table:table-cell", "table:covered-table-cell")


def read(data: bytes) -> Tables:
    """Return the sheets of a spreadsheet.

    Raises:
        RefusedFileError: Where it is unsafe or too large.
    """
    look_inside(data)
    body = Document(BytesIO(data)).body
    return Tables(tuple(_table(element) for element in body.get_elements("table:table")))


def _table(sheet: Any) -> Table:  # noqa: ANN401 - of odfdo
    name = sheet.get_attribute("table:name") or "sheet"
    rows: list[SourceRow] = []
    spans: dict[int, tuple[int, str]] = {}
    merged = []
    at = 0
    for element in sheet.get_elements(".//table:table-row"):
        cells = list(_cells(element, name))
        is_blank = not any(text for text, *_ in cells) and not spans
        for copy in range(1 if is_blank else _count(element, "rows")):
            if len(rows) >= ROWS:
                raise RefusedFileError(f"it has more than {ROWS} rows", name)
            row, is_wide = _row(f"{name}, row {at + 1 + copy}", cells, spans)
            if is_wide:
                merged.append(len(rows))
            rows.append(row)
        at += _count(element, "rows")
    return Table(name, tuple(rows), merged_headings=tuple(merged))


_Cell = tuple[str, str, int, int]
"""The text, what is wrong with it, and over how many rows and columns it goes."""


def _cells(element: Any, name: str) -> Iterator[_Cell]:  # noqa: ANN401 - of odfdo
    made: list[_Cell] = []
    for cell in element.children:
        if cell.tag not in _CELLS:
            continue
        count = _count(cell, "columns")
        one = (_shown(cell), _problem(cell), _spanned(cell, "rows"), _spanned(cell, "columns"))
        if one[0] and len(made) + count > COLUMNS:
            raise RefusedFileError(f"it has more than {COLUMNS} columns", name)
        made += [one] * min(count, COLUMNS)
    return iter(made[:COLUMNS])


def _row(
    place: str, cells: list[_Cell], spans: dict[int, tuple[int, str]]
) -> tuple[SourceRow, bool]:
    """Return a row, and whether a cell of it spans columns; `spans` goes on to the next."""
    texts, continued = [], []
    for column, (text, _, rows, _) in enumerate(cells):
        left, carried = spans.pop(column, (0, ""))
        if left and not text:
            texts.append(carried)
            continued.append(column)
            if left > 1:
                spans[column] = (left - 1, carried)
        else:
            texts.append(text)
            if rows > 1:
                spans[column] = (rows - 1, text)
    problems = tuple((column, why) for column, (_, why, *_) in enumerate(cells) if why)
    is_wide = any(columns > 1 for *_, columns in cells)
    return SourceRow(place, tuple(texts), tuple(continued), problems), is_wide


def _shown(cell: Any) -> str:  # noqa: ANN401 - of odfdo
    """Return the text of a cell as it is shown, without comments on it."""
    parts = [part.text_recursive.strip("\n") for part in cell.get_elements("text:p")]
    return "\n".join(parts).strip()


def _problem(cell: Any) -> str:  # noqa: ANN401 - of odfdo
    if cell.get_attribute("table:formula"):
        return _FORMULA
    return _DATE if cell.get_attribute("office:value-type") in ("date", "time") else ""


def _count(element: Any, what: str) -> int:  # noqa: ANN401 - of odfdo
    return _number(element.get_attribute(f"table:number-{what}-repeated"))


def _spanned(element: Any, what: str) -> int:  # noqa: ANN401 - of odfdo
    return _number(element.get_attribute(f"table:number-{what}-spanned"))


def _number(text: Any) -> int:  # noqa: ANN401 - of odfdo
    written = str(text or "1")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1  # noqa: PLR2004
