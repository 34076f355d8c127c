"""Workbooks (XLSX) as tables: numbers as they are shown, formulas never evaluated."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from crossfolio.core.regex import regex
from crossfolio.exchange.limits import COLUMNS, ROWS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.packed import look_inside
from crossfolio.exchange.tables import SourceRow, Table, Tables

_DECIMALS = regex(r"[#,]*(?P<whole>[0?]+)(?:\.(?P<decimals>0+))?(?:[_\s].*)?(?:;.*)?")
_FORMULA = "the cell holds a formula, which is never evaluated; put its value there"
_DATE = "the cell holds a date, as a spreadsheet makes of 1-2; write the column as text"


def read(data: bytes) -> Tables:
    """Return the sheets of a workbook.

    Raises:
        RefusedFileError: Where it is unsafe or too large.
    """
    look_inside(data)
    book = load_workbook(BytesIO(data), data_only=False, keep_links=False, rich_text=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    notes = tuple(f"the sheet “{title}” is hidden, and is not read" for title in hidden)
    return Tables(tuple(_table(sheet) for sheet in shown), notes=notes)


def _table(sheet: Any) -> Table:  # noqa: ANN401 - of openpyxl
    filled = [cell for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001 - the only list of what is there
    bottom = max((cell.row for cell in filled), default=0)
    if bottom > ROWS:
        raise RefusedFileError(f"it has {bottom} rows; {ROWS} is the limit", sheet.title)
    if any(cell.column > COLUMNS for cell in filled):
        raise RefusedFileError(f"it has more than {COLUMNS} columns", sheet.title)
    by_row: dict[int, dict[int, Any]] = {}
    for cell in filled:
        by_row.setdefault(cell.row - 1, {})[cell.column - 1] = cell
    carried: dict[int, dict[int, Any]] = {}
    for at, column, cell in _carried(sheet, by_row):
        carried.setdefault(at, {})[column] = cell
    wide_rows = {at - 1 for at in _wide(sheet)}
    rows = tuple(_row(sheet.title, at, by_row, carried) for at in range(bottom))
    return Table(sheet.title, rows, merged_headings=tuple(sorted(wide_rows)))


def _wide(sheet: Any) -> Iterator[int]:  # noqa: ANN401 - of openpyxl
    for span in sheet.merged_cells.ranges:
        if span.max_col > span.min_col:
            yield span.min_row


def _carried(
    sheet: Any,  # noqa: ANN401 - of openpyxl
    by_row: dict[int, dict[int, Any]],
) -> Iterator[tuple[int, int, Any]]:
    """Give the lower parts of merged cells, by row and column, with the cell they belong to."""
    for span in sheet.merged_cells.ranges:
        top = by_row.get(span.min_row - 1, {}).get(span.min_col - 1)
        for at in range(span.min_row, min(span.max_row, ROWS)):
            if top is not None:
                yield at, span.min_col - 1, top


def _row(
    title: str, at: int, by_row: dict[int, dict[int, Any]], carried: dict[int, dict[int, Any]]
) -> SourceRow:
    own = by_row.get(at, {})
    lower = carried.get(at, {})
    cells = {**lower, **own}
    wide = max(cells, default=-1) + 1
    problems = [(column, _problem(cell)) for column, cell in own.items()]
    return SourceRow(
        f"{title}, row {at + 1}",
        tuple(shown(cells[column]) if column in cells else "" for column in range(wide)),
        tuple(sorted(set(lower) - set(own))),
        tuple((column, why) for column, why in problems if why),
    )


def _problem(cell: Any) -> str:  # noqa: ANN401 - of openpyxl
    if cell.data_type == "f":
        return _FORMULA
    if isinstance(cell.value, (date, datetime, time, timedelta)):
        return _DATE
    return f"the cell holds an error, {cell.value}" if cell.data_type == "e" else ""


def shown(cell: Any) -> str:  # noqa: ANN401 - of openpyxl
    """Return what a cell shows: `2.10` where the format of 2.1 is `0.00`."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    found = _DECIMALS.fullmatch(str(cell.number_format))
    if found:
        places = len(found["decimals"] or "")
        width = found["whole"].count("0") + (places + 1 if places else 0)
        return f"{value:0{width}.{places}f}"
    return format(value, ".15g")
