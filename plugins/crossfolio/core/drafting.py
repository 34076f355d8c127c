"""A decision before it is written: what an assessor answers, and what its file says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import natural
from crossfolio.core.place import Place
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Decision, Parts, Verdict

_NOWHERE = Place("")


class Answer(NamedTuple):
    """What is decided on one criterion."""

    criterion: str
    """Its full ID, as written."""
    verdict: Verdict
    on: tuple[str, ...] = ()
    """The items that it rests on, as written; empty for every one that counts for it."""
    feedback: str = ""
    mapped: bool = False
    level: str = ""


class Draft(NamedTuple):
    """What an assessor answers."""

    assessor: str
    """An ID; empty where nobody is named."""
    day: date
    answers: tuple[Answer, ...]
    method: str = ""
    feedback: str = ""
    items: tuple[str, ...] = ()
    """The items that were looked at, as written; answers rest on no others."""
    countersigned_by: str = ""


class ResolvedAnswer(NamedTuple):
    """An answer with the criterion and the items that it names."""

    answer: Answer
    criterion: Criterion
    items: tuple[Evidence, ...]


def resolved(draft: Draft, checked: Checked) -> list[ResolvedAnswer]:
    """Return the answers with what they name; of those without a refusal.

    They stand in the natural order of criteria and of items, whatever the order in which they
    were given: the same answers make the same file.
    """
    framework = checked.portfolio.framework
    return [
        ResolvedAnswer(
            given,
            framework.criteria[framework.printed(given.criterion)],
            tuple(items_of(given, draft, checked)),
        )
        for given in sorted(draft.answers, key=lambda given: natural(given.criterion))
    ]


def fields_of(draft: Draft, answers: Sequence[ResolvedAnswer], checked: Checked) -> dict[str, Any]:
    """Return a decision as the fields of its file, all but its ID.

    Source: RECORD.md, section 2.
    """
    fields: dict[str, Any] = {"assessor": draft.assessor, "date": draft.day}
    if draft.method:
        fields["method"] = draft.method
    items = {item.key: item for one in answers for item in one.items}
    prints = checked.portfolio.fingerprints
    fields["evidence"] = [
        {"id": item.id, "fingerprint": prints[key].value, "parts": _parts(prints[key].parts)}
        for key, item in items.items()
    ]
    fields["criteria"] = [_judgement(one, checked) for one in answers]
    if draft.feedback:
        fields["feedback"] = draft.feedback
    names = [one.criterion.id for one in answers]
    if ended := [decision.id for decision in superseded(draft.day, names, checked.record)]:
        fields["supersedes"] = ended
    after = unnamed(checked.record)
    if after:
        fields["after"] = after
    if draft.countersigned_by:
        fields["countersigned_by"] = draft.countersigned_by
    return fields


def unnamed(record: Record) -> dict[str, str]:
    """Return the SHA-256 of every decision file that no other names yet, by ID or file name."""
    facts = record.facts
    every = (*record.strangers, *facts.decisions)
    files = {decision.id: decision.digest_as_lf or decision.digest for decision in every}
    as_they_are = {decision.id: decision.digest for decision in every}
    for unreadable in facts.unreadable:
        if not unreadable.is_sample and unreadable.digest:
            files.setdefault(
                unreadable.id or unreadable.place.path.rpartition("/")[2], unreadable.digest
            )
    named = {
        (name.upper(), digest)
        for decision in facts.decisions
        for name, digest in decision.after.items()
    }
    return {
        name: digest
        for name, digest in files.items()
        if named.isdisjoint({(name.upper(), digest), (name.upper(), as_they_are.get(name, ""))})
    }


def items_of(answer: Answer, draft: Draft, checked: Checked) -> Iterator[Evidence]:
    """Give the items that an answer rests on: those that it names, else those that count."""
    known = checked.portfolio.by_id
    if answer.on:
        named = {id.upper(): known[id.upper()] for id in answer.on if id.upper() in known}
        yield from sorted(named.values(), key=lambda item: natural(item.id))
        return
    name = checked.portfolio.framework.printed(answer.criterion)
    cover = checked.coverage.criteria.get(name)
    looked_at = {id.upper() for id in draft.items}
    for item in cover.items if cover else ():
        if not looked_at or item.key in looked_at:
            yield item


def _judgement(one: ResolvedAnswer, checked: Checked) -> dict[str, Any]:
    answer, criterion = one.answer, one.criterion
    claims = {item.id: checked.claims.first_claim(item, criterion.id) for item in one.items}
    fields: dict[str, Any] = {
        "criterion": criterion.id,
        "outcome": answer.verdict.value,
        "on": [item.id for item in one.items],
        "claims": {id: claim_hash(claim) for id, claim in claims.items() if claim},
        "wording": wording_hash(criterion.written),
    }
    if answer.level:
        fields["level"] = answer.level
    if answer.mapped:
        fields["mapped"] = True
    if answer.feedback:
        fields["feedback"] = answer.feedback
    return {name: value for name, value in fields.items() if value}


def _parts(parts: Parts) -> dict[str, Any]:
    fields: dict[str, Any] = {"fields": parts.fields, "body": parts.body}
    if parts.attachments:
        fields["attachments"] = dict(sorted(parts.attachments.items()))
    return fields


def superseded(day: date, criteria: Iterable[str], record: Record) -> list[Decision]:
    """Return the decisions whose place one takes: those in force on its criteria, not newer."""
    names, ended = frozenset(criteria), record.order.ended
    return [
        decision
        for decision in record.facts.decisions
        if decision.key not in record.bars
        and decision.date <= day
        and any((decision.key, name) not in ended for name in decision.criteria & names)
    ]
