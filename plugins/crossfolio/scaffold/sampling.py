"""A plan of sampling, and samples, as the texts of their files."""

from typing import Any

from crossfolio.core.record.values import Sample
from crossfolio.core.sampling.values import Plan
from crossfolio.scaffold.decision import decision_text as block_text

Fields = dict[str, Any]


def plan_text(plan: Plan) -> str:
    """Return a plan as YAML; what is empty is left out."""
    fields: Fields = {
        "plan": plan.id,
        "quality_assurer": plan.quality_assurer,
        "date": plan.date,
        "period": plan.period,
        "stage": plan.stage,
        "seed": plan.seed,
        "after": dict(plan.after),
        "population": plan.population,
    }
    lists: Fields = {
        "assessors": [
            _filled(
                {
                    "assessor": lot.assessor,
                    "risk": lot.risk,
                    "share": lot.share,
                    "number": lot.number,
                    "from": list(lot.ids),
                }
            )
            for lot in plan.lots
        ],
        "decisions": [
            _filled(
                {
                    "decision": planned.name,
                    "reason": planned.reason.value,
                    "rules": _words(planned.rules),
                }
            )
            for planned in plan.decisions
        ],
    }
    others = {"left_to_others": list(plan.left_to_others)}
    return block_text({**_filled(fields), **lists, **_filled(others)})


def sample_text(sample: Sample) -> str:
    """Return a sample as YAML; what is empty is left out."""
    fields: Fields = {
        "sample": sample.id,
        "plan": sample.plan,
        "quality_assurer": sample.quality_assurer,
        "date": sample.date,
        "stage": sample.stage,
        "decisions": [reference.name for reference in sample.decisions],
        "outcome": sample.outcome,
        "reason": sample.reason,
        "feedback": sample.feedback,
        "actions": [{"text": action.text, "due": action.due} for action in sample.actions],
    }
    return block_text(_filled(fields))


def _filled(fields: Fields) -> Fields:
    """Leave out what is empty; the number 0 is not."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _words(rules: tuple[str, ...]) -> list[str]:
    return [str(rule) for rule in rules]
