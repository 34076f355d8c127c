"""Tables, row by row and cell by cell, as Python-Markdown's extension `tables` cuts them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.lines import Line

_SIGNS = frozenset("|:- ")
_TOKEN = regex(r"\\\\|(?P<escaped>\\`+)|(?P<ticks>`+)|\\\||(?P<pipe>\|)")
_END = regex(r"(?<!\\)(?:\\\\)*\|$")


class Rows(NamedTuple):
    """How the rows of a table are cut."""

    columns: int
    border: bool
    """Whether the first row has a line at its left or right end."""


def is_table(block: list[Line]) -> Rows | None:
    """Return how a block's rows are cut; `None` where it is no table.

    Source: `TableProcessor.test`.
    """
    second = block[1].text.strip(" ")
    if not _SIGNS.issuperset(second) or not second:
        return None
    first = block[0].text.strip(" ")
    border = first.startswith("|") or (first.endswith("|") and _END.search(first) is not None)
    columns = len(list(_cells(first, border=border)))
    if columns == 1:
        rest = [line.text.strip(" ") for line in block[1:]]
        bordered = border and all(
            rest_part.startswith("|") or _END.search(rest_part) for rest_part in rest
        )
        if not bordered:
            return None
    separators = list(_cells(second, border=border))
    return Rows(columns, border) if len(separators) == columns else None


def rows_of(block: list[Line], rows: Rows) -> Iterator[Line]:
    """Give the text of each cell in a row that holds a bracket or a tag."""
    for number, line in enumerate(block):
        if number == 1 or ("[" not in line.text and "<" not in line.text):
            continue
        row = line.text.rstrip(" ")
        start = line.end - len(line.text) + len(row) - len(row.lstrip(" "))
        row = row.lstrip(" ")
        for first, last in list(_cells(row, border=rows.border))[: rows.columns]:
            text = row[first:last].rstrip(" ")
            if text.strip(" "):
                yield Line(text.lstrip(" "), start + first + len(text))


def _cells(row: str, *, border: bool) -> Iterator[tuple[int, int]]:
    """Give where each cell of a row starts and ends. Source: `TableProcessor._split`."""
    start, end = 0, len(row)
    if border:
        start = int(row.startswith("|"))
        found = _END.search(row[start:])
        if found:  # All of it goes, escaped backslashes too.
            end = start + found.start()
    if "`" not in row and "\\" not in row:
        for cell in row[start:end].split("|"):
            yield start, start + len(cell)
            start += len(cell) + 1
        return
    tokens = list(_TOKEN.finditer(row, start, end))
    code = _code(tokens) if any(token["ticks"] or token["escaped"] for token in tokens) else []
    for token in tokens:
        at = token.start()
        if token["pipe"] and not any(first < at < last for first, last in code):
            yield start, at
            start = at + 1
    yield start, end


def _code(tokens: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Return the stretches between backticks, which are cut nowhere."""
    ticks = [token for token in tokens if token["ticks"] or token["escaped"]]
    sizes = [len(tick["ticks"] or tick["escaped"][1:]) for tick in ticks]
    later: dict[int, list[int]] = {}
    for number in reversed(range(len(ticks))):
        later.setdefault(sizes[number], []).append(number)
    found, number = [], 0
    while number < len(ticks):
        size = sizes[number] - (1 if ticks[number]["escaped"] else 0)
        ends = later.get(size, [])
        while ends and ends[-1] <= number:
            ends.pop()
        if size and ends:
            found.append((ticks[number].start(), ticks[ends[-1]].end() - 1))
            number = ends[-1] + 1
        else:
            number += 1
    return found
