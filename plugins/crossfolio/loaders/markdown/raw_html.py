"""Blocks of raw HTML taken out of the lines of a body.

Python-Markdown's own parser decides what is such a block, so that there is no second opinion.
It is loaded only for a body in which a line begins with a tag, a comment or the like.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.lines import FILLER, RAW, Line

_MAY_BE_RAW = regex(r" {0,3}<[A-Za-z/!?]")
_AS_MARKDOWN = regex(r" {0,3}<([A-Za-z][A-Za-z0-9]*)\b[^<>]*\smarkdown\b[^<>]*>")
"""The start of an element whose content `md_in_html` reads as Markdown."""


def without_raw_html(
    lines: list[Line], *, markdown_in_html: bool
) -> tuple[list[Line], list[tuple[str, int]]]:
    """Return the lines with a single one in place of each block of raw HTML, and the blocks.

    Each block comes with where it starts in the body.
    """
    if not any(_MAY_BE_RAW.match(line.text) for line in lines if "<" in line.text):
        return lines, []
    if markdown_in_html:
        lines = list(_opened(lines))
    blocks: list[tuple[str, int]] = []
    return list(_left(lines, blocks)), blocks


def _opened(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines with raw ones in place of the tags around what is read as Markdown."""
    either, depth = re.compile("<"), 0
    for text, end in lines:
        rest = text
        opened = None if depth else _AS_MARKDOWN.match(text)
        if opened:
            either = re.compile(rf"<(/?){opened[1]}\b[^>]*>", re.IGNORECASE)
            depth, rest = 1, text[opened.end() :]
            yield from _raw(end - len(rest))
        position = 0
        for found in either.finditer(rest) if depth else ():
            depth += -1 if found[1] else 1
            if not depth:
                yield Line(rest[: found.start()], end - len(rest) + found.start())
                yield from _raw(end - len(rest) + found.end())
                position = found.end()
                break
        yield Line(rest[position:], end)


def _raw(end: int) -> Iterator[Line]:
    yield from (Line("", end), Line(RAW, end), Line("", end))


def _left(lines: Sequence[Line], blocks: list[tuple[str, int]]) -> Iterator[Line]:
    """Give the lines of what the parser leaves, each with its end in the body; note blocks."""
    from crossfolio.loaders.markdown.html_pieces import pieces_of  # noqa: PLC0415 - takes long

    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1

    def in_body(place: int) -> int:
        number = bisect_right(starts, place) - 1
        return lines[number].end - (len(lines[number].text) - (place - starts[number]))

    begun, last = "", 0
    pieces, raw = pieces_of("\n".join(line.text for line in lines))
    blocks += [(html, in_body(start)) for html, start in raw]
    for place, piece in pieces:
        if begun and place > last:  # What stood between is rendered elsewhere.
            begun += FILLER * (place - last)
        at = place
        for number, part in enumerate(piece.split("\n")):
            if number:
                yield Line("" if begun.isspace() else begun, in_body(last))
                begun, at = "", at + 1
            begun += part
            if place >= 0:
                at = last = at + len(part)
    yield Line(begun, in_body(last))
