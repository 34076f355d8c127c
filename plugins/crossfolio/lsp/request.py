"""What a feature is given: a file, a place in it, and what the check knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from crossfolio.core.check import Checked
from crossfolio.core.place import Place
from crossfolio.lsp.context import Context, context_at
from crossfolio.lsp.live import Seen
from crossfolio.lsp.text import Converter


@dataclass(frozen=True, slots=True)
class Request:
    """A request about a file."""

    root: Path
    path: str
    """From the root, with `/`."""
    seen: Seen
    checked: Checked
    lines: Callable[[str], Sequence[str]]
    """Of a file, as they are now."""
    uri: Callable[[str], str]
    """Of a file, as the editor writes it."""
    codec: PositionCodec
    capabilities: t.ClientCapabilities

    @property
    def convert(self) -> Converter:
        """Converts places in files as they are now."""
        return Converter(self.codec, self.lines)

    def context(self, position: t.Position) -> Context | None:
        """Return what stands around a position of the file."""
        line, column = self.convert.at(self.path, position)
        lines = self.lines(self.path)
        return context_at(self.path, lines, line, column, self.checked.settings)

    def location(self, place: Place) -> t.Location:
        """Return a place as the protocol has it."""
        return t.Location(self.uri(place.path), self.convert.range(place))
