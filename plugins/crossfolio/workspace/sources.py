"""Lines of source files, for reports that show them."""

import re
from pathlib import Path

from crossfolio.core.personal.scan import Looker
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.workspace.public_lines import public_lines
from crossfolio.workspace.walk import on_disk

_NAMES_AUDIENCE = regex(r"withheld|audience(?!\W{1,5}(?:assessor|public)\b)", re.IGNORECASE)


class Sources:
    """The lines of a project's files, each file read when its first line is asked for.

    Pages that the edition's audience may not see give no line, so that a log can hold
    no more of them than path and ID. Nor do attached files and the people register, and
    nothing is read that is no ordinary file. For the public, only lines of a list are given.
    """

    def __init__(self, root: Path, seen: Seen, looker: Looker | None = None) -> None:
        """Read nothing yet.

        Args:
            root: The project's folder.
            seen: What may be seen of the portfolio.
            looker: Knows what is masked in lines; `None` where nothing is.
        """
        self._root, self._looker = root, looker
        self._seen, self._settings = seen, seen.settings
        self._lines: dict[str, list[str]] = {}
        self._in_full = {path: key not in seen.held for key, path in seen.paths.items()}

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a file, or `None` where it may not or cannot be shown."""
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else None

    def _read(self, path: str) -> list[str]:
        file = self._root / on_disk(path)
        if not self._may_show(path) or file.is_symlink() or not file.is_file():
            return []
        try:
            with file.open(encoding="utf-8-sig", errors="replace") as opened:
                text = opened.read(FILE_BYTES)
        except OSError:
            return []
        known = path in self._in_full or not self._is_evidence(path)
        lines = [] if not known and _NAMES_AUDIENCE.search(text) else text.split("\n")
        shown = lines if self._seen.people else public_lines(path, lines, self._seen)
        if self._looker is None or not shown:
            return shown
        # The whole text is looked at: a value may begin in one line and end in the next.
        masked = self._looker.masked(text, aligned=True).split("\n")
        return [new if line else "" for line, new in zip(shown, masked, strict=True)]

    def _may_show(self, path: str) -> bool:
        """Tell whether lines of a file may be shown, as far as its path tells.

        A page that gave no item has no audience that could be read: for assessors it is shown
        only where it does not speak of an audience.
        """
        if self._is_evidence(path):
            return path.endswith(".md") and self._in_full.get(path, True)
        of_people = f"{self._settings.assessment}/people."
        return not path.lower().startswith(of_people.lower())

    def _is_evidence(self, path: str) -> bool:
        folder = self._settings.evidence
        return path.startswith(f"{folder}/") and path != f"{folder}/portfolio.yml"
