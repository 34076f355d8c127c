"""The lines of a page's front matter, as they are written: where it and its lists end."""

import re
from collections.abc import Sequence

from crossfolio.core.place import Place
from crossfolio.core.regex import regex

_CLOSES = regex(r"(?:---|\.\.\.)[ \t]*")
_HEADING = regex(r"#{1,6} ")


def front_matter(lines: Sequence[str]) -> tuple[int, int]:
    """Return the first line of the front matter, and the line after its last.

    One that is not closed yet ends before the first heading, or at the end.
    """
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0, 0
    for number, line in enumerate(lines[1:], start=1):
        if _CLOSES.fullmatch(line) or _HEADING.match(line):
            return 1, number
    return 1, len(lines)


def closing_line(lines: Sequence[str]) -> int | None:
    """Return the line that closes the front matter, or `None`."""
    first, last = front_matter(lines)
    closed = first and last < len(lines) and _CLOSES.fullmatch(lines[last])
    return last if closed else None


def end_of_list(lines: Sequence[str], key: str, path: str) -> tuple[Place, str] | None:
    """Return where a list of the front matter ends, and the form of one more entry."""
    first, last = front_matter(lines)
    for number in range(first, last):
        head = re.match(rf"{key}:[ ]*(?P<rest>.*?)[ ]*$", lines[number])
        if not head:
            continue
        rest = head["rest"]
        if rest.endswith("]"):
            inside = rest.strip("[] ")
            column = len(lines[number].rstrip()) - 1
            return _point(path, number, column), ", {}" if inside else "{}"
        below = number + 1
        while below < last and re.match(r"[ ]|-[ ]", lines[below]):
            below += 1
        indent = re.match(r"[ ]*", lines[number + 1]) if below > number + 1 else None
        lead = indent[0] if indent else "  "
        return _point(path, below, 0), f"{lead}- {{}}\n"
    if closing_line(lines) is None:
        return None
    return _point(path, last, 0), f"{key}:\n  - {{}}\n"


def _point(path: str, line: int, column: int) -> Place:
    return Place(path, line + 1, column + 1, line + 1, column + 1)
