"""Bodies of plain lines, as most are: nothing indented, no code, no raw HTML, no boxes.

What is found here is what the full walk and the full scan find; where a body holds anything
else, they are asked.
"""

import re
from typing import NamedTuple

_LIST = "-+*_"
_ORDINARY = frozenset("|(\"'/\\&%$@{}.,;^]\N{EM DASH}\N{LEFT DOUBLE QUOTATION MARK}")
"""What a line of text may begin with beside letters and digits."""
_LINE_OF_MARKS = re.compile(r"[-+*_= ]+")


class Block(NamedTuple):
    """A stretch of text: a paragraph, a run of list items or rows, or a heading."""

    start: int
    """Where it starts in the body, in characters."""
    end: int
    line: int
    """Its first line, counted from 0."""
    heading: int = 0
    """The level of a heading; 0 for text."""


def plain_blocks(lines: list[str]) -> list[Block] | None:
    """Return the blocks of a body's lines, or nothing where one of them is not plain."""
    found: list[Block] = []
    offset, start, first = 0, -1, 0
    for number, line in enumerate(lines):
        if not line or line.isspace():
            if start >= 0:
                found.append(Block(start, offset - 1, first))
                start = -1
        elif line[0] == "#":
            if start >= 0:
                found.append(Block(start, offset - 1, first))
                start = -1
            level = min(len(line) - len(line.lstrip("#")), 6)
            found.append(Block(offset, offset + len(line), number, level))
        elif not _is_text(line):
            return None
        elif start < 0:
            start, first = offset, number
        offset += len(line) + 1
    if start >= 0:
        found.append(Block(start, offset - 1, first))
    return found


def _is_text(line: str) -> bool:
    """Tell whether a line is text wherever it stands."""
    first = line[0]
    if first.isalpha():
        return True
    if first in _LIST or first.isdigit():
        return " #" not in line and not _LINE_OF_MARKS.fullmatch(line)
    if first == "[":
        return not line.startswith("[^")
    return first in _ORDINARY or (first == "!" and line.startswith("!["))
