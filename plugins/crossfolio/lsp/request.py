"""What a feature is given: a file, a place in it, and what the check knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as t
from pygls.workspace import PositionCodec

from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic
from crossfolio.core.place import Place
from crossfolio.lsp.context import CursorContext, context_at
from crossfolio.lsp.diagnostics import diagnostic, shows_pages
from crossfolio.lsp.live import SeenByEditor
from crossfolio.lsp.text import Converter


@dataclass(frozen=True, slots=True)
class Request:
    """A request about a file."""

    root: Path
    path: str
    """From the root, with `/`."""
    seen: SeenByEditor
    checked: Checked
    lines: Callable[[str], Sequence[str]]
    """Of a file, as they are now."""
    uri: Callable[[str], str]
    """Of a file, as the editor writes it."""
    codec: PositionCodec
    capabilities: t.ClientCapabilities
    version: Callable[[str], int | None]
    """Of the editor's text of a file; `None` where it holds none."""

    @property
    def convert(self) -> Converter:
        """Converts places in files as they are now."""
        return Converter(self.codec, self.lines)

    def context(self, position: t.Position) -> CursorContext | None:
        """Return what stands around a position of the file."""
        line, column = self.convert.at(self.path, position)
        lines = self.lines(self.path)
        return context_at(self.path, lines, line, column, self.checked.settings)

    def shown(self, found: Diagnostic) -> t.Diagnostic:
        """Return a finding as the editor has been told of it."""
        page = self.seen.look.page_of(found.rule) if shows_pages(self.capabilities) else ""
        return diagnostic(found, self.convert, self.uri, page)

    def changes(self, edits: Mapping[str, list[t.TextEdit]]) -> t.WorkspaceEdit:
        """Return changes to files by path, of the versions that the editor has, if it can."""
        workspace = self.capabilities.workspace
        can = workspace and workspace.workspace_edit
        if not can or not can.document_changes:
            return t.WorkspaceEdit({self.uri(path): list(its) for path, its in edits.items()})
        return t.WorkspaceEdit(
            document_changes=[
                t.TextDocumentEdit(
                    t.OptionalVersionedTextDocumentIdentifier(self.uri(path), self.version(path)),
                    list(its),
                )
                for path, its in edits.items()
            ]
        )

    def location(self, place: Place) -> t.Location:
        """Return a place as the protocol has it."""
        return t.Location(self.uri(place.path), self.convert.range(place))
