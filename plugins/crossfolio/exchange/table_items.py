"""Rows of a table as items: what each row gives, and why another gives nothing."""

from collections.abc import Iterator

from crossfolio.exchange.cells import from_cell
from crossfolio.exchange.codes import (
    is_code,
    is_outcome,
    is_outcome_line,
    looks_coded,
    lost_zero,
    split_code,
    tidy_code,
)
from crossfolio.exchange.headings import KSB, is_header, is_subheading, reorders, repeats
from crossfolio.exchange.model import Item, Note, NoteSort, RefusedFileError
from crossfolio.exchange.table_outcomes import QUOTED, Walk, parents_of, quoted
from crossfolio.exchange.tables import SourceRow, letter


def walk(going: Walk) -> Walk:
    """Go down a table row by row, and collect the units, outcomes and criteria that rows give.

    Raises:
        RefusedFileError: Where a second table begins on the same sheet, or a cell that matters is
            a formula or a date.
    """
    columns = going.columns
    if columns.is_guess and not going.table.is_text:
        why = "there are no headings; the columns are told by what stands in them"
        going.notes.append(Note(NoteSort.GUESS, going.table.name, why))
    for at, row in enumerate(going.table.rows):
        if row.is_empty:
            going.after_gap = True
            continue
        going.rows += 1
        if at < columns.header:
            going.note(NoteSort.UNUSED, row, f"above the headings: {quoted(row)}")
        elif at == columns.header:
            going.note(NoteSort.UNUSED, row, "the headings")
        elif (
            at == columns.header + 1
            and columns.header in going.table.merged_headings
            and is_header(row)
        ):
            going.note(NoteSort.UNUSED, row, f"it goes on with the headings: {quoted(row)}")
        else:
            _row(going, row)
        going.after_gap = False
    return going


def _row(going: Walk, row: SourceRow) -> None:
    columns, header = going.columns, going.columns.header
    first = going.table.rows[header]
    if header >= 0 and (is_header(row) or repeats(row, first) or reorders(row, first)):
        if repeats(row, first) and (going.is_document or not going.after_gap):
            return going.note(NoteSort.UNUSED, row, "the headings once more")
        why = "a second table begins here; put each on a sheet of its own, or delete one"
        raise RefusedFileError(why, row.place)
    if is_subheading(row):
        return going.note(NoteSort.UNUSED, row, f"it goes on with the headings: {quoted(row)}")
    for column, why in row.problems:
        if column in (*columns.named.values(), *(at for at, _ in columns.by_level)):
            raise RefusedFileError(why, f"{row.place}, column {letter(column)}")
    found = list(_items(going, row))
    going.items.extend(found)
    return None


def _items(going: Walk, row: SourceRow) -> Iterator[Item]:
    named = going.columns.named
    alone = {cell.strip() for at, cell in enumerate(row.cells) if at not in row.continued} - {""}
    line = alone.pop() if len(alone) == 1 else ""
    if line and is_outcome_line(line) and split_code(line)[1] and not going.table.is_text:
        outcome, told = split_code(line)
        going.outcome = outcome.casefold()
        yield Item(row.place, outcome, told, sort="outcome", unit=going.unit)
        return
    if going.columns.by_level:
        for column, level in going.columns.by_level:
            if column not in row.continued:
                yield from _of_cell(going, row, row.cell(column), level)
        return
    code_at, at = named.get("code"), named["text"]
    code = "" if code_at in row.continued else _text(row, code_at)
    text = "" if at in row.continued else _text(row, at)
    if code_at is None and "row" not in named:
        yield from _of_cell(going, row, text, _text(row, named.get("level")))
    elif code and "\n" in code and len(code.split("\n")) > 1:
        yield from _paired(going, row, code, text)
    elif row.cell(named.get("row")).lower() == "unit" and "row" in named:
        going.unit = row.cell(named.get("unit"))
        yield _item(going, row, going.unit, text)
    elif code:
        yield from _coded(going, row, tidy_code(code), text)
    else:
        yield from _uncoded(going, row, text)


def _text(row: SourceRow, column: int | None) -> str:
    return from_cell(row.cell(column))


def _coded(going: Walk, row: SourceRow, code: str, text: str) -> Iterator[Item]:
    if not text:
        inner, rest = split_code(code)
        if rest and inner:
            code, text = inner, rest
            going.note(
                NoteSort.GUESS, row, f"the cell of the code holds the text of {code} as well"
            )
    if not is_code(code) and not is_outcome(code):
        inner, rest = split_code(code)
        if inner and not rest:
            code = inner
    if text.startswith(f"{code} ") and "row" not in going.columns.named:
        text = text[len(code) :].strip()
        going.note(
            NoteSort.CHANGED, row, f"the text of {code} began with its code, which is left out"
        )
    if not text:
        going.note(NoteSort.LOST, row, f"the code {code[:QUOTED]} has no text")
    elif not (looks_coded(code) if going.columns.is_guess else is_code(code) or is_outcome(code)):
        going.note(NoteSort.LOST, row, f"“{code[:QUOTED]}” cannot be a criterion's code")
    else:
        yield _item(going, row, code, text)


def _uncoded(going: Walk, row: SourceRow, text: str) -> Iterator[Item]:
    """Give what a row without a code is: the rest of the row above, or the name of an outcome."""
    column = going.columns.named.get("code")
    whole = text or next((cell.strip() for cell in row.cells if cell.strip()), "")
    code, rest = split_code(whole)
    others = [cell for at, cell in enumerate(row.cells) if cell.strip() and at not in row.continued]
    if text and going.items and (column in row.continued or _is_rest(going, text, others)):
        last = going.items.pop()
        if column not in row.continued:
            going.note(NoteSort.GUESS, row, f"without a code, it is the rest of {last.code}")
        yield last._replace(text=f"{last.text} {text}")
    elif code and rest and len(set(others)) == 1 and not _cells_of_outcome(going, row):
        going.outcome = code.casefold()
        yield _item(going, row, code, rest)._replace(sort="outcome", parents=())
    elif text:
        going.note(NoteSort.LOST, row, f"there is no code beside {quoted(row)}")
    elif others and _cells_of_outcome(going, row):
        going.note(NoteSort.LOST, row, f"an outcome without a criterion beside it: {quoted(row)}")
    elif others:
        going.note(NoteSort.UNUSED, row, f"neither a code nor a text: {quoted(row)}")


def _is_rest(going: Walk, text: str, others: list[str]) -> bool:
    """Tell whether a row goes on with the text above, as after the break of a page."""
    return going.is_document and len(others) == 1 and not split_code(text)[0] and text[:1].islower()


def _cells_of_outcome(going: Walk, row: SourceRow) -> bool:
    column = going.columns.named.get("outcome")
    return column is not None and column not in row.continued and bool(row.cell(column))


def _paired(going: Walk, row: SourceRow, code: str, text: str) -> Iterator[Item]:
    """Give several codes of one cell, each with its line of the cell beside it."""
    codes = [tidy_code(line) for line in code.split("\n") if line.strip()]
    texts = [line.strip() for line in text.split("\n") if line.strip()]
    if len(codes) == len(texts) and all(map(is_code, codes)):
        for one, line in zip(codes, texts, strict=True):
            yield _item(going, row, one, line)
    else:
        why = f"{len(codes)} lines of codes stand beside {len(texts)} lines of text"
        going.note(NoteSort.LOST, row, f"{why}: {quoted(row)}")


def _of_cell(going: Walk, row: SourceRow, cell: str, level: str) -> Iterator[Item]:
    """Give the criteria of a cell whose lines begin with their codes."""
    parts: list[tuple[str, str]] = []
    for line in filter(None, (line.strip() for line in cell.split("\n"))):
        code, rest = split_code(line)
        if code and rest:
            parts.append((code, rest))
        elif parts:
            before, so_far = parts[-1]
            parts[-1] = (before, f"{so_far}\n{line}")
        elif code:
            parts.append((code, ""))
        elif going.table.is_text or not cell:
            going.note(NoteSort.UNUSED, row, f"running text: {quoted(row)}")
        else:
            yield _item(going, row, "", line)._replace(level=level)
    for code, text in parts:
        if text:
            yield _item(going, row, code, text)._replace(level=level)
        elif going.table.is_text:
            going.note(NoteSort.UNUSED, row, f"running text: {quoted(row)}")
        else:
            going.note(NoteSort.LOST, row, f"the code {code} has no text")


def _item(going: Walk, row: SourceRow, code: str, text: str) -> Item:
    named = going.columns.named
    ksb = row.cell(named.get("ksb")).lower()
    before = going.items[-1].code if going.items else ""
    zero = lost_zero(before, code)
    if zero and any(item.code == code for item in going.items):
        going.note(
            NoteSort.LOST,
            row,
            f"{code} stands after {before} and may be {zero}: the number has lost its zero; "
            "write the column as text",
        )
    return Item(
        row.place,
        code,
        text,
        parents=parents_of(going, row),
        sort=row.cell(named.get("row")).lower(),
        title=_text(row, named.get("title")),
        level=_text(row, named.get("level")),
        ksb=KSB.get(ksb, ksb),
        unit=row.cell(named.get("unit")) or going.unit,
        reference=_text(row, named.get("reference")),
        version=_text(row, named.get("version")),
    )
