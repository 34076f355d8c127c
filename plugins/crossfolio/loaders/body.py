"""The body of a page, scanned once: its headings, marks and links.

The check, the site and the editor all go by this scan.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from crossfolio.core.evidence import Heading, Mark
from crossfolio.core.ids import LOCAL, UNIT
from crossfolio.core.place import Place
from crossfolio.loaders.markdown_blocks import Block, blocks
from crossfolio.loaders.markdown_inline import inline

_MARK = re.compile(rf"{UNIT}\.{LOCAL}", re.ASCII | re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*<?([^\s>]*)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^\}\n]*)\}[ ]*$")
_OWN_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^<>]*>|[`*\[\]]|(?<!\w)_+|_+(?!\w)")


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a link in a body."""

    written: str
    place: Place


@dataclass(frozen=True, slots=True)
class Scan:
    """What a body holds."""

    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    links: tuple[Target, ...]


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
        lines = body.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._definitions = list(_DEFINITION.finditer(body)) if "]:" in body else []
        self._references = {found[1].lower() for found in self._definitions}
        self._headings: list[Heading] = []
        self._anchors: set[str] = set()
        self._marks: list[Mark] = []
        self._links: list[Target] = []

    def scan(self) -> Scan:
        for block in blocks(self._body):
            self._block(block)
        for found in self._definitions:
            if not found[1].startswith("^"):
                self._links.append(Target(found[2], self._place(found.start(2), found.end(2))))
        return Scan(tuple(self._headings), tuple(self._marks), tuple(self._links))

    def _block(self, block: Block) -> None:
        text = self._body[block.start : block.end]
        if "[" not in text:
            if block.heading:
                self._heading(text, block)
            return
        found = inline(text, self._references)
        marks = [b for b in found.brackets if _MARK.fullmatch(b.text)]
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

    def _heading(self, text: str, block: Block) -> None:
        bare = text.strip().strip("#").strip()
        own = None
        attributes = _ATTRIBUTES.search(bare)
        if attributes:
            bare, own = bare[: attributes.start()], _OWN_ID.search(attributes[1])
        words = " ".join(unescape(_MARKUP.sub("", bare)).split())
        anchor = own[1] if own else _unique(slug(words), self._anchors)
        self._anchors.add(anchor)
        self._headings.append(Heading(words, anchor, block.heading, self._first + block.line))

    def _place(self, start: int, end: int) -> Place:
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


def _unique(anchor: str, taken: set[str]) -> str:
    """Return an anchor that no heading has. Source: `unique` of Python-Markdown's `toc`."""
    while anchor in taken or not anchor:
        head, _, number = anchor.rpartition("_")
        is_numbered = head and number.isdigit()
        anchor = f"{head}_{int(number) + 1}" if is_numbered else f"{anchor}_1"
    return anchor
