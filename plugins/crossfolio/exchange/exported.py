"""Units of a framework as drafts that a format can be written from, and what drafts leave out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from crossfolio.core.framework import Criterion, Outcome, Unit
from crossfolio.core.grading import GradeRule
from crossfolio.core.guidance import Guidance
from crossfolio.exchange.model import ExportLoss, Node, UnitDraft

_HELD = ("id", "title", "text", "outcomes", "level", "ksb", "x-case")
"""Fields of a criterion that a draft holds."""
_SAME = {"status": "active", "revision": 1, "optional": False, "kind": "performance"}
"""Values that say no more than their absence."""


class Exported(NamedTuple):
    """The text of an exported file, and what it does not say."""

    text: str
    losses: tuple[ExportLoss, ...]


def drafts(units: Iterable[Unit]) -> tuple[tuple[UnitDraft, ...], list[ExportLoss]]:
    """Return units as drafts, and the fields that no draft holds."""
    taken = tuple(units)
    return tuple(map(_draft, taken)), [loss for unit in taken for loss in _losses(unit)]


def _draft(unit: Unit) -> UnitDraft:
    start = len(unit.id) + 1
    criteria = tuple(_criterion(criterion, start) for criterion in unit.criteria)
    return UnitDraft(
        unit.id,
        unit.title,
        tuple(_outcome(outcome, start) for outcome in unit.outcomes),
        criteria,
        unit.reference or unit.official_ref,
        unit.version,
        unit.grading.levels if unit.grading else (),
    )


def _outcome(outcome: Outcome, start: int) -> Node:
    within = (outcome.within[start:],) if outcome.within else ()
    return Node(outcome.id[start:], outcome.text, within)


def _criterion(criterion: Criterion, start: int) -> Node:
    written = criterion.written
    return Node(
        _word(written, "id") or criterion.id[start:],
        criterion.text,
        tuple(outcome[start:] for outcome in criterion.outcomes),
        _word(written, "title"),
        criterion.level,
        criterion.ksb,
        _word(written, "x-case"),
    )


def _word(written: Mapping[str, Any], field: str) -> str:
    value = written.get(field)
    return value if isinstance(value, str) else ""


def _losses(unit: Unit) -> Iterator[ExportLoss]:
    yield from (ExportLoss(unit.id, field) for field, value in _unit_fields(unit) if value)
    yield from _grading_losses(unit)
    for outcome in unit.outcomes:
        if outcome.kind != "performance":
            yield ExportLoss(outcome.id, "kind")
        if outcome.provenance != "stated":
            yield ExportLoss(outcome.id, "provenance")
    for criterion in unit.criteria:
        for field, value in criterion.written.items():
            if field not in _HELD and value != _SAME.get(field):
                yield ExportLoss(criterion.id, field)


def _unit_fields(unit: Unit) -> Iterator[tuple[str, object]]:
    yield "source", unit.source.kind
    yield "credit", unit.credit
    yield "level", unit.level
    yield "phases", unit.phases
    yield "guidance for assessors", unit.guidance != Guidance()


def _grading_losses(unit: Unit) -> Iterator[ExportLoss]:
    """Find grading that does not come back: only a ladder does, of levels in order of use."""
    if not unit.grading:
        return
    used = tuple(dict.fromkeys(criterion.level for criterion in unit.criteria))
    if unit.grading.rule is not GradeRule.LADDER:
        yield ExportLoss(unit.id, "grading", "only a ladder comes back")
    elif unit.grading.levels != used:
        yield ExportLoss(
            unit.id, "grading", "levels come back in the order of their first criteria"
        )
