"""The results of single files, merged into a portfolio."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from crossfolio.core.assessment import Decision, Person, Sample
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.framework import Framework, Qualification, Unit
from crossfolio.core.ids import natural
from crossfolio.core.media import StoredFile
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio
from crossfolio.core.rules import assessment_rules, criteria_rules, evidence_rules

T = TypeVar("T")
Record = Decision | Sample


class FileResults(NamedTuple):
    """What the files of a portfolio hold, each in the order of paths."""

    criteria: tuple[Unit | Qualification, ...]
    evidence: tuple[Evidence, ...]
    decisions: tuple[Decision, ...]
    samples: tuple[Sample, ...]
    enrolment: Enrolment | None
    people: Mapping[str, Person] | None
    files: Mapping[str, StoredFile]


def merge(results: FileResults, place: Place, today: date) -> tuple[Portfolio, list[Finding]]:
    """Merge the results of single files; where two say the same ID, the first counts.

    Args:
        results: What was read.
        place: Where findings about the portfolio as a whole stand.
        today: The day of the check.
    """
    found: list[Finding] = []
    units = [it for it in results.criteria if isinstance(it, Unit)]
    qualifications = [it for it in results.criteria if isinstance(it, Qualification)]
    framework = Framework(
        _first(units, lambda it: it.id, _double_unit, found),
        _first(qualifications, lambda it: it.id, _double_qualification, found),
    )
    evidence = _first(results.evidence, lambda it: it.key, _double_evidence, found)
    decisions = _first(results.decisions, lambda it: it.id.upper(), _double_record, found)
    samples = _first(results.samples, lambda it: it.id.upper(), _double_record, found)
    portfolio = Portfolio(
        framework,
        tuple(sorted(evidence.values(), key=lambda it: natural(it.id))),
        place,
        today,
        results.enrolment,
        results.people,
        tuple(sorted(decisions.values(), key=lambda it: (it.date, natural(it.id)))),
        tuple(sorted(samples.values(), key=lambda it: (it.date, natural(it.id)))),
        files=results.files,
    )
    return portfolio, found


def _first(
    things: Iterable[T],
    key: Callable[[T], str],
    double: Callable[[T, T], Finding],
    found: list[Finding],
) -> dict[str, T]:
    """Return things by key; note each that has the key of an earlier one, and leave it out."""
    first: dict[str, T] = {}
    for thing in things:
        known = first.setdefault(key(thing), thing)
        if known is not thing:
            found.append(double(thing, known))
    return first


def _double_unit(it: Unit, first: Unit) -> Finding:
    return criteria_rules.duplicate_unit(it.place, f"unit `{it.id}`", first.place)


def _double_qualification(it: Qualification, first: Qualification) -> Finding:
    return criteria_rules.duplicate_unit(it.place, f"qualification `{it.id}`", first.place)


def _double_evidence(it: Evidence, first: Evidence) -> Finding:
    found = evidence_rules.duplicate_evidence(it.place, it.id, first.place)
    return replace(found, loss=Loss("page", tuple(claim.tag for claim in it.claims)))


def _double_record(it: Record, first: Record) -> Finding:
    return assessment_rules.duplicate_decision(it.place, it.id, first.place)
