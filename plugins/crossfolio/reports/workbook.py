"""A workbook with text in its cells, and nothing else that a spreadsheet would work out.

XlsxWriter is loaded when a workbook is made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from crossfolio.core.regex import regex

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters in a cell. Source: Microsoft, "Excel specifications and limits", as the two below."""
_LONGEST_NAME = 31
MOST_COLUMNS = 16_384
_LINE = 13.5
"""Height of a line of text, in points."""
_HIGHEST = 409.0
_A4 = 9
_WIDEST = 300
"""Characters that can be read when they are printed beside each other on A4 across."""
_SMALLEST = 50
"""The scale, in per cent, of what is wider."""
_UNNAMED = regex(r"[\[\]:*?/\\]")
_RESERVED = "history"
_NO_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold. Source: XML 1.0, section 2.2."""
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in the workbook as the time at which it was made, so that it is the same every time."""


class SheetRow(NamedTuple):
    """A row of texts; an empty one is a blank line."""

    cells: Sequence[str] = ()
    style: str = "text"
    """`title`, `heading`, `head`, `label` (its first cell is one) or `text`."""


class Sheet(NamedTuple):
    """A sheet of a workbook."""

    name: str
    rows: Sequence[SheetRow]
    widths: Sequence[int]
    """Of the columns, in characters; the last one holds for all that follow."""
    repeat: int | None = None
    """The row, from 0, that is printed at the top of every page, and stays while the rest moves."""
    keep: int = 0
    """How many columns at the left stay while the rest moves, and are printed on every page."""
    is_sparse: bool = False
    """Whether most cells are empty, so that only the others have a box around them."""


def workbook(title: str, sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook as XLSX: the same bytes for the same sheets.

    Every cell is text, whatever it begins with: none is a formula or a link. What no XML file can
    hold is replaced by U+FFFD, and a text that is longer than a cell ends in an ellipsis.

    Args:
        title: What the workbook is called in its properties.
        sheets: In order; names are made to fit, and to differ.

    Source: ECMA-376 part 1, sections 18.3.1.4 (cells) and 18.8.45 (`quotePrefix`).
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - few runs need it

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = Workbook(buffer, options)
    book.set_properties({"title": _text(title), "created": _MADE})
    formats = _formats(book)
    names: set[str] = set()
    for sheet in sheets:
        name = _name(sheet.name, names)
        names.add(name.casefold())
        _fill(book.add_worksheet(name), sheet, formats)
    book.close()
    return buffer.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, formats: "Mapping[str, Format]") -> None:
    columns = max((len(row.cells) for row in sheet.rows), default=1)
    widths = list(_widths(sheet.widths, columns))
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    for number, row in enumerate(sheet.rows):
        page.set_row(number, _height(row, widths))
        for column, text in enumerate(row.cells):
            style = "text" if row.style == "label" and column else row.style
            if text:
                page.write_string(number, column, _text(text), formats[style])
            elif not sheet.is_sparse:
                page.write_blank(number, column, None, formats[style])
    _print_on_paper(page, sheet, sum(widths))


def _height(row: SheetRow, widths: Sequence[int]) -> float:
    """Return a height in points in which the texts of a row can be read.

    Programs differ in whether they work it out themselves when they open a workbook.
    """
    if row.style in ("title", "heading"):
        return 2 * _LINE if row.style == "title" else _LINE
    lines = (
        sum(1 + len(line) // max(1, width - 1) for line in text.split("\n"))
        for text, width in zip(row.cells, widths, strict=False)
    )
    return min(_HIGHEST, _LINE * max(lines, default=1))


def _print_on_paper(page: "Worksheet", sheet: Sheet, width: int) -> None:
    """Have a sheet printed on A4 across, its head on each page, and as wide as the paper.

    What would be too small to read goes on to further pages.
    """
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.set_footer("&L&A&RPage &P of &N")
    if width <= _WIDEST:
        page.fit_to_pages(1, 0)
    else:
        page.set_print_scale(_SMALLEST)
        page.print_across()
    if sheet.repeat is not None:
        page.repeat_rows(sheet.repeat)
        page.freeze_panes(sheet.repeat + 1, sheet.keep)
        page.repeat_columns(0, max(0, sheet.keep - 1))


def _widths(widths: Sequence[int], columns: int) -> Iterator[int]:
    for column in range(min(columns, MOST_COLUMNS)):
        yield widths[min(column, len(widths) - 1)]


def _formats(book: "Workbook") -> "dict[str, Format]":
    """Return how cells look; `quote_prefix` keeps a cell text when somebody edits it."""
    plain = {
        "font_size": 10,
        "text_wrap": True,
        "valign": "top",
        "quote_prefix": True,
        "num_format": "@",
    }
    boxed = {**plain, "border": 1}
    filled = {**boxed, "bold": True, "bg_color": "#E7E6EE"}
    return {
        "text": book.add_format(boxed),
        "head": book.add_format(filled),
        "heading": book.add_format({**plain, "bold": True, "text_wrap": False}),
        "label": book.add_format(filled),
        "title": book.add_format({**plain, "bold": True, "font_size": 14, "text_wrap": False}),
    }


def _text(text: str) -> str:
    """Return a text as a cell can hold it."""
    held = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    units = held.encode("utf-16-le")  # A cell is measured in UTF-16.
    if len(units) <= 2 * LONGEST:
        return held
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "\N{HORIZONTAL ELLIPSIS}"


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and no other has, without case."""
    bare = _UNNAMED.sub("-", wanted).strip("'")[:_LONGEST_NAME] or "Sheet"
    name, number = bare, 1
    while name.casefold() in taken or name.casefold() == _RESERVED:
        number += 1
        end = f" {number}"
        name = bare[: _LONGEST_NAME - len(end)] + end
    return name
