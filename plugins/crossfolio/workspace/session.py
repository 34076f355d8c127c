"""A project held open: checked again and again, with what an editor holds over the disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from crossfolio.core.check import Checked, diagnose
from crossfolio.core.findings import Diagnostic
from crossfolio.core.settings import Settings
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.reports.rule_links import PageOf, no_page, rule_pages
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Files, Unsaved
from crossfolio.workspace.project import UnusableSettingsError, open_project
from crossfolio.workspace.result_cache import ResultCache


@dataclass(frozen=True)
class SessionLook:
    """A project as it was at one moment: its files, and what the check said of them."""

    files: Files
    checked: Checked | None
    """`None` where the settings cannot be used."""
    diagnostics: tuple[Diagnostic, ...]
    site_url: str = ""
    """Where the site is; empty where that is not known."""

    def text(self, path: str) -> str | None:
        """Return the text of a file as the check saw it; `None` where there is none."""
        try:
            data = self.files.read(path, FILE_BYTES)
        except OSError:
            return None
        return data.decode("utf-8", "replace")

    @cached_property
    def page_of(self) -> PageOf:
        """What gives the address of a rule's page on the site."""
        if self.checked is None:
            return no_page
        return rule_pages(self.checked, self.checked.settings, self.site_url)

    @cached_property
    def by_path(self) -> dict[str, list[Diagnostic]]:
        """The findings of each file that has some."""
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            found.setdefault(diagnostic.finding.place.path, []).append(diagnostic)
        return found


class Session:
    """One project; the results of single files are kept from check to check."""

    def __init__(self, root: Path, cache: ResultCache | None = None) -> None:
        """Know nothing yet.

        Args:
            root: The project's folder.
            cache: Gets the results.
        """
        self.root = root
        self._cache = cache or ResultCache()
        self._disk: Disk | None = None

    def forget_disk(self) -> None:
        """Look at the disk anew in the next check; may be called while another one runs."""
        self._disk = None

    def look(
        self, held: Mapping[str, bytes], today: date, *, is_watched: bool = False
    ) -> SessionLook:
        """Check the project; one check at a time.

        Args:
            held: What the editor holds, by path from the root.
            today: The day of the check.
            is_watched: Whether somebody says when a file on the disk has changed; the folders
                are then taken to be as they were until the disk is forgotten.
        """
        disk = self._disk if is_watched else None
        if disk is None:
            disk = self._disk = Disk(self.root)
        files = Unsaved(disk, held)
        try:
            project = open_project(self.root)
        except UnusableSettingsError as error:
            return SessionLook(files, None, diagnose(error.findings, Settings()))
        checked = check_project(project, today, files=files, cache=self._cache)
        return SessionLook(files, checked, checked.diagnostics, project.site_url)
