"""The blocks of a page: which stretches of its body are rendered as text, and as which headings.

This follows the block processors of Python-Markdown, which MkDocs uses, in their order, and
those of the extensions that a site has on. A look at the first characters of the lines of a
block leaves out the processors that can have nothing to do with it; most blocks are plain.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crossfolio.core.dialect import Dialect
from crossfolio.loaders.markdown.lines import TAB, Line, lines_of
from crossfolio.loaders.markdown.raw_html import without_raw_html
from crossfolio.loaders.markdown.tables import is_table, rows_of

_INDENT = " " * TAB
_HASH = re.compile(r"(#{1,6})((?:\\.|[^\\#]|#+(?=[^#]))*?)#*$")
_SANE_HASH = re.compile(r"(#{1,6}) ((?:\\.|[^\\#]|#+(?=[^#]))*?)#*$")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_RULE = re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,}) *$")
_NUMBERED = re.compile(r" {0,3}\d+\. +")
_BULLET = re.compile(r" {0,3}[*+-] +")
_ITEM = re.compile(r" {0,3}(?:\d+\.|[*+-]) +")
_INDENTED_ITEM = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
_QUOTED = re.compile(r" {0,3}> ?")
_DEFINED = re.compile(r" {0,3}: {1,3}")
_NOT_INDENTED = re.compile(r" {0,3}[^ :]")
_NOTE = re.compile(r" {0,3}\[\^([^\]]*)\]: *")
_ABBREVIATION = re.compile(r"\*\[([^\\]*?)\] ?: *")
_REFERENCE = re.compile(
    r"^ {0,3}\[([^\[\]]*)\]: *(?:\n *)?([^\s]+) *(?:\n *)?(?:([\"']).*\3 *|\(.*\) *)?$",
    re.MULTILINE,
)
_BOXES = {
    "admonition": re.compile(r"!!! ?[\w\-]+(?: +[\w\-]+)*(?: +\"(.*?)\")? *$"),
    "pymdownx.details": re.compile(
        r"\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +\"(.*?)\")|[\w\-]+(?: +[\w\-]+)*?) *$"
    ),
    "pymdownx.tabbed": re.compile(r"={3}(?:\+|\+!|!\+|!)? +\"(.*?)\" *$"),
}
"""The first line of a box, with its title."""
_BOX_SIGNS = {"!": "admonition", "?": "pymdownx.details", "=": "pymdownx.tabbed"}
_SPECIAL = frozenset(" #>*+-_=!?:[|0123456789")
"""What the first line of a block that is no paragraph may begin with, or a later one of it."""
_DEEPEST = 120
"""How deep blocks may nest; more is an excess, and rendered by nobody."""

Block = list[Line]


@dataclass(slots=True)
class Unit:
    """A stretch of text that is rendered in one go."""

    lines: list[Line]
    level: int = 0
    """Of a heading; 0 for text."""
    by_line: bool = False
    """Whether each line is rendered by itself."""
    is_cell: bool = False
    """Whether it is a cell of a table, at whose end all that is open ends."""


@dataclass(slots=True)
class Reference:
    """A definition that links refer to."""

    target: str
    start: int
    """Where its target stands in the body, tabs expanded."""


@dataclass(slots=True)
class Node:
    """An element of the page, as far as later blocks depend on it."""

    tag: str
    kids: "list[Node]" = field(default_factory=list)
    text: Unit | None = None
    tail: Unit | None = None

    @property
    def last(self) -> "Node | None":
        """The last element in it."""
        return self.kids[-1] if self.kids else None

    def add(self, tag: str) -> "Node":
        """Add an element at its end."""
        self.kids.append(Node(tag))
        return self.kids[-1]


@dataclass(slots=True)
class Blocks:
    """What the blocks of a page hold."""

    units: list[Unit] = field(default_factory=list)
    references: dict[str, Reference] = field(default_factory=dict)
    notes: dict[str, list[Block]] = field(default_factory=dict)
    raw: list[tuple[str, int]] = field(default_factory=list)
    """Blocks of raw HTML, each with its place in the body, tabs expanded."""


def blocks(body: str, dialect: Dialect) -> Blocks:
    """Parse a body whose tabs are expanded."""
    lines = lines_of(body, dialect)
    parser = _Parser(dialect)
    if "<" in body:
        in_html = "md_in_html" in dialect.extensions
        lines, parser.found.raw = without_raw_html(lines, markdown_in_html=in_html)
    parser.parse(Node("body"), lines)
    for note in list(parser.found.notes.values()):
        parser.parse_all(Node("li"), note)
    return parser.found


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
            return [less(it, width) for it in block[:number]], block[number:]
    return [less(it, width) for it in block], []


def loosened(block: Block, level: int = 1) -> Block:
    """Return all lines, the indented ones without it. Source: `looseDetab`."""
    width = TAB * level
    return [less(it, width) if it.text.startswith(" " * width) else it for it in block]


class _Parser:
    """The state of the parsing of one body."""

    def __init__(self, dialect: Dialect) -> None:
        self.found = Blocks()
        self._on = dialect.extensions
        self._boxes = {sign: name for sign, name in _BOX_SIGNS.items() if name in self._on}
        self._hash = _SANE_HASH if "pymdownx.saneheaders" in self._on else _HASH
        self._states: list[str] = []
        definitions = "def_list" in self._on
        self._item_tags: list[tuple[tuple[str, ...], tuple[str, ...]]] = [(("li",), ("ul", "ol"))]
        if definitions:
            self._item_tags.append((("dd", "li"), ("dl", "ol", "ul")))
        by_sign = (
            (":", self._definitions, definitions),
            (">", self._quote, True),
            ("[", self._footnote, "footnotes" in self._on),
            ("*", self._abbreviation, "abbr" in self._on),
            ("[", self._reference, True),
        )
        self._by_sign = [(sign, process) for sign, process, is_on in by_sign if is_on]
        self._sane = "sane_lists" in self._on
        self._tables = "tables" in self._on

    # --- blocks -----------------------------------------------------------------------

    def parse(self, parent: Node, lines: Sequence[Line]) -> None:
        """Parse lines, which may hold several blocks."""
        self.parse_all(parent, cut(lines))

    def parse_all(self, parent: Node, found: Sequence[Block]) -> None:
        """Parse blocks, in order; a processor may put what it leaves back as the next one."""
        todo = list(reversed(found))
        while todo:
            block = todo.pop()
            if block and len(self._states) < _DEEPEST:
                self._one(parent, block, todo)

    def _one(self, parent: Node, block: Block, todo: list[Block]) -> None:
        if len(block) == 1:
            sign = block[0].text[0]
            if sign == "#" and self._hash_heading(parent, block, todo):
                return
            signs = {sign}
        else:
            signs = {line.text[0] for line in block}
        if not _SPECIAL.isdisjoint(signs):
            if " " in signs:
                signs.update(line.text.lstrip()[:1] for line in block)
            for process in self._processors(parent, block, signs):
                if process(parent, block, todo):
                    return
        self._paragraph(parent, block)

    def _processors(
        self, parent: Node, block: Block, signs: set[str]
    ) -> Iterator[Callable[[Node, Block, list[Block]], bool]]:
        """Give the processors that may have to do with a block, in their order."""
        first = block[0].text
        if first.startswith(_INDENT) or not self._boxes.keys().isdisjoint(signs):
            yield self._box
        if first.startswith(_INDENT):
            yield from (self._under_item, self._code)
        if len(block) > 1:
            yield from (self._table, self._underlined) if "#" not in signs else (self._table,)
        if "#" in signs:
            yield from (self._hash_heading, self._underlined)
        if not signs.isdisjoint("-_*"):
            yield self._rule
        yield self._list
        for sign, process in self._by_sign:
            if sign in signs:
                yield process

    # --- boxes ------------------------------------------------------------------------

    def _box(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        for number, line in enumerate(block):
            name = self._boxes.get(line.text[0])
            opened = _BOXES[name].match(line.text) if name else None
            if opened:
                self.parse_all(parent, [block[:number]])
                content, rest = unindented(block[number + 1 :])
                box = parent.add("box")
                if opened[1]:
                    title = line.text[: opened.end(1)]
                    end = line.end - len(line.text) + len(title)
                    self._text(Node("p"), [Line(opened[1], end)])
                self._within(box, content, "box")
                todo.append(rest)
                return True
        return self._more_of_box(parent, block, todo)

    def _more_of_box(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Continue the box before. Source: `AdmonitionProcessor.parse_content`."""
        box = parent.last
        if box is None or box.tag != "box" or not block[0].text.startswith(_INDENT):
            return False
        sibling: Node | None = box
        last, width, text = box.last, 0, block[0].text
        while last and sibling and text.startswith(_INDENT * 2) and last.tag in ("ul", "ol", "dl"):
            sibling = last.last
            last = sibling.last if sibling else None
            text, width = text[TAB:], width + TAB
        if sibling is None:
            return False
        content, rest = unindented(block, width + TAB)
        if sibling.tag in ("li", "dd") and sibling.text:
            sibling.kids.insert(0, Node("p", text=sibling.text))
            sibling.text = None
        self._within(sibling, content, "box")
        todo.append(rest)
        return True

    def _within(self, parent: Node, lines: Block, state: str) -> None:
        """Parse blocks inside another one; boxes change nothing but the depth."""
        self._states.append(self._states[-1] if state == "box" and self._states else state)
        self.parse(parent, lines)
        self._states.pop()

    def _is(self, state: str) -> bool:
        return bool(self._states) and self._states[-1] == state

    # --- what is indented -------------------------------------------------------------

    def _under_item(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Source: `ListIndentProcessor`, and that of `def_list`."""
        del todo
        if self._is("detabbed"):
            return False
        last = parent.last
        for items, lists in self._item_tags:
            if parent.tag in items or (last and last.tag in lists):
                self._indented(parent, block, items, lists)
                return True
        return False

    def _indented(
        self, parent: Node, block: Block, items: tuple[str, ...], lists: tuple[str, ...]
    ) -> None:
        level, sibling = self._level(parent, block, items + lists, lists)
        block = loosened(block, level) if level else block
        self._states.append("detabbed")
        last = parent.last
        if parent.tag in items:
            inner = last if last and last.tag in lists else parent
            self.parse_all(inner, [block])
        elif sibling.tag in items:
            self.parse_all(sibling, [block])
        elif sibling.last and sibling.last.tag in items:
            item = sibling.last
            if item.text:
                item.kids.insert(0, Node("p", text=item.text))
                item.text = None
            self.parse(item, block)
        else:
            self.parse_all(sibling.add("dd" if "dd" in items else "li"), [block])
        self._states.pop()

    def _level(
        self, parent: Node, block: Block, known: tuple[str, ...], lists: tuple[str, ...]
    ) -> tuple[int, Node]:
        text = block[0].text
        indent = (len(text) - len(text.lstrip(" "))) // TAB
        level = 1 if self._is("list") else 0
        while indent > level:
            child = parent.last
            if child is None or child.tag not in known:
                break
            level += child.tag in lists
            parent = child
        return level, parent

    def _code(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        if parent.last is None or parent.last.tag != "pre":
            parent.add("pre")
        todo.append(unindented(block)[1])
        return True

    # --- tables, headings, rules ------------------------------------------------------

    def _table(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        del todo
        rows = is_table(block) if self._tables else None
        if rows is None:
            return False
        parent.add("table")
        for cell in rows_of(block, rows):
            self.found.units.append(Unit([cell], is_cell=True))
        return True

    def _hash_heading(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        for number, line in enumerate(block):
            found = self._hash.match(line.text) if line.text[0] == "#" else None
            if found:
                self.parse_all(parent, [block[:number]])
                end = line.end - len(line.text) + found.end(2)
                self._text(parent.add("h"), [Line(found[2], end)], len(found[1]))
                after = block[number + 1 :]
                todo.append(loosened(after) if self._is("looselist") else after)
                return True
        return False

    def _underlined(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        if len(block) == 1 or not _UNDERLINE.match(block[1].text):
            return False
        level = 1 if block[1].text[0] == "=" else 2
        self._text(parent.add("h"), block[:1], level)
        todo.append(block[2:])
        return True

    def _rule(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        for number, line in enumerate(block):
            if line.text.lstrip()[:1] in ("-", "_", "*") and _RULE.match(line.text):
                self.parse_all(parent, [block[:number]])
                parent.add("hr")
                todo.append(block[number + 1 :])
                return True
        return False

    # --- lists ------------------------------------------------------------------------

    def _list(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Source: `OListProcessor` and `UListProcessor`, and `sane_lists`."""
        del todo
        begins, tag = _NUMBERED, "ol"
        if not begins.match(block[0].text):
            begins, tag = _BULLET, "ul"
            if not begins.match(block[0].text):
                return False
        items = _items(block, begins if self._sane else _ITEM)
        last = parent.last
        if last and last.tag in ((tag,) if self._sane else ("ol", "ul")) and last.kids:
            listed = last
            self._loosen(listed.kids[-1])
            self._states.append("looselist")
            self.parse_all(listed.add("li"), [_with_text(items.pop(0))])
            self._states.pop()
        else:
            listed = parent if parent.tag in ("ol", "ul") else parent.add(tag)
        self._states.append("list")
        for item in items:
            indented = bool(item) and item[0].text.startswith(_INDENT)
            node = listed.kids[-1] if indented and listed.kids else listed.add("li")
            self.parse_all(node, [_with_text(item)])
        self._states.pop()
        return True

    @staticmethod
    def _loosen(item: Node) -> None:
        """Put the text of an item into a paragraph."""
        if item.text:
            item.kids.insert(0, Node("p", text=item.text))
            item.text = None
        if item.last and item.last.tail:
            item.add("p")
            item.kids[-2].tail = None

    def _definitions(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Source: `DefListProcessor`."""
        number = next((n for n, it in enumerate(block) if _DEFINED.match(it.text)), -1)
        if number < 0:
            return False
        found = _DEFINED.match(block[number].text)
        terms = block[:number]
        sibling = parent.last
        if not terms and sibling is None:
            return False
        after, rest = block[number + 1 :], Block()
        if not (after and _NOT_INDENTED.match(after[0].text)):
            after, rest = unindented(after)
        width = found.end() if found else 0
        first = less(block[number], width)
        state = "list"
        if not terms and sibling and sibling.tag == "p":
            state = "looselist"
            if sibling.text:
                sibling.text.by_line = True
            parent.kids.pop()
            sibling = parent.last
        for term in terms:
            self._text(Node("dt"), [term])
        if sibling and sibling.tag == "dl":
            loose = not terms and sibling.last and sibling.last.tag == "dd" and sibling.last.kids
            state = "looselist" if loose else state
            listed = sibling
        else:
            listed = parent.add("dl")
        if terms:
            listed.add("dt")
        self._states.append(state)
        self.parse_all(listed.add("dd"), [_with_text([first, *after])])
        self._states.pop()
        todo.append(rest)
        return True

    # --- quotations, notes, references, text ------------------------------------------

    def _quote(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        del todo
        number = next((n for n, it in enumerate(block) if _QUOTED.match(it.text)), -1)
        if number < 0:
            return False
        self.parse_all(parent, [block[:number]])
        last = parent.last
        quote = last if last and last.tag == "blockquote" else parent.add("blockquote")
        self._within(quote, [_unquoted(line) for line in block[number:]], "blockquote")
        return True

    def _footnote(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Source: `FootnoteBlockProcessor`."""
        del parent
        number = next((n for n, it in enumerate(block) if _NOTE.match(it.text)), -1)
        if number < 0:
            return False
        found = _NOTE.match(block[number].text)
        width, name = (found.end(), found[1]) if found else (0, "")
        rest = block[number + 1 :]
        end = next((n for n, it in enumerate(rest) if _NOTE.match(it.text)), len(rest))
        note = [_with_text([less(block[number], width), *loosened(rest[:end])])]
        if end < len(rest):
            todo.append(rest[end:])
        else:
            while todo and todo[-1] and todo[-1][0].text.startswith(_INDENT):
                more = todo.pop()
                at = next((n for n, it in enumerate(more) if _NOTE.match(it.text)), len(more))
                note.append(loosened(more[:at]))
                if at < len(more):
                    todo.append(more[at:])
                    break
        self.found.notes[name] = [it for it in note if it]
        todo.append(block[:number])
        return True

    def _abbreviation(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        del parent
        for number, line in enumerate(block):
            found = _ABBREVIATION.match(line.text)
            if found and found[1].strip():
                own = bool(line.text[found.end() :].strip())
                after = number + 1 if own else number + 2
                if own or number + 1 < len(block):
                    todo += [block[after:], block[:number]]
                    return True
        return False

    def _reference(self, parent: Node, block: Block, todo: list[Block]) -> bool:
        """Source: `ReferenceProcessor`."""
        del parent
        text = "\n".join(line.text for line in block)
        found = _REFERENCE.search(text)
        if not found:
            return False
        first, start, end = text.count("\n", 0, found.start()), found.start(), found.start()
        number = first
        for found in _REFERENCE.finditer(text, start):
            apart = text[end : found.start()].strip("\n") or "\n" in found[0]
            if found.start() > start and apart:
                break
            at = first + text.count("\n", start, found.start(2))
            self._define(found, block[at], text)
            number, end = first + text.count("\n", start, found.end()) + 1, found.end()
        todo += [block[number:], block[:first]]
        return True

    def _define(self, found: re.Match[str], line: Line, text: str) -> None:
        """Note a definition whose target stands on a line."""
        bare = found[2].lstrip("<")
        after = text.find("\n", found.start(2))
        left = (after if after >= 0 else len(text)) - found.end(2) + len(bare)
        target = Reference(bare.rstrip(">"), line.end - left)
        self.found.references[found[1].strip().lower()] = target

    def _paragraph(self, parent: Node, block: Block) -> None:
        if not self._is("list"):
            self._text(parent.add("p"), block)
        elif parent.last:
            parent.last.tail = self._more(parent.last.tail, block)
        else:
            parent.text = self._more(parent.text, block)

    def _text(self, node: Node, lines: Block, level: int = 0) -> None:
        node.text = Unit(lines, level)
        self.found.units.append(node.text)

    def _more(self, unit: Unit | None, lines: Block) -> Unit:
        if unit is None:
            unit = Unit([])
            self.found.units.append(unit)
        unit.lines += lines
        return unit


def _items(block: Block, begins: re.Pattern[str]) -> list[Block]:
    """Cut a list into its items; one that is indented goes on with the item before."""
    items: list[Block] = []
    for line in block:
        found = begins.match(line.text)
        if found:
            items.append([less(line, found.end())])
        elif _INDENTED_ITEM.match(line.text) and not items[-1][0].text.startswith(_INDENT):
            items.append([line])
        else:
            items[-1].append(line)
    return items


def _with_text(block: Block) -> Block:
    """Return a block from its first line on that holds anything."""
    number = next((n for n, it in enumerate(block) if it.text), len(block))
    return block[number:]


def _unquoted(line: Line) -> Line:
    if line.text.strip() == ">":
        return Line("", line.end)
    found = _QUOTED.match(line.text)
    return less(line, found.end()) if found else line
