"""Moodle's competency frameworks (CSV), read by the order of their columns, as Moodle does."""

from collections.abc import Iterator

from crossfolio.exchange.codes import is_code, is_outcome
from crossfolio.exchange.model import Item, Note, NoteSort, Read, RefusedFileError
from crossfolio.exchange.moodle import HTML
from crossfolio.exchange.tree_export import begins, named_units
from crossfolio.exchange.tree_read import as_rows, fitting_title, text_of_html, worded

_PARENT, _ID, _SHORT, _TEXT, _FORMAT, _SCALE, _FRAMEWORK, _TAXONOMIES = 0, 1, 2, 3, 4, 5, 12, 13
_LEAST = 13
_RULES = (7, 8, 9, 10)


def read(data: bytes) -> Read:
    """Return the competencies of a framework.

    Raises:
        RefusedFileError: Where it is none.
    """
    rows = as_rows(data)
    heads = [row for row in rows[1:] if len(row[1]) >= _LEAST and row[1][_FRAMEWORK] == "1"]
    if not heads:
        raise RefusedFileError("it is no framework of Moodle: no row is marked as a framework")
    if len(heads) > 1:
        raise RefusedFileError("it holds a second framework; export each by itself", heads[1][0])
    place, head = heads[0]
    notes = [Note(NoteSort.UNUSED, rows[0][0], "the headings")]
    notes.append(Note(NoteSort.SETTING, place, "the framework's scale and taxonomies are not read"))
    units = {code.casefold() for code in named_units(head[_TEXT])}
    below = [row for row in rows[1:] if row is not heads[0]]
    items = tuple(_items(below, head[_ID], units, notes))
    shown = "Moodle's columns: ID number is the code, Description the text"
    return Read(items, tuple(notes), (shown,), head[_SHORT], len(rows), numbers_all=True)


def _items(
    rows: list[tuple[str, list[str]]], framework: str, units: set[str], notes: list[Note]
) -> Iterator[Item]:
    for place, cells in rows:
        row = [*cells, *[""] * (_TAXONOMIES + 1 - len(cells))]
        own, short = row[_ID], row[_SHORT]
        told = f"{place} ({own})" if own else place
        if any(row[at] not in ("", "0", "null") for at in (_SCALE, *_RULES)):
            notes.append(
                Note(NoteSort.SETTING, told, "its scale, rule and references are not read")
            )
        text = row[_TEXT]
        text = text_of_html(text, told, notes) if row[_FORMAT] in (HTML, "0", "") else text
        if own.casefold() in units:
            yield Item(told, own, text or short, own.casefold(), sort="unit")
            continue
        parent = row[_PARENT]
        parents = (parent.casefold(),) if parent and parent != framework else ()
        code = _local(own, units)
        if not (is_code(code) or is_outcome(code)):
            code = worded(short, "", "")[0] or code
        title = "" if not text or begins(text, short) else fitting_title(short, told, notes)
        yield Item(told, code, text or short, own.casefold(), parents, title=title)


def _local(own: str, units: set[str]) -> str:
    """Return an ID number without the unit's code before it."""
    unit, _, rest = own.partition(".")
    return rest if unit.casefold() in units and rest else own
