"""Marks, links and pictures inside a stretch of Markdown text.

This follows the inline patterns of Python-Markdown in their order: code and escapes first,
then links and pictures from the left, each kind by itself, then addresses and raw HTML.
What an earlier pattern has taken is written over, at its length, so that places stay.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.code_spans import masked_text
from crossfolio.loaders.markdown.lines import FILLER
from crossfolio.loaders.markdown.link_parts import WrittenLink, written_link
from crossfolio.loaders.markdown.nodes import LinkReference

_BRACKET = regex(r"[\[\]]")
_BY_NAME = regex(r"\s?\[([^\]]*)\]")
_BLANKS = regex(r"\s+")
_TAG = regex(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<> !]+@[^@<> ]+|"
    r"/?+[a-zA-Z][^\s\"'<>@]*+(?:\s+[^\s\"'=<>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>]++))?+)*+\s*+/?|"
    r"!--(?:(?!<!--|-->).)*--|[?](?:(?!<[?]|[?]>).)*[?]|"
    r"!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\])>",
    re.DOTALL,
)
"""An address, or raw HTML. Source: `AUTOLINK_RE`, `AUTOMAIL_RE` and `HTML_RE`."""
_SILENT = regex(r"<(/?)(a|code|pre|script|style|kbd|samp|svg)(?=[\s/>])", re.IGNORECASE)
_NAME = regex(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s|/?>)|<[!?]")


class Link(NamedTuple):
    """A link or a picture."""

    target: str
    start: int
    """Where its target stands in the text; -1 where a definition elsewhere gives it."""
    name: str
    """Of that definition; empty where it has its own target."""
    first: int
    last: int
    """Where all of it starts and ends."""
    is_picture: bool
    text: str
    """Between its brackets; of a picture, the words that stand for it."""


class Tag(NamedTuple):
    """A tag of raw HTML."""

    text: str
    start: int

    @property
    def is_address(self) -> bool:
        """Whether it is an address, which becomes a link."""
        return ("://" in self.text or "@" in self.text) and not _NAME.match(self.text)


class Inline(NamedTuple):
    """What stands in a stretch of text."""

    brackets: tuple[tuple[int, int], ...] = ()
    """Those that are text, in order."""
    links: tuple[Link, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    """References to notes."""


class _Pair(NamedTuple):
    """A bracket and its partner."""

    start: int
    """Of the opening bracket."""
    end: int
    """After the closing one."""
    picture: bool


def inline(
    text: str, references: Mapping[str, LinkReference], notes: Collection[str], silent: set[str]
) -> Inline:
    """Find the brackets, links and tags of a stretch of Markdown text.

    Args:
        text: As it is rendered in one go.
        references: What links may refer to, by name in small letters.
        notes: The names of the notes, which links may not take.
        silent: The elements such as `<a>` that are open, which this brings up to date.
    """
    masked = masked_text(text)
    pairs = list(_pairs(masked)) if "[" in masked else []
    brackets = [(pair.start, pair.end) for pair in pairs if not pair.picture]
    if "](" not in masked and "<" not in text and not (references or notes or silent):
        return Inline(tuple(brackets))
    search = _Search(text, masked, pairs, references, notes)
    links = search.links() if pairs else []
    tags = list(_tags(text, search.left)) if "<" in text else []
    quiet = list(_quiet(links, tags, len(text), silent)) if tags or silent else []
    taken = sorted(
        [*search.taken, *((tag.start, tag.start + len(tag.text)) for tag in tags), *quiet]
    )
    free = _outside(brackets, taken)
    return Inline(tuple(free), tuple(links), tuple(tags), tuple(search.notes))


def _pairs(masked: str) -> Iterator[_Pair]:
    """Give each bracket with its partner, in the order of their starts."""
    opened: list[int] = []
    found: list[_Pair] = []
    for bracket in _BRACKET.finditer(masked):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            found.append(_Pair(start, bracket.end(), masked[start - 1 : start] == "!"))
    found.sort()
    return iter(found)


class _Search:
    """The search for links in one text: each kind from the left, one after the other."""

    def __init__(
        self,
        text: str,
        masked: str,
        pairs: list[_Pair],
        references: Mapping[str, LinkReference],
        notes: Collection[str],
    ) -> None:
        self.left, self.taken = masked, list[tuple[int, int]]()
        self.notes: list[tuple[int, int]] = []
        self._text, self._pairs = text, pairs
        self._references, self._notes = references, notes
        self._found: list[Link] = []
        self._dead: set[int] = set()

    def links(self) -> list[Link]:
        """Find all links and pictures."""
        self._notes_first()
        binds = any(self.left.startswith("(", pair.end) for pair in self._pairs)
        if self._references:
            self._each(self._by_name, picture=False)
        if binds:
            self._each(self._by_target, picture=False)
            self._each(self._by_target, picture=True)
        if self._references:
            self._each(self._by_name, picture=True)
            self._each(self._by_own_name, picture=False)
            self._each(self._by_own_name, picture=True)
        return self._found

    def _notes_first(self) -> None:
        for pair in self._pairs:
            name = self.left[pair.start + 1 : pair.end - 1]
            if name.startswith("^") and name[1:] in self._notes:
                self.notes.append((pair.start, pair.end))
                self._take(pair, pair.end, pair.start)

    def _each(self, find: Callable[[_Pair], int], *, picture: bool) -> None:
        skip = 0
        for pair in self._pairs:
            if pair.picture is picture and pair.start not in self._dead and pair.start >= skip:
                skip = find(pair) or skip

    def _by_target(self, pair: _Pair) -> int:
        link = written_link(self._text, self.left, pair.end)
        if link:
            self._add(pair, link.end, link, "")
            return link.end
        return 0

    def _by_name(self, pair: _Pair) -> int:
        found = _BY_NAME.match(self.left, pair.end)
        if not found:
            return 0
        name = found[1] or self._text[pair.start + 1 : pair.end - 1]
        name = _BLANKS.sub(" ", name.lower())
        if name in self._references:
            self._add(pair, found.end(), None, name)
        return found.end()

    def _by_own_name(self, pair: _Pair) -> int:
        name = _BLANKS.sub(" ", self._text[pair.start + 1 : pair.end - 1].lower())
        if name in self._references:
            self._add(pair, pair.end, None, name)
        return pair.end

    def _add(self, pair: _Pair, end: int, link: WrittenLink | None, name: str) -> None:
        target = link.target if link else self._references[name].target
        words = self._text[pair.start + 1 : pair.end - 1]
        first = pair.start - pair.picture
        start = link.start if link else -1
        if pair.picture:  # What is a link by itself is none in the words for a picture.
            self._found = [found for found in self._found if not first < found.first < end]
        self._found.append(Link(target, start, name, first, end, pair.picture, words))
        self._take(pair, end, pair.end if not pair.picture else pair.start)

    def _take(self, pair: _Pair, end: int, after: int) -> None:
        """Write over what belongs to a link; brackets in its text may still be pictures."""
        first = pair.start - pair.picture
        self.taken.append((first, end))
        self._dead.add(pair.start)
        for other in self._pairs[bisect_left(self._pairs, (after,)) :]:
            if other.start >= end:
                break
            self._dead.add(other.start)
        filler = FILLER * (end - after)
        self.left = self.left[:after] + filler + self.left[end:]


def _tags(text: str, left: str) -> Iterator[Tag]:
    for found in _TAG.finditer(left):
        yield Tag(text[found.start() : found.end()], found.start())


def _quiet(
    links: list[Link], tags: list[Tag], end: int, silent: set[str]
) -> Iterator[tuple[int, int]]:
    """Give the stretches inside `<a>`, `<code>` and the like, which no mark may stand in.

    An element that nothing closes goes on to the end of the page, as browsers read it; a
    link ends the one that is open.
    """
    opened = dict.fromkeys(silent, 0)
    events = [(tag.start, "a" if tag.is_address else "", tag.text) for tag in tags]
    events += [(found.first, "a", "") for found in links if not found.is_picture]
    for start, link, tag in sorted(events):
        found = _SILENT.match(tag)
        if link and link in opened:
            yield opened.pop(link), start
        elif found and found[1] and found[2].lower() in opened:
            yield opened.pop(found[2].lower()), start + len(tag)
        elif found and not found[1] and not (found[2] == "svg" and tag.endswith("/>")):
            opened.setdefault(found[2].lower(), start)
    silent.clear()
    silent.update(opened)
    for start in opened.values():
        yield start, end


def _outside(
    brackets: list[tuple[int, int]], taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the brackets that stand in nothing that is taken; both are in order."""
    reach, position = 0, 0
    for start, end in brackets:
        while position < len(taken) and taken[position][0] <= start:
            reach = max(reach, taken[position][1])
            position += 1
        if end > reach:
            yield start, end
