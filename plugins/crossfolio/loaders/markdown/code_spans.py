"""Code between backticks, and characters that a backslash takes their meaning from."""

import re
from collections.abc import Iterator

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.lines import FILLER

_TICKS = regex(r"\\*`+")
_ESCAPED = regex(r"\\([\\`*_{}\[\]()>#+\-.!])", re.DOTALL)


def masked_text(text: str) -> str:
    """Write over code and over characters that a backslash takes their meaning from."""
    pieces, position = [], 0
    if "`" in text:
        for start, end in _code(text):
            pieces += [text[position:start], FILLER * (end - start)]
            position = end
    text = "".join((*pieces, text[position:])) if pieces else text
    if "\\" in text:
        return _ESCAPED.sub(lambda found: FILLER * len(found[0]), text)
    return text


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Give where code between backticks starts and ends.

    A run of backticks is closed by the next one of its length; else part of it by the
    longest one that follows, where that is shorter. Source: `BacktickInlineProcessor`.
    """
    runs = [
        (match.end() - match[0].count("`"), match.end(), match.start())
        for match in _TICKS.finditer(text)
    ]
    longest, largest = (0, 0), list[tuple[int, int]]()
    for start, end, _ in reversed(runs):
        largest.append(longest)
        longest = (end - start, end) if end - start >= longest[0] else longest
    largest.reverse()
    later: dict[int, list[int]] = {}
    for start, end, _ in reversed(runs):
        later.setdefault(end - start, []).append(end)
    position = 0
    for (start, end, slashes), (size, close) in zip(runs, largest, strict=True):
        opened = max(start + (start - slashes) % 2, position)
        if opened >= end:
            continue
        ticks = end - opened
        ends = later.get(ticks, [])
        while ends and ends[-1] <= end:
            ends.pop()
        if ends or 0 < size < ticks:
            position = ends[-1] if ends else close
            yield opened, position
        else:
            position = end + ticks
