"""Brackets and links inside a stretch of Markdown text, found in one pass."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\(?P<escaped>.)|(?P<ticks>`+)|(?P<comment><!--)|(?P<tag></?[A-Za-z][^<>]*>)|"
    r"(?P<open>!?\[)|(?P<close>\])",
    re.DOTALL,
)
_TARGET = re.compile(
    r"\(\s{0,9}(?:<(?P<angle>[^<>\n]{0,2000})>|"
    r"(?P<bare>[^\s()<>]{0,2000}(?:\([^\s()]{0,2000}\)[^\s()]{0,2000}){0,9}))"
    r"(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s{0,9}\)"
)
_REFERENCE = re.compile(r"\s?\[([^\[\]\n]{0,200})\]")
_SILENT = re.compile(r"<(/?)(a|code|pre|script|style|textarea|kbd|samp)\b", re.IGNORECASE)

_LONGEST = 210
"""Characters in brackets that are looked at; no mark and no name of a reference is longer."""


class Bracket(NamedTuple):
    """A pair of brackets that is no link, with the offsets of its two ends."""

    start: int
    end: int
    """After the closing bracket."""
    text: str
    """Empty where it is very long."""


class Link(NamedTuple):
    """The target of a link or picture, with the offset of the target."""

    target: str
    start: int


class Picture(NamedTuple):
    """A picture, with the offsets of its two ends."""

    alt: str
    target: str
    """Empty where it is given by reference."""
    start: int
    end: int


class Inline(NamedTuple):
    """What stands in a stretch of text."""

    brackets: tuple[Bracket, ...]
    """Those that may be marks, in order."""
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...] = ()


def inline(text: str, references: AbstractSet[str]) -> Inline:
    """Find the brackets and the link targets of a stretch of Markdown text.

    Args:
        text: A paragraph or a heading.
        references: The names of the page's reference definitions, in small letters.
    """
    pairs, silent = _pairs(text)
    brackets, links, pictures, linked = [], [], [], list(silent)
    for start, end, picture in pairs:
        target = _TARGET.match(text, end)
        if picture and (target or _refers(text, start, end, references)):
            pictures.append(_picture(text, start, end, target))
        if target:
            group = "angle" if target["angle"] is not None else "bare"
            links.append(Link(target[group], target.start(group)))
            linked.append((start, target.end()))
        elif picture or _refers(text, start, end, references):
            linked.append((start, end))
        elif not text.startswith(("(", "[", ":"), end):
            within = text[start + 1 : end - 1] if end - start < _LONGEST else ""
            brackets.append(Bracket(start, end, within))
    free = _outside(sorted(brackets, key=lambda b: b.start), sorted(linked))
    return Inline(tuple(free), tuple(links), tuple(pictures))


def _picture(text: str, start: int, end: int, target: re.Match[str] | None) -> Picture:
    at = (target["angle"] or target["bare"] or "") if target else ""
    return Picture(text[start + 1 : end - 1], at, start - 1, target.end() if target else end)


def _refers(text: str, start: int, end: int, references: AbstractSet[str]) -> bool:
    """Tell whether brackets are a link by reference, `[text][name]` or `[name]`."""
    follows = _REFERENCE.match(text, end)
    own = text[start + 1 : end - 1].lower() if end - start < _LONGEST else ""
    return own in references or bool(follows and (follows[1].lower() or own) in references)


def _pairs(text: str) -> tuple[list[tuple[int, int, bool]], list[tuple[int, int]]]:
    """Return bracket pairs (start, end, picture) and the stretches that are no text."""
    pairs: list[tuple[int, int, bool]] = []
    silent: list[tuple[int, int]] = []
    opened: list[tuple[int, bool]] = []
    hidden: dict[str, int] = {}
    ticks = _closing_ticks(text)
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        if token["open"]:
            picture = token["open"].startswith("!")
            opened.append((token.end() - 1, picture))
        elif token["close"] and opened:
            start, picture = opened.pop()
            pairs.append((start, token.end(), picture))
        elif token["ticks"]:
            position = ticks.get(token.start(), position)
        elif token["comment"]:
            close = text.find("-->", position)
            position = close + 3 if close >= 0 else position
        elif token["tag"]:
            _hide(token, hidden, silent)
    return pairs, silent


def _hide(token: re.Match[str], hidden: dict[str, int], silent: list[tuple[int, int]]) -> None:
    """Note the text between `<a>`, `<code>` and the like and their closing tags."""
    tag = _SILENT.match(token[0])
    if tag and tag[1]:
        start = hidden.pop(tag[2].lower(), None)
        if start is not None:
            silent.append((start, token.end()))
    elif tag:
        hidden.setdefault(tag[2].lower(), token.start())


def _closing_ticks(text: str) -> dict[int, int]:
    """Return, for each run of backticks that opens code, where the code ends."""
    ends: dict[int, int] = {}
    later: dict[int, int] = {}
    for run in reversed(list(re.finditer("`+", text))):
        size = run.end() - run.start()
        if size in later:
            ends[run.start()] = later[size]
        later[size] = run.end()
    return ends


def _outside(brackets: list[Bracket], linked: list[tuple[int, int]]) -> Iterator[Bracket]:
    """Give the brackets that stand in no link; both lists are in order of their starts."""
    reach, position = 0, 0
    for bracket in brackets:
        while position < len(linked) and linked[position][0] < bracket.start:
            reach = max(reach, linked[position][1])
            position += 1
        if bracket.end > reach:
            yield bracket
