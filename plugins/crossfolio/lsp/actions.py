"""Quick fixes: what a finding says to do, done by the editor, for one finding or for all."""

from collections.abc import Iterator, Sequence

from lsprotocol import types as t

from crossfolio.core.coverage import Cover
from crossfolio.core.edits import choose
from crossfolio.core.findings import Diagnostic, Edit, Fix
from crossfolio.core.scope import Scope
from crossfolio.lsp.fixes import IN_QUOTES, TitledEdits, fixes_for
from crossfolio.lsp.migration import migrations
from crossfolio.lsp.request import Request
from crossfolio.workspace.fixing import may_edit
from crossfolio.workspace.new_evidence import new_page

_TITLES = {
    "": "Delete it",
    " ": "Put a space here",
    "---\n": "Write `---` above",
    '"': IN_QUOTES,
    "'": IN_QUOTES,
}
"""For texts that do not say what they do."""


FIX_ALL = "source.fixAll.crossfolio"
"""The kind of the action that makes the edits of all findings of a file."""


def actions(
    request: Request, span: t.Range, only: Sequence[str] | None = None
) -> list[t.CodeAction]:
    """Return the fixes for the findings that touch a range of the file, and the one for all.

    Args:
        request: About the file.
        span: The range.
        only: The kinds of actions that are wanted, each with those below it; `None` for all.
    """
    found: list[t.CodeAction] = []
    if _wanted(t.CodeActionKind.QuickFix.value, only):
        for diagnostic in request.seen.look.by_path.get(request.path, ()):
            if _touch(request.convert.range(diagnostic.finding.place), span):
                found += [*_fixes(diagnostic, request), *_template(diagnostic, request)]
                found += migrations(diagnostic, request)
    at_least = 2 if only is None else 1  # Beside the fix of a single finding it says nothing new.
    return found + (list(_fix_all(request, at_least)) if _wanted(FIX_ALL, only) else [])


def _wanted(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(f"{kind}.".startswith(f"{wanted}.") for wanted in only)


def _fix_all(request: Request, at_least: int) -> Iterator[t.CodeAction]:
    """Give the edits that `crossfolio fix` would make in a file, where it fixes enough findings."""
    own = (
        diagnostic
        for diagnostic in request.seen.look.by_path.get(request.path, ())
        if all(edit.place.path == request.path for edit in diagnostic.finding.edits)
        and may_edit(diagnostic, request.checked.settings, request.root)
    )
    fixes = choose(own)
    if len(fixes.fixed) >= at_least:
        edits = [_edit(edit, request) for edit in fixes.edits[request.path]]
        yield t.CodeAction(
            "Fix all that has one right answer",
            kind=FIX_ALL,
            diagnostics=[request.shown(diagnostic) for diagnostic in fixes.fixed],
            edit=request.changes({request.path: edits}),
        )


def _edit(edit: Edit, request: Request) -> t.TextEdit:
    return t.TextEdit(request.convert.range(edit.place), edit.text)


def _fixes(diagnostic: Diagnostic, request: Request) -> Iterator[t.CodeAction]:
    every = [*_edits(diagnostic), *fixes_for(diagnostic, request)]
    shown = request.shown(diagnostic)
    for change in every:
        edits = [_edit(edit, request) for edit in change.edits]
        yield t.CodeAction(
            change.title,
            kind=t.CodeActionKind.QuickFix,
            diagnostics=[shown],
            is_preferred=len(every) == 1,
            edit=request.changes({request.path: edits}),
        )


def _edits(diagnostic: Diagnostic) -> Iterator[TitledEdits]:
    """Give the change that the finding itself brings."""
    edits = diagnostic.finding.edits
    if edits:
        text = edits[0].text
        title = _TITLES.get(text, f"Change to `{text}`")
        yield TitledEdits(title, edits)


def _template(diagnostic: Diagnostic, request: Request) -> Iterator[t.CodeAction]:
    """Give, on a gap, a new page for it, where the editor can make files."""
    edits = request.capabilities.workspace and request.capabilities.workspace.workspace_edit
    makes = edits and t.ResourceOperationKind.Create in (edits.resource_operations or ())
    cover = _gap(diagnostic, request)
    if not makes or cover is None:
        return
    path, text = new_page(request.root, request.checked, (cover,))
    uri, start = request.uri(path), t.Position(0, 0)
    document = t.OptionalVersionedTextDocumentIdentifier(uri)
    yield t.CodeAction(
        f"New evidence for {cover.criterion.id}: {path}",
        kind=t.CodeActionKind.QuickFix,
        diagnostics=[request.shown(diagnostic)],
        edit=t.WorkspaceEdit(
            document_changes=[
                t.CreateFile(uri, options=t.CreateFileOptions(overwrite=False)),
                t.TextDocumentEdit(document, [t.TextEdit(t.Range(start, start), text)]),
            ]
        ),
    )


def _gap(diagnostic: Diagnostic, request: Request) -> Cover | None:
    if diagnostic.rule.fix is not Fix.NEW_ITEM:
        return None
    for cover in request.checked.coverage.criteria.values():
        if cover.criterion.place == diagnostic.finding.place and cover.scope is Scope.REQUIRED:
            return cover
    return None


def _touch(one: t.Range, other: t.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
