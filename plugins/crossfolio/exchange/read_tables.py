"""Tables of a file as items: which sheet, which columns, and what stands between tables."""

from collections.abc import Iterator, Mapping, Sequence

from crossfolio.exchange.codes import is_outcome_line, split_code
from crossfolio.exchange.headings import Columns, find_columns, is_number
from crossfolio.exchange.model import Item, Note, NoteSort, Read, RefusedFileError
from crossfolio.exchange.table_items import walk
from crossfolio.exchange.table_outcomes import QUOTED, Walk, quoted, unnamed
from crossfolio.exchange.tables import Table, Tables, letter


def read_tables(tables: Tables, sheet: str, asked: Mapping[str, str]) -> Read:
    """Return what the tables of a file hold.

    Args:
        tables: The file.
        sheet: The name or the number of the one sheet that is asked for; empty for all.
        asked: The columns that are asked for.

    Raises:
        RefusedFileError: Where there is no such sheet, or it is not clear which one is meant.
    """
    chosen = _chosen(tables, sheet)
    notes = [Note(_weight(note), "", note) for note in tables.notes]
    found = list(_with_columns(chosen, asked, is_document=tables.is_document))
    taken = [(table, columns) for table, columns in found if columns]
    if not tables.is_document and len(taken) > 1:
        names = ", ".join(table.name for table, _ in taken)
        why = f"several sheets hold criteria: {names}; say which with --sheet"
        raise RefusedFileError(why)
    walks = list(_walks(found, is_document=tables.is_document))
    if not asked:
        notes += [note for going in walks for note in _without_heading(going)]
    has_tables = any(not table.is_text for table, _ in taken)
    rows = sum(going.rows for going in walks)
    for table, columns in found:
        if columns is None:
            spare = [row for row in table.rows if not row.is_empty]
            rows += len(spare)
            why = "no column of criteria"
            notes += [Note(NoteSort.UNUSED, row.place, f"{why}: {quoted(row)}") for row in spare]
    items = walks[0].items if walks else []
    told = list(unnamed(items, walks))
    notes += [note for _, note in told]
    shown = tuple(line for going in walks for line in _shown(going))
    return Read(
        (*(item for item, _ in told), *items),
        (*notes, *(note for going in walks for note in going.notes)),
        tuple(dict.fromkeys(shown)),
        rows=rows,
        second=tables.second if has_tables else (),
    )


def _without_heading(going: Walk) -> Iterator[Note]:
    """Give what is lost with the columns that have texts and no heading to say what they are."""
    table, header = going.table, going.columns.header
    if table.is_text:
        return
    headings = table.rows[header] if header >= 0 else None
    for column in going.columns.spare(table):
        if headings is not None and headings.cell(column):
            continue
        for row in table.rows[header + 1 :]:
            if row.cell(column) and column not in row.continued:
                why = f"column {letter(column)} has no heading: “{row.cell(column)[:QUOTED]}”"
                yield Note(NoteSort.LOST, row.place, f"{why}; say the columns with --columns")


def _weight(note: str) -> NoteSort:
    return NoteSort.LOST if note.startswith("page ") else NoteSort.GUESS


def _chosen(tables: Tables, sheet: str) -> Sequence[Table]:
    filled = [table for table in tables.tables if any(not row.is_empty for row in table.rows)]
    if not filled:
        raise RefusedFileError("it is empty")
    if not sheet:
        return filled
    named = [table for table in tables.tables if table.name.casefold() == sheet.casefold()]
    if not named and is_number(sheet) and int(sheet) > 0:
        named = list(tables.tables[int(sheet) - 1 : int(sheet)])
    hidden = f"the sheet “{sheet}” is hidden"
    if any(note.casefold().startswith(hidden.casefold()) for note in tables.notes):
        raise RefusedFileError(f"{hidden}; show it and save the file")
    if not named:
        names = ", ".join(table.name for table in tables.tables)
        raise RefusedFileError(f"there is no sheet {sheet[:60]}; it has {names}")
    return named


def _with_columns(
    tables: Sequence[Table], asked: Mapping[str, str], *, is_document: bool
) -> Iterator[tuple[Table, Columns | None]]:
    """Give each table with its columns; a table that goes on after a page break has the last."""
    before: Columns | None = None
    wide = 0
    any_headed = False
    headed: dict[int, Columns | None] = {}
    for at, table in enumerate(tables):
        if table.is_text:
            continue
        try:
            columns = find_columns(table, asked)
        except RefusedFileError:
            if not (asked and is_document):
                raise
            columns = None  # A smaller table of a document, which has no such column.
        own = max((len(row.cells) for row in table.rows), default=0)
        if is_document and before and own == wide and (columns is None or columns.header < 0):
            columns = before._replace(header=-1)
        headed[at] = columns
        if columns:
            before, wide = columns, own
            any_headed = True
    for at, table in enumerate(tables):
        if table.is_text:
            yield table, Columns({"text": 0}, -1, is_guess=True) if not any_headed else _OUTCOMES
        else:
            yield table, headed[at]


_OUTCOMES = Columns({"text": 0}, -1)
"""Lines between tables, of which only those that name an outcome are taken."""


def _walks(found: Sequence[tuple[Table, Columns | None]], *, is_document: bool) -> Iterator[Walk]:
    outcome = ""
    items: list[Item] = []
    named: dict[tuple[str, str], tuple[str, str]] = {}
    for table, columns in found:
        if columns is None:
            continue
        going = Walk(table, columns, is_document, items, outcome=outcome, named=named)
        going = _outcomes(going) if columns is _OUTCOMES else walk(going)
        outcome = going.outcome or outcome
        yield going


def _outcomes(going: Walk) -> Walk:
    """Take the outcomes that lines between tables name; the rest of them is not used."""
    for row in going.table.rows:
        going.rows += 1
        text = row.cell(0)
        code, rest = split_code(text)
        if is_outcome_line(text) and rest:
            going.items.append(Item(row.place, code, rest, sort="outcome"))
            going.outcome = code.casefold()
        else:
            going.note(NoteSort.UNUSED, row, f"text between tables: {quoted(row)}")
    return going


def _shown(going: Walk) -> Iterator[str]:
    columns, table = going.columns, going.table
    if columns is _OUTCOMES:
        return
    if table.is_text:
        yield "no table; lines that begin with a code are taken"
        return
    place = table.rows[columns.header].place if columns.header >= 0 else ""
    by = f"headings in {place}" if place else "no headings in this table"
    name = f"{table.name}: " if table.name else ""
    yield f"{name}{columns.shown(table)} ({by})"
    spare = columns.unused(table)
    if spare:
        yield f"{name}columns that are not used: {', '.join(spare)}"
