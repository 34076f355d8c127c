"""What is wrong with a text that is no YAML: where the slip is, and what puts it right.

libyaml stops where it can no longer go on, which is often a line below the slip. So the slip
is looked for in the line where libyaml says that it began.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import yaml

from crossfolio.core.characters import name_of
from crossfolio.core.findings import Edit, Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.source_rules import yaml_syntax


class Spot(NamedTuple):
    """A place in a text, both numbers counted from 0."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What libyaml says of a text that it cannot read."""

    problem: str
    at: Spot
    """Where it stopped."""
    began: Spot
    """Where that began which it could not end; where it stopped, if it does not say."""


class Slip(NamedTuple):
    """What is wrong with a text, in words."""

    at: Spot
    why: str
    help: str
    changes: tuple[tuple[int, int, str], ...] = ()
    """What to write over which columns of its line, where there is one right answer."""


_CONFLICT = re.compile(r"<{7}(?: |$)")
_OTHER_SPACE = re.compile(r"(?:(?<=[:-])|^[ ]*)[^\S \t\n]", re.MULTILINE)
_HYPHEN = re.compile(r"[ ]*-(?=[^\s-])")
_COLON = re.compile(r"[ ]*(?:- +)*[A-Za-z_][\w-]*:(?=[^\s/])")
_ONLY_A_KEY = re.compile(r"[ ]*(?:- +)*[A-Za-z_][\w-]*")
_LEAD = re.compile(r"[ ]*(?:(?:- +)+(?:[A-Za-z_][\w-]*: +)?|[A-Za-z_][\w-]*: +)(?=\S)")
_OPENING = "'\"[{"
_MARKS = ('"', "'")
"""Quotation marks, in the order in which they are tried."""


def explained(error: yaml.YAMLError, text: str, path: str, first_line: int = 1) -> Finding:
    """Say in plain words what libyaml could not read.

    Args:
        error: What libyaml says.
        text: What it was given.
        path: For the place.
        first_line: The line of the file on which the text starts.
    """
    slip = slip_of(error, text)
    line = first_line + slip.at.line
    edits = tuple(
        Edit(Place(path, line, start + 1, line, end + 1), text) for start, end, text in slip.changes
    )
    return yaml_syntax(Place(path, line, slip.at.column + 1), slip.why, slip.help, edits)


def slip_of(error: yaml.YAMLError, text: str) -> Slip:
    """Return what is wrong with a text that libyaml cannot read."""
    lines = text.split("\n")
    return _conflict(lines) or _slip(_complaint(error, text, lines), lines)


def _complaint(error: yaml.YAMLError, text: str, lines: Sequence[str]) -> Complaint:
    if isinstance(error, yaml.MarkedYAMLError):
        at = _spot(error.problem_mark or error.context_mark, lines)
        began = _spot(error.context_mark or error.problem_mark, lines)
        return Complaint(error.problem or error.context or "", at, began)
    before = text[: getattr(error, "position", 0)]
    at = Spot(before.count("\n"), len(before) - before.rfind("\n") - 1)
    return Complaint(str(getattr(error, "reason", "")), at, at)


def _spot(mark: yaml.Mark | None, lines: Sequence[str]) -> Spot:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # libyaml counts a line end that a text may lack.
        line, column = len(lines) - 1, len(lines[-1])
    return Spot(line, min(column, len(lines[line])))


def in_quotes(line: str, column: int) -> tuple[tuple[int, int, str], ...]:
    """Return what puts the value of a line in quotation marks: text to write over columns.

    Only the marks are in it and nothing of the value, which may be for nobody to read.

    Args:
        line: The line.
        column: In which the value is to start; nothing is returned where it does not.
    """
    value = line[column:].rstrip()
    if _start_of_value(line) != column or not value:
        return ()
    end = column + len(value)
    enclosed = len(value) > 1 and value[0] == value[-1] and value[0] in _MARKS
    inside = value[1:-1] if enclosed else value
    mark = next((it for it in _MARKS if it not in inside), "")
    if not mark or (mark == '"' and "\\" in inside):
        mark = "'" if "'" not in inside else ""
    own = int(enclosed)
    return ((column, column + own, mark), (end - own, end, mark)) if mark else ()


def _conflict(lines: Sequence[str]) -> Slip | None:
    """Find where git left two versions of a text."""
    number = next((n for n, line in enumerate(lines) if _CONFLICT.match(line)), None)
    if number is None:
        return None
    help = "keep one version, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    return Slip(Spot(number, 0), "two versions stand here, as git leaves them", help)


def _slip(it: Complaint, lines: Sequence[str]) -> Slip:
    for theirs, make in _SLIPS:
        if theirs in it.problem:
            return make(it, lines)
    help = "compare this line with the one above, or put its value in quotation marks"
    return Slip(it.at, it.problem or "this does not fit", help)


def _in_quotes(at: Spot, line: str, why: str, start: int | None) -> Slip:
    """Return a slip that quotation marks around the value put right.

    Args:
        at: Where it is.
        line: Its line.
        why: What is wrong.
        start: The column in which the value starts; nothing where it is unknown how far it goes.
    """
    if start is None:
        return Slip(at, why, "put the value in quotation marks")
    changes = in_quotes(line, start)
    mark = changes[0][2] if changes else '"'
    shown = printable(line[:start].strip() + f" {mark}…{mark}")
    return Slip(at, why, f"put the value in quotation marks: {shown}", changes)


def _start_of_value(line: str) -> int | None:
    """Return the column in which the value of a line starts, after its hyphens and its key."""
    lead = _LEAD.match(line)
    return lead.end() if lead else None


def _no_colon(it: Complaint, lines: Sequence[str]) -> Slip:
    number, line = it.began.line, lines[it.began.line]
    space, hyphen = _OTHER_SPACE.search(line), _HYPHEN.match(line)
    if space:
        end = space.end()
        why = f"this is no ordinary space but {name_of(line[end - 1])}"
        return Slip(Spot(number, end - 1), why, "type a space instead", ((end - 1, end, " "),))
    if hyphen:
        end = hyphen.end()
        why, help = "a space is missing after the hyphen", "write a space between it and the value"
        return Slip(Spot(number, end - 1), why, help, ((end, end, " "),))
    colon = _COLON.match(line)
    if colon:
        end = colon.end()
        why, help = "a space is missing after the colon", "write a space between it and the value"
        return Slip(Spot(number, end - 1), why, help, ((end, end, " "),))
    help = "write it as `key: value`, or delete it"
    return Slip(it.began, "this line has no colon", help)


def _colon_too_many(it: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[it.at.line]
    if _ONLY_A_KEY.fullmatch(line[: it.at.column]):
        start = Spot(it.at.line, len(line) - len(line.lstrip()))
        help = (
            "begin it in the same column as the lines that it belongs with; "
            "text that goes on from the line above stands in quotation marks"
        )
        return Slip(start, "this line is indented too far", help)
    value = _start_of_value(line)
    whole = value is not None and line[value] not in _OPENING
    return _in_quotes(it.at, line, "a second colon in one line", value if whole else None)


def _misplaced(it: Complaint, lines: Sequence[str]) -> Slip:
    """Look at what stands where a key was to come."""
    line, column = lines[it.at.line], it.at.column
    value = _start_of_value(line)
    if value is not None and value < column and line[value] in _OPENING:
        sign = "bracket" if line[value] in "[{" else "quotation mark"
        return _in_quotes(it.at, line, f"text stands after a closing {sign}", value)
    if line[column : column + 1] in ("]", "}"):
        return Slip(it.at, "a bracket closes here that nothing opened", "delete it")
    what = "entries" if line[column:].startswith("-") else "keys"
    help = f"begin it in the same column as the {what} above it"
    return Slip(it.at, "this line is not aligned with those above it", help)


def _bad_start(it: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[it.began.line]
    sign = line[it.began.column : it.began.column + 1]
    if sign == "\t":
        return _tab(it, lines)
    value = _start_of_value(line)
    whole = value if value == it.began.column else None
    return _in_quotes(it.began, line, f"a value cannot begin with `{printable(sign)}`", whole)


def _tab(it: Complaint, _: Sequence[str]) -> Slip:
    return Slip(it.at, "a tab stands here", "indent with spaces, not with tabs")


def _unclosed_quote(it: Complaint, _: Sequence[str]) -> Slip:
    help = "put the same mark at the end of the value, or take this one away"
    return Slip(it.began, "this quotation mark is not closed", help)


def _unclosed_bracket(it: Complaint, lines: Sequence[str]) -> Slip:
    sign = lines[it.began.line][it.began.column : it.began.column + 1]
    closing = "}" if sign == "{" else "]"
    if it.began.line == it.at.line:
        why = f"a comma or the closing `{closing}` is missing before this"
        help = f"put a comma between two entries, and `{closing}` after the last one"
        return Slip(it.at, why, help)
    return Slip(it.began, "this bracket is not closed", f"write `{closing}` after the last entry")


def _backslash(it: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[it.at.line]
    value = _start_of_value(line)
    whole = value if value == it.began.column and line.rstrip().endswith('"') else None
    at = Spot(it.at.line, max(0, line.rfind("\\", 0, it.at.column + 1)))
    return _in_quotes(at, line, "a backslash in double quotation marks", whole)


_SLIPS: tuple[tuple[str, Callable[[Complaint, Sequence[str]], Slip]], ...] = (
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _colon_too_many),
    ("a tab character", _tab),
    ("did not find expected key", _misplaced),
    ("did not find expected <block end>", _misplaced),
    ("did not find expected '-'", _misplaced),
    ("cannot start any token", _bad_start),
    ("expected alphabetic or numeric", _bad_start),
    ("or line break", _bad_start),
    ("are not allowed in this context", _bad_start),
    ("did not find expected node content", _bad_start),
    ("found unexpected", _unclosed_quote),
    ("did not find expected ',' or", _unclosed_bracket),
    ("unknown escape character", _backslash),
    ("hexdecimal number", _backslash),  # As libyaml spells it.
)
"""libyaml's words, in the order in which they are looked for, and what to look at."""
