"""The data that the forms of assessors load: fingerprints, wording and what came before."""

import json
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from typing import Any

from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover
from crossfolio.core.drafting import unnamed
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.ids import natural, pattern_of
from crossfolio.core.record.admission import ASSESSOR, LEARNER, TRAINEE
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.core.seen import Seen
from crossfolio.core.texts import NOTHING, Text, said
from crossfolio.site.data.forge import ForgeLink
from crossfolio.site.views.items import claim_words
from crossfolio.site.views.wording import wording

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def record_data(seen: Seen, forge: ForgeLink | None) -> str:
    """Return what every form goes by besides units and items, as JSON.

    Args:
        seen: The portfolio.
        forge: Where a new file is begun in the browser, if anywhere.
    """
    facts, settings = seen.record.facts, seen.settings
    ended = seen.record.order.ended
    in_force = (
        (decision, sorted(name for name in decision.criteria if (decision.key, name) not in ended))
        for decision in facts.decisions
        if decision.key not in seen.record.bars
    )
    return _as_json(
        {
            "folder": f"{settings.assessment}/decisions",
            "built": str(seen.portfolio.today),
            "learner": facts.learner,
            "grammar": pattern_of("person-id"),
            "people": None if facts.people is None else list(_people(seen)),
            "unread": str(facts.people_unread or ""),
            "after": list(unnamed(seen.record).items()),
            "known": [decision.id for decision in facts.decisions],
            "decisions": [
                [decision.id, str(decision.date), names] for decision, names in in_force if names
            ],
            "forge": forge._asdict() if forge else None,
        }
    )


def unit_data(unit_id: str, seen: Seen, words: NullTranslations) -> str:
    """Return what forms go by of a unit that is taken: its criteria and their items, as JSON.

    Args:
        unit_id: The unit.
        seen: The portfolio.
        words: The language of the site.
    """
    unit = seen.portfolio.framework.units[unit_id]
    criteria = seen.coverage.criteria
    covers = [
        criteria[criterion.id]
        for criterion in unit.criteria
        if criterion.id in criteria and not criterion.withdrawn
    ]
    covers.sort(key=lambda cover: natural(cover.criterion.id))
    items = {item.key: item for cover in covers for item in cover.items}
    errors = _errors(seen)
    sorted_items = [items[key] for key in sorted(items, key=natural)]
    return _as_json(
        {
            "criteria": [_criterion(cover, seen) for cover in covers],
            "items": [_item(item, seen, errors, words) for item in sorted_items],
        }
    )


def _people(seen: Seen) -> Iterator[list[str]]:
    """Give who may decide: ID, name, and whether that person is an assessor or a trainee."""
    facts = seen.record.facts
    for person in (facts.people or {}).values():
        role = next((one for one in (ASSESSOR, TRAINEE) if one in person.roles), "")
        if role and LEARNER not in person.roles and person.id.upper() != facts.learner.upper():
            yield [person.id, person.display_name, role]


def _criterion(cover: Cover, seen: Seen) -> dict[str, Any]:
    criterion = cover.criterion
    on = []
    for item in cover.items:
        claim = seen.claims.first_claim(item, criterion.id)
        on.append([item.id, *((claim_hash(claim), claim_words(claim)) if claim else ("", ""))])
    return {
        "id": criterion.id,
        "title": criterion.title,
        "text": wording(criterion.text, classed=False),
        "level": criterion.level,
        "wording": wording_hash(criterion.written),
        "on": on,
    }


def _item(
    item: Evidence, seen: Seen, errors: Mapping[str, Diagnostic], words: NullTranslations
) -> dict[str, Any]:
    known = seen.portfolio.fingerprints.get(item.key)
    if not seen.in_full(item) or known is None:
        return {"id": item.id, "why": said(Text("is not in this edition"), words)}
    error = errors.get(item.path) or errors.get(item.id)  # Its ID, where the path names somebody.
    return {
        "id": item.id,
        "title": item.title,
        "why": one_line(said(_first(error), words)),
        "fingerprint": known.value,
        "fields": known.parts.fields,
        "body": known.parts.body,
        "attachments": sorted(known.parts.attachments.items()),
    }


def _first(error: Diagnostic | None) -> Text:
    if error is None:
        return NOTHING
    return Text(
        "has an error that comes first: {place}: error[{code}] {message}",
        place=str(error.finding.place),
        code=error.rule.code,
        message=error.finding.message,
    )


def _errors(checked: Checked) -> dict[str, Diagnostic]:
    """Return the first error in each file."""
    found: dict[str, Diagnostic] = {}
    for diagnostic in checked.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            found.setdefault(diagnostic.finding.place.path, diagnostic)
    return found
