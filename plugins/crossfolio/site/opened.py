"""A portfolio as one build of its site has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from crossfolio.core.building import seen_with_history
from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic
from crossfolio.core.personal.hiding import with_ids
from crossfolio.core.seen import Seen, told_to_owner
from crossfolio.reports.text_report import summary
from crossfolio.workspace.judged_version import with_changes
from crossfolio.workspace.project import Project


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read and checked, and what the edition shows of it."""

    project: Project
    checked: Checked
    """With what may not be seen."""
    seen: Seen
    """All that pages are made of."""
    told: Sequence[Diagnostic]
    """The findings, as they are told to whoever builds the site."""
    summary: str
    """The counts in one line."""

    @classmethod
    def of(cls, project: Project, checked: Checked, *, with_history: bool) -> Self:
        """Return a checked portfolio as a build needs it.

        Args:
            project: The folder and the settings.
            checked: The portfolio.
            with_history: Whether pages say what has changed since it was judged.
        """
        hidden = checked.hidden_names
        seen = seen_with_history(checked)
        if with_history:
            seen = with_changes(seen, checked, project.root)
        seen = with_ids(seen, hidden)
        told = with_ids(told_to_owner(checked, seen), hidden)
        return cls(project, checked, seen, told.diagnostics, summary(told).rstrip())
