"""Placeholders in the user's own pages: a comment that a matrix, the overview or the gaps replace.

A comment in HTML shows nowhere else, and what stands in a block of code is no comment by
the time that the page is HTML. Evidence can hold none: its comments are taken out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crossfolio.core.ids import nearest
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.site.placed import PLACED

START_OF_PLACEHOLDER = "<!-- crossfolio/"

_COMMENT = regex(
    r"(?P<whole>^[ \t]*)?<!-- crossfolio/(?P<name>[^\s>]*)[ \t]*(?P<unit>[^\n>]*?)[ \t]*-->"
    r"(?P<end>[ \t]*$)?",
    re.MULTILINE,
)
_FENCE = regex(r"^[ \t]{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page as its writer knows it."""

    path: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A page with its placeholders filled in, and what is wrong with the others."""

    html: str
    problems: tuple[str, ...]


def fill_in(html: str, source: WrittenPage, seen: Seen, make: Callable[[str, str], str]) -> Placed:
    """Fill in the placeholders of a page.

    Args:
        html: The finished page.
        source: What it was made from, to say where a placeholder stands.
        seen: The portfolio.
        make: Gives the HTML of one of `PLACED`, for a unit where it is a matrix.
    """
    problems: list[str] = []
    there: set[tuple[str, str]] = set()

    def put(found: re.Match[str]) -> str:
        name, unit = found["name"], seen.portfolio.framework.printed(found["unit"])
        wrong = _wrong(found, name, unit, seen)
        if not wrong and (name, unit) in there:
            wrong = f"`{found[0].strip()}` is on this page already"
        there.add((name, unit))
        if wrong:
            problems.append(f"{source.path}:{_line(found[0].strip(), source)}:1: {wrong}")
            return found[0]
        return make(name, unit)

    return Placed(_COMMENT.sub(put, html), tuple(problems))


def _wrong(found: re.Match[str], name: str, unit: str, seen: Seen) -> str:
    """Say what is wrong with a placeholder; empty where nothing is."""
    written = f"`{found[0].strip()}`"
    units = seen.portfolio.framework.units
    if name not in PLACED:
        return f"{written} is no placeholder{_meant(name, PLACED)}"
    if name == "matrix" and unit not in units:
        said = f"there is no unit `{unit}`" if unit else f"{written} names no unit"
        return said + _meant(unit, units)
    if name != "matrix" and unit:
        return f"{written} takes no unit; write `{START_OF_PLACEHOLDER}{name} -->`"
    if found["whole"] is None or found["end"] is None:
        return f"{written} has to stand on a line of its own"
    return ""


def _meant(written: str, known: Iterable[str]) -> str:
    near = nearest(written, known)
    return f"; did you mean `{near[0]}`?" if near else ""


def _line(comment: str, source: WrittenPage) -> int:
    """Return the line of a comment, the first one that is not in a block of code."""
    fence = ""
    for number, line in enumerate(source.lines, start=1):
        opened = _FENCE.match(line)
        if opened and (not fence or opened[1] == fence):
            fence = "" if fence else opened[1]
        elif not fence and comment in line:
            return number
    return 1
