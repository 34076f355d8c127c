"""What is left of a text when Python-Markdown has taken raw HTML out, with its places."""

from typing import Any

from markdown.htmlparser import HTMLExtractor
from markdown.util import BLOCK_LEVEL_ELEMENTS

from crossfolio.loaders.markdown.lines import RAW

_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_STORED = RAW * 2


class _Stash:
    """Takes raw HTML in, and says what stands for it."""

    def __init__(self) -> None:
        self.stored: list[str] = []

    def store(self, html: str) -> str:
        self.stored.append(html.strip("\n"))
        return _STORED


class _Site:
    """As much of a `Markdown` as its parser of HTML asks for."""

    def __init__(self) -> None:
        self.htmlStash = _Stash()

    @staticmethod
    def is_block_level(tag: object) -> bool:
        return isinstance(tag, str) and tag.lower().rstrip("/") in _BLOCKS


class _Pieces(list[str]):
    """The pieces that are left, each noted with its place."""

    def __init__(self, parser: "_Parser") -> None:
        super().__init__()
        self._parser = parser
        self.placed: list[tuple[int, str]] = []

    def append(self, piece: str) -> None:
        parser = self._parser
        place = parser.line_offset + parser.offset
        written = piece is not _STORED and bool(piece.strip("\n"))
        written = written and parser.rawdata.startswith(piece, place)
        self.placed.append((place if written else -1, piece))
        super().append(piece)


class _Parser(HTMLExtractor):
    """The parser, with places."""

    cleandoc: Any

    def reset(self) -> None:
        """Begin anew."""
        super().reset()
        self.cleandoc = _Pieces(self)


def pieces_of(text: str) -> tuple[list[tuple[int, str]], list[tuple[str, int]]]:
    """Return the pieces that are left of a text, and the blocks that were taken out.

    Each has its place in the text; pieces that were put in have -1.
    """
    site = _Site()
    stand_in: Any = site
    parser = _Parser(stand_in)
    parser.feed(text)
    parser.close()
    blocks, position = [], 0
    for html in site.htmlStash.stored:
        start = text.find(html, position)
        if start >= 0:
            blocks.append((html, start))
            position = start + len(html)
    placed: list[tuple[int, str]] = parser.cleandoc.placed
    return placed, blocks
