"""Passages: the stretch of a text that a place in it belongs to, in lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.evidence import Claim, Evidence, Heading
from crossfolio.core.framework import Framework
from crossfolio.core.marks import known_marks

_ENTRY = re.compile(r"([ \t>]*)(?:[-*+]|\d+[.)])[ \t]")


class Passage(NamedTuple):
    """Lines of a body, from 0, both ends with them."""

    first: int
    last: int


class Spot(NamedTuple):
    """A passage that an item names for a criterion."""

    passage: Passage
    nth: int
    """Which of the criterion's marks it is at, from 1; 0 for the heading that a claim names."""


def spots_of(
    item: Evidence, criterion: str, claim: Claim | None, framework: Framework
) -> list[Spot]:
    """Return the passages in which an item shows a criterion: at its marks, or where `at` says.

    Args:
        item: The item.
        criterion: Its full ID.
        claim: The item's claim on it.
        framework: Says which brackets are marks.
    """
    marks = [
        mark for mark in known_marks(item, framework) if mark.criterion.upper() == criterion.upper()
    ]
    if marks:
        lines = (item.body.count("\n", 0, mark.start) for mark in marks)
        return [Spot(passage_at(item, line), nth) for nth, line in enumerate(lines, start=1)]
    anchor = claim.at if claim else ""
    heads = (it.line - item.body_line for it in item.headings if anchor and it.anchor == anchor)
    return [Spot(passage_at(item, line), 0) for line in heads]


def every_passage(item: Evidence) -> Iterator[Passage]:
    """Give every passage of a body, each once."""
    lines = item.body.split("\n")
    found = (_at(item, lines, line) for line, text in enumerate(lines) if text.strip())
    yield from dict.fromkeys(found)


def passage_at(item: Evidence, line: int) -> Passage:
    """Return the passage that a line of a body belongs to.

    That is what stands under a heading; an entry of a list; a row of a table; else a paragraph.
    """
    return _at(item, item.body.split("\n"), line)


def _at(item: Evidence, lines: list[str], line: int) -> Passage:
    heading = next((it for it in item.headings if it.line - item.body_line == line), None)
    if heading:
        return _under(heading, item, len(lines))
    if _is_row(lines, line):
        return Passage(line, line)
    first = last = line
    while first > 0 and lines[first - 1].strip() and not _ENTRY.match(lines[first]):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and not _ENTRY.match(lines[last + 1]):
        last += 1
    return Passage(first, last)


def text_of(body: str, passage: Passage) -> str:
    """Return the words of a passage, with single blanks."""
    return " ".join(" ".join(body.split("\n")[passage.first : passage.last + 1]).split())


def _under(heading: Heading, item: Evidence, lines: int) -> Passage:
    """Return a heading with all that stands under it."""
    after = (it for it in item.headings if it.line > heading.line and it.level <= heading.level)
    end = min((it.line for it in after), default=item.body_line + lines) - item.body_line
    return Passage(heading.line - item.body_line, end - 1)


def _is_row(lines: list[str], line: int) -> bool:
    """Tell whether a line is a row of a table, which has another row beside it."""
    beside = lines[max(line - 1, 0) : line] + lines[line + 1 : line + 2]
    return "|" in lines[line] and any("|" in it for it in beside)
