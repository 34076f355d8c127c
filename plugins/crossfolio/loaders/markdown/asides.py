"""What is written in one place and shown in another: notes, abbreviations, references."""

import re

from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.block_parser import BlockParser
from crossfolio.loaders.markdown.lines import Line
from crossfolio.loaders.markdown.nodes import (
    INDENT,
    Block,
    BlockNode,
    LinkReference,
    less,
    loosened,
    with_text,
)

_NOTE = regex(r" {0,3}\[\^([^\]]*)\]: *")
_ABBREVIATION = regex(r"\*\[([^\\]*?)\] ?: *")
_REFERENCE = regex(
    r"^ {0,3}\[([^\[\]]*)\]: *(?:\n *)?([^\s]+) *(?:\n *)?(?:([\"']).*\3 *|\(.*\) *)?$",
    re.MULTILINE,
)


def footnote(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Source: `FootnoteBlockProcessor`."""
    del parent
    number = next((n for n, line in enumerate(block) if _NOTE.match(line.text)), -1)
    if number < 0:
        return False
    found = _NOTE.match(block[number].text)
    width, name = (found.end(), found[1]) if found else (0, "")
    rest = block[number + 1 :]
    end = next((n for n, line in enumerate(rest) if _NOTE.match(line.text)), len(rest))
    note = [with_text([less(block[number], width), *loosened(rest[:end])])]
    if end < len(rest):
        todo.append(rest[end:])
    else:
        while todo and todo[-1] and todo[-1][0].text.startswith(INDENT):
            more = todo.pop()
            at = next((n for n, line in enumerate(more) if _NOTE.match(line.text)), len(more))
            note.append(loosened(more[:at]))
            if at < len(more):
                todo.append(more[at:])
                break
    parser.found.notes[name] = [lines for lines in note if lines]
    todo.append(block[:number])
    return True


def abbreviation(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
    """Take the definition of an abbreviation. Source: `AbbrBlockprocessor`."""
    del parser, parent
    for number, line in enumerate(block):
        found = _ABBREVIATION.match(line.text)
        if found and found[1].strip():
            own = bool(line.text[found.end() :].strip())
            after = number + 1 if own else number + 2
            if own or number + 1 < len(block):
                todo += [block[after:], block[:number]]
                return True
    return False


def reference(parser: BlockParser, parent: BlockNode, block: Block, todo: list[Block]) -> bool:
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
        _define(parser, found, block[at], text)
        number, end = first + text.count("\n", start, found.end()) + 1, found.end()
    todo += [block[number:], block[:first]]
    return True


def _define(parser: BlockParser, found: re.Match[str], line: Line, text: str) -> None:
    """Note a definition whose target stands on a line."""
    bare = found[2].lstrip("<")
    after = text.find("\n", found.start(2))
    left = (after if after >= 0 else len(text)) - found.end(2) + len(bare)
    target = LinkReference(bare.rstrip(">"), line.end - left)
    parser.found.references[found[1].strip().lower()] = target
