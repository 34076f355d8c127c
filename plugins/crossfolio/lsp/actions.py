"""Quick fixes: what a finding says to do, done by the editor."""

from collections.abc import Iterator

from lsprotocol import types as t

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Diagnostic
from crossfolio.core.scope import Scope
from crossfolio.lsp.diagnostics import diagnostic
from crossfolio.lsp.fixes import IN_QUOTES, Change, fixes_for
from crossfolio.lsp.request import Request
from crossfolio.workspace.new_evidence import new_page

_TITLES = {
    "": "Delete it",
    " ": "Put a space here",
    "---\n": "Write `---` above",
    '"': IN_QUOTES,
    "'": IN_QUOTES,
}
"""For texts that do not say what they do."""
_GAPS = ("COV101", "COV102", "COV103")


def actions(request: Request, span: t.Range) -> list[t.CodeAction]:
    """Return the fixes for the findings that touch a range of the file."""
    found = []
    for it in request.seen.look.by_path.get(request.path, ()):
        where = request.convert.range(it.finding.place)
        if _touch(where, span):
            found += list(_fixes(it, request))
            found += list(_template(it, request))
    return found


def _fixes(it: Diagnostic, request: Request) -> Iterator[t.CodeAction]:
    every = [*_edits(it), *fixes_for(it.finding, request)]
    shown = diagnostic(it, request.convert, request.uri)
    for change in every:
        edits = [t.TextEdit(request.convert.range(edit.place), edit.text) for edit in change.edits]
        yield t.CodeAction(
            change.title,
            kind=t.CodeActionKind.QuickFix,
            diagnostics=[shown],
            is_preferred=len(every) == 1,
            edit=t.WorkspaceEdit(changes={request.uri(request.path): edits}),
        )


def _edits(it: Diagnostic) -> Iterator[Change]:
    """Give the change that the finding itself brings."""
    edits = it.finding.edits
    if edits:
        text = edits[0].text
        title = _TITLES.get(text, f"Change to `{text}`")
        yield Change(title, edits)


def _template(it: Diagnostic, request: Request) -> Iterator[t.CodeAction]:
    """Give, on a gap, a new page for it, where the editor can make files."""
    edits = request.capabilities.workspace and request.capabilities.workspace.workspace_edit
    makes = edits and t.ResourceOperationKind.Create in (edits.resource_operations or ())
    cover = _gap(it, request)
    if not makes or cover is None:
        return
    path, text = new_page(request.root, request.checked, (cover,))
    uri, start = request.uri(path), t.Position(0, 0)
    document = t.OptionalVersionedTextDocumentIdentifier(uri)
    yield t.CodeAction(
        f"New evidence for {cover.criterion.id}: {path}",
        kind=t.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(it, request.convert, request.uri)],
        edit=t.WorkspaceEdit(
            document_changes=[
                t.CreateFile(uri, options=t.CreateFileOptions(overwrite=False)),
                t.TextDocumentEdit(document, [t.TextEdit(t.Range(start, start), text)]),
            ]
        ),
    )


def _gap(it: Diagnostic, request: Request) -> Cover | None:
    if it.rule.code not in _GAPS:
        return None
    for cover in request.checked.coverage.criteria.values():
        if cover.criterion.place == it.finding.place and cover.scope is Scope.REQUIRED:
            return cover
    return None


def _touch(one: t.Range, other: t.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
