"""One slip of the pen in a line, of every sort that is common."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_KEY = re.compile(r"(?P<lead>[ ]*(?:- )?\{?)(?P<key>[a-z_]{3,})(?P<colon>: )")
_TOKEN = re.compile(r"[A-Z][A-Z0-9-]+(?:\.[A-Z0-9.]+)?")
_DAY = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


class Made(NamedTuple):
    """A line with a slip in it."""

    what: str
    line: str


def slips_of(line: str) -> Iterator[Made]:
    """Give what may become of a line by one slip."""
    yield from _in_key(line)
    yield from _in_brackets(line)
    for found in _TOKEN.finditer(line):
        yield from _in_token(line, found)
    for found in _DAY.finditer(line):
        written = f"{found['day']}/{found['month']}/{found['year']}"
        yield Made("a date in another order", line[: found.start()] + written + line[found.end() :])
        none = f"{found['year']}-{found['month']}-32"
        yield Made("a day that there is not", line[: found.start()] + none + line[found.end() :])
    if line.startswith(("  ", "- ")):
        yield Made("a blank too many before it", f" {line}")
    if line.startswith("  "):
        yield Made("a blank too few before it", line[1:])


def _in_key(line: str) -> Iterator[Made]:
    found = _KEY.match(line)
    if not found:
        return
    lead, key, rest = found["lead"], found["key"], line[found.end() :]
    yield Made("a colon left out", f"{lead}{key} {rest}")
    yield Made("no blank after the colon", f"{lead}{key}:{rest}")
    yield Made("a key with a letter twice", f"{lead}{key[:2]}{key[1:]}: {rest}")
    yield Made("a key without a letter", f"{lead}{key[:1]}{key[2:]}: {rest}")
    yield Made("a key with two letters swapped", f"{lead}{key[1]}{key[0]}{key[2:]}: {rest}")


def _in_brackets(line: str) -> Iterator[Made]:
    for sign in "]}\"'":
        if line.rstrip().endswith(sign):
            at = line.rindex(sign)
            yield Made(f"a closing {sign} left out", line[:at] + line[at + 1 :])
    if ", " in line and "[" in line:
        yield Made("a comma left out", line.replace(", ", " ", 1))


def _in_token(line: str, found: re.Match[str]) -> Iterator[Made]:
    token, start, end = found[0], found.start(), found.end()
    if token[0] == token[1]:
        return
    swapped = token[1] + token[0] + token[2:]
    for what, new in (
        ("two letters of a code swapped", swapped),
        ("a letter of a code twice", token[0] + token),
        ("a letter of a code left out", token[1:]),
        ("the last sign of a code twice", token + token[-1]),
    ):
        yield Made(what, line[:start] + new + line[end:])
