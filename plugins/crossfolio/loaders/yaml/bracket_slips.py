"""Slips in lists and mappings on one line: brackets, commas and colons."""

from collections.abc import Sequence

from crossfolio.core.texts import Text
from crossfolio.loaders.yaml.slip import Complaint, Slip, SlipSpot


def misplaced_sign(complaint: Complaint, sign: str) -> Slip | None:
    """Look at a sign where a value was to come; `None` where it is no comma and no bracket."""
    if sign == ",":
        return Slip(
            complaint.began, Text("an entry is missing before this comma"), Text("delete the comma")
        )
    if sign in ("]", "}"):
        return Slip(
            complaint.began, Text("a bracket closes here that nothing opened"), Text("delete it")
        )
    return None


def never_closed(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """Look for the last bracket that opens, since the text ends where a value was to come."""
    for number in range(complaint.at.line, -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            closing = "}" if lines[number][column] == "{" else "]"
            help = Text("write `{character}` after the last entry", character=closing)
            return Slip(SlipSpot(number, column), Text("this bracket is not closed"), help)
    return Slip(complaint.at, Text("a value is missing here"), Text("write one"))


def colon_at_the_end(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """Nothing stands after a colon inside of brackets."""
    line = lines[complaint.at.line]
    column = line.find(
        ":",
        complaint.at.column if line[complaint.at.column : complaint.at.column + 1] == ":" else 0,
    )
    if line[complaint.began.column - 1 : complaint.began.column] == "[":
        help = Text("delete the colon, or put the entry in quotation marks")
        return Slip(
            SlipSpot(complaint.at.line, max(column, 0)),
            Text("an entry cannot end with a colon"),
            help,
        )
    help = Text("write a space and a value after it, or delete the field")
    return Slip(
        SlipSpot(complaint.at.line, max(column, 0)), Text("no value stands after this colon"), help
    )


def unclosed_bracket(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """Neither a comma nor the closing bracket follows an entry."""
    sign = lines[complaint.began.line][complaint.began.column : complaint.began.column + 1]
    closing = "}" if sign == "{" else "]"
    if complaint.began.line == complaint.at.line:
        why = Text("a comma or the closing `{character}` is missing before this", character=closing)
        help = Text(
            "put a comma between two entries, and `{character}` after the last one",
            character=closing,
        )
        return Slip(complaint.at, why, help)
    return Slip(
        complaint.began,
        Text("this bracket is not closed"),
        Text("write `{character}` after the last entry", character=closing),
    )
