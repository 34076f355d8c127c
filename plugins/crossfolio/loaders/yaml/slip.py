"""What is wrong with a text that is no YAML: what libyaml says of it, and what we say."""

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from crossfolio.core.texts import Text


class SlipSpot(NamedTuple):
    """A place in a text, both numbers counted from 0."""

    line: int
    column: int


class Complaint(NamedTuple):
    """What libyaml says of a text that it cannot read."""

    problem: str
    at: SlipSpot
    """Where it stopped."""
    began: SlipSpot
    """Where that began which it could not end; where it stopped, if it does not say."""


class Slip(NamedTuple):
    """What is wrong with a text, in words."""

    at: SlipSpot
    why: Text
    help: Text
    changes: tuple[tuple[int, int, str], ...] = ()
    """What to write over which columns of its line, where there is one right answer."""


def complaint_of(error: yaml.YAMLError, text: str) -> Complaint:
    """Return what libyaml says, with places that lie in the text."""
    lines = text.split("\n")
    if isinstance(error, yaml.MarkedYAMLError):
        at = _spot(error.problem_mark or error.context_mark, lines)
        began = _spot(error.context_mark or error.problem_mark, lines)
        return Complaint(error.problem or error.context or "", at, began)
    offset = getattr(error, "position", 0)  # In bytes, of a character that YAML does not allow.
    before = text.encode()[:offset].decode("utf-8", "ignore")
    at = SlipSpot(before.count("\n"), len(before) - before.rfind("\n") - 1)
    return Complaint(str(getattr(error, "reason", "")), at, at)


def indentation(line: str) -> int:
    """Return in which column a line begins."""
    return len(line) - len(line.lstrip(" "))


def content_above(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the last line above another that says anything."""
    above = (n for n in range(number - 1, -1, -1) if lines[n].strip())
    return next((n for n in above if not lines[n].lstrip().startswith("#")), None)


def _spot(mark: yaml.Mark | None, lines: Sequence[str]) -> SlipSpot:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # libyaml counts a line end that a text may lack.
        line, column = len(lines) - 1, len(lines[-1])
    return SlipSpot(line, min(column, len(lines[line])))
