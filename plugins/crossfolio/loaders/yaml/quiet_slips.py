"""Slips that YAML takes for something else than was meant, without a word."""

import re
from collections.abc import Iterator
from typing import Any

from crossfolio.core.findings import Edit, Finding
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules.source_rules import yaml_syntax
from crossfolio.core.texts import Text
from crossfolio.loaders.yaml.quotes import in_quotes, start_of_value
from crossfolio.loaders.yaml.values import Document, Trail, Tree

_MAY_BE_BELOW = regex(r"\n( *)- +[^\s'\"\[{|>&*#-][^\n]*\n\1 +- ")
"""What stands in a text with an entry below another, behind a line end."""
_IN_BRACES = r"\s*[A-Za-z_][\w.-]*(?::[^\s/,}\]]|[ ]+[\w.-]+\s*[,}])"
_MAY_BE_GLUED = regex(rf"\{{{_IN_BRACES}|,{_IN_BRACES}|\n[ -]*[A-Za-z_][\w-]*(?::|[ ]+)[{{\['\"]")
"""What stands in a text with a glued key, behind a line end; most texts have nothing like it.

Patterns that begin with characters, and not with the start of a line, are looked for faster.
"""
_GLUED = regex(r"([A-Za-z_][\w.-]*)(?::([^\s{\['\"]\S*)|(:)[{\['\"].*)")
_NO_COLON = regex(r"([A-Za-z_][\w.-]*)[ ]+(?:[\w.-]+|(?P<sign>[{\['\"]).*)")
_CUT = regex(
    r"[^#\n'\"\[{|>&*]*[^\s#\n'\"\[{|>&*:-][ \t]+(?P<cut>#(?!crossfolio)\S)[^\n]*", re.IGNORECASE
)


def quiet_slip(document: Document, text: str, first_line: int) -> Finding | None:
    """Find what YAML can read, and reads otherwise than it was meant.

    Args:
        document: As it was read.
        text: What it was read from.
        first_line: The line of the file on which the text starts.
    """
    return _glued(document, text) or _below_an_entry(document, text, first_line)


def _below_an_entry(document: Document, text: str, first_line: int) -> Finding | None:
    """Find an entry that is indented below another: YAML takes it for more of that one's text."""
    if not _MAY_BE_BELOW.search("\n" + text):
        return None
    lines = text.split("\n")
    for trail, place in document.places.items():
        if not trail or not isinstance(trail[-1], int) or place.end_line <= place.line:
            continue
        rows = [
            number
            for number in range(place.line + 1 - first_line, place.end_line + 1 - first_line)
            if number < len(lines) and lines[number].lstrip().startswith("- ")
        ]
        lead = lines[place.line - first_line][: place.column - 1]
        if rows and lead.strip() == "-":
            indent = len(lead) - len(lead.lstrip())
            edits = tuple(
                _reindented(document.path, first_line, lines, row, indent) for row in rows
            )
            column = len(lines[rows[0]]) - len(lines[rows[0]].lstrip()) + 1
            at = Place(document.path, first_line + rows[0], column)
            why = Text("this entry is indented below the one above it, and is taken for its text")
            return yaml_syntax(at, why, Text("begin its hyphen in the same column"), edits)
    return None


def _reindented(path: str, first_line: int, lines: list[str], row: int, indent: int) -> Edit:
    """Return the edit that begins a line in a column."""
    now = len(lines[row]) - len(lines[row].lstrip())
    number = first_line + row
    return Edit(Place(path, number, 1, number, now + 1), " " * indent)


def _glued(document: Document, text: str) -> Finding | None:
    """Find a key in braces that its value clings to, as `{TEL:submitted}`: YAML takes all for key.

    Args:
        document: As it was read.
        text: What it was read from.
    """
    if not _MAY_BE_GLUED.search("\n" + text):
        return None
    for trail in document.keys:
        key = str(trail[-1])
        clings, apart = _GLUED.fullmatch(key), _NO_COLON.fullmatch(key)
        if not (clings or apart):
            continue
        place = document.keys[trail]
        has_sign = bool((clings and clings[3]) or (apart and apart["sign"]))
        if not has_sign and _value(document.data, trail) is not None:
            continue
        if place.end_line != place.line or place.end_column - place.column != len(key):
            continue  # It stands in quotation marks, and is meant so.
        found = clings or apart
        column = place.column + (found.end(1) if found else 0) + (1 if clings else 0)
        at = Place(place.path, place.line, column, place.line, column)
        if clings:
            why, text = Text("a space is missing after the colon"), " "
        else:
            why, text = Text("a colon is missing between the key and its value"), ":"
        help = Text("write `key: value`, with a colon and a space between the two")
        return yaml_syntax(place, why, help, (Edit(at, text),))
    return None


def cut_values(
    document: Document, text: str, first_line: int
) -> Iterator[tuple[Place, tuple[Edit, ...]]]:
    """Give each value that ends at a hash which was meant to belong to it, as in `Plan #1`.

    Args:
        document: As it was read.
        text: What it was read from.
        first_line: The line of the file on which the text starts.
    """
    if " #" not in text:
        return
    ends = None
    for number, line in enumerate(text.split("\n")):
        cut = _CUT.fullmatch(line)
        start = start_of_value(line)
        if cut is None or start is None or start >= cut.start("cut"):
            continue
        ends = (
            ends
            if ends is not None
            else {(place.line, place.column) for place in document.places.values()}
        )
        row = first_line + number
        if (row, start + 1) in ends:
            place = Place(document.path, row, cut.start("cut") + 1, row, len(line.rstrip()) + 1)
            edits = in_quotes(line, start)
            yield (
                place,
                tuple(
                    Edit(Place(document.path, row, a + 1, row, b + 1), mark) for a, b, mark in edits
                ),
            )


def _value(data: Tree, trail: Trail) -> Tree:
    """Return the value at a trail; an empty text where there is no such trail."""
    value: Any = data
    for step in trail:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    found: Tree = value
    return found
