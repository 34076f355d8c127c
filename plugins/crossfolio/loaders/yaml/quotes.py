"""Quotation marks around the value of a line."""

from crossfolio.core.regex import regex

_LEAD = regex(r"[ ]*(?:(?:- +)+(?:[A-Za-z_][\w-]*: +)?|[A-Za-z_][\w-]*: +)(?=\S)")
MARKS = ('"', "'")
"""Quotation marks, in the order in which they are tried."""

_CURLY = ("\u201c\u201d", "\u2018\u2019", "\u201e\u201c")


def in_quotes(line: str, column: int) -> tuple[tuple[int, int, str], ...]:
    """Return what puts the value of a line in quotation marks: text to write over columns.

    Only the marks are in it and nothing of the value, which may be for nobody to read.

    Args:
        line: The line.
        column: In which the value is to start; nothing is returned where it does not.
    """
    value = line[column:].rstrip()
    if start_of_value(line) != column or not value:
        return ()
    end = column + len(value)
    enclosed = len(value) > 1 and (_is_straight(value) or _is_curly(value))
    inside = value[1:-1] if enclosed else value
    mark = next((quote for quote in MARKS if quote not in inside), "")
    if not mark or (mark == '"' and "\\" in inside):
        mark = "'" if "'" not in inside else ""
    own = int(enclosed)
    return ((column, column + own, mark), (end - own, end, mark)) if mark else ()


def _is_straight(value: str) -> bool:
    return value[0] == value[-1] and value[0] in MARKS


def _is_curly(value: str) -> bool:
    """Tell whether a value stands in marks that YAML does not know, and has no more of them."""
    marks = value[0] + value[-1]
    return marks in _CURLY and not any(mark in value[1:-1] for mark in marks)


def start_of_value(line: str) -> int | None:
    """Return the column in which the value of a line starts, after its hyphens and its key."""
    lead = _LEAD.match(line)
    return lead.end() if lead else None
