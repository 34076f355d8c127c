"""Word's documents (DOCX) as tables and lines: merged cells carry down, insertions count."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from crossfolio.exchange.limits import COLUMNS, ROWS
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.packed import look_inside
from crossfolio.exchange.tables import SourceRow, Table, Tables
from crossfolio.exchange.word_numbers import WordNumbering

_THROUGH = tuple(
    qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml")
)
"""What wraps paragraphs, tables, rows and cells without being one."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_W_P, _W_TBL, _W_TR, _W_TC = (qn(name) for name in ("w:p", "w:tbl", "w:tr", "w:tc"))
_DELETED = (qn("w:del"), qn("w:moveFrom"), _FALLBACK)
_CHANGES = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_TRACKED = "it has tracked changes, and was read as if all were accepted"


def read(data: bytes) -> Tables:
    """Return the tables of a document, and the lines between them.

    Raises:
        RefusedFileError: Where it is unsafe or too large.
    """
    look_inside(data)
    document = Document(BytesIO(data))
    numbers = WordNumbering(document)
    changes = next(document.element.body.iter(*_CHANGES), None)
    notes = (_TRACKED,) if changes is not None else ()
    tables: list[Table] = []
    lines: list[SourceRow] = []
    count = tables_seen = 0
    for block in _within(document.element.body):
        if block.tag == _W_P:
            count += 1
            text = _text(block, numbers)
            if text.strip():
                lines.append(SourceRow(f"paragraph {count}", (text,)))
        elif block.tag == _W_TBL:
            if lines:
                tables.append(Table("text", tuple(lines), is_text=True))
                lines = []
            for table in _tables(block, numbers, f"table {tables_seen + 1}"):
                tables_seen += 1
                tables.append(table)
    if lines:
        tables.append(Table("text", tuple(lines), is_text=True))
    if sum(len(table.rows) for table in tables) > ROWS:
        raise RefusedFileError(f"it has more than {ROWS} rows and paragraphs")
    second = tuple(row.cells[0] for table in tables if table.is_text for row in table.rows)
    return Tables(tuple(tables), is_document=True, second=second, notes=notes)


def _within(element: Any) -> Iterator[Any]:  # noqa: ANN401 - of lxml
    """Give what lies in an element, through what only wraps it."""
    for child in element:
        if child.tag in _THROUGH:
            yield from _within(child)
        else:
            yield child


def _text(paragraph: Any, numbers: WordNumbering) -> str:  # noqa: ANN401 - of lxml
    """Return a paragraph's text with the number that Word shows before it."""
    text = "".join(_runs(paragraph))
    number = numbers.before(paragraph)
    return f"{number} {text}".strip() if number else text


def _runs(element: Any) -> Iterator[str]:  # noqa: ANN401 - of lxml
    for child in element:
        if child.tag in _DELETED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:tab") and element.tag == qn("w:r"):
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        else:
            yield from _runs(child)


def _tables(table: Any, numbers: WordNumbering, name: str) -> Iterator[Table]:  # noqa: ANN401 - of lxml
    """Give a table, and then those that stand in its cells."""
    rows, inner, merged = [], [], []
    above: dict[int, str] = {}
    for at, row in enumerate(element for element in _within(table) if element.tag == _W_TR):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        texts: list[str] = [""] * _grid(row, "w:gridBefore")
        continued = []
        for cell in (element for element in _within(row) if element.tag == _W_TC):
            column, wide = len(texts), _grid(cell, "w:gridSpan") or 1
            inner += [element for element in _within(cell) if element.tag == _W_TBL]
            if _goes_on(cell):
                continued.append(column)
                text = above.get(column, "")
            else:
                text = _cell(cell, numbers)
            above[column] = text
            texts += [text, *[""] * (wide - 1)]
            if wide > 1:
                merged.append(at)
            if len(texts) > COLUMNS:
                raise RefusedFileError(f"it has more than {COLUMNS} columns", name)
        rows.append(SourceRow(f"{name}, row {at + 1}", tuple(texts), tuple(continued)))
    yield Table(name, tuple(rows), merged_headings=tuple(merged))
    for number, one in enumerate(inner, 1):
        yield from _tables(one, numbers, f"{name}.{number}")


def _cell(cell: Any, numbers: WordNumbering) -> str:  # noqa: ANN401 - of lxml
    paragraphs = (element for element in _within(cell) if element.tag == _W_P)
    return "\n".join(filter(None, (_text(paragraph, numbers).strip() for paragraph in paragraphs)))


def _goes_on(cell: Any) -> bool:  # noqa: ANN401 - of lxml
    """Tell whether a cell is a lower part of a merged one."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _grid(element: Any, name: str) -> int:  # noqa: ANN401 - of lxml
    kind = "w:trPr" if element.tag == _W_TR else "w:tcPr"
    found = element.find(f"{qn(kind)}/{qn(name)}")
    value = found.get(qn("w:val"), "0") if found is not None else "0"
    return min(int(value), COLUMNS) if value.isascii() and value.isdigit() else 0
