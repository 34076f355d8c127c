"""The record in `portfolio.json`: decisions and samples, without a word that anybody wrote."""

from typing import Any

from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Action, Decision, Judgement, Sample

Row = dict[str, Any]


def record_rows(record: Record) -> dict[str, list[Row]]:
    """Return decisions and samples by date; feedback and actions' texts are for the site."""
    return {
        "decisions": [_decision(it, record) for it in record.facts.decisions],
        "samples": [_sample(it, record) for it in record.facts.samples],
    }


def _decision(it: Decision, record: Record) -> Row:
    return {
        "id": it.id,
        "assessor": it.assessor,
        "countersigned_by": it.countersigned_by or None,
        "date": it.date.isoformat(),
        "method": it.method or None,
        "evidence": [judged.evidence for judged in it.evidence],
        "criteria": [_judgement(one, it, record) for one in it.judgements],
        "supersedes": [reference.name for reference in it.supersedes],
        "counts": it.key not in record.bars,
        "sampled_by": [sample.id for sample in record.samples_of(it)],
        "confirmed": record.confirmed(it),
    }


def _judgement(one: Judgement, decision: Decision, record: Record) -> Row:
    holding = record.standing.get(one.criterion)
    holds = holding is not None and holding.decision.key == decision.key
    ended = record.order.ended.get((decision.key, one.criterion))
    return {
        "criterion": one.criterion,
        "outcome": one.verdict,
        "on": list(one.on),
        "mapped": one.mapped,
        "holds": holds,
        "stands": holding.stands if holding and holds else None,
        "ended_by": ended.id if ended else None,
    }


def _sample(it: Sample, record: Record) -> Row:
    return {
        "id": it.id,
        "quality_assurer": it.quality_assurer,
        "date": it.date.isoformat(),
        "stage": it.stage,
        "outcome": it.outcome,
        "decisions": [reference.name for reference in it.decisions],
        "counts": it.key not in record.idle_samples,
        "actions": [_action(one) for one in it.actions],
    }


def _action(one: Action) -> Row:
    closed = one.closed_on.isoformat() if one.closed_on else None
    return {"due": one.due.isoformat(), "closed_on": closed}
