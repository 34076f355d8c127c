"""A project as a commit holds it, laid out in a folder of its own that is thrown away."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath

from crossfolio.core.settings import Settings
from crossfolio.core.texts import Text
from crossfolio.workspace.history.commits import Blob
from crossfolio.workspace.history.git import Blobs, GitError
from crossfolio.workspace.locating import SITE_FILE
from crossfolio.workspace.project import Project, UnusableSettingsError, open_project

MOST_BYTES = 1_000_000_000
"""What one commit of a project may hold, in what is read of it."""
_READ_EVERYWHERE = (".md", ".yml", ".yaml", ".sig", ".markdown")
"""Endings of files that may be part of a portfolio wherever they lie."""


class WorkingCopy:
    """A folder that is made to hold one commit after the other; what stays is not written again."""

    def __init__(self, folder: Path, blobs: Blobs, origin: Path | None = None) -> None:
        """Lay nothing out yet.

        Args:
            folder: The folder.
            blobs: Where contents come from.
            origin: The project's own folder, from which the signers of decisions are looked for.
        """
        self._folder = folder
        self._origin = origin
        self._blobs = blobs
        self._there: dict[str, str] = {}

    def lay_out(self, files: Iterable[Blob], prefix: str) -> Project:
        """Have the folder hold the project of a commit, and open it.

        Args:
            files: Of the commit.
            prefix: Where the project lies in it.

        Raises:
            GitError: Where the files cannot be had, or are too much.
            UnusableSettingsError: Where its settings cannot be used.
        """
        known = [blob for blob in files if _is_safe(blob.path)]
        settings = [blob for blob in known if _may_be_settings(blob.path, prefix)]
        self._hold(settings)
        root = self._folder / prefix
        root.mkdir(parents=True, exist_ok=True)
        try:
            project = open_project(root)
        except UnusableSettingsError:  # Folders that are named and not yet laid out are missing.
            self._hold([blob for blob in known if _is_part(blob.path, prefix, Settings())])
            project = open_project(root)
        self._hold([blob for blob in known if _is_part(blob.path, prefix, project.settings)])
        return replace(open_project(root), signers_root=self._origin)

    def _hold(self, files: Iterable[Blob]) -> None:
        """Have the folder hold these files and no others."""
        wanted = {file.path: file for file in files}
        if sum(wanted_blob.size for wanted_blob in wanted.values()) > MOST_BYTES:
            raise GitError(Text("a commit holds more than {size} MB", size=MOST_BYTES // 1_000_000))
        for path in [
            path for path, name in self._there.items() if _is_other(wanted.get(path), name)
        ]:
            (self._folder / path).unlink(missing_ok=True)
            del self._there[path]
            self._prune((self._folder / path).parent)
        for path, blob in wanted.items():
            if path not in self._there:
                self._write(path, self._blobs.read(blob.name))
                self._there[path] = blob.name

    def _write(self, path: str, data: bytes) -> None:
        file = self._folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        except OSError:  # A name that this system does not take; it would be a finding as well.
            return

    def _prune(self, folder: Path) -> None:
        """Remove a folder that holds nothing any more, and those above it."""
        with suppress(OSError):
            while folder != self._folder:
                folder.rmdir()
                folder = folder.parent


def _is_other(blob: Blob | None, name: str) -> bool:
    return blob is None or blob.name != name


def _is_safe(path: str) -> bool:
    """Tell whether a path of a commit stays in the folder: a commit can be forged."""
    pure = PurePosixPath(path)
    names = pure.parts
    return not (pure.is_absolute() or ".." in names or "\\" in path or ":" in names[0])


def _may_be_settings(path: str, prefix: str) -> bool:
    """Tell whether a file may be the project's mkdocs.yml, or one that it builds upon."""
    folder = path.rpartition("/")[0]
    is_above = not folder or f"{prefix}".startswith(f"{folder}/")
    return path == f"{prefix}{SITE_FILE}" or (is_above and path.endswith((".yml", ".yaml")))


def _is_part(path: str, prefix: str, settings: Settings) -> bool:
    if _may_be_settings(path, prefix):
        return True
    if not path.startswith(prefix):
        return False
    folders = (settings.criteria, settings.evidence, settings.assessment)
    own = path[len(prefix) :]
    return own.startswith(tuple(f"{folder}/" for folder in folders)) or own.endswith(
        _READ_EVERYWHERE
    )
