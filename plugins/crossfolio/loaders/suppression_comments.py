"""Comments that take findings back, in YAML and in the body of a page."""

import re
from collections.abc import Iterator

from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.suppressions import Suppression

MARKER = b"crossfolio:"
"""A file without these bytes holds no such comment."""

_COMMENT = regex(
    r"(?:<!--|(?:^|\s)#)[ \t]*crossfolio:[ \t]*ignore\b(?P<what>[^\n]*?)(?:-->|$)", re.MULTILINE
)
_NAME = regex(r"[A-Za-z][A-Za-z0-9-]*")


def read_suppressions(text: str, path: str) -> Iterator[Suppression]:
    """Give the comments of a file that take findings back, in order.

    A comment takes back findings of its own line; one that stands alone, those of the
    next line that holds anything else.
    """
    lines = text.split("\n")
    following = _following(lines)
    for number, line in enumerate(lines, start=1):
        found = _COMMENT.search(line)
        if not found:
            continue
        names, _, reason = found["what"].partition(" because ")
        column = found.start() + len(found[0]) - len(found[0].lstrip()) + 1
        place = Place(path, number, column, number, found.end() + 1)
        alone = not (line[: found.start()] + line[found.end() :]).strip()
        about = following[number] if alone else number
        yield Suppression(place, about, tuple(_NAME.findall(names)), reason.strip())


def _following(lines: list[str]) -> list[int]:
    """Return for each line, from 1, the next one that holds more than a comment, or itself.

    It is worked out from the end, so that thousands of comments below each other are read once.
    """
    following = list(range(len(lines) + 1))
    later = 0
    for number in range(len(lines), 0, -1):
        following[number] = later or number
        if _COMMENT.sub("", lines[number - 1]).strip():
            later = number
    return following
