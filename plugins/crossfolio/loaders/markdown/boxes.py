"""Boxes: admonitions, details and tabs, whose content is indented."""

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.block_parser import BlockParser
from crossfolio.loaders.markdown.lines import TAB, Line
from crossfolio.loaders.markdown.nodes import (
    INDENT,
    Block,
    BlockNode,
    unindented,
)

_BOXES = {
    "admonition": regex(r"!!! ?[\w\-]+(?: +[\w\-]+)*(?: +\"(.*?)\")? *$"),
    "pymdownx.details": regex(
        r"\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +\"(.*?)\")|[\w\-]+(?: +[\w\-]+)*?) *$"
    ),
    "pymdownx.tabbed": regex(r"={3}(?:\+|\+!|!\+|!)? +\"(.*?)\" *$"),
}
"""The first line of a box, with its title."""


def box(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a box, or what is indented below one."""
    for number, line in enumerate(block):
        name = parser.boxes.get(line.text[0])
        opened = _BOXES[name].match(line.text) if name else None
        if opened:
            parser.parse_all(parent, [block[:number]])
            content, rest = unindented(block[number + 1 :])
            box = parent.add("box")
            if opened[1]:
                title = line.text[: opened.end(1)]
                end = line.end - len(line.text) + len(title)
                parser.text(BlockNode("p"), [Line(opened[1], end)])
            parser.within(box, content, "box")
            todo.append(rest)
            return True
    return _more_of_box(parser, parent, block, todo)


def _more_of_box(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Continue the box before. Source: `AdmonitionProcessor.parse_content`."""
    box = parent.last
    if box is None or box.tag != "box" or not block[0].text.startswith(INDENT):
        return False
    sibling: BlockNode | None = box
    last, width, text = box.last, 0, block[0].text
    while last and sibling and text.startswith(INDENT * 2) and last.tag in ("ul", "ol", "dl"):
        sibling = last.last
        last = sibling.last if sibling else None
        text, width = text[TAB:], width + TAB
    if sibling is None:
        return False
    content, rest = unindented(block, width + TAB)
    if sibling.tag in ("li", "dd") and sibling.text:
        sibling.kids.insert(0, BlockNode("p", text=sibling.text))
        sibling.text = None
    parser.within(sibling, content, "box")
    todo.append(rest)
    return True
