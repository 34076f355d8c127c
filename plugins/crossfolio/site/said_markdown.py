"""Pages in Markdown, translated paragraph by paragraph."""

from collections.abc import Iterator
from gettext import NullTranslations
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.core.texts import ENGLISH, Text, said

_MARKER = regex(r"\s*(?:(?:#{1,6}|[-*]|\d+\.|>)\s+)?")
"""What begins a heading, a paragraph of a list, or a quotation."""
_BAR = regex(r"((?<!\\)\|)")
"""What stands between the cells of a table."""
_CODE = regex(r"`[^`]*`")
_INDENTED = " " * 4
"""What begins a line of code, as our pages nest no lists."""


class MarkdownPiece(NamedTuple):
    """A part of a page."""

    text: str
    is_said: bool
    """Whether it is a text, and not what stands between texts, or code."""

    @property
    def pattern(self) -> str:
        """The text in one line, as a catalogue has it."""
        return " ".join(self.text.split())


def said_markdown(markdown: str, words: NullTranslations) -> str:
    """Return a page in a language; one that is a `Text` as a whole."""
    if words is ENGLISH or isinstance(markdown, Text):
        return said(markdown, words)
    made = (
        words.gettext(piece.pattern) if piece.is_said else piece.text for piece in pieces(markdown)
    )
    return "".join(made)


def pieces(markdown: str) -> Iterator[MarkdownPiece]:
    """Give the pieces of a page, which are the page when they are put together.

    A heading, a paragraph, an entry of a list and a cell of a table is a text by itself.
    """
    text, in_code = "", False
    for line in markdown.splitlines(keepends=True):
        is_fence = line.startswith("```")
        is_code = is_fence or in_code or line.startswith(_INDENTED)
        in_code ^= is_fence
        marker = _MARKER.match(line)
        begins = marker[0] if marker else ""
        if is_code or line.startswith("|") or not line.strip() or begins.strip() or not text:
            yield from _ended(text)
            text = ""
        if is_code or not line.strip():
            yield MarkdownPiece(line, is_said=False)
        elif line.startswith("|"):
            yield from _cells(line)
        else:
            if not text:
                yield MarkdownPiece(begins, is_said=False)
            text += line if text else line.removeprefix(begins)
        if begins.startswith("#"):
            yield from _ended(text)
            text = ""
    yield from _ended(text)


def _cells(line: str) -> Iterator[MarkdownPiece]:
    for part in _BAR.split(line):
        cell = part.strip()
        before, after = part.split(cell, 1) if cell else (part, "")
        yield MarkdownPiece(before, is_said=False)
        yield from _ended(cell)
        yield MarkdownPiece(after, is_said=False)


def _ended(text: str) -> Iterator[MarkdownPiece]:
    """Give a text without the end of its last line; one without words is none."""
    has_words = any(map(str.isalpha, _CODE.sub("", text)))
    said = text.rstrip("\n")
    yield MarkdownPiece(said, is_said=has_words)
    yield MarkdownPiece(text.removeprefix(said), is_said=False)
