"""Slips in what few files hold: directives, tags, several documents, and merged mappings."""

from collections.abc import Sequence

from crossfolio.core.characters import name_of
from crossfolio.core.findings import printable
from crossfolio.core.texts import Text
from crossfolio.loaders.yaml.slip import Complaint, Slip, SlipSpot, content_above, indentation


def directive(complaint: Complaint, _: Sequence[str]) -> Slip:
    """A line begins with a percent sign."""
    help = Text("put the text in quotation marks behind a key, or delete the line")
    return Slip(SlipSpot(complaint.began.line, 0), Text("a line cannot begin with `%`"), help)


def second_part(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """The text goes on after its values have ended."""
    ended = next((n for n in range(complaint.at.line + 1) if lines[n].startswith("...")), None)
    if ended is not None:
        return Slip(
            SlipSpot(ended, 0),
            Text("text stands below `...`, which ends the fields"),
            Text("delete `...`"),
        )
    first = _first(lines, complaint.at.line)
    if first is not None and lines[first].startswith("%"):
        return directive(Complaint(complaint.problem, complaint.at, SlipSpot(first, 0)), lines)
    if first is not None and indentation(lines[first]) > indentation(lines[complaint.at.line]):
        end = indentation(lines[first]) - indentation(lines[complaint.at.line])
        why = Text("this line is indented further than those below it")
        return Slip(SlipSpot(first, end), why, Text("begin all of them in the same column"))
    if first is not None:
        why = Text("this line has no key, and fields stand below it")
        at = SlipSpot(first, indentation(lines[first]))
        return Slip(at, why, Text("write it as `key: value`, or delete it"))
    return Slip(
        complaint.at,
        Text("this belongs to nothing above it"),
        Text("write it as `key: value`, or delete it"),
    )


def zero(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """A text of several lines is to be indented by nothing."""
    line = lines[complaint.at.line]
    sign = line[complaint.began.column : complaint.began.column + 1]
    column = line.find("0", complaint.began.column)
    help = Text("write `{character}` alone, and indent the lines of the text", character=sign)
    return Slip(
        SlipSpot(complaint.at.line, max(column, 0)),
        Text("`0` cannot stand after `{character}`", character=sign),
        help,
    )


def unprintable(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """A character that YAML does not allow."""
    sign = lines[complaint.at.line][complaint.at.column : complaint.at.column + 1]
    why = Text("a character that does not print")
    if sign:
        why = Text("a character that does not print: {character}", character=name_of(sign))
    return Slip(complaint.at, why, Text("delete the character"))


def unknown_alias(complaint: Complaint, lines: Sequence[str]) -> Slip:
    """An alias for which there is no anchor."""
    word = lines[complaint.at.line][complaint.at.column :].split()[:1]
    named = printable(word[0], 40) if word else "*"
    return Slip(
        complaint.at,
        Text("`{name}` stands for nothing above it", name=named),
        Text("write the value out"),
    )


def anchor_twice(complaint: Complaint, _: Sequence[str]) -> Slip:
    """Two anchors of one name."""
    return Slip(
        complaint.at,
        Text("this anchor (`&`) stands twice"),
        Text("give one of the two another name"),
    )


def _first(lines: Sequence[str], before: int) -> int | None:
    """Return the number of the first line that says anything."""
    number = content_above(lines, before)
    first = None
    while number is not None:
        first, number = number, content_above(lines, number)
    return first
