"""What a new check found that an earlier one had not, and the other way round."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossfolio.core.findings import Diagnostic


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that came and went between two checks."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]


def changes(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Changes:
    """Compare two checks; a finding that only moved to another line has not changed."""
    old, new = tuple(before), tuple(after)
    return Changes(tuple(_without(new, old)), tuple(_without(old, new)))


def _without(these: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    known = Counter(map(_same, others))
    for diagnostic in these:
        key = _same(diagnostic)
        if known[key]:
            known[key] -= 1
        else:
            yield diagnostic


def _same(diagnostic: Diagnostic) -> tuple[object, ...]:
    return (
        diagnostic.rule.code,
        diagnostic.severity,
        diagnostic.finding.place.path,
        diagnostic.finding.words,
    )
