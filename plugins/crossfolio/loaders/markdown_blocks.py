"""A page's body cut into the stretches that Markdown reads as text.

Code, comments and raw HTML are left out. It follows Python-Markdown, which MkDocs uses,
where Markdown's dialects differ. Every step goes forward, so that it is linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)$")
_CONTAINER = re.compile(
    r"(\s*)(?:[*+-]|[0-9]{1,9}[.)]|!!!|\?\?\?\+?|===[!+]?|:|\[\^[^\]]{1,80}\]:)(?:\s|$)"
)
_ATX = re.compile(r" {0,3}(#{1,6})([^#\n].*?)?#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
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


@dataclass(frozen=True, slots=True)
class Block:
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
        container = _CONTAINER.match(line)
        if container:
            self.code_at = (indent // _TAB) * _TAB + 2 * _TAB
        elif self.after_blank:
            self.code_at = min(self.code_at, (indent // _TAB) * _TAB + _TAB)
        yield from self._heading_or_text(line)

    def _heading_or_text(self, line: str) -> Iterator[Block]:
        atx = _ATX.match(line)
        if atx:
            yield from self._flush()
            yield Block(self.offset, self.offset + len(line), self.number, len(atx[1]))
            self._forward(1)
            self.after_blank = True
            return
        below = self.lines[self.number + 1] if self.number + 1 < len(self.lines) else ""
        under = _UNDERLINE.match(below)
        if under and self.started is None:
            level = 1 if under[1][0] == "=" else 2
            yield Block(self.offset, self.offset + len(line), self.number, level)
            self._forward(2)
            self.after_blank = True
            return
        self.started = self.started or (self.offset, self.number)
        self._forward(1)
        self.after_blank = False

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
            return 1 if not _CONTAINER.match(line) or _indent(line) > self.code_at else 0
        fence = _FENCE.match(line)
        if fence and not (fence[1][0] == "`" and "`" in fence[2]):
            return self._fenced(fence[1])
        if line.lstrip().startswith("<!--"):
            return self._until(self.number, "-->", re.compile("-->"))
        raw = _RAW.match(line) if self.after_blank else None
        if raw and 'markdown="' not in raw[2]:
            return self._raw(raw[1].lower())
        return 0

    def _fenced(self, mark: str) -> int:
        closes = re.compile(rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
        key = mark[0] * len(mark)
        if any(key.startswith(known) for known in self.unclosed):
            return 0
        for count, line in enumerate(self.lines[self.number + 1 :], start=2):
            if closes.match(line):
                return count
        self.unclosed.add(key)
        return 0

    def _until(self, first: int, key: str, pattern: re.Pattern[str]) -> int:
        if key in self.unclosed:
            return 0
        for count, line in enumerate(self.lines[first:], start=1):
            if pattern.search(line):
                return count
        self.unclosed.add(key)
        return 0

    def _raw(self, tag: str) -> int:
        """Count the lines up to the one that closes a raw HTML block; all if none does."""
        if tag in _VOID:
            return 1
        either = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
        depth = 0
        for count, line in enumerate(self.lines[self.number :], start=1):
            for found in either.finditer(line):
                depth += -1 if found[1] else 1
            if depth <= 0:
                return count
        return len(self.lines) - self.number


def _indent(line: str) -> int:
    expanded = line.expandtabs(_TAB)
    return len(expanded) - len(expanded.lstrip(" "))
