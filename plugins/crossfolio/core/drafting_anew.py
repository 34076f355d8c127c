"""A decision drafted elsewhere, held against what is there now."""

from collections.abc import Iterator

from crossfolio.core.check import Checked
from crossfolio.core.drafting import superseded
from crossfolio.core.findings import printable
from crossfolio.core.place import Place
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.core.record.standing import mismatched
from crossfolio.core.record.values import Decision, Judgement
from crossfolio.core.refusing import Refusal
from crossfolio.core.texts import Text


def outdated(draft: Decision, checked: Checked) -> Iterator[Refusal]:
    """Give what has become another since a decision was drafted on a page.

    Args:
        draft: As it was read.
        checked: The portfolio as it is now.
    """
    facts = checked.record.facts
    if draft.key in facts.by_key:
        yield Refusal(Text("the same decision is there already: {decision}", decision=draft.id))
        return
    prints = checked.portfolio.fingerprints
    for judged in draft.evidence:
        if judged.evidence in prints and prints[judged.evidence].value != judged.fingerprint:
            why = Text("{item} is no longer what was read", item=judged.evidence)
            yield Refusal(why, judged.evidence)
        elif mismatched(judged, facts):
            why = Text("the hashes of {item} do not belong together", item=judged.evidence)
            yield Refusal(why, judged.evidence)
    for one in draft.judgements:
        for text in _reworded(one, checked):
            yield Refusal(text, one.criterion)
    yield from _decided_meanwhile(draft, checked)
    yield from _gone(draft, checked)


def places_of(draft: Decision) -> dict[str, Place]:
    """Return where a draft says what reasons are about, by its name in upper case."""
    places = {reference.key: reference.place for reference in draft.supersedes}
    places |= {
        judged.evidence: judged.fingerprint_place or judged.place for judged in draft.evidence
    }
    places |= {judgement.criterion.upper(): judgement.place for judgement in draft.judgements}
    return places | {field.upper(): draft.place_of(field) for field in ("assessor", "date")}


def _reworded(one: Judgement, checked: Checked) -> Iterator[Text]:
    """Say that a criterion, or what a claim on it says, does not read as it did."""
    criterion = checked.portfolio.framework.criterion(one.criterion)
    if criterion is None:
        return
    known = (wording_hash(criterion.written), *criterion.editorial)
    if one.wording and one.wording not in known:
        yield Text("{criterion} was reworded since it was read", criterion=criterion.id)
    for key, digest in one.claims.items():
        item = checked.portfolio.by_id.get(key)
        claim = checked.claims.first_claim(item, criterion.id) if item else None
        if item and (claim is None or claim_hash(claim) != digest):
            yield Text(
                "what {item} claims of {criterion} is no longer what was read",
                item=item.id,
                criterion=criterion.id,
            )


def _decided_meanwhile(draft: Decision, checked: Checked) -> Iterator[Refusal]:
    """Say which decisions in force the draft does not know, by the criterion."""
    known = {reference.key for reference in draft.supersedes}
    for one in draft.judgements:
        name = checked.portfolio.framework.printed(one.criterion)
        for decision in superseded(draft.date, (name,), checked.record):
            if decision.key not in known:
                why = Text(
                    "{decision} decides on {criterion}, and the draft does not supersede it: "
                    "look at it first",
                    decision=decision.id,
                    criterion=name,
                )
                yield Refusal(why, one.criterion)


def _gone(draft: Decision, checked: Checked) -> Iterator[Refusal]:
    """Say which decision files are not there as they were."""
    record = checked.record
    every = (*record.strangers, *record.facts.decisions)
    files = {decision.key: decision.digest for decision in every}
    as_lf = {decision.key: decision.digest_as_lf for decision in every}
    for unreadable in record.facts.unreadable:
        files.setdefault(
            (unreadable.id or unreadable.place.path.rpartition("/")[2]).upper(), unreadable.digest
        )
    for name, digest in draft.after.items():
        if digest not in (files.get(name.upper()), as_lf.get(name.upper())):
            why = Text(
                "the decision `{decision}` that it follows is not there as it was",
                decision=printable(name),
            )
            yield Refusal(why)
    for one in draft.supersedes:
        if one.key not in files:
            why = Text(
                "the decision `{decision}` that it supersedes is not there",
                decision=printable(one.name),
            )
            yield Refusal(why, one.key)
