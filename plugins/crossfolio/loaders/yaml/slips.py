"""What is wrong with a text that is no YAML: where the slip is, and what puts it right.

libyaml stops where it can no longer go on, which is often a line below the slip. So the slip
is looked for in the line where libyaml says that it began.
"""

import re
from collections.abc import Callable, Sequence

import yaml

from crossfolio.core.characters import name_of
from crossfolio.core.findings import Edit, Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules.source_rules import yaml_syntax
from crossfolio.core.texts import Text
from crossfolio.loaders.yaml import bracket_slips as brackets
from crossfolio.loaders.yaml import rare_slips as rare
from crossfolio.loaders.yaml.quotes import MARKS, in_quotes, start_of_value
from crossfolio.loaders.yaml.slip import (
    Complaint,
    Slip,
    SlipSpot,
    complaint_of,
    content_above,
    indentation,
)

_CONFLICT = regex(r"<{7}(?: |$)")
_OTHER_SPACE = regex(r"(?:(?<=[:-])|^[ ]*)[^\S \t\n]", re.MULTILINE)
_HYPHEN = regex(r"[ ]*-(?=[^\s-])")
_COLON = regex(r"[ ]*(?:- +)*[A-Za-z_][\w-]*:(?=[^\s/])")
_ONLY_A_KEY = regex(r"[ ]*(?:- +)*[A-Za-z_][\w-]*")
_OPENING = "'\"[{"


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
    return _conflict(lines) or _slip(complaint_of(error, text), lines)


def _conflict(lines: Sequence[str]) -> Slip | None:
    """Find where git left two versions of a text."""
    number = next((n for n, line in enumerate(lines) if _CONFLICT.match(line)), None)
    if number is None:
        return None
    help = Text("keep one version, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`")
    return Slip(SlipSpot(number, 0), Text("two versions stand here, as git leaves them"), help)


def _slip(complaint: Complaint, lines: Sequence[str]) -> Slip:
    if lines[complaint.began.line].startswith("%"):
        return rare.directive(complaint, lines)
    for theirs, make in _SLIPS:
        if theirs in complaint.problem:
            return make(complaint, lines)
    help = Text("compare this line with the one above, or put its value in quotation marks")
    return Slip(complaint.at, Text("this does not go with what stands before it"), help)


def _in_quotes(at: SlipSpot, line: str, why: Text, start: int | None) -> Slip:
    """Return a slip that quotation marks around the value put right.

    Args:
        at: Where it is.
        line: Its line.
        why: What is wrong.
        start: The column in which the value starts; `None` where it is unknown how far it goes.
    """
    if start is None:
        return Slip(at, why, Text("put the value in quotation marks"))
    changes = in_quotes(line, start)
    mark = changes[0][2] if changes else '"'
    shown = printable(line[:start].strip() + f" {mark}…{mark}")
    help = Text("put the value in quotation marks: {suggestion}", suggestion=shown)
    return Slip(at, why, help, changes)


def _no_colon(complaint: Complaint, lines: Sequence[str]) -> Slip:
    number, line = complaint.began.line, lines[complaint.began.line]
    space, hyphen = _OTHER_SPACE.search(line), _HYPHEN.match(line)
    if space:
        end = space.end()
        why = Text("this is no ordinary space but {character}", character=name_of(line[end - 1]))
        return Slip(
            SlipSpot(number, end - 1), why, Text("type a space instead"), ((end - 1, end, " "),)
        )
    if hyphen:
        end = hyphen.end()
        why, help = (
            Text("a space is missing after the hyphen"),
            Text("write a space between it and the value"),
        )
        return Slip(SlipSpot(number, end - 1), why, help, ((end, end, " "),))
    colon = _COLON.match(line)
    if colon:
        end = colon.end()
        why, help = (
            Text("a space is missing after the colon"),
            Text("write a space between it and the value"),
        )
        return Slip(SlipSpot(number, end - 1), why, help, ((end, end, " "),))
    help = Text("write it as `key: value`, or delete it")
    return Slip(complaint.began, Text("this line has no colon"), help)


def _colon_too_many(complaint: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[complaint.at.line]
    above = content_above(lines, complaint.at.line)
    if _ONLY_A_KEY.fullmatch(line[: complaint.at.column]):
        if above is None:
            help = Text("text goes behind a key of a few letters: `key: value`")
            return Slip(SlipSpot(complaint.at.line, 0), Text("this is too long for a key"), help)
        if indentation(lines[above]) >= indentation(line):
            return _no_colon(Complaint(complaint.problem, complaint.at, SlipSpot(above, 0)), lines)
        start = SlipSpot(complaint.at.line, len(line) - len(line.lstrip()))
        help = Text(
            "begin it in the same column as the lines that it belongs with; text that goes on "
            "from the line above stands in quotation marks"
        )
        return Slip(start, Text("this line is indented too far"), help)
    value = start_of_value(line)
    whole = value is not None and line[value] not in _OPENING
    return _in_quotes(
        complaint.at, line, Text("a second colon in one line"), value if whole else None
    )


def _misplaced(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """Look at what stands where a key was to come."""
    line, column = lines[complaint.at.line], complaint.at.column
    value = start_of_value(line)
    if value is not None and value < column and line[value] in _OPENING:
        why = Text("text stands after a closing quotation mark")
        if line[value] in "[{":
            why = Text("text stands after a closing bracket")
        return _in_quotes(complaint.at, line, why, value)
    if line[column : column + 1] in ("]", "}"):
        return Slip(
            complaint.at, Text("a bracket closes here that nothing opened"), Text("delete it")
        )
    if line.lstrip()[:1] in MARKS and column > indentation(line):
        help = Text("put the whole key in quotation marks, or nothing of it")
        return Slip(complaint.at, Text("text stands after a closing quotation mark"), help)
    if "'-' indicator" in complaint.problem and not line[column:].startswith("-"):
        help = Text("write `- ` before it, or begin it in the column of the key above the entries")
        return Slip(complaint.at, Text("a field stands among entries"), help)
    above = content_above(lines, complaint.at.line)
    if line[column:].startswith("- ") and above is not None and _is_pair(lines[above], column):
        help = Text("let nothing stand behind the key above its entries, or write them as `[…, …]`")
        return Slip(
            complaint.at, Text("an entry stands below a field that has a value already"), help
        )
    help = Text("begin it in the same column as the keys above it")
    if line[column:].startswith("-"):
        help = Text("begin it in the same column as the entries above it")
    return Slip(complaint.at, Text("this line is not aligned with those above it"), help)


def _is_pair(line: str, column: int) -> bool:
    """Tell whether a line is a key with a value, and begins in a column."""
    return indentation(line) == column and start_of_value(line) is not None


def _bad_start(complaint: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[complaint.began.line]
    sign = line[complaint.began.column : complaint.began.column + 1]
    if sign == "\t":
        return _tab(complaint, lines)
    if not sign:
        return brackets.never_closed(complaint, lines)
    in_brackets = brackets.misplaced_sign(complaint, sign)
    if in_brackets and start_of_value(line) != complaint.began.column:
        return in_brackets
    if complaint.began.column == indentation(line):
        help = Text(
            "delete the sign, or put the text in quotation marks; an entry begins with `- `"
        )
        return Slip(
            complaint.began,
            Text("a line cannot begin with `{character}`", character=printable(sign)),
            help,
        )
    value = start_of_value(line)
    whole = value if value == complaint.began.column else None
    return _in_quotes(
        complaint.began,
        line,
        Text("a value cannot begin with `{character}`", character=printable(sign)),
        whole,
    )


def _tab(complaint: Complaint, _: Sequence[str]) -> Slip:
    return Slip(complaint.at, Text("a tab stands here"), Text("indent with spaces, not with tabs"))


def _unclosed_quote(complaint: Complaint, _: Sequence[str]) -> Slip:
    help = Text("put the same mark at the end of the value, or take this one away")
    return Slip(complaint.began, Text("this quotation mark is not closed"), help)


def _backslash(complaint: Complaint, lines: Sequence[str]) -> Slip:
    line = lines[complaint.at.line]
    value = start_of_value(line)
    at = SlipSpot(complaint.at.line, max(0, line.rfind("\\", 0, complaint.at.column + 1)))
    why = Text("a backslash in double quotation marks")
    if value == complaint.began.column and line.rstrip().endswith('"'):
        return _in_quotes(at, line, why, value)
    return Slip(at, why, Text("use single quotation marks, or write `/` for the backslash"))


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
    ("found unexpected ':'", brackets.colon_at_the_end),
    ("found unexpected end of stream", _unclosed_quote),
    ("found unexpected document indicator", _unclosed_quote),
    ("did not find expected ',' or", brackets.unclosed_bracket),
    ("unknown escape character", _backslash),
    ("hexdecimal number", _backslash),  # As libyaml spells it.
    ("Unicode character escape code", _backslash),
    ("tag", _bad_start),
    ("the expected '>'", _bad_start),
    ("URI escaped octet", _bad_start),
    ("UTF-8 octet", _bad_start),
    ("expected <document start>", rare.second_part),
    ("indicator equal to 0", rare.zero),
    ("control characters", rare.unprintable),
    ("undefined alias", rare.unknown_alias),
    ("duplicate anchor", rare.anchor_twice),
)
"""libyaml's words, in the order in which they are looked for, and what to look at."""
