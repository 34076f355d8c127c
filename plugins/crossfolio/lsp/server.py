"""The server: documents in, diagnostics out, and every request to the feature that answers it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lsprotocol import types as t
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import PositionCodec

from crossfolio import __version__
from crossfolio.core.findings import Diagnostic
from crossfolio.core.since_values import Versions
from crossfolio.lsp.diagnostics import diagnostic, pulls, shows_pages, watches
from crossfolio.lsp.live import Live, OpenDocument, SeenByEditor
from crossfolio.lsp.protocol import Protocol
from crossfolio.lsp.request import Request
from crossfolio.lsp.text import Converter, edited
from crossfolio.workspace.locating import is_project

if TYPE_CHECKING:
    from pygls.server import ServerErrors


class Server(LanguageServer):
    """The language server, with the projects that the editor has files of."""

    def __init__(self) -> None:
        sync = t.TextDocumentSyncKind.Incremental
        super().__init__("crossfolio", __version__, sync, protocol_cls=Protocol)
        self.lives: dict[Path, Live] = {}
        self.can_show = False
        """Whether the editor has a command that shows the places it is given."""
        self.by_title = False
        """Whether it filters what is completed by a text of ours, and not by what it writes."""
        self._texts: dict[str, str] = {}
        """Of the documents that are open, by address."""
        self._uris: dict[Path, str] = {}
        self._published: dict[str, tuple[object, ...]] = {}

    def open_folders(self) -> None:
        """Check the projects of the editor's folders."""
        for folder in self.workspace.folders.values():
            path = to_fs_path(folder.uri)
            if path and is_project(Path(path)):
                self._live(Path(path)).touch()

    def hold(self, uri: str, version: int | None, text: str) -> None:
        """Take the text of a document that is open in the editor."""
        self._texts[uri] = text
        found = self._locate(uri)
        if found:
            live, path = found
            self._uris[live.root / path] = uri
            live.hold(path, OpenDocument(uri, version, text))

    def change(
        self, uri: str, version: int, changes: Iterable[t.TextDocumentContentChangeEvent]
    ) -> None:
        """Take changes to the text of a document; one that was never opened is not known."""
        if uri in self._texts:
            self.hold(uri, version, edited(self._texts[uri], changes, self._codec))

    def release(self, uri: str) -> None:
        """Forget the text of a document that is closed."""
        self._texts.pop(uri, None)
        found = self._locate(uri)
        if found:
            live, path = found
            self._uris.pop(live.root / path, None)
            live.release(path)

    def wrote(self, uris: Iterable[str]) -> None:
        """Check again the projects whose files have changed on the disk."""
        for uri in uris:
            found = self._locate(uri)
            if found and found[0].concerns(found[1]):
                found[0].changed_on_disk()

    async def request(self, uri: str, *, fresh: bool) -> Request | None:
        """Return what a feature is given for a file.

        Args:
            uri: The file's.
            fresh: Whether the check has to be of the text as it is now.
        """
        found = self._locate(uri)
        if not found:
            return None
        live, path = found
        return self._request(live, path, await (live.fresh() if fresh else live.some()))

    async def requests(self) -> list[Request]:
        """Return a request for every project."""
        found = [self._request(live, "", await live.some()) for live in self.lives.values()]
        return [request for request in found if request]

    async def versions(self, request: Request) -> Versions:
        """Return what is known of the versions that were judged in a project."""
        return await self._live(request.root).versions(request.checked)

    async def findings(self, uri: str) -> list[t.Diagnostic]:
        """Return the findings of a file as it is now."""
        found = self._locate(uri)
        seen = await found[0].fresh() if found else None
        if found is None or seen is None:
            return []
        live, path = found
        return [
            self._shown(diagnostic, live, seen) for diagnostic in seen.look.by_path.get(path, ())
        ]

    def report_server_error(self, error: Exception, source: "ServerErrors") -> None:
        """Answer what is no JSON as such; see `LanguageServer` for the rest."""
        if isinstance(error, ValueError | RecursionError):
            cast(Protocol, self.protocol).refuse_unread()
        else:
            super().report_server_error(error, source)

    def _request(self, live: Live, path: str, seen: SeenByEditor | None) -> Request | None:
        checked = seen.look.checked if seen else None
        if seen is None or checked is None:
            return None
        return Request(
            live.root,
            path,
            seen,
            checked,
            live.lines,
            lambda at: self._uri(live.root, at),
            self._codec,
            self.client_capabilities,
            lambda at: live.held[at].version if at in live.held else None,
        )

    @property
    def _codec(self) -> PositionCodec:
        return self.workspace.position_codec

    def _live(self, root: Path) -> Live:
        if root not in self.lives:
            watched = watches(self.client_capabilities)
            self.lives[root] = Live(root, self._say, is_watched=watched)
        return self.lives[root]

    def _locate(self, uri: str) -> tuple[Live, str] | None:
        """Return the project that a file belongs to, and its path there."""
        name = to_fs_path(uri)
        if not name or not uri.startswith("file:"):
            return None
        path = Path(name)
        root = next((parent for parent in path.parents if parent in self.lives), None)
        root = root or next((parent for parent in path.parents if is_project(parent)), None)
        return (self._live(root), path.relative_to(root).as_posix()) if root else None

    def _uri(self, root: Path, path: str) -> str:
        file = root / path
        return self._uris.get(file) or from_fs_path(str(file)) or file.as_uri()

    def _say(self, live: Live, seen: SeenByEditor) -> None:
        """Publish the findings of every file whose findings, or whose text, are new.

        An editor that asks for those of open files would show them twice.
        """
        asks = pulls(self.client_capabilities)
        found: dict[str, list[Diagnostic]] = {path: [] for path in seen.held} | seen.look.by_path
        known = {at for at in self._published if at.startswith(f"{live.root}\n")}
        news = False
        for path in sorted({*found, *(at.partition("\n")[2] for at in known)}):
            held, its = seen.held.get(path), tuple(found.get(path, ()))
            state = (its, held and (held.uri, held.version, held.text))
            key = f"{live.root}\n{path}"
            if self._published.get(key) == state:
                continue
            shown = () if held and asks else its
            self._publish(
                live, path, held, [self._shown(diagnostic, live, seen) for diagnostic in shown]
            )
            self._published[key] = state
            if not its and held is None:
                del self._published[key]
            news = True
        if news:
            self._refresh()

    def _refresh(self) -> None:
        """Ask the editor to ask again for what may be old in other files, where it can."""
        workspace = self.client_capabilities.workspace
        lenses = workspace and workspace.code_lens
        if lenses and lenses.refresh_support:
            self.workspace_code_lens_refresh(None)
        asked = workspace and workspace.diagnostics
        if asked and asked.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def _shown(self, found: Diagnostic, live: Live, seen: SeenByEditor) -> t.Diagnostic:
        page = seen.look.page_of(found.rule) if shows_pages(self.client_capabilities) else ""
        convert = Converter(self._codec, seen.lines)
        return diagnostic(found, convert, lambda path: self._uri(live.root, path), page)

    def _publish(
        self, live: Live, path: str, held: OpenDocument | None, its: list[t.Diagnostic]
    ) -> None:
        uri = held.uri if held else self._uri(live.root, path)
        version = held.version if held else None
        self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(uri, its, version))
