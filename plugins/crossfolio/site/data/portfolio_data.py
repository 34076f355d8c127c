"""`portfolio.json`: a portfolio as data, for pages about many and for other programs."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from crossfolio.core.coverage import Count, Cover, State, count
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Severity
from crossfolio.core.record.claim_standing import ClaimRecord
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import Link, evidence_page, unit_page
from crossfolio.reports.grade_rows import grade_row
from crossfolio.site.data.record_data import record_rows
from crossfolio.site.views.criteria import criterion_page
from crossfolio.site.views.items import claims_of, dates_of

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes away; adding one is free."""

Row = dict[str, Any]


def portfolio_data(seen: Seen, to: Link) -> str:
    """Return a portfolio as the edition shows it; the same one always gives the same text.

    Every entry of a list stands on a line of its own, so that two versions can be compared.
    """
    decided = seen.people
    enrolment = seen.portfolio.enrolment
    document: Row = {
        "format": FORMAT_VERSION,
        "edition": seen.settings.edition.value,
        "learner": enrolment.learner or None if enrolment and decided else None,
        "summary": _summary(seen, decided=decided),
        "coverage": _coverage(seen, decided=decided),
        "qualifications": [
            {
                "id": qualification.id,
                "title": qualification.title,
                "state": seen.coverage.qualifications[qualification.id],
                **grade_row(seen.coverage.qualification_grades.get(qualification.id)),
            }
            for qualification in seen.portfolio.qualifications
        ],
        "units": [_unit(unit, seen, to, decided=decided) for unit in seen.portfolio.taken],
        "criteria": [
            _criterion(cover, to, decided=decided) for cover in seen.coverage.criteria.values()
        ],
        "evidence": [_item(item, seen, to) for item in seen.portfolio.evidence],
    }
    if decided:
        document |= record_rows(seen.record)
    return "{\n" + ",\n".join(_member(*member) for member in document.items()) + "\n}\n"


def _summary(seen: Seen, *, decided: bool) -> Row:
    """Count; findings are not counted where decisions, on which some rest, are not shown."""
    levels = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
    return {
        "evidence": len(seen.portfolio.evidence),
        "criteria": len(seen.coverage.criteria),
        "claims": seen.claims.pairs,
        **{name: seen.number(level) if decided else None for name, level in levels.items()},
    }


def _coverage(seen: Seen, *, decided: bool) -> Row:
    total = seen.coverage.total
    return {
        "measured": total.percent_covered is not None,
        **_count(total, decided=decided),
        "waived": seen.coverage.waived,
        "states": _states(seen.coverage.criteria.values()),
    }


def _count(count: Count, *, decided: bool) -> Row:
    return {
        "required": count.required,
        "covered": count.covered,
        "accepted": count.accepted if decided else None,
        "percent_covered": count.percent_covered,
        "percent_accepted": count.percent_accepted if decided else None,
    }


def _states(covers: Iterable[Cover]) -> Mapping[str, int]:
    """Count the required criteria by state; a state that none has is left out."""
    found = [cover.state for cover in covers if cover.scope is Scope.REQUIRED]
    return {state.value: found.count(state) for state in State if state in found}


def _unit(unit_id: str, seen: Seen, to: Link, *, decided: bool) -> Row:
    unit = seen.portfolio.framework.units[unit_id]
    own = [cover for cover in seen.coverage.criteria.values() if cover.criterion.unit == unit_id]
    return {
        "id": unit_id,
        "title": unit.title,
        "progress": seen.portfolio.taken[unit_id],
        "source": unit.source.kind or None,
        "state": seen.coverage.units[unit_id],
        **_count(count(own), decided=decided),
        "states": _states(own),
        "page": to(unit_page(unit_id)),
        **grade_row(seen.coverage.grades.get(unit_id)),
        **({"reference": unit.reference} if unit.reference else {}),
        **({"version": unit.version} if unit.version else {}),
    }


def _criterion(cover: Cover, to: Link, *, decided: bool) -> Row:
    criterion = cover.criterion
    row = {
        "id": criterion.id,
        "unit": criterion.unit,
        "title": criterion.title,
        "outcomes": list(criterion.outcomes),
        "revision": criterion.revision,
        "scope": cover.scope,
        "state": cover.state,
        "evidence": [item.id for item in cover.items],
        "drafts": [item.id for item in cover.drafts],
        "missing": list(cover.missing),
        "page": to(criterion_page(criterion)),
    }
    if cover.parts:
        row["parts"] = [{"id": part.id, "state": part.state} for part in cover.parts]
    if not decided:
        return row
    return row | {
        **({"level": criterion.level} if criterion.level else {}),
        "decision": _decision(cover),
        "turn": cover.turn,
        "disputed": cover.disputed,
        "claims": [_claim(one) for one in cover.claims],
    }


def _claim(claim: ClaimRecord) -> Row:
    """Return what became of a claim; the decision where it was judged."""
    return {
        "evidence": claim.item.id,
        "standing": claim.standing,
        "decision": claim.decision.id if claim.decision else None,
        "outcome": claim.verdict,
        "mapped": claim.mapped,
    }


def _decision(cover: Cover) -> Row | None:
    """Return the latest decision, without its feedback, which is for the site's readers."""
    standing = cover.standing
    if standing is None:
        return None
    return {
        "id": standing.decision.id,
        "date": standing.decision.date.isoformat(),
        "assessor": standing.decision.assessor,
        "outcome": standing.judgement.verdict,
        "stands": standing.stands,
    }


def _item(item: Evidence, seen: Seen, to: Link) -> Row:
    kind = seen.portfolio.kinds.get(item.kind)
    first, last = dates_of(item, seen)
    return {
        "id": item.id,
        "title": item.title or None,
        "kind": item.kind or None,
        "code": kind.code if kind else None,
        "from": first or None,
        "to": last or None,
        "status": item.status,
        "shown": "in full" if seen.in_full(item) else "stub",
        "claims": [
            {"criterion": claim.criterion.id, "state": claim.state}
            for claim in claims_of(item, seen)
            if claim.criterion
        ],
        "attachments": len(item.attachments),
        "page": to(evidence_page(item)),
    }


def _member(name: str, value: object) -> str:
    if not isinstance(value, list) or not value:
        return f"{_text(name)}: {_text(value)}"
    return f"{_text(name)}: [\n" + ",\n".join(map(_text, value)) + "\n]"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
