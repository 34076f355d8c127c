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
    wanted = list(suppressions)
    by_rule: dict[tuple[str, int, str], tuple[Suppression, str]] = {}
    for comment in wanted:
        for name in comment.names if comment.reason else ():
            key = (comment.place.path, comment.line, name.lower())
            by_rule.setdefault(key, (comment, name))
    stand: list[Diagnostic] = []
    taken: list[Suppressed] = []
    used: set[tuple[Suppression, str]] = set()
    for diagnostic in diagnostics:
        place, rule = diagnostic.finding.place, diagnostic.rule
        carrier = diagnostic.finding.carrier
        matches = (
            by_rule.get((at.path, at.line, word))
            for at in ((place, carrier) if carrier else (place,))
            for word in (rule.code.lower(), rule.name)
        )
        match = None if diagnostic.finding.firm else next(filter(None, matches), None)
        if match:
            used.add(match)
            taken.append(Suppressed(diagnostic, match[0]))
        else:
            stand.append(diagnostic)
    return stand, taken, list(_wrong(wanted, used))


def _wrong(
    suppressions: Iterable[Suppression], used: set[tuple[Suppression, str]]
) -> Iterator[Finding]:
    for suppression in suppressions:
        if not suppression.reason:
            yield rules.suppression_without_reason(suppression.place)
            continue
        for name in suppression.names:
            if (suppression, name) not in used:
                yield rules.unused_suppression(
                    suppression.place, name, alone=len(suppression.names) == 1
                )
