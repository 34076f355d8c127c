"""Text as editors count it: lines from 0, and columns in the units that were agreed on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from crossfolio.core.place import Place
from crossfolio.core.regex import regex

_LINE_END = regex(r"\r\n|\n|\r")
_BOM = "\ufeff"


def lines_of(text: str) -> list[str]:
    """Split text where the protocol does, and nowhere else; `str.splitlines` knows more ends."""
    return _LINE_END.split(text)


def edited(
    text: str, changes: Iterable[t.TextDocumentContentChangeEvent], codec: PositionCodec
) -> str:
    """Return a text after changes that an editor tells of, each of the text that the last made."""
    for change in changes:
        if isinstance(change, t.TextDocumentContentChangeWholeDocument):
            text = change.text
        else:
            start = _offset(text, change.range.start, codec)
            end = max(start, _offset(text, change.range.end, codec))
            text = text[:start] + change.text + text[end:]
    return text


def _offset(text: str, position: t.Position, codec: PositionCodec) -> int:
    """Return where a position is in a text; one beyond the text, or its line, is at the end."""
    start = 0
    for _ in range(position.line):
        found = _LINE_END.search(text, start)
        if found is None:
            return len(text)
        start = found.end()
    found = _LINE_END.search(text, start)
    line = text[start : found.start() if found else len(text)]
    inside = t.Position(0, position.character)
    return start + codec.position_from_client_units([line], inside).character


@dataclass(frozen=True, slots=True)
class Converter:
    """Places of the check to ranges of the protocol, and back."""

    codec: PositionCodec
    lines: Callable[[str], Sequence[str]]
    """The lines of a file by its path from the root."""

    def range(self, place: Place) -> t.Range:
        """Return the range of a place; one whose end is not known reaches to the line's end."""
        lines = self.lines(place.path)
        start = self._position(lines, place.line, place.column)
        if place.end_line:
            return t.Range(start, self._position(lines, place.end_line, place.end_column))
        return t.Range(start, self._position(lines, place.line, 1 << 30))

    def span(self, path: str, line: int, start: int, end: int) -> t.Range:
        """Return the range of some characters of a line; all counted from 0."""
        return self.range(Place(path, line + 1, start + 1, line + 1, end + 1))

    def at(self, path: str, position: t.Position) -> tuple[int, int]:
        """Return line and character of a position, both from 0 and inside the text."""
        lines = self.lines(path)
        if position.line >= len(lines):
            return len(lines) - 1, len(lines[-1])
        line = _shown(lines, position.line)
        inside = t.Position(0, position.character)
        return position.line, self.codec.position_from_client_units([line], inside).character

    def _position(self, lines: Sequence[str], line: int, column: int) -> t.Position:
        number = min(line, len(lines)) - 1
        text = _shown(lines, number)
        shift = 1 if number == 0 and text.startswith(_BOM) else 0
        return t.Position(number, self.codec.client_num_units(text[: column - 1 + shift]))


def _shown(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""
