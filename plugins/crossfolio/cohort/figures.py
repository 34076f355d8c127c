"""The figures of one portfolio, taken from the data that a site publishes beside its pages.

The same function reads what was checked just now and a `portfolio.json` that somebody built.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crossfolio.cohort.job import Row


def figures(data: Mapping[str, Any]) -> Row:
    """Return the figures of a portfolio.

    Args:
        data: As `portfolio-data.schema.json` says.

    Returns:
        `measured`, whether anything is asked, and all that is can be read; `required`, `covered`,
        `accepted` (`None` where the edition shows no decisions); `units`, a list with the same
        numbers of each and its `states` by criterion; `queue`, what waits for an assessor;
        `asked`, what the learner was asked for; `decisions`, `samples` and `actions`;
        `last_item`, the day of the newest item; `has_record`, whether decisions are told.
    """
    criteria = [criterion for criterion in data["criteria"] if criterion["scope"] == "required"]
    days = {item["id"].upper(): item["to"] for item in data["evidence"]}
    decisions = data.get("decisions", [])
    usual = _usual(decisions)
    return {
        "measured": data["coverage"]["measured"],
        **_counts(data["coverage"]),
        "units": [_unit(unit, criteria) for unit in data["units"]],
        "queue": [
            _waiting(criterion, days, usual)
            for criterion in criteria
            if criterion.get("turn") == "assessor"
        ],
        "asked": [_asked(criterion) for criterion in criteria if _is_asked(criterion)],
        "decisions": [_decision(decision, days) for decision in decisions],
        "samples": [_sample(sample) for sample in data.get("samples", [])],
        "actions": [
            {"sample": sample["id"], "due": one["due"], "closed_on": one["closed_on"]}
            for sample in data.get("samples", [])
            for one in sample["actions"]
        ],
        "last_item": _last_item(data["evidence"]),
        "has_record": "decisions" in data,
    }


def _counts(row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in ("required", "covered", "accepted")}


def _unit(unit: Mapping[str, Any], criteria: Iterable[Mapping[str, Any]]) -> Row:
    states = {
        criterion["id"]: criterion["state"]
        for criterion in criteria
        if criterion["unit"] == unit["id"]
    }
    return {"id": unit["id"], "progress": unit["progress"], **_counts(unit), "states": states}


def _usual(decisions: Iterable[Mapping[str, Any]]) -> str:
    """Return who decided most in a portfolio; of equals the first by ID."""
    found = Counter(decision["assessor"].upper() for decision in decisions)
    return min(found, key=lambda name: (-found[name], name), default="")


def _waiting(criterion: Mapping[str, Any], days: Mapping[str, str | None], usual: str) -> Row:
    """Return since when a criterion waits, for whom, and why."""
    decision = criterion.get("decision")
    claims = criterion.get("claims", [])
    fresh = [claim for claim in claims if not decision or claim["standing"] in ("new", "changed")]
    since = max(
        filter(None, (_day(days.get(claim["evidence"].upper())) for claim in fresh)), default=""
    )
    if decision:
        since = max(since, decision["date"])
    return {
        "criterion": criterion["id"],
        "assessor": decision["assessor"].upper() if decision else usual,
        "since": since or None,
        "reason": _reason(criterion),
    }


def _reason(criterion: Mapping[str, Any]) -> str:
    """Return why a criterion waits for the assessor, as the desk of an assessor says it."""
    decision = criterion.get("decision")
    if criterion.get("disputed"):
        return "disputed"
    if criterion["state"] == "stale":
        return "changed"
    if decision and decision["outcome"] != "met":
        return "answered"
    return "in doubt" if decision else "new"


def _is_asked(criterion: Mapping[str, Any]) -> bool:
    decision = criterion.get("decision")
    return bool(decision and decision["outcome"] != "met" and criterion["state"] == "partial")


def _asked(criterion: Mapping[str, Any]) -> Row:
    return {"criterion": criterion["id"], "since": criterion["decision"]["date"]}


def _decision(decision: Mapping[str, Any], days: Mapping[str, str | None]) -> Row:
    """Return a decision with how long its evidence had waited, and what became of it."""
    finished = [_day(days.get(name.upper())) for name in decision["evidence"]]
    known = [day for day in finished if day]
    waited = _between(max(known), decision["date"]) if known else None
    held = [judgement for judgement in decision["criteria"] if judgement["holds"]]
    return {
        "assessor": decision["assessor"].upper(),
        "date": decision["date"],
        "waited": waited,
        "criteria": [judgement["criterion"] for judgement in decision["criteria"]],
        "holds": bool(held),
        "stands": bool(held) and all(judgement["stands"] for judgement in held),
        "sampled": bool(decision["sampled_by"]),
        "confirmed": decision["confirmed"],
    }


def _sample(sample: Mapping[str, Any]) -> Row:
    return {
        "quality_assurer": sample["quality_assurer"].upper(),
        "date": sample["date"],
        "stage": sample["stage"],
        "outcome": sample["outcome"],
        "decisions": len(sample["decisions"]),
    }


def _last_item(items: Iterable[Mapping[str, Any]]) -> str | None:
    found = [_day(item["to"]) for item in items if item["status"] == "submitted"]
    return max((day for day in found if day), default=None)


def _day(text: str | None) -> str:
    """Return a day in full; where an edition tells only the month, its first day."""
    whole = f"{text}-01" if text and len(text) == 7 else text or ""  # noqa: PLR2004 - 2026-04
    try:
        return str(date.fromisoformat(whole))
    except ValueError:
        return ""


def _between(first: str, last: str) -> int:
    """Return the days from one to another, and no fewer than none."""
    return max((date.fromisoformat(last) - date.fromisoformat(first)).days, 0)
