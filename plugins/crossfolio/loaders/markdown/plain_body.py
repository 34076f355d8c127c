"""Bodies of plain lines: headings, paragraphs, flat lists and tables, with marks in them.

They are scanned line by line. Where a body holds anything else, such as links, code, raw
HTML or indentation, the full scan is asked; what is found here is what that one finds.
"""

import re

from crossfolio.core.evidence import Mark
from crossfolio.loaders.markdown.headings import Headings
from crossfolio.loaders.markdown.limits import OPEN_BRACKETS
from crossfolio.loaders.markdown.scan import MARK, Scan

_MARK = re.compile(rf"\[({MARK.pattern})\](?![(\[:])", MARK.flags)
_HEADING = re.compile(r"(#{1,6}) ([A-Za-z0-9]+(?: [A-Za-z0-9]+)*)")
_ITEM = "-+*_"
_LINE_OF_SIGNS = re.compile(r"[-+*_= ]+")
_NESTED = re.compile(r"(?:[-+*]|[0-9]{1,9}\.) *(?:[-+*>:#]|[0-9]{1,9}\.)(?: |\Z)")
_TEXT = frozenset("|(\"'/&%$@{}.,;^]\N{EM DASH}\N{LEFT DOUBLE QUOTATION MARK}")
"""What a line of text may begin with beside letters and digits."""
_BINDS = ("(", ":")
"""What after a closing bracket makes it part of a link or of a reference."""
_MOST_LINES = 300
_LONGEST = 8192
"""Lines and characters below every limit of `markdown_limits`, whatever they hold."""


def scan_plain(body: str, first_line: int) -> Scan | None:
    """Scan a body as `scan` does, or return nothing where it is not plain."""
    if len(body) > _LONGEST or "`" in body or "<" in body or "\\" in body or "{" in body:
        return None
    lines, brackets = body.split("\n"), "[" in body
    if len(lines) > _MOST_LINES or (brackets and not _stand_alone(body)):
        return None
    headings, marks, offset = Headings(), list[Mark](), 0
    for number, line in enumerate(lines, start=first_line):
        if line:
            if line[0] == "#":
                _add_heading(headings, line, number)
            elif not (line[0].isalpha() or _is_text(line)):
                return None
            if brackets and "[" in line:
                for it in _MARK.finditer(line, line.index("[")):
                    start, end = offset + it.start(), offset + it.end()
                    marks.append(Mark(it[1].upper(), start, end, headings.anchor))
        offset += len(line) + 1
    return Scan(tuple(headings.all), tuple(marks))


def _stand_alone(body: str) -> bool:
    """Tell whether no bracket belongs to a link, a picture or a reference, and few are opened."""
    number, at = 0, body.find("[")
    while at >= 0:
        number += 1
        if number > OPEN_BRACKETS or body[at - 1 : at] == "!":
            return False
        at = body.find("[", at + 1)
    at = body.find("]")
    while at >= 0:
        if body[at + 1 : at + 2] in _BINDS:
            return False
        at = body.find("]", at + 1)
    return True


def _add_heading(headings: Headings, line: str, number: int) -> None:
    plain = _HEADING.fullmatch(line)
    if plain:
        headings.add_plain(plain[2], len(plain[1]), number)
    else:
        marks = list(_MARK.finditer(line)) if "[" in line else []
        headings.add(_without(line, marks), _level(line), number)


def _level(line: str) -> int:
    return min(len(line) - len(line.lstrip("#")), 6)


def _without(line: str, marks: list[re.Match[str]]) -> str:
    for mark in reversed(marks):
        line = line[: mark.start()] + line[mark.end() :]
    return line


def _is_text(line: str) -> bool:
    """Tell whether a line is text, or blank, wherever it stands."""
    first = line[0]
    if first.isalpha():
        return True
    if first in _ITEM or first.isdigit():
        return not (" #" in line or _LINE_OF_SIGNS.fullmatch(line) or _NESTED.match(line))
    if first == "[":
        return not line.startswith("[^")
    return first in _TEXT or line.isspace()
