"""The body of a page, scanned once: its headings, marks and links.

The check, the site and the editor all go by this scan.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate
from typing import NamedTuple

from crossfolio.core.evidence import Heading, Mark
from crossfolio.core.ids import LOCAL, UNIT
from crossfolio.core.place import Place
from crossfolio.loaders.markdown_blocks import blocks
from crossfolio.loaders.markdown_inline import inline
from crossfolio.loaders.markdown_limits import Excess, excess
from crossfolio.loaders.markdown_plain import Block

_MARK = re.compile(rf"{UNIT}\.{LOCAL}", re.ASCII | re.IGNORECASE)
_PLAIN_MARK = re.compile(rf"\[({UNIT}\.{LOCAL})\](?![(\[:])", re.ASCII | re.IGNORECASE)
_PLAIN_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_SPECIAL = ("`", "<", "\\", "](", "![")
"""What makes brackets depend on what stands around them."""
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ ]*\n?[ ]*<?([^\s>]+)>?[ ]*"
    r"(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?$",
    re.MULTILINE,
)
"""A reference. Source: `ReferenceProcessor` of Python-Markdown."""
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*)\}[ ]*$")
_NUMBERED = re.compile(r"(.*)_([0-9]{1,9})", re.ASCII)
_OWN_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
_INCLUDE = re.compile(
    r"^[ \t]*;*-+8<-+(?:[ \t].*)?$|\{![^\n]{1,300}!\}|\{%-?[ \t]{0,9}include\b", re.MULTILINE
)
"""What pymdownx.snippets, markdown-include and mkdocs-include-markdown put files in for."""
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+)>", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|<[^<>]*>|[`*\[\]]|(?<!\w)_+|_+(?!\w)")


class Target(NamedTuple):
    """The target of a link in a body."""

    written: str
    place: Place


class Shown(NamedTuple):
    """A picture in a body."""

    alt: str
    written: str
    """Its target; empty where it is given by reference."""
    place: Place


class Scan(NamedTuple):
    """What a body holds."""

    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    links: tuple[Target, ...]
    pictures: tuple[Shown, ...] = ()
    excess: tuple[Excess, Place] | None = None
    """The first thing that makes it too costly to render, and where it stands."""
    include: Place | None = None
    """The first line that would put another file into the page."""


def scan(body: str, path: str, first_line: int) -> Scan:
    """Scan a body.

    Args:
        body: With line ends as LF.
        path: Of the page, for the places.
        first_line: The line of the file on which the body starts.
    """
    return _Scanner(body, path, first_line).scan()


def slug(text: str) -> str:
    """Return the anchor of a heading with this text.

    Source: `slugify` of Python-Markdown's extension `toc`, which MkDocs uses.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


class _Scanner:
    """The state of one scan."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self._body, self._path, self._first = body, path, first_line
        self._starts: list[int] = []
        self._blocks = list(blocks(body))
        self._definitions = list(self._find_definitions()) if "]:" in body else []
        self._references = {found[1].lower() for found in self._definitions}
        self._headings: list[Heading] = []
        self._anchors: set[str] = set()
        self._numbers: dict[tuple[str, int], int] = {}
        self._marks: list[Mark] = []
        self._links: list[Target] = []
        self._pictures: list[Shown] = []

    def scan(self) -> Scan:
        for block in self._blocks:
            self._block(block)
        for found in self._definitions:
            self._links.append(Target(found[2], self._place(found.start(2), found.end(2))))
        return Scan(
            tuple(self._headings),
            tuple(self._marks),
            tuple(self._links),
            tuple(self._pictures),
            self._excess(),
            self._include(),
        )

    def _excess(self) -> tuple[Excess, Place] | None:
        found = excess(self._body)
        return (found, self._place(found.start, found.start + 1)) if found else None

    def _include(self) -> Place | None:
        if not any(sign in self._body for sign in ("8<", "{!", "{%")):
            return None
        found = _INCLUDE.search(self._body)
        return self._place(found.start(), found.end()) if found else None

    def _find_definitions(self) -> Iterator[re.Match[str]]:
        for block in self._blocks:
            if not block.heading:
                yield from _DEFINITION.finditer(self._body, block.start, block.end)

    def _defines(self, start: int) -> bool:
        """Tell whether a reference is defined here."""
        before = bisect_right(self._definitions, start, key=lambda found: found.start())
        return before > 0 and start < self._definitions[before - 1].end()

    def _block(self, block: Block) -> None:
        text = self._body[block.start : block.end]
        if "[" not in text:
            if block.heading:
                self._heading(text, block)
            return
        if not (self._references or any(sign in text for sign in _SPECIAL)):
            self._plain_marks(text, block)
            return
        found = inline(text, self._references)
        marks = [
            b
            for b in found.brackets
            if _MARK.fullmatch(b.text) and not self._defines(block.start + b.start)
        ]
        if block.heading:
            bare = text
            for mark in reversed(marks):
                bare = bare[: mark.start] + bare[mark.end :]
            self._heading(bare, block)
        under = self._headings[-1].anchor if self._headings else ""
        for mark in marks:
            start, end = block.start + mark.start, block.start + mark.end
            place = self._place(start, end)
            self._marks.append(Mark(mark.text.upper(), place, start, end, under))
        for link in found.links:
            start = block.start + link.start
            place = self._place(start, start + len(link.target))
            self._links.append(Target(link.target, place))
        for it in found.pictures:
            place = self._place(block.start + it.start, block.start + it.end)
            self._pictures.append(Shown(it.alt, it.target, place))

    def _plain_marks(self, text: str, block: Block) -> None:
        """Note the marks of a block in which every bracket that is one stands for itself."""
        marks = list(_PLAIN_MARK.finditer(text))
        if block.heading:
            bare = text
            for mark in reversed(marks):
                bare = bare[: mark.start()] + bare[mark.end() :]
            self._heading(bare, block)
        under = self._headings[-1].anchor if self._headings else ""
        for mark in marks:
            start, end = mark.span()
            line = self._first + block.line + text.count("\n", 0, start)
            column = start - text.rfind("\n", 0, start)
            place = Place(self._path, line, column, line, column + end - start)
            whole = block.start + start, block.start + end
            self._marks.append(Mark(mark[1].upper(), place, *whole, under))

    def _heading(self, text: str, block: Block) -> None:
        bare = text.strip().strip("#").strip()
        if _PLAIN_WORDS.fullmatch(bare):
            self._add_heading(bare, self._unique(bare.lower().replace(" ", "-")), block)
            return
        own = None
        attributes = _ATTRIBUTES.search(bare)
        if attributes:
            bare, own = bare[: attributes.start()], _OWN_ID.search(attributes[1])
        words = " ".join(unescape(_MARKUP.sub("", _ADDRESS.sub(r"\1", bare))).split())
        self._add_heading(words, own[1] if own else self._unique(slug(words)), block)

    def _add_heading(self, words: str, anchor: str, block: Block) -> None:
        self._anchors.add(anchor)
        self._headings.append(Heading(words, anchor, block.heading, self._first + block.line))

    def _unique(self, anchor: str) -> str:
        """Return an anchor that no heading has. Source: `unique` of Python-Markdown's `toc`."""
        if anchor and anchor not in self._anchors:
            return anchor
        found = _NUMBERED.fullmatch(anchor)
        head, first = (found[1], int(found[2]) + 1) if found else (anchor, 1)
        number = self._numbers.get((head, first), first)
        while f"{head}_{number}" in self._anchors:
            number += 1
        self._numbers[head, first] = number
        return f"{head}_{number}"

    def _place(self, start: int, end: int) -> Place:
        if not self._starts:
            self._starts = [0, *accumulate(len(it) + 1 for it in self._body.split("\n"))]
        line = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end) - 1
        first = self._first
        return Place(
            self._path,
            first + line,
            start - self._starts[line] + 1,
            first + last,
            end - self._starts[last] + 1,
        )
