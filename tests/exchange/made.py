"""Files as tutors have them, made for the tests."""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document as Word
from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook

from crossfolio.exchange.model import Note, UnitDraft

Importing = Callable[..., tuple[tuple[UnitDraft, ...], tuple[Note, ...]]]
"""Gives the units of a file, and the notes about it."""
Rows = Iterable[Sequence[object]]


def xlsx(rows: Rows, change: Callable[[Any, Any], None] | None = None) -> bytes:
    """Return a workbook of one sheet; `change` gets the book and the sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Unit 3"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows: Rows) -> bytes:
    """Return a spreadsheet of one sheet whose numbers are shown as they are given in text."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Unit 3")
    for values in rows:
        row = Row()
        for value in values:
            text = str(value)
            is_number = text.replace(".", "", 1).isdigit()
            row.append_cell(Cell(float(text), text=text) if is_number else Cell(text))
        table.append_row(row)
    document.body.append(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def docx(fill: Callable[[Any], None]) -> bytes:
    """Return a document of Word."""
    document = Word()
    fill(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Any, rows: Rows) -> Any:  # noqa: ANN401 - of python-docx
    """Add a table to a document of Word, and return it."""
    made = None
    for row in rows:
        values = list(row)
        if made is None:
            made = document.add_table(rows=0, cols=len(values))
        for cell, value in zip(made.add_row().cells, values, strict=True):
            cell.text = str(value)
    return made


def packed(data: bytes, **files: bytes) -> bytes:
    """Return a packed file with more files in it, `__` standing for `/` in their names."""
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def pdf(
    pages: Sequence[Sequence[tuple[str, str]]], *, lines: bool = True, open: bool = False
) -> bytes:
    """Return a PDF with a table of two columns on each page, drawn with lines.

    Args:
        pages: The rows of each page.
        lines: Whether lines are drawn at all.
        open: Whether the first row of a later page lacks the line above it.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    kids = []
    for number, rows in enumerate(pages):
        content = _page(rows, lines=lines, is_open=open and number > 0)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        page = f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {page} >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, starts = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table_at = len(out)
    entries = "".join(f"{start:010} 00000 n \n" for start in starts)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"
    return out.encode("latin-1")


def _page(rows: Sequence[tuple[str, str]], *, lines: bool, is_open: bool) -> str:
    parts = []
    top = 750
    for at, (code, text) in enumerate(rows):
        y = top - at * 20
        parts.append(f"BT /F1 10 Tf 55 {y - 14} Td ({code}) Tj ET")
        parts.append(f"BT /F1 10 Tf 105 {y - 14} Td ({text}) Tj ET")
        if lines and not (is_open and at == 0):
            parts.append(f"50 {y} m 550 {y} l S")
    bottom = top - len(rows) * 20
    if lines:
        parts.append(f"50 {bottom} m 550 {bottom} l S")
        parts += [f"{x} {top} m {x} {bottom} l S" for x in (50, 100, 550)]
    return "\n".join(parts)
