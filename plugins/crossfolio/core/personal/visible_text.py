"""A text as a reader sees it, with where each of its characters stands in the source."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from crossfolio.core.regex import regex

_HEX = "[0-9A-Fa-f]"
_HIDING = "|".join(
    (
        r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});",
        # As YAML writes characters between double quotes, and addresses of links the commonest.
        rf"\\x(?P<two>{_HEX}{{2}})|\\u(?P<four>{_HEX}{{4}})|\\U(?P<eight>{_HEX}{{8}})",
        "%(?P<percent>40|20|2[bB])",
        r"</?(?:a|b|c|code|em|i|kbd|mark|small|span|strong|sub|sup|u|v|wbr)(?:[ .][^<>\n]{0,80})?>",
        # Characters without width, and the signs of bold and slanted digits.
        "\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff",
        r"\*(?:(?<=[\d@]\*)\*{0,2}|\*{0,2}(?=[\d+(]))",
        r"\\\\*(?=[!-/:-@\[-`{-~])",
    )
)
"""What hides characters. Each way begins with a character of its own, as `re` then skips all text
without one at once, which a group or a look around in front would prevent."""
_BREAK = r"\n(?P<soft>[ \t]*(?:>[ \t]?){0,3})(?=[\w(+&\\]|#\d)"
_HIDES = regex(_HIDING)
_HIDES_AND_BREAKS = regex(f"{_BREAK}|{_HIDING}")
_ALIKE = str.maketrans(
    dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000", " "
    )
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-")
    | {chr(0xFF10 + n): str(n) for n in range(10)}
    | {"\uff20": "@", "\ufe6b": "@", "\uff0b": "+"}
)
_ENDS = regex(r"[ \t>]*(?:#|$)")
"""A line with which a paragraph ends: a heading, or an empty line."""
_BEGINS = regex(r"\d{1,9}[.)][ \t]|\d\d:\d\d")
"""A line that begins something: an item of a list, or a time."""
_CELL = "|"
_TIMES = "-->"
_NUMBERS = regex(r"\W*\d[\W\d]*")
"""A line of mere numbers; more than two of them are a list."""
_LAST_CODE_POINT = 0x10FFFF


class VisibleText(NamedTuple):
    """A text as it is read."""

    text: str
    starts: list[int]
    """Where in it its stretches begin, the first of which is as it is in the source."""
    spans: list[tuple[int, int]]
    """Where each stretch stands in the source. One as long as its span is as it is there; of
    others each character stands for the whole span."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the text stands in the source."""
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, place: int) -> tuple[int, int]:
        number = bisect_right(self.starts, place) - 1
        start, end = self.spans[number]
        if (
            number + 1 == len(self.starts)
            or self.starts[number + 1] - self.starts[number] == end - start
        ):
            shift = start - self.starts[number]
            return place + shift, place + shift + 1
        return start, end


def visible_text(source: str, *, has_rows: bool = False) -> VisibleText:
    """Return a text without what hides its characters from a search.

    Args:
        source: The text.
        has_rows: Whether each line stands for itself, as in CSV. Otherwise a line that goes on
            in the next is joined to it by a space.
    """
    text = source if source.isascii() else source.translate(_ALIKE)
    pattern = _HIDES if has_rows else _HIDES_AND_BREAKS
    parts, at, size, free = list[str](), 0, 0, 0
    starts, spans, begun = list[int](), list[tuple[int, int]](), (0, 0)
    for found in pattern.finditer(text):
        start, end = found.span()
        if found.lastgroup == "soft":
            start = _start_of_break(text, start, free)
            shown = _joined(text, start, end)
        else:
            shown = _shown(found)
        free = end
        if shown is None:
            continue
        parts += (text[at:start], shown)
        size += start - at + len(shown)
        if len(shown) != end - start:  # What follows stands elsewhere than in the source.
            starts += (begun[0], size - len(shown))
            spans += ((begun[1], start), (start, end))
            begun = size, end
        at = end
    parts.append(text[at:])
    return VisibleText("".join(parts), [*starts, begun[0]], [*spans, (begun[1], len(text))])


def _shown(found: re.Match[str]) -> str:
    """Return what stands for what was found."""
    written = found[0]
    if found.lastgroup:
        number = int(found[found.lastgroup], 16)
        return chr(number).translate(_ALIKE) if 0 < number <= _LAST_CODE_POINT else ""
    return unescape(written).translate(_ALIKE) if written[0] == "&" else ""


def _start_of_break(text: str, newline: int, free: int) -> int:
    """Return where the space, the backslash and the carriage return before a line's end begin.

    Args:
        text: The text.
        newline: The end of the line.
        free: Where what was found before ends.
    """
    end = newline - text.endswith("\r", 0, newline)
    start = end - text.endswith("\\", 0, end)
    while text.endswith((" ", "\t"), 0, start):
        start -= 1
    return start if start >= free else end


def _joined(text: str, start: int, end: int) -> str | None:
    """Return what joins two lines; `None` where the second does not go on with the first."""
    line, stop = text.rfind("\n", 0, start) + 1, _end_of_line(text, end)
    if text.find(_CELL, line, stop) >= 0 or text.find(_TIMES, line, start) >= 0:
        return None
    if _ENDS.match(text, line, start) or _BEGINS.match(text, end):
        return None
    if _NUMBERS.fullmatch(text, line, start) and _NUMBERS.fullmatch(text, end, stop):
        above, below = text.rfind("\n", 0, max(line - 1, 0)) + 1, _end_of_line(text, stop + 1)
        if _has_numbers(text, above, line) or _has_numbers(text, stop, below):
            return None
    is_split = "\\" in text[start:end] and text[start - 1 : start].isdigit()
    return "" if is_split else " "


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _has_numbers(text: str, start: int, end: int) -> bool:
    return _NUMBERS.fullmatch(text, start, end) is not None
