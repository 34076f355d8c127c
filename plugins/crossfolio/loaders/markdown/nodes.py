"""What block processors work on: blocks of lines, elements, and stretches of text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crossfolio.loaders.markdown.lines import TAB, Line

INDENT = " " * TAB

Block = list[Line]


@dataclass(slots=True)
class TextUnit:
    """A stretch of text that is rendered in one go."""

    lines: list[Line]
    level: int = 0
    """Of a heading; 0 for text."""
    by_line: bool = False
    """Whether each line is rendered by itself."""
    is_cell: bool = False
    """Whether it is a cell of a table, at whose end all that is open ends."""


@dataclass(slots=True)
class LinkReference:
    """A definition that links refer to."""

    target: str
    start: int
    """Where its target stands in the body, tabs expanded."""


@dataclass(slots=True)
class BlockNode:
    """An element of the page, as far as later blocks depend on it."""

    tag: str
    kids: "list[BlockNode]" = field(default_factory=list)
    text: TextUnit | None = None
    tail: TextUnit | None = None

    @property
    def last(self) -> "BlockNode | None":
        """The last element in it."""
        return self.kids[-1] if self.kids else None

    def add(self, tag: str) -> "BlockNode":
        """Add an element at its end."""
        self.kids.append(BlockNode(tag))
        return self.kids[-1]


@dataclass(slots=True)
class Blocks:
    """What the blocks of a page hold."""

    units: list[TextUnit] = field(default_factory=list)
    references: dict[str, LinkReference] = field(default_factory=dict)
    notes: dict[str, list[Block]] = field(default_factory=dict)
    raw: list[tuple[str, int]] = field(default_factory=list)
    """Blocks of raw HTML, each with its place in the body, tabs expanded."""


def cut(lines: Sequence[Line]) -> list[Block]:
    """Cut lines into blocks at the empty ones."""
    found: list[Block] = []
    block: Block = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            found.append(block)
            block = []
    return [*found, block] if block else found


def less(line: Line, width: int) -> Line:
    """Return a line without its first characters."""
    return Line(line.text[width:], line.end)


def unindented(block: Block, width: int = TAB) -> tuple[Block, Block]:
    """Return the lines that are indented, without it, and the rest. Source: `detab`."""
    for number, line in enumerate(block):
        if not line.text.startswith(" " * width) and line.text.strip():
            return [less(text, width) for text in block[:number]], block[number:]
    return [less(text, width) for text in block], []


def loosened(block: Block, level: int = 1) -> Block:
    """Return all lines, the indented ones without it. Source: `looseDetab`."""
    width = TAB * level
    return [less(text, width) if text.text.startswith(" " * width) else text for text in block]


def with_text(block: Block) -> Block:
    """Return a block from its first line on that holds anything."""
    number = next((n for n, line in enumerate(block) if line.text), len(block))
    return block[number:]
