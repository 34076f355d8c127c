"""What has become of findings since a baseline: which are new, and which are gone."""

from collections.abc import Sequence
from typing import NamedTuple

from crossfolio.core.baseline import KnownFinding
from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic
from crossfolio.reports.identity import identities, known_identities

NEW = "new"
UNCHANGED = "unchanged"
UPDATED = "updated"
"""It was there, of another severity, or a comment takes it back in one of the two."""


class FindingsSince(NamedTuple):
    """The findings of a check beside those of its baseline."""

    states: tuple[str, ...]
    """Of each finding, in its order: `NEW`, `UNCHANGED` or `UPDATED`."""
    gone: tuple[KnownFinding, ...]
    """What the baseline had found and the check does not find."""


def since_baseline(checked: Checked) -> FindingsSince | None:
    """Compare findings with the baseline; `None` where there is none.

    Those that comments take back come after the others. A finding is known again as in
    every report for forges: by its rule, its file and its message, and never by its line.

    Args:
        checked: As it is, and not as an edition shows it, since that is what a baseline has.
    """
    if checked.comparison is None:
        return None
    before = checked.comparison.findings
    known = dict(zip(known_identities(before), before, strict=True))
    found = [(diagnostic, diagnostic.severity.word) for diagnostic in checked.diagnostics]
    found += [(suppressed.diagnostic, "") for suppressed in checked.suppressed]
    now = identities(diagnostic for diagnostic, _ in found)
    states = (_state(known.get(name), word) for name, (_, word) in zip(now, found, strict=True))
    gone = set(known).difference(now)
    return FindingsSince(
        tuple(states), tuple(entry for name, entry in known.items() if name in gone)
    )


def new_and_old(
    diagnostics: Sequence[Diagnostic], since: FindingsSince
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return which of the findings of a check are new, and which the baseline has as well."""
    pairs = list(zip(diagnostics, since.states, strict=False))
    return [diagnostic for diagnostic, state in pairs if state == NEW], [
        diagnostic for diagnostic, state in pairs if state != NEW
    ]


def _state(before: KnownFinding | None, severity: str) -> str:
    if before is None:
        return NEW
    return UNCHANGED if before.severity == severity else UPDATED
