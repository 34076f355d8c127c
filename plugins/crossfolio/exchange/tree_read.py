"""Trees of other systems, read: CASE, OpenSALT, Mahara and Moodle."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from crossfolio.exchange.clean import from_html
from crossfolio.exchange.codes import is_code, is_outcome, split_code
from crossfolio.exchange.limits import ROWS
from crossfolio.exchange.model import Note, NoteSort, RefusedFileError
from crossfolio.exchange.text_table import decoded
from crossfolio.exchange.tree_export import begins

_TITLE = 60


def as_json(data: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return the value of a JSON file.

    Raises:
        RefusedFileError: Where it is none.
    """
    text, _ = decoded(data)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RefusedFileError(f"it is no JSON: {error.msg}", place) from None
    except (RecursionError, ValueError):
        raise RefusedFileError("its JSON is nested too deeply, or has a number too long") from None


def as_rows(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the rows of a CSV with the place of each.

    Raises:
        RefusedFileError: Where it is none, or has too many.
    """
    text, _ = decoded(data)
    rows: list[tuple[str, list[str]]] = []
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((f"line {start}", [cell.strip() for cell in cells]))
            start = reader.line_num + 1
            if len(rows) > ROWS:
                raise RefusedFileError(f"it has more than {ROWS} rows")
    except csv.Error as error:
        raise RefusedFileError(f"it is no table: {error}", f"line {start}") from None
    return rows


def word(fields: Mapping[str, Any], name: str) -> str:
    """Return a field that is a text or a number as a text; empty where it is neither."""
    value = fields.get(name)
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def records(value: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the objects of a list, each with its place.

    Raises:
        RefusedFileError: Where it is no list of objects, or one too long.
    """
    if not isinstance(value, list):
        raise RefusedFileError("a list is wanted here", place)
    if len(value) > ROWS:
        raise RefusedFileError(f"it has {len(value)} entries; {ROWS} is the limit", place)
    for number, one in enumerate(value, 1):
        if not isinstance(one, dict):
            raise RefusedFileError("an object is wanted here", f"{place}, entry {number}")
        yield f"{place}, entry {number}", one


def fitting_title(title: str, place: str, notes: list[Note]) -> str:
    """Return a title that a unit file can hold; a longer one is left out, and that is noted."""
    if len(title) <= _TITLE:
        return title
    notes.append(
        Note(NoteSort.CHANGED, place, f"its title is longer than {_TITLE} and is left out")
    )
    return ""


def text_of_html(text: str, place: str, notes: list[Note]) -> str:
    """Return the text of simple HTML; what else is dropped is noted."""
    if "<" not in text and "&" not in text:
        return text
    told, has_dropped = from_html(text)
    if has_dropped:
        notes.append(Note(NoteSort.CHANGED, place, "the HTML of its text became text_of_html text"))
    return told


def worded(short: str, name: str, description: str) -> tuple[str, str, str]:
    """Return the code, the title and the text of a node with a short name, a name and a text.

    The code is what the short name is or begins with, or else the name. A name that only begins
    the text is no title.
    """
    code, rest = (short, "") if is_code(short) or is_outcome(short) else split_code(short)
    if not code:
        inner, after = split_code(name)
        code, name = (
            (inner, after) if inner and after else (short if " " not in short else "", name)
        )
    elif rest and not name:
        name = rest
    has_code = bool(code) and name.startswith(f"{code} ")
    bare = name[len(code) :].lstrip(" -\u2013:.") if has_code else name
    text = description or bare or rest
    is_beginning = begins(text, name) or begins(text, bare)
    return code, "" if is_beginning else bare, text
