"""The quick fix that carries a portfolio over to the version that its unit files have."""

from collections.abc import Iterator

from lsprotocol import types as t

from crossfolio.core.findings import Diagnostic, Fix
from crossfolio.core.migration import Migration
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.migration_file import read_migration
from crossfolio.lsp.request import Request
from crossfolio.workspace.disk import Disk, Files, Unsaved
from crossfolio.workspace.gathering import MIGRATIONS
from crossfolio.workspace.migrating import RefusedMigrationError, migrated
from crossfolio.workspace.project import open_project


def migrations(diagnostic: Diagnostic, request: Request) -> Iterator[t.CodeAction]:
    """Give an action for each migration that leads to where a unit is now."""
    if diagnostic.rule.fix is not Fix.MIGRATE:
        return
    files = _as_the_editor_has_them(request)
    for path, migration in _known(request, files):
        try:
            found = migrated(
                migration,
                open_project(request.root),
                request.checked.portfolio.today,
                files,
            )
        except RefusedMigrationError:  # The command says why.
            continue
        edits = {name: [_whole(name, both[1], request)] for name, both in found.files.items()}
        yield t.CodeAction(
            f"Carry the claims over to {migration.after} ({path.rpartition('/')[2]})",
            kind=t.CodeActionKind.QuickFix,
            diagnostics=[request.shown(diagnostic)],
            edit=request.changes(edits),
        )


def _known(request: Request, files: Files) -> Iterator[tuple[str, Migration]]:
    """Give the migrations that lead to a version which some unit has."""
    versions = {unit.version for unit in request.checked.portfolio.framework.units.values()}
    folder = f"{request.checked.settings.criteria}/{MIGRATIONS}/"
    for path in files.find(request.checked.settings.criteria).files:
        if path.startswith(folder) and path.endswith(".yml"):
            migration, _ = read_migration(files.read(path, FILE_BYTES + 1), path)
            if migration and migration.after in versions:
                yield path, migration


def _as_the_editor_has_them(request: Request) -> Files:
    portfolio = request.checked.portfolio
    paths = {item.path for item in portfolio.evidence} | {portfolio.place.path}
    held = {
        path: ("\n".join(request.lines(path)) + "\n").encode("utf-8", "surrogateescape")
        for path in paths
        if request.version(path) is not None
    }
    return Unsaved(Disk(request.root), held)


def _whole(path: str, data: bytes, request: Request) -> t.TextEdit:
    """Return the edit that writes a file anew from its first character to its last."""
    lines = request.lines(path)
    end = t.Position(len(lines), 0)
    return t.TextEdit(t.Range(t.Position(0, 0), end), data.decode("utf-8", "surrogateescape"))
