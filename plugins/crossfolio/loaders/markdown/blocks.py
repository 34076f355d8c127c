"""A page's body cut into the stretches that Markdown reads as text.

Code, comments and raw HTML are left out. It follows Python-Markdown, which MkDocs uses,
where Markdown's dialects differ. Every step goes forward, so that it is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)$")
_CONTAINER = re.compile(
    r"\s*(?:(?:[*+-]|[0-9]{1,9}\.) |(?:!!!|\?\?\?\+?|===[!+]?|:|\[\^[^\]]{1,80}\]:)(?:\s|$))"
)
_PREFIX = re.compile(r"(?: {0,3}> ?|(?:[*+-]|[0-9]{1,9}\.) +)*")
"""What may stand before a heading: a quotation or the start of a list item."""
_QUOTED = re.compile(r"(?: {0,3}> ?)*")
_ATX = re.compile(r"(#{1,6})")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})$")
_RAW = re.compile(
    r" {0,3}<(address|article|aside|blockquote|body|center|details|dialog|dir|div|dl|dt|dd|"
    r"fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|"
    r"legend|li|link|main|map|math|menu|nav|noframes|noscript|object|ol|p|param|pre|script|"
    r"section|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|ul|"
    r"video|audio|canvas)\b([^>]*)",
    re.IGNORECASE,
)
_VOID = frozenset(("hr", "link", "param"))
_TAB = 4


class Block(NamedTuple):
    """A stretch of text: a paragraph, a run of list items or rows, or a heading."""

    start: int
    """Where it starts in the body, in characters."""
    end: int
    line: int
    """Its first line, counted from 0."""
    heading: int = 0
    """The level of a heading; 0 for text."""


def blocks(body: str) -> Iterator[Block]:
    """Give the text blocks of a body, in order."""
    yield from _Walk(body, body.split("\n")).walk()


@dataclass(slots=True)
class _Walk:
    """Where a walk over the lines of a body has got to."""

    body: str
    lines: list[str]
    number: int = 0
    offset: int = 0
    boxed: bool = False
    """Whether the last line opens a box, which ends with its indentation."""
    code_at: int = _TAB
    """The indentation from which a line after a blank one is code."""
    after_blank: bool = True
    started: tuple[int, int] | None = None
    """Offset and line of the text block that is being gathered."""
    unclosed: set[str] = field(default_factory=set)
    """Fences and tags that nothing closes from here on."""

    def walk(self) -> Iterator[Block]:
        while self.number < len(self.lines):
            line = self.lines[self.number]
            skipped = self._skipped(line)
            if skipped:
                yield from self._flush()
                if line[0] == "<":
                    self.code_at = _TAB
                self._forward(skipped)
                self.after_blank = True
                continue
            yield from self._text(line)
        yield from self._flush()

    def _text(self, line: str) -> Iterator[Block]:
        """Take one line of text, which may end the block before it."""
        indent = _indent(line)
        if not line.strip():
            yield from self._flush()
            self._forward(1)
            self.after_blank = True
            return
        in_box, self.boxed = self.boxed, line.lstrip().startswith(("!!!", "???", "==="))
        in_paragraph = self.started and self.code_at == _TAB and not self.boxed
        if _CONTAINER.match(line) and not in_paragraph:
            self.code_at = (indent // _TAB) * _TAB + 2 * _TAB
        elif self.after_blank or in_box:
            self.code_at = min(self.code_at, (indent // _TAB) * _TAB + _TAB)
        if _RULE.match(line) and not self._underlined(line):
            yield from self._flush()
            self._forward(1)
            self.after_blank = True
            return
        yield from self._heading_or_text(line, -1 if self._is_lazy(indent, in_box) else indent)
        if self.boxed:
            yield from self._flush()

    def _heading_or_text(self, line: str, indent: int) -> Iterator[Block]:
        before = self._before(line) if indent >= 0 else -1
        atx = _ATX.match(line, before) if before >= 0 else None
        level = len(atx[1]) if atx else self._underlined(line)
        if level:
            yield from self._flush()
            start = self.offset + max(before, 0)
            yield Block(start, self.offset + len(line), self.number, level)
            self._forward(1 if atx else 2)
            self.after_blank = True
            if before == 0:
                self.code_at = _TAB
            return
        self.started = self.started or (self.offset, self.number)
        self._forward(1)
        self.after_blank = False

    def _is_lazy(self, indent: int, in_box: bool) -> bool:  # noqa: FBT001
        """Tell whether a line's indentation keeps a heading from starting in it."""
        return bool(indent % _TAB or (indent and not self.after_blank and not in_box))

    def _before(self, line: str) -> int:
        """Return how much of a line stands before the place where a heading may start."""
        start = len(line) - len(line.lstrip())
        pattern = _QUOTED if self.started else _PREFIX
        prefix = pattern.match(line, start)
        return prefix.end() if prefix else start

    def _underlined(self, line: str) -> int:
        """Return the level of a heading that the next line underlines; 0 for none."""
        below = self.lines[self.number + 1] if self.number + 1 < len(self.lines) else ""
        before = (len(line) - len(line.lstrip())) // _TAB * _TAB
        under = _UNDERLINE.match(below, before) if not below[:before].strip() else None
        if not under or self.started or not line.strip():
            return 0
        return 1 if under[1][0] == "=" else 2

    def _flush(self) -> Iterator[Block]:
        if self.started:
            start, line = self.started
            yield Block(start, max(start, self.offset - 1), line)
            self.started = None

    def _forward(self, lines: int) -> None:
        for line in self.lines[self.number : self.number + lines]:
            self.offset += len(line) + 1
        self.number += lines

    def _skipped(self, line: str) -> int:
        """Return how many lines from here on are no text; 0 for none."""
        if self.after_blank and line.strip() and _indent(line) >= self.code_at:
            return 1
        fence = _FENCE.match(line)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            return self._fenced(fence[1])
        if line.lstrip().startswith("<!--"):
            return self._comment()
        raw = _RAW.match(line)
        if raw and 'markdown="' not in raw[2]:
            return self._raw(raw[1].lower())
        return 0

    def _fenced(self, mark: str) -> int:
        closes = re.compile(rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
        key = mark[0] * len(mark)
        if any(key.startswith(known) for known in self.unclosed):
            return 0
        for number in range(self.number + 1, len(self.lines)):
            if closes.match(self.lines[number]):
                return number - self.number + 1
        self.unclosed.add(key)
        return 0

    def _comment(self) -> int:
        if "-->" in self.unclosed:
            return 0
        for number in range(self.number, len(self.lines)):
            if "-->" in self.lines[number]:
                return number - self.number + 1
        self.unclosed.add("-->")
        return 0

    def _raw(self, tag: str) -> int:
        """Count the lines up to the one that closes a raw HTML block; all if none does."""
        if tag in _VOID:
            return 1
        either = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
        depth = 0
        for number in range(self.number, len(self.lines)):
            for found in either.finditer(self.lines[number]):
                depth += -1 if found[1] else 1
            if depth <= 0:
                return number - self.number + 1
        return len(self.lines) - self.number


def _indent(line: str) -> int:
    expanded = line.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip(" "))
