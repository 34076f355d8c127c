"""Comments that take findings back, in YAML and in the body of a page."""

import re
from collections.abc import Iterator

from crossfolio.core.place import Place
from crossfolio.core.suppressions import Suppression

MARKER = b"crossfolio:"
"""A file without these bytes holds no such comment."""

_COMMENT = re.compile(
    r"(?:<!--|(?:^|\s)#)[ \t]*crossfolio:[ \t]*ignore\b(?P<what>[^\n]*?)(?:-->|$)", re.MULTILINE
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def read_suppressions(text: str, path: str) -> Iterator[Suppression]:
    """Give the comments of a file that take findings back, in order.

    A comment takes back findings of its own line; one that stands alone, those of the
    next line that holds anything else.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = _COMMENT.search(line)
        if not found:
            continue
        names, _, reason = found["what"].partition(" because ")
        column = found.start() + len(found[0]) - len(found[0].lstrip()) + 1
        place = Place(path, number, column, number, found.end() + 1)
        alone = not (line[: found.start()] + line[found.end() :]).strip()
        about = _next(lines, number) if alone else number
        yield Suppression(place, about, tuple(_NAME.findall(names)), reason.strip())


def _next(lines: list[str], number: int) -> int:
    """Return the number of the next line that holds more than a comment."""
    for later, line in enumerate(lines[number:], start=number + 1):
        rest = _COMMENT.sub("", line).strip()
        if rest:
            return later
    return number
