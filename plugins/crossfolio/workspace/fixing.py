"""A project with the edits made that its findings carry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.edits import applied, choose
from crossfolio.core.findings import Diagnostic
from crossfolio.core.settings import Settings
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Unsaved
from crossfolio.workspace.project import Project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.rewrite import leads_by_link

_ROUNDS = 10
"""Checks after edits, at most. One edit can make room for the next, or bring to light what an
unreadable page hid; more rounds than a few would mean that edits take each other back."""

Wanted = Callable[[Diagnostic], bool]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files that edits change, before and after, and the findings that are put right."""

    changes: dict[str, tuple[bytes, bytes]]
    """The old and the new bytes of each file that changes, by path."""
    count: int
    """How many findings are put right."""
    postponed: tuple[Diagnostic, ...]
    """Findings with edits that are for another run."""
    untouched: tuple[Diagnostic, ...]
    """Findings with edits in files that are not changed: records of assessors, and links."""
    checked: Checked
    """The project as it is after the edits."""


def fix_project(project: Project, today: date, wanted: Wanted) -> Fixed:
    """Make the edits of all findings that are wanted, in memory, until none of them is left.

    A file that is to change is read once and then checked as it was read, so that no edit
    meets another text than its finding was about.

    Args:
        project: The project.
        today: The day of the check.
        wanted: Tells whether a finding is to be put right.
    """
    disk, cache = Disk(project.root), ResultCache()
    old: dict[str, bytes] = {}
    now: dict[str, bytes | None] = {}
    count = rounds = 0
    while True:
        checked = check_project(project, today, files=Unsaved(disk, now), cache=cache)
        found = [d for d in checked.diagnostics if d.finding.edits and wanted(d)]
        ours = [d for d in found if may_edit(d, project.settings, project.root)]
        fixes = choose(ours)
        unread = fixes.edits.keys() - old.keys()
        if unread:
            old |= {path: (project.root / path).read_bytes() for path in unread}
            now |= {path: old[path] for path in unread}
            continue
        if not fixes.fixed or rounds == _ROUNDS:
            break
        count, rounds = count + len(fixes.fixed), rounds + 1
        now |= {path: applied(now[path] or b"", edits) for path, edits in fixes.edits.items()}
    changes = {path: (data, now[path] or b"") for path, data in sorted(old.items())}
    changes = {path: (data, new) for path, (data, new) in changes.items() if data != new}
    untouched = tuple(d for d in found if d not in ours)
    return Fixed(changes, count, tuple(ours), untouched, checked)


def may_edit(diagnostic: Diagnostic, settings: Settings, root: Path) -> bool:
    """Tell whether the files that a finding's edits change are for anybody to change.

    What assessors and quality assurers have recorded is superseded and never edited.
    """
    record = tuple(f"{settings.assessment}/{name}/" for name in ("decisions", "samples"))
    paths = {edit.place.path for edit in diagnostic.finding.edits}
    return not any(
        path.startswith(record) or ".." in Path(path).parts or leads_by_link(root, path)
        for path in paths
    )
