"""A body without its marks, so that a mark added or taken away is no change of what was judged."""

import re
from collections.abc import Container

from crossfolio.core.regex import regex

_RUN = regex(r"(?:\[[^\[\]\n]{1,2000}\])+")
"""Brackets side by side."""
_BRACKET = regex(r"\[([^\[\]\n]+)\]")
_BEGINNING = regex(
    r"(?:[ \t]*+(?:#+[ \t]+|[-*+:][ \t]+|[0-9]+[.)][ \t]+|[>|][ \t]*))*+[ \t]*", re.ASCII
)
"""What stands before the first word of a line: signs of headings, lists, quotations, tables."""
_BLANKS = " \t"
_GAP = regex(r"[ \t]*")
_BINDS = regex(r"[A-Za-z0-9!\\]", re.ASCII)
"""What makes text of a bracket behind it."""
_LINKS = ("(", "[", ":")
"""What makes a link, or the name of one, of a bracket before it."""


def without_marks(body: str, codes: Container[str]) -> str:
    """Return a body without the marks of known criteria.

    A mark is a bracket that holds the full ID of a criterion, or several with commas, in any
    case. It goes with the blanks before it or, at the start of a line, block or table cell,
    with those after it. All other brackets are text.

    Args:
        body: With line ends as LF.
        codes: The full IDs of all criteria of the unit files, in upper case.

    Source:
        RECORD.md 2. `docs/explanation/fingerprint.sh` does the same with `sed`.
    """
    if "[" not in body:
        return body
    return "\n".join(
        _line_without(line, codes) if "[" in line else line for line in body.split("\n")
    )


def _line_without(line: str, codes: Container[str]) -> str:
    kept: list[str] = []
    position, opens, last = 0, True, ""
    for run in _RUN.finditer(line):
        start = _marks_start(line, run, codes)
        if start is None:
            continue
        piece = line[position:start]
        opens = opens and _BEGINNING.fullmatch(piece) is not None
        last = piece.rstrip(_BLANKS)[-1:] or last
        position = run.end()
        if opens or last == "|":
            kept.append(piece)
            gap = _GAP.match(line, position)
            position = gap.end() if gap else position
        else:
            kept.append(piece.rstrip(_BLANKS))
    return "".join((*kept, line[position:]))


def _marks_start(line: str, run: re.Match[str], codes: Container[str]) -> int | None:
    """Return where the marks at the end of a run of brackets begin; `None` where there is none."""
    if line.startswith(_LINKS, run.end()):
        return None
    start = None
    for bracket in reversed(list(_BRACKET.finditer(run[0]))):
        if not _names_criteria(bracket[1], codes):
            break
        at = run.start() + bracket.start()
        if at == run.start() and at and _BINDS.match(line, at - 1):
            break
        start = at
    return start


def _names_criteria(text: str, codes: Container[str]) -> bool:
    return all(name.strip(_BLANKS).upper() in codes for name in text.split(",")) and (
        text == text.strip(_BLANKS)
    )
