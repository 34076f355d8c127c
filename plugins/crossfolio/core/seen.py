"""What may be seen: the type of a checked portfolio that is built for those who will read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic
from crossfolio.core.requirement import RequirementPiece

if TYPE_CHECKING:  # Only pages show these, and a check has none.
    from crossfolio.core.progress.figures import History
    from crossfolio.core.since_values import Since
    from crossfolio.core.visiting import NotShown


@dataclass(frozen=True, slots=True)
class Seen(Checked):
    """A checked portfolio with only what its readers may see: what reports and pages are made of.

    Whoever has one need not ask who reads it. What is hidden is not in it.
    """

    people: bool = False
    """Whether people, decisions, feedback and reasons for waivers are shown."""
    held: Mapping[str, Hold] = field(default_factory=dict)
    """The items that are stubs, by ID in upper case, and why."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """Where the page of each item lies, by its ID in upper case: in the item itself, the path
    of a stub is its ID."""
    gaps: Mapping[str, Diagnostic] = field(default_factory=dict)
    """The finding that each criterion is open, by full ID, for reports with a line for each; of
    those alone that are open as far as is shown. As `asked`, the owner's has none."""
    asked: Mapping[str, tuple[RequirementPiece, ...]] = field(default_factory=dict)
    """What each criterion asks for one by one, and what of it is there, by full ID; pages alone
    show it, so that nothing is in it for the owner."""
    since: "Mapping[str, tuple[Since, ...]]" = field(default_factory=dict)
    """What has changed in items since they were judged, by ID in upper case, for pages; of items
    that are shown in full, where people are shown."""
    rest: "NotShown | None" = None
    """How much a visit does not show; `None` where the edition shows all that its readers may."""
    history: "History | None" = None
    """Numbers by month, for pages that show how a portfolio grew; of claims alone where people are
    not shown."""

    def in_full(self, item: Evidence) -> bool:
        """Tell whether more is shown of an item than its ID, kind, month, status and criteria."""
        return item.key not in self.held

    def person(self, name: str) -> str:
        """Return what a person is called: the display name, or the ID without a register.

        Where people are not shown, nobody is named.
        """
        if not self.people:
            return ""
        known = (self.portfolio.register or {}).get(name.upper())
        return known.display_name if known else name

    @property
    def covers(self) -> tuple[Cover, ...]:
        """Every criterion of the taken units."""
        return tuple(self.coverage.criteria.values())


def told_to_owner(checked: Checked, seen: Seen) -> Seen:
    """Return what a terminal, a file of findings and a build's log are made of.

    They speak to whoever has the folder, and quote what they need, unless the edition shows no
    people: then they say no more than it does.

    Args:
        checked: The portfolio.
        seen: What its edition shows of it.
    """
    return seen_by_owner(checked) if seen.people else seen


def seen_by_owner(checked: Checked) -> Seen:
    """Return all of a portfolio, for whoever has its folder: a terminal and an editor."""
    every = checked.portfolio.evidence
    return Seen(
        checked.portfolio,
        checked.settings,
        checked.claims,
        checked.record,
        checked.coverage,
        checked.diagnostics,
        checked.suppressed,
        checked.comparison,
        people=True,
        paths={item.key: item.path for item in every},
    )
