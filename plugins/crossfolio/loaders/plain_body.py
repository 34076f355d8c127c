"""Bodies of plain lines: headings, paragraphs, flat lists and tables, with marks in them.

They are scanned line by line. Where a body holds anything else, such as links, code, raw
HTML or indentation, the full scan is asked; what is found here is what that one finds.
"""

import re

from crossfolio.core.evidence import Mark
from crossfolio.core.place import Place
from crossfolio.loaders.headings import Headings
from crossfolio.loaders.markdown_limits import OPEN_BRACKETS
from crossfolio.loaders.scan import MARK, Scan

_SPECIAL = ("`", "<", "\\", "](", "![", "]:", "8<", "{!", "{%")
"""What makes a bracket, or a line, depend on what stands around it."""
_MARK = re.compile(rf"\[({MARK.pattern})\](?![(\[:])", MARK.flags)
_ITEM = "-+*_"
_LINE_OF_SIGNS = re.compile(r"[-+*_= ]+")
_NESTED = re.compile(r"(?:[-+*]|[0-9]{1,9}\.) *(?:[-+*>:#]|[0-9]{1,9}\.)(?: |\Z)")
_TEXT = frozenset("|(\"'/&%$@{}.,;^]\N{EM DASH}\N{LEFT DOUBLE QUOTATION MARK}")
"""What a line of text may begin with beside letters and digits."""
_MOST_LINES = 300
_LONGEST = 8192
"""Lines and characters below every limit of `markdown_limits`, whatever they hold."""


def scan_plain(body: str, path: str, first_line: int) -> Scan | None:
    """Scan a body as `scan` does, or return nothing where it is not plain."""
    if any(sign in body for sign in _SPECIAL) or len(body) > _LONGEST:
        return None
    if body.count("[") > OPEN_BRACKETS or body.count("\n") >= _MOST_LINES:
        return None
    headings, marks, offset = Headings(), list[Mark](), 0
    for number, line in enumerate(body.split("\n"), start=first_line):
        if line:
            is_heading = line[0] == "#"
            if not is_heading and not _is_text(line):
                return None
            found = list(_MARK.finditer(line)) if "[" in line else ()
            if is_heading:
                headings.add(_without(line, found), _level(line), number)
            for it in found:
                start, end = it.span()
                place = Place(path, number, start + 1, number, end + 1)
                criterion = it[1].upper()
                marks.append(Mark(criterion, place, offset + start, offset + end, headings.anchor))
        offset += len(line) + 1
    return Scan(tuple(headings.all), tuple(marks))


def _level(line: str) -> int:
    return min(len(line) - len(line.lstrip("#")), 6)


def _without(line: str, marks: "list[re.Match[str]] | tuple[()]") -> str:
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
