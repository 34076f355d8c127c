"""Code, tables, headings, rules and quotations."""

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.block_parser import BlockParser
from crossfolio.loaders.markdown.lines import Line
from crossfolio.loaders.markdown.nodes import (
    Block,
    BlockNode,
    TextUnit,
    less,
    loosened,
    unindented,
)
from crossfolio.loaders.markdown.tables import is_table, rows_of

_UNDERLINE = regex(r"(?:=+|-+) *$")
_RULE = regex(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,}) *$")
_QUOTED = regex(r" {0,3}> ?")


def code(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take the lines that are indented as code. Source: `CodeBlockProcessor`."""
    del parser
    if parent.last is None or parent.last.tag != "pre":
        parent.add("pre")
    todo.append(unindented(block)[1])
    return True


def table(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a table, cell by cell."""
    del todo
    rows = is_table(block) if parser.tables else None
    if rows is None:
        return False
    parent.add("table")
    for cell in rows_of(block, rows):
        parser.found.units.append(TextUnit([cell], is_cell=True))
    return True


def hash_heading(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a heading with `#`, and the lines before it. Source: `HashHeaderProcessor`."""
    for number, line in enumerate(block):
        found = parser.hash.match(line.text) if line.text[0] == "#" else None
        if found:
            if number:
                parser.parse_all(parent, [block[:number]])
            end = line.end - len(line.text) + found.end(2)
            parser.text(parent.add("h"), [Line(found[2], end)], len(found[1]))
            after = block[number + 1 :]
            if after:
                todo.append(loosened(after) if parser.is_in("looselist") else after)
            return True
    return False


def underlined(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a heading that the next line underlines. Source: `SetextHeaderProcessor`."""
    if len(block) == 1 or not _UNDERLINE.match(block[1].text):
        return False
    level = 1 if block[1].text[0] == "=" else 2
    parser.text(parent.add("h"), block[:1], level)
    todo.append(block[2:])
    return True


def rule(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a line across the page, and the lines before it. Source: `HRProcessor`."""
    for number, line in enumerate(block):
        if line.text.lstrip()[:1] in ("-", "_", "*") and _RULE.match(line.text):
            parser.parse_all(parent, [block[:number]])
            parent.add("hr")
            todo.append(block[number + 1 :])
            return True
    return False


def quote(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take a quotation, and the lines before it. Source: `BlockQuoteProcessor`."""
    del todo
    number = next((n for n, line in enumerate(block) if _QUOTED.match(line.text)), -1)
    if number < 0:
        return False
    parser.parse_all(parent, [block[:number]])
    last = parent.last
    quote = last if last and last.tag == "blockquote" else parent.add("blockquote")
    parser.within(quote, [_unquoted(line) for line in block[number:]], "blockquote")
    return True


def _unquoted(line: Line) -> Line:
    if line.text.strip() == ">":
        return Line("", line.end)
    found = _QUOTED.match(line.text)
    return less(line, found.end()) if found else line
