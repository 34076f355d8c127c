"""Tables as all readers of spreadsheets and documents give them."""

from typing import NamedTuple


class SourceRow(NamedTuple):
    """A row with the texts of its cells."""

    place: str
    """In words, such as `row 12` or `page 3, row 2`."""
    cells: tuple[str, ...]
    continued: tuple[int, ...] = ()
    """Columns, from 0, in which the cell is a lower part of a merged one; its text is carried."""
    problems: tuple[tuple[int, str], ...] = ()
    """Columns whose cell cannot be taken at its word, and why."""

    def cell(self, column: int | None) -> str:
        """Return the text in a column, without space around; empty where there is none."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].strip()

    @property
    def is_empty(self) -> bool:
        """Whether no cell has a text of its own."""
        return not any(
            text.strip() for at, text in enumerate(self.cells) if at not in self.continued
        )


class Table(NamedTuple):
    """A sheet, a table of a document, or the lines between tables."""

    name: str
    """As a person would call it, such as the sheet's name."""
    rows: tuple[SourceRow, ...]
    is_text: bool = False
    """Whether these are lines of running text, of which only coded ones are rows."""
    merged_headings: tuple[int, ...] = ()
    """Rows, from 0, in which one cell spans several columns."""


class Tables(NamedTuple):
    """What a reader found in a file."""

    tables: tuple[Table, ...]
    is_document: bool = False
    """Whether headings and tables are repeated on each page."""
    second: tuple[str, ...] = ()
    """Lines as a second reader saw them."""
    notes: tuple[str, ...] = ()
    """What was guessed about the file as a whole."""


def letter(column: int) -> str:
    """Return the letter of a column from 0: `A`, `Z`, `AA`."""
    text = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
