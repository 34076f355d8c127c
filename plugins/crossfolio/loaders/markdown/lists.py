"""Lists, definitions, and what is indented below their items."""

import re

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.block_parser import BlockParser
from crossfolio.loaders.markdown.lines import TAB
from crossfolio.loaders.markdown.nodes import (
    INDENT,
    Block,
    BlockNode,
    less,
    loosened,
    unindented,
    with_text,
)

_NUMBERED = regex(r" {0,3}\d+\. +")
_BULLET = regex(r" {0,3}[*+-] +")
_ITEM = regex(r" {0,3}(?:\d+\.|[*+-]) +")
_INDENTED_ITEM = regex(r" {4,7}(?:\d+\.|[*+-]) +")
_DEFINED = regex(r" {0,3}: {1,3}")
_NOTINDENTED = regex(r" {0,3}[^ :]")


def under_item(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Source: `ListIndentProcessor`, and that of `def_list`."""
    del todo
    if parser.is_in("detabbed"):
        return False
    last = parent.last
    for items, lists in parser.item_tags:
        if parent.tag in items or (last and last.tag in lists):
            _indented(parser, parent, block, items, lists)
            return True
    return False


def _indented(
    parser: BlockParser,
    parent: BlockNode,
    block: Block,
    items: tuple[str, ...],
    lists: tuple[str, ...],
) -> None:
    level, sibling = _level(parser, parent, block, items + lists, lists)
    block = loosened(block, level) if level else block
    parser.states.append("detabbed")
    last = parent.last
    if parent.tag in items:
        inner = last if last and last.tag in lists else parent
        parser.parse_all(inner, [block])
    elif sibling.tag in items:
        parser.parse_all(sibling, [block])
    elif sibling.last and sibling.last.tag in items:
        item = sibling.last
        if item.text:
            item.kids.insert(0, BlockNode("p", text=item.text))
            item.text = None
        parser.parse(item, block)
    else:
        parser.parse_all(sibling.add("dd" if "dd" in items else "li"), [block])
    parser.states.pop()


def _level(
    parser: BlockParser,
    parent: BlockNode,
    block: Block,
    known: tuple[str, ...],
    lists: tuple[str, ...],
) -> tuple[int, BlockNode]:
    text = block[0].text
    indent = (len(text) - len(text.lstrip(" "))) // TAB
    level = 1 if parser.is_in("list") else 0
    while indent > level:
        child = parent.last
        if child is None or child.tag not in known:
            break
        level += child.tag in lists
        parent = child
    return level, parent


def list_items(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Source: `OListProcessor` and `UListProcessor`, and `sane_lists`."""
    del todo
    begins, tag = _NUMBERED, "ol"
    if not begins.match(block[0].text):
        begins, tag = _BULLET, "ul"
        if not begins.match(block[0].text):
            return False
    items = _items(block, begins if parser.sane else _ITEM)
    last = parent.last
    if last and last.tag in ((tag,) if parser.sane else ("ol", "ul")) and last.kids:
        listed = last
        _loosen(listed.kids[-1])
        parser.states.append("looselist")
        parser.parse_all(listed.add("li"), [with_text(items.pop(0))])
        parser.states.pop()
    else:
        listed = parent if parent.tag in ("ol", "ul") else parent.add(tag)
    parser.states.append("list")
    for item in items:
        indented = bool(item) and item[0].text.startswith(INDENT)
        node = listed.kids[-1] if indented and listed.kids else listed.add("li")
        parser.parse_all(node, [with_text(item)])
    parser.states.pop()
    return True


def _loosen(item: BlockNode) -> None:
    """Put the text of an item into a paragraph."""
    if item.text:
        item.kids.insert(0, BlockNode("p", text=item.text))
        item.text = None
    if item.last and item.last.tail:
        item.add("p")
        item.kids[-2].tail = None


def definitions(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Source: `DefListProcessor`."""
    number = next((n for n, line in enumerate(block) if _DEFINED.match(line.text)), -1)
    if number < 0:
        return False
    found = _DEFINED.match(block[number].text)
    terms = block[:number]
    sibling = parent.last
    if not terms and sibling is None:
        return False
    after, rest = block[number + 1 :], Block()
    if not (after and _NOTINDENTED.match(after[0].text)):
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
        parser.text(BlockNode("dt"), [term])
    if sibling and sibling.tag == "dl":
        loose = not terms and sibling.last and sibling.last.tag == "dd" and sibling.last.kids
        state = "looselist" if loose else state
        listed = sibling
    else:
        listed = parent.add("dl")
    if terms:
        listed.add("dt")
    parser.states.append(state)
    parser.parse_all(listed.add("dd"), [with_text([first, *after])])
    parser.states.pop()
    todo.append(rest)
    return True


def _items(block: Block, begins: re.Pattern[str]) -> list[Block]:
    """Cut a list into its items; one that is indented goes on with the item before."""
    items: list[Block] = []
    for line in block:
        found = begins.match(line.text)
        if found:
            items.append([less(line, found.end())])
        elif _INDENTED_ITEM.match(line.text) and not items[-1][0].text.startswith(INDENT):
            items.append([line])
        else:
            items[-1].append(line)
    return items
