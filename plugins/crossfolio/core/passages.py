"""Passages: the stretch of a text that a place in it belongs to, in lines."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Claim, Evidence, Heading
from crossfolio.core.framework import Framework
from crossfolio.core.marks import known_marks
from crossfolio.core.regex import regex

_ENTRY = regex(r"([ \t>]*)(?:[-*+]|\d+[.)])[ \t]")


_MOST = 200
"""Marks of a criterion whose passages are looked at."""


class Passage(NamedTuple):
    """Lines of a body, from 0, both ends with them."""

    first: int
    last: int


class PassageSpot(NamedTuple):
    """A passage that an item names for a criterion."""

    passage: Passage
    nth: int
    """Which of the criterion's marks it is at, from 1; 0 for the heading that a claim names."""


def spots_of(
    item: Evidence, criterion: str, claim: Claim | None, framework: Framework
) -> list[PassageSpot]:
    """Return the passages in which an item shows a criterion: at its marks, or where `at` says.

    Each stands there once, and so many at most.

    Args:
        item: The item.
        criterion: Its full ID.
        claim: The item's claim on it.
        framework: Says which brackets are marks.
    """
    key = criterion.upper()
    lines = item.body.split("\n")
    marks = [mark for mark in known_marks(item, framework) if mark.criterion.upper() == key]
    if marks:
        at = [
            (nth, item.body.count("\n", 0, mark.start)) for nth, mark in enumerate(marks[:_MOST], 1)
        ]
    else:
        anchor = claim.at if claim else ""
        named = (heading for heading in item.headings if anchor and heading.anchor == anchor)
        at = [(0, heading.line - item.body_line) for heading in named]
    found: dict[Passage, int] = {}
    for nth, line in at:
        found.setdefault(_at(item, lines, line), nth)
    return [PassageSpot(passage, nth) for passage, nth in found.items()]


def every_passage(item: Evidence) -> Iterator[Passage]:
    """Give every passage of a body, each once."""
    lines = item.body.split("\n")
    yield from _sections(item, len(lines))
    heads = {heading.line - item.body_line for heading in item.headings}
    end = -1
    for number, text in enumerate(lines):
        if _is_row(lines, number):
            yield Passage(number, number)
        if number > end and text.strip() and number not in heads:
            passage = _at(item, lines, number)
            end = passage.last
            yield passage


def text_of(lines: Sequence[str], passage: Passage) -> str:
    """Return the words of a passage, with single blanks."""
    return " ".join(" ".join(lines[passage.first : passage.last + 1]).split())


def _at(item: Evidence, lines: list[str], line: int) -> Passage:
    """Return the passage that a line of a body belongs to.

    That is what stands under a heading; an entry of a list; a row of a table; else a paragraph.
    """
    if any(heading.line - item.body_line == line for heading in item.headings):
        return next(section for section in _sections(item, len(lines)) if section.first == line)
    if _is_row(lines, line):
        return Passage(line, line)
    first = last = line
    while first > 0 and lines[first - 1].strip() and not _ENTRY.match(lines[first]):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and not _ENTRY.match(lines[last + 1]):
        last += 1
    return Passage(first, last)


def _sections(item: Evidence, lines: int) -> Iterator[Passage]:
    """Give each heading with all that stands under it."""
    above: list[Heading] = []
    for heading in sorted(item.headings, key=lambda heading: heading.line):
        while above and above[-1].level >= heading.level:
            yield Passage(above.pop().line - item.body_line, heading.line - item.body_line - 1)
        above.append(heading)
    for heading in above:
        yield Passage(heading.line - item.body_line, lines - 1)


def _is_row(lines: list[str], line: int) -> bool:
    """Tell whether a line is a row of a table, which has another row beside it."""
    beside = lines[max(line - 1, 0) : line] + lines[line + 1 : line + 2]
    return "|" in lines[line] and any("|" in text for text in beside)
