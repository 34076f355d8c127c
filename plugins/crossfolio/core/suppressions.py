"""Comments in the user's files that take a finding back, each with its reason."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crossfolio.core.findings import Diagnostic, Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import suppression_rules as rules


class Suppression(NamedTuple):
    """A comment such as `crossfolio: ignore TAG108 because the recording shows it`."""

    place: Place
    """Where the comment stands."""
    line: int
    """The line whose findings it takes back."""
    names: tuple[str, ...]
    """Codes or names of rules, as written."""
    reason: str
    """Empty where none is given; it then takes nothing back."""


class Suppressed(NamedTuple):
    """A finding that a comment takes back."""

    diagnostic: Diagnostic
    suppression: Suppression


def suppress(
    diagnostics: Iterable[Diagnostic], suppressions: Iterable[Suppression]
) -> tuple[list[Diagnostic], list[Suppressed], list[Finding]]:
    """Part diagnostics into those that stand and those taken back.

    Returns:
        What stands, what is taken back, and what is wrong with the comments themselves.
    """
    by_line: dict[tuple[str, int], list[Suppression]] = {}
    wanted = list(suppressions)
    for it in wanted:
        by_line.setdefault((it.place.path, it.line), []).append(it)
    stand: list[Diagnostic] = []
    taken: list[Suppressed] = []
    used: set[tuple[Suppression, str]] = set()
    for diagnostic in diagnostics:
        place = diagnostic.finding.place
        match = _match(diagnostic, by_line.get((place.path, place.line), ()))
        if match:
            used.add(match)
            taken.append(Suppressed(diagnostic, match[0]))
        else:
            stand.append(diagnostic)
    return stand, taken, list(_wrong(wanted, used))


def _match(
    diagnostic: Diagnostic, suppressions: Iterable[Suppression]
) -> tuple[Suppression, str] | None:
    for it in suppressions:
        for name in it.names if it.reason else ():
            if name.lower() in (diagnostic.rule.code.lower(), diagnostic.rule.name):
                return it, name
    return None


def _wrong(
    suppressions: Iterable[Suppression], used: set[tuple[Suppression, str]]
) -> Iterator[Finding]:
    for it in suppressions:
        if not it.reason:
            yield rules.suppression_without_reason(it.place)
            continue
        for name in it.names:
            if (it, name) not in used:
                yield rules.unused_suppression(it.place, name, alone=len(it.names) == 1)
