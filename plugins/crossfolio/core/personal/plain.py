"""A text as a reader sees it, with where each of its characters stands in the source."""

import re
from html import unescape
from typing import NamedTuple

_HIDES = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});|\\(?=[!-/:-@\[-`{-~])|"
    r"[\u00ad\u200b-\u200d\u2060\ufeff]|(?<=[\d@])\*\*|\*\*(?=\d)"
)
"""Entities, backslashes before signs, characters without width, and the signs of bold digits."""
_ALIKE = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000", " "
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | {chr(0xFF10 + n): str(n) for n in range(10)}
    | {"\uff20": "@", "\ufe6b": "@", "\uff0b": "+"}
)


class Plain(NamedTuple):
    """A text as it is read."""

    text: str
    places: list[tuple[int, int]] | None
    """For each of its characters where that starts and ends in the source; `None` where all
    are at their places."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch stands in the source."""
        if self.places is None:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def plain(source: str) -> Plain:
    """Return a text without what hides its characters from a search."""
    text = source if source.isascii() else source.translate(_ALIKE)
    hides = "&" in text or "\\" in text or "**" in text or not text.isascii()
    if not (hides and _HIDES.search(text)):
        return Plain(text, None)
    parts, places, at = list[str](), list[tuple[int, int]](), 0
    for found in _HIDES.finditer(text):
        parts.append(text[at : found.start()])
        places += ((it, it + 1) for it in range(at, found.start()))
        if found[0][0] == "&":
            shown = unescape(found[0]).translate(_ALIKE)
            parts.append(shown)
            places += [found.span()] * len(shown)
        at = found.end()
    parts.append(text[at:])
    places += ((it, it + 1) for it in range(at, len(text)))
    return Plain("".join(parts), places)
