"""The body of a page, scanned once: its headings, marks and links.

The check, the site and the editor all go by this scan.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from crossfolio.core.dialect import Dialect
from crossfolio.core.evidence import Mark
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.blocks import blocks
from crossfolio.loaders.markdown.headings import Headings
from crossfolio.loaders.markdown.html_tags import split_tags
from crossfolio.loaders.markdown.includes import include_in
from crossfolio.loaders.markdown.inline import Inline, inline
from crossfolio.loaders.markdown.limits import excess
from crossfolio.loaders.markdown.nodes import Blocks, TextUnit
from crossfolio.loaders.markdown.places import Places
from crossfolio.loaders.markdown.scan import MARK, RawTag, Scan, ShownFile, Target

_MARKS = regex(rf"\[{MARK.pattern}(?: *, *{MARK.pattern})*\]", MARK.flags)
_LONGEST = 2000
"""Characters in brackets that are looked at; no mark is longer."""
_BEFORE = regex(r"[A-Za-z0-9!\\]")
"""What before a bracket makes it part of a word, of a picture, or text."""
_BINDS = ("(", "[", ":")
"""What after a bracket makes it part of a link or of a definition."""
_ROUGHLY = regex(r"\]\([ ]?<?([^\s()<>]{1,300})")
"""A link, in a body that nobody renders."""
_AFTER_TEXT = regex(r"\n *\{:? *[^}\n ][^\n]*\} *$")
_LIST = r"\{:? *[^}\n ][^}\n]*\}"
_BEHIND_LINK = regex(_LIST)
_BEHIND_MARKUP = rf"(?<=[*`]){_LIST}|(?<=[_~^=+])\{{[:.#][^}}\n]*\}}"
_ATTRIBUTES = {
    False: regex(_BEHIND_MARKUP),
    True: regex(rf" +\{{:? *[^}}\n ][^\n]*\}} *$|{_BEHIND_MARKUP}"),
}
"""What `attr_list` takes behind other markup and, if so, from the end of a heading or a cell."""


def scan(body: str, path: str, first_line: int, dialect: Dialect) -> Scan:
    """Scan a body.

    Args:
        body: With line ends as LF.
        path: Of the page, for the places.
        first_line: The line of the file on which the body starts.
        dialect: Of the site.
    """
    places = Places(body, path, first_line)
    include = include_in(body, dialect)
    inside = places.of(*include) if include else None
    found = excess(body)
    if found:
        links = [Target(match[1], places.of(*match.span(1))) for match in _ROUGHLY.finditer(body)]
        too_much = (found, places.of(found.start, found.start + 1))
        return Scan((), (), tuple(links), excess=too_much, include=inside)
    return _Scanner(places, dialect).scan()._replace(include=inside)


class _Scanner:
    """The state of one scan."""

    def __init__(self, places: Places, dialect: Dialect) -> None:
        self._places, self._dialect = places, dialect
        self._with_attributes = "attr_list" in dialect.extensions
        self._headings = Headings(dialect)
        self._marks: list[Mark] = []
        self._links: list[Target] = []
        self._pictures: list[ShownFile] = []
        self._tags: list[RawTag] = []
        self._silent: set[str] = set()
        self._with_spans = "pymdownx.bracketspan" in dialect.extensions
        self._found = Blocks()

    def scan(self) -> Scan:
        self._found = blocks(self._places.expanded, self._dialect)
        for unit in self._found.units:
            if unit.by_line:
                for line in unit.lines:
                    self._unit(TextUnit([line], unit.level, is_cell=unit.is_cell))
            elif unit.lines:
                self._unit(unit)
        for html, start in self._found.raw:
            for text, place in split_tags(html, start):
                self._tag(text, place)
        return Scan(
            tuple(self._headings.all),
            tuple(sorted(self._marks, key=lambda mark: mark.start)),
            tuple(sorted(self._links, key=lambda link: link.place)),
            tuple(self._pictures),
            tuple(sorted(self._tags, key=lambda tag: tag.place)),
        )

    def _unit(self, unit: TextUnit) -> None:
        lines = unit.lines
        text = lines[0].text if len(lines) == 1 else "\n".join(line.text for line in lines)
        if self._with_attributes and "{" in text and not unit.level:
            text = _AFTER_TEXT.sub("", text)
        if "[" not in text and "<" not in text:
            if unit.level:
                self._heading(unit, text)
            return
        starts = [0, *accumulate(len(line.text) + 1 for line in lines)]

        def at(position: int) -> int:
            number = min(bisect_right(starts, position) - 1, len(lines) - 1)
            line = lines[number]
            return line.end - len(line.text) + position - starts[number]

        silent = {*self._silent} if unit.is_cell else self._silent
        found = inline(text, self._found.references, self._found.notes, silent)
        marks = self._marks_among(text, found.brackets)
        if self._with_attributes and "{" in text:
            ends = _ATTRIBUTES[bool(unit.level) or unit.is_cell]
            taken = [match.span() for match in ends.finditer(text)]
            behind = (_BEHIND_LINK.match(text, link.last) for link in found.links)
            taken += [match.span() for match in behind if match]
            marks = [mark for mark in marks if not any(a <= mark[0] < b for a, b in taken)]
        if unit.level:
            self._heading(unit, _without(text, marks, _markup(found)))
        for first, last in marks:
            self._mark(text[first:last], at(first))
        self._note(found, text, at)

    def _marks_among(self, text: str, brackets: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the brackets that are marks; of several side by side the last decides first."""
        marks: list[tuple[int, int]] = []
        for first, last in sorted(brackets, reverse=True):
            is_before_mark = bool(marks) and marks[-1][0] == last
            if self._is_mark(text, first, last, is_before_mark=is_before_mark):
                marks.append((first, last))
        return marks[::-1]

    def _is_mark(self, text: str, first: int, last: int, *, is_before_mark: bool) -> bool:
        if last - first > _LONGEST or _BEFORE.match(text, first - 1 if first else len(text)):
            return False
        binds = not is_before_mark and text.startswith(_BINDS, last)
        if binds or (self._with_spans and text.startswith("{", last)):
            return False
        return _MARKS.fullmatch(text, first, last) is not None

    def _mark(self, written: str, start: int) -> None:
        """Note the marks that stand between two brackets, where they are found again."""
        if not self._places.expanded.startswith(written, start):
            return  # Python-Markdown has moved it; nothing in its place may be taken for it.
        names = list(MARK.finditer(written))
        position = 0
        for number, name in enumerate(names):
            last = number == len(names) - 1
            end = len(written) if last else name.end() + 1
            first = self._places.in_body(start + (position if number == 0 else name.start()))
            after = self._places.in_body(start + end - 1) + 1
            self._marks.append(Mark(name[0].upper(), first, after, self._headings.anchor))
            position = end

    def _heading(self, unit: TextUnit, text: str) -> None:
        start = unit.lines[0].end - len(unit.lines[0].text)
        line = self._places.line_of(self._places.in_body(start))
        self._headings.add(text, unit.level, line)

    def _note(self, found: Inline, text: str, at: Callable[[int], int]) -> None:
        for link in found.links:
            if link.start >= 0:
                start = self._places.in_body(at(link.start))
            else:
                start = self._places.in_body(self._found.references[link.name].start)
            target = self._places.of(start, start + len(link.target))
            self._links.append(Target(link.target, target))
            if link.is_picture:
                first = self._places.in_body(at(link.first))
                place = self._places.of(first, self._places.in_body(at(link.last - 1)) + 1)
                self._pictures.append(ShownFile(link.text, link.target, place))
        for tag in found.tags:
            if not tag.is_address:
                self._tag(tag.text, at(tag.start))

    def _tag(self, text: str, start: int) -> None:
        first = self._places.in_body(start)
        self._tags.append(RawTag(text, self._places.of(first, first + len(text))))


def _markup(found: Inline) -> Iterator[tuple[int, int]]:
    """Give what of links, pictures and tags in a heading is no words of it."""
    for link in found.links:
        if link.is_picture:
            yield link.first, link.last
        else:
            yield link.first, link.first + 1
            yield link.first + 1 + len(link.text), link.last
    yield from found.notes
    for tag in found.tags:
        if tag.is_address:
            yield tag.start, tag.start + 1
            yield tag.start + len(tag.text) - 1, tag.start + len(tag.text)
        else:
            yield tag.start, tag.start + len(tag.text)


def _without(text: str, marks: list[tuple[int, int]], markup: Iterable[tuple[int, int]]) -> str:
    """Return the words of a heading: a mark goes with the blanks before it, or after it."""
    reach = len(text)
    cuts = sorted(
        [*((*cut, True) for cut in marks), *((*cut, False) for cut in markup)], reverse=True
    )
    for first, last, is_mark in cuts:
        if last > reach:
            continue
        reach = first
        before = text[:first]
        if is_mark and before.strip(" "):
            before = before.rstrip(" ")
        text = before + (text[last:].lstrip(" ") if is_mark and not before.strip() else text[last:])
    return text
