"""The record in `portfolio.json`: decisions and samples, without a word that anybody wrote."""

from typing import Any

from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Action, Decision, Judgement, Sample

Row = dict[str, Any]


def record_rows(record: Record) -> dict[str, list[Row]]:
    """Return decisions and samples by date; feedback and actions' texts are for the site."""
    return {
        "decisions": [_decision(decision, record) for decision in record.facts.decisions],
        "samples": [_sample(sample, record) for sample in record.facts.samples],
    }


def _decision(decision: Decision, record: Record) -> Row:
    return {
        "id": decision.id,
        "assessor": decision.assessor,
        "countersigned_by": decision.countersigned_by or None,
        "date": decision.date.isoformat(),
        "method": decision.method or None,
        "evidence": [judged.evidence for judged in decision.evidence],
        "criteria": [_judgement(one, decision, record) for one in decision.judgements],
        "supersedes": [reference.name for reference in decision.supersedes],
        "counts": decision.key not in record.bars,
        "sampled_by": [sample.id for sample in record.samples_of(decision)],
        "confirmed": record.confirmed(decision),
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


def _sample(sample: Sample, record: Record) -> Row:
    return {
        "id": sample.id,
        "quality_assurer": sample.quality_assurer,
        "date": sample.date.isoformat(),
        "stage": sample.stage,
        "outcome": sample.outcome,
        "decisions": [reference.name for reference in sample.decisions],
        "counts": sample.key not in record.idle_samples,
        "actions": [_action(one) for one in sample.actions],
    }


def _action(one: Action) -> Row:
    closed = one.closed_on.isoformat() if one.closed_on else None
    return {"due": one.due.isoformat(), "closed_on": closed}
