"""A walk down a table, and the outcomes that its rows name beside their criteria."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossfolio.exchange.cells import from_cell
from crossfolio.exchange.codes import is_outcome, split_code, tidy_code
from crossfolio.exchange.headings import Columns
from crossfolio.exchange.model import Item, Note, NoteSort
from crossfolio.exchange.tables import SourceRow, Table

QUOTED = 60
"""Characters of a cell that a note quotes."""


@dataclass(slots=True)
class Walk:
    """A walk down a table: what was found so far."""

    table: Table
    columns: Columns
    is_document: bool = False
    items: list[Item] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    outcome: str = ""
    """The key of the outcome that a row above named for those below."""
    rows: int = 0
    after_gap: bool = False
    """Whether the row above is empty."""
    unit: str = ""
    last: tuple[str, ...] = ()
    """The parents of the row above."""
    named: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Outcomes that rows name by a code alone: unit and key, and the code and the place."""

    def note(self, sort: NoteSort, row: SourceRow, text: str) -> None:
        """Add a note about a row, with its place, to the report of the import."""
        self.notes.append(Note(sort, row.place, text))


def quoted(row: SourceRow) -> str:
    """Return the beginning of what a row says."""
    text = " | ".join(" ".join(cell.split()) for cell in row.cells if cell.strip())
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def parents_of(going: Walk, row: SourceRow) -> tuple[str, ...]:
    """Return the keys of a row's parents; an outcome that is told beside it becomes an item."""
    column = going.columns.named.get("outcome")
    cell = from_cell(row.cell(column))
    if cell:
        going.last = _told(going, row, cell)
        return going.last
    if column is None or not going.last or "row" in going.columns.named:
        return (going.outcome,) if going.outcome else ()
    named = ", ".join(going.last)
    going.note(NoteSort.GUESS, row, f"its outcome is empty, and taken to be that above, {named}")
    return going.last


def _told(going: Walk, row: SourceRow, cell: str) -> tuple[str, ...]:
    """Return the keys of the outcomes in a cell: codes alone, or one with its text."""
    unit = row.cell(going.columns.named.get("unit")) or going.unit
    tidy = [tidy_code(code) for code in cell.replace(",", ";").split(";") if code.strip()]
    is_word = len(tidy) == 1 and tidy[0].isalpha() and len(cell) > 1 and not cell.isupper()
    if all(map(is_outcome, tidy)) and not is_word:
        for code in tidy:
            going.named.setdefault((unit, code.casefold()), (code, row.place))
        return tuple(code.casefold() for code in tidy)
    outcome, text = split_code(cell)
    for known in going.items:
        if known.sort == "outcome" and known.unit == unit and known.text == (text or cell):
            return (known.own_key,)
    if not outcome:
        outcome = f"O{sum(item.sort == 'outcome' for item in going.items) + 1}"
        said = f"the outcome “{cell[:QUOTED]}” has no code and becomes {outcome}"
        going.note(NoteSort.GUESS, row, said)
    going.items.append(Item(row.place, outcome, text or cell, sort="outcome", unit=unit))
    return (outcome.casefold(),)


def unnamed(items: list[Item], walks: list[Walk]) -> Iterator[tuple[Item, Note]]:
    """Give the outcomes that rows name by a code alone and no row tells more about."""
    there = {(item.unit, item.own_key) for item in items}
    for going in walks[:1]:
        for (unit, key), (code, place) in going.named.items():
            if (unit, key) not in there:
                said = f"the outcome {code} has no text in the file; its code stands for it"
                item = Item(place, code, code, sort="outcome", unit=unit)
                yield item, Note(NoteSort.GUESS, place, said)
