"""Lines of source files, for reports that show them."""

from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Audience
from crossfolio.core.settings import Edition


class Sources:
    """The lines of a project's files, each file read when its first line is asked for.

    Pages that the edition's audience may not see give no line, so that a log can hold
    no more of them than path and ID.
    """

    def __init__(self, root: Path, checked: Checked) -> None:
        self._root = root
        self._lines: dict[str, list[str]] = {}
        public = checked.settings.edition is Edition.PUBLIC
        seen = (Audience.PUBLIC,) if public else (Audience.PUBLIC, Audience.ASSESSOR)
        self._hidden = {it.path for it in checked.portfolio.evidence if it.audience not in seen}

    def line(self, path: str, number: int) -> str | None:
        """Return a line of a file, or nothing where it may not or cannot be shown."""
        if path in self._hidden:
            return None
        if path not in self._lines:
            self._lines[path] = self._read(path)
        lines = self._lines[path]
        return lines[number - 1] if 0 < number <= len(lines) else None

    def _read(self, path: str) -> list[str]:
        try:
            text = (self._root / path).read_text("utf-8-sig", errors="replace")
        except OSError:
            return []
        return text.split("\n")
