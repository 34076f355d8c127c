"""Bytes of a file of another system → what it holds, by what it is said to be."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.exchange import case_read, mahara_read, moodle_read
from crossfolio.exchange.limits import UNPACKED
from crossfolio.exchange.model import Read, RefusedFileError
from crossfolio.exchange.packed import NAMES, look_inside, sort_of
from crossfolio.exchange.process import read_apart
from crossfolio.exchange.read_tables import read_tables
from crossfolio.exchange.text_table import read_text_table

TREES = {"case": case_read.read, "mahara": mahara_read.read, "moodle": moodle_read.read}
SORTS = {"spreadsheet": ("xlsx", "ods", "text"), "document": ("docx", "pdf")}
"""What a file may be by its content."""
FORMATS = (*SORTS, *TREES)
_BY_ENDING = {"xlsx": "xlsx", "xlsm": "xlsx", "ods": "ods", "docx": "docx", "docm": "docx",
              "pdf": "pdf", "csv": "text", "tsv": "text", "txt": "text"}  # fmt: skip


class Choice(NamedTuple):
    """What the user says about a file."""

    format: str
    """One of `FORMATS`."""
    sheet: str = ""
    columns: Mapping[str, str] = {}


def read_file(data: bytes, name: str, choice: Choice) -> Read:
    """Return the outcomes and criteria of a file, by the reader of its format.

    Args:
        data: The file.
        name: Its name.
        choice: What it is said to be.

    Raises:
        RefusedFileError: Where it is something else, or cannot be read within the limits.
        MissingLibraryError: Where the library for it is not installed.
    """
    if len(data) > UNPACKED:
        raise RefusedFileError(f"it is larger than {UNPACKED // 1024 // 1024} MB")
    if not data.strip():
        raise RefusedFileError("it is empty")
    sort = sort_of(data)
    if choice.format in TREES:
        if sort != "text":
            raise RefusedFileError(f"it is {NAMES[sort]}, and no file for `{choice.format}`")
        return TREES[choice.format](data)
    _is_as_said(sort, name, choice.format)
    if sort == "text":
        return read_tables(read_text_table(data), choice.sheet, choice.columns)
    if sort != "pdf":
        look_inside(data)
    return read_tables(read_apart(sort, data), choice.sheet, choice.columns)


def _is_as_said(sort: str, name: str, format: str) -> None:
    """Make sure that a file is what its name and the command say.

    Raises:
        RefusedFileError: Where it is something else.
    """
    if sort == "old":
        raise RefusedFileError("it is encrypted, or of an old Office; save it as a new one without")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    wanted = _BY_ENDING.get(ending, sort)
    if wanted != sort:
        raise RefusedFileError(f"it is {NAMES[sort]}, though its name ends in .{ending}")
    if sort not in SORTS[format]:
        other = next((other for other, sorts in SORTS.items() if sort in sorts), "")
        help = f"; use `crossfolio import {other}`" if other else ""
        raise RefusedFileError(f"it is {NAMES[sort]}{help}")
