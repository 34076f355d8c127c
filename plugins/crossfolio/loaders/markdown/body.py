"""The body of a page, scanned once: its headings, marks and links.

The check, the site and the editor all go by this scan.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from crossfolio.core.evidence import Mark
from crossfolio.core.place import Place
from crossfolio.loaders.markdown.blocks import Block, blocks
from crossfolio.loaders.markdown.headings import Headings
from crossfolio.loaders.markdown.inline import inline
from crossfolio.loaders.markdown.limits import Excess, excess
from crossfolio.loaders.markdown.plain_body import scan_plain
from crossfolio.loaders.markdown.scan import MARK, Scan, Shown, Target

_PLAIN_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ ]*\n?[ ]*<?([^\s>]+)>?[ ]*"
    r"(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?$",
    re.MULTILINE,
)
"""A reference. Source: `ReferenceProcessor` of Python-Markdown."""
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ ]*\n?[ ]*<?([^\s>]+)>?[ ]*"
    r"(?:\n?[ ]*(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\))[ ]*)?$",
    re.MULTILINE,
)
"""A reference. Source: `ReferenceProcessor` of Python-Markdown."""
_INCLUDE = re.compile(
    r"^[ \t]*;*-+8<-+(?:[ \t].*)?$|\{![^\n]{1,300}!\}|\{%-?[ \t]{0,9}include\b", re.MULTILINE
)
"""What pymdownx.snippets, markdown-include and mkdocs-include-markdown put files in for."""


def scan(body: str, path: str, first_line: int) -> Scan:
    """Scan a body.

    Args:
        body: With line ends as LF.
        path: Of the page, for the places.
        first_line: The line of the file on which the body starts.
    """
    return scan_plain(body, first_line) or _Scanner(body, path, first_line).scan()


class _Scanner:
    """The state of one scan."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self._body, self._path, self._first = body, path, first_line
        self._starts: list[int] = []
        self._blocks = list(blocks(body))
        self._definitions = list(self._find_definitions()) if "]:" in body else []
        self._references = {found[1].lower() for found in self._definitions}
        self._headings = Headings()
        self._marks: list[Mark] = []
        self._links: list[Target] = []
        self._pictures: list[Shown] = []

    def scan(self) -> Scan:
        for block in self._blocks:
            self._block(block)
        for found in self._definitions:
            self._links.append(Target(found[2], self._place(found.start(2), found.end(2))))
        return Scan(
            tuple(self._headings.all),
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
                self._headings.add(text, block.heading, self._first + block.line)
            return
        found = inline(text, self._references)
        marks = [
            b
            for b in found.brackets
            if MARK.fullmatch(b.text) and not self._defines(block.start + b.start)
        ]
        if block.heading:
            bare = text
            for mark in reversed(marks):
                bare = bare[: mark.start] + bare[mark.end :]
            self._headings.add(bare, block.heading, self._first + block.line)
        under = self._headings.anchor
        for mark in marks:
            start, end = block.start + mark.start, block.start + mark.end
            self._marks.append(Mark(mark.text.upper(), start, end, under))
        for link in found.links:
            start = block.start + link.start
            place = self._place(start, start + len(link.target))
            self._links.append(Target(link.target, place))
        for it in found.pictures:
            place = self._place(block.start + it.start, block.start + it.end)
            self._pictures.append(Shown(it.alt, it.target, place))

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
