"""The blocks of a page: which stretches of its body are rendered as text, and as which headings.

This follows the block processors of Python-Markdown, which MkDocs uses, in their order, and
those of the extensions that a site has on. A look at the first characters of the lines of a
block leaves out the processors that can have nothing to do with it; most blocks are plain.
"""

from collections.abc import Iterator

from crossfolio.core.dialect import Dialect
from crossfolio.loaders.markdown.asides import abbreviation, footnote, reference
from crossfolio.loaders.markdown.block_parser import BlockParser, Process
from crossfolio.loaders.markdown.boxes import box
from crossfolio.loaders.markdown.lines import lines_of
from crossfolio.loaders.markdown.lists import definitions, list_items, under_item
from crossfolio.loaders.markdown.nodes import INDENT, Block, BlockNode, Blocks
from crossfolio.loaders.markdown.passages import (
    code,
    hash_heading,
    quote,
    rule,
    table,
    underlined,
)
from crossfolio.loaders.markdown.raw_html import without_raw_html

_SPECIAL = frozenset(" #>*+-_=!?:[|0123456789")
"""What the first line of a block that is no paragraph may begin with, or a later one of it."""
_BY_SIGN: tuple[tuple[str, Process, str], ...] = (
    (":", definitions, "def_list"),
    (">", quote, ""),
    ("[", footnote, "footnotes"),
    ("*", abbreviation, "abbr"),
    ("[", reference, ""),
)
"""The processors that come last, by what a line of theirs begins with, each with its extension."""


def blocks(body: str, dialect: Dialect) -> Blocks:
    """Parse a body whose tabs are expanded."""
    lines, parser = lines_of(body, dialect), BlockParser(dialect, _process)
    if "<" in body:
        in_html = "md_in_html" in dialect.extensions
        lines, parser.found.raw = without_raw_html(lines, markdown_in_html=in_html)
    parser.parse(BlockNode("body"), lines)
    for note in list(parser.found.notes.values()):
        parser.parse_all(BlockNode("li"), note)
    return parser.found


def _process(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> None:
    if len(block) == 1:
        sign = block[0].text[0]
        if sign == "#" and hash_heading(parser, parent, block, todo):
            return
        signs = {sign}
    else:
        signs = {line.text[0] for line in block}
    if not _SPECIAL.isdisjoint(signs):
        if " " in signs:
            signs.update(line.text.lstrip()[:1] for line in block)
        for process in _processors(parser, block, signs):
            if process(parser, parent, block, todo):
                return
    parser.paragraph(parent, block)


def _processors(parser: BlockParser, block: Block, signs: set[str]) -> Iterator[Process]:
    """Give the processors that may have to do with a block, in their order."""
    first = block[0].text
    if first.startswith(INDENT) or not parser.boxes.keys().isdisjoint(signs):
        yield box
    if first.startswith(INDENT):
        yield from (under_item, code)
    if len(block) > 1:
        yield table
    if "#" in signs:
        yield hash_heading
    if len(block) > 1:
        yield underlined
    if not signs.isdisjoint("-_*"):
        yield rule
    yield list_items
    for sign, process, extension in _BY_SIGN:
        if sign in signs and (not extension or extension in parser.on):
            yield process
