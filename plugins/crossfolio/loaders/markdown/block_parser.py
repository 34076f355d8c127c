"""The parsing of one body: what is on, where it has got to, and what it has found."""

from collections.abc import Callable, Sequence

from crossfolio.core.dialect import Dialect
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.lines import Line
from crossfolio.loaders.markdown.nodes import Block, BlockNode, Blocks, TextUnit, cut

_HASH = regex(r"(#{1,6})((?:\\.|[^\\#]|#+(?=[^#]))*?)#*$")
_SANE_HASH = regex(r"(#{1,6}) ((?:\\.|[^\\#]|#+(?=[^#]))*?)#*$")
_BOX_SIGNS = {"!": "admonition", "?": "pymdownx.details", "=": "pymdownx.tabbed"}
_DEEPEST = 120
"""How deep blocks may nest; more is an excess, and rendered by nobody."""

Process = Callable[["BlockParser", BlockNode, Block, list[Block]], bool]
"""Takes a block where it is of its kind, and puts what it leaves back as the next one."""


class BlockParser:
    """The state of the parsing of one body."""

    def __init__(
        self,
        dialect: Dialect,
        process: Callable[["BlockParser", BlockNode, Block, list[Block]], None],
    ) -> None:
        """Begin.

        Args:
            dialect: Of the site.
            process: Takes a block by the first of the processors that it is for.
        """
        on = dialect.extensions
        self.found, self.on, self._process = Blocks(), on, process
        self.boxes = {sign: name for sign, name in _BOX_SIGNS.items() if name in on}
        self.hash = _SANE_HASH if "pymdownx.saneheaders" in on else _HASH
        self.item_tags: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(("li",), ("ul", "ol"))]
        if "def_list" in on:
            self.item_tags.append((("dd", "li"), ("dl", "ol", "ul")))
        self.sane, self.tables = "sane_lists" in on, "tables" in on
        self.states: list[str] = []
        """How what is being parsed stands in lists and quotations; the last one counts."""

    def parse(self, parent: BlockNode, lines: Sequence[Line]) -> None:
        """Parse lines, which may hold several blocks."""
        self.parse_all(parent, cut(lines))

    def parse_all(self, parent: BlockNode, found: Sequence[Block]) -> None:
        """Parse blocks, in order."""
        todo = list(reversed(found))
        while todo:
            block = todo.pop()
            if block and len(self.states) < _DEEPEST:
                self._process(self, parent, block, todo)

    def within(self, parent: BlockNode, lines: Block, state: str) -> None:
        """Parse blocks inside another one; boxes change nothing but the depth."""
        self.states.append(self.states[-1] if state == "box" and self.states else state)
        self.parse(parent, lines)
        self.states.pop()

    def is_in(self, state: str) -> bool:
        """Tell whether this is the state that counts."""
        return bool(self.states) and self.states[-1] == state

    def paragraph(self, parent: BlockNode, block: Block) -> None:
        """Take a block as text."""
        if not self.is_in("list"):
            paragraph = parent.add("p")
            if any("[" in line.text or "<" in line.text for line in block):
                self.text(paragraph, block)
        elif parent.last:
            parent.last.tail = self._more(parent.last.tail, block)
        else:
            parent.text = self._more(parent.text, block)

    def text(self, node: BlockNode, lines: Block, level: int = 0) -> None:
        """Give an element its text."""
        node.text = TextUnit(lines, level)
        self.found.units.append(node.text)

    def _more(self, unit: TextUnit | None, lines: Block) -> TextUnit:
        if unit is None:
            unit = TextUnit([])
            self.found.units.append(unit)
        unit.lines += lines
        return unit
