"""Every request of the protocol that the server answers, and by which feature."""

import logging
from abc import abstractmethod
from collections.abc import Callable
from typing import Protocol, TypeVar

from lsprotocol import types as t
from pygls.exceptions import JsonRpcInvalidParams

from crossfolio.lsp import (
    actions,
    changed,
    completion,
    folding,
    hover,
    lenses,
    navigation,
    rename,
    symbols,
)
from crossfolio.lsp.diagnostics import watches
from crossfolio.lsp.request import Request
from crossfolio.lsp.server import Server

log = logging.getLogger(__name__)
R = TypeVar("R")


def serve() -> Server:
    """Return a server with all its features."""
    logging.getLogger("pygls").setLevel(logging.ERROR)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_fault)
    server = Server()
    _add_start(server)
    _add_documents(server)
    _add_findings(server)
    _add_reading(server)
    _add_places(server)
    _add_changes(server)
    return server


def _add_start(server: Server) -> None:
    """Add what tells the server of its editor and of the folders that are open in it."""

    @server.feature(t.INITIALIZE)
    def initialize(ls: Server, params: t.InitializeParams) -> None:
        given = params.initialization_options
        options = given if isinstance(given, dict) else {}
        ls.can_show = options.get("showReferences") is True
        ls.by_title = options.get("filterByTitle") is True

    @server.feature(t.INITIALIZED)
    def initialized(ls: Server, _: t.InitializedParams) -> None:
        ls.open_folders()
        if watches(ls.client_capabilities):
            watchers = [t.FileSystemWatcher("**/*")]
            options = t.DidChangeWatchedFilesRegistrationOptions(watchers)
            watch = t.Registration("files", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(t.RegistrationParams([watch]))

    @server.feature(t.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(ls: Server, _: t.DidChangeWorkspaceFoldersParams) -> None:
        ls.open_folders()


def _add_documents(server: Server) -> None:
    """Add what keeps the server's texts those of the editor and of the disk."""

    @server.feature(t.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: t.DidOpenTextDocumentParams) -> None:
        text_document = params.text_document
        ls.hold(text_document.uri, text_document.version, text_document.text)

    @server.feature(t.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: t.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        ls.change(document.uri, document.version, params.content_changes)

    @server.feature(t.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: t.DidCloseTextDocumentParams) -> None:
        ls.release(params.text_document.uri)

    @server.feature(t.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: t.DidSaveTextDocumentParams) -> None:
        ls.wrote([params.text_document.uri])

    @server.feature(t.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def written(ls: Server, params: t.DidChangeWatchedFilesParams) -> None:
        ls.wrote(change.uri for change in params.changes)


def _add_findings(server: Server) -> None:
    """Add what gives the findings of a file to an editor that asks for them."""
    options = t.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False)

    @server.feature(t.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def found(
        ls: Server, params: t.DocumentDiagnosticParams
    ) -> t.RelatedFullDocumentDiagnosticReport:
        its = await ls.findings(params.text_document.uri)
        return t.RelatedFullDocumentDiagnosticReport(its)


def _add_reading(server: Server) -> None:
    """Add what helps while somebody types, and must not wait for a check."""
    options = t.CompletionOptions(trigger_characters=completion.TRIGGERS)

    @server.feature(t.TEXT_DOCUMENT_COMPLETION, options)
    async def complete(ls: Server, params: t.CompletionParams) -> t.CompletionList | None:
        answer = lambda asked: completion.completion(asked, params.position, by_title=ls.by_title)  # noqa: E731
        return await _answer(ls, params, answer)

    @server.feature(t.TEXT_DOCUMENT_HOVER)
    async def hovered(ls: Server, params: t.HoverParams) -> t.Hover | None:
        request = await ls.request(params.text_document.uri, fresh=False)
        if request is None:
            return None
        asks = _guarded(request, lambda asked: changed.asks_history(asked, params.position))
        versions = await ls.versions(request) if asks else {}
        return _guarded(request, lambda asked: hover.hover(asked, params.position, versions))

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    async def highlight(
        ls: Server, params: t.DocumentHighlightParams
    ) -> list[t.DocumentHighlight] | None:
        return await _answer(ls, params, lambda asked: symbols.highlights(asked, params.position))


def _add_places(server: Server) -> None:
    """Add what gives places in files, and so waits for a check of what is there now."""

    @server.feature(t.TEXT_DOCUMENT_DEFINITION)
    async def define(ls: Server, params: t.DefinitionParams) -> list[t.Location] | None:
        answer = lambda asked: navigation.definition(asked, params.position)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_REFERENCES)
    async def refer(ls: Server, params: t.ReferenceParams) -> list[t.Location] | None:
        wanted = params.context.include_declaration
        answer = lambda asked: navigation.references(asked, params.position, declaration=wanted)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(ls: Server, params: t.DocumentLinkParams) -> list[t.DocumentLink] | None:
        return await _answer(ls, params, symbols.links, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(ls: Server, params: t.DocumentSymbolParams) -> list[t.DocumentSymbol] | None:
        return await _answer(ls, params, symbols.document_symbols, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_FOLDING_RANGE)
    async def fold(ls: Server, params: t.FoldingRangeParams) -> list[t.FoldingRange] | None:
        return await _answer(ls, params, folding.folds, fresh=True)

    @server.feature(t.WORKSPACE_SYMBOL)
    async def find(ls: Server, params: t.WorkspaceSymbolParams) -> list[t.WorkspaceSymbol]:
        found = []
        for request in await ls.requests():
            found += (
                _guarded(request, lambda asked: symbols.workspace_symbols(asked, params.query))
                or []
            )
        return found

    @server.feature(t.TEXT_DOCUMENT_CODE_LENS)
    async def lens(ls: Server, params: t.CodeLensParams) -> list[t.CodeLens] | None:
        answer = lambda asked: lenses.lenses(asked, can_show=ls.can_show)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)


def _add_changes(server: Server) -> None:
    """Add what changes files."""
    kinds = [t.CodeActionKind.QuickFix, actions.FIX_ALL]
    options = t.CodeActionOptions(code_action_kinds=kinds)

    @server.feature(t.TEXT_DOCUMENT_CODE_ACTION, options)
    async def fix(ls: Server, params: t.CodeActionParams) -> list[t.CodeAction] | None:
        only = params.context.only
        answer = lambda asked: actions.actions(asked, params.range, only)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(
        ls: Server, params: t.PrepareRenameParams
    ) -> t.PrepareRenamePlaceholder | None:
        answer = lambda asked: rename.can_rename(asked, params.position)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)

    @server.feature(t.TEXT_DOCUMENT_RENAME, t.RenameOptions(prepare_provider=True))
    async def change(ls: Server, params: t.RenameParams) -> t.WorkspaceEdit | None:
        answer = lambda asked: rename.rename(asked, params.position, params.new_name)  # noqa: E731
        return await _answer(ls, params, answer, fresh=True)


class _AboutFile(Protocol):
    """What every request about a file has."""

    @property
    @abstractmethod
    def text_document(self) -> t.TextDocumentIdentifier:
        """The file."""


async def _answer(
    ls: Server, params: _AboutFile, feature: Callable[[Request], R], *, fresh: bool = False
) -> R | None:
    """Answer a request by a feature; one that fails is logged and answered with nothing."""
    request = await ls.request(params.text_document.uri, fresh=fresh)
    return _guarded(request, feature) if request else None


def _is_fault(record: logging.LogRecord) -> bool:
    """Tell whether a record is of a fault; a name that is refused is an answer like any other."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error and error.__cause__, rename.RefusedError)


def _guarded(request: Request, feature: Callable[[Request], R]) -> R | None:
    try:
        return feature(request)
    except rename.RefusedError as refused:
        raise JsonRpcInvalidParams(str(refused)) from refused
    except Exception:
        log.exception("a request about %s failed", request.path or "the project")
        return None
