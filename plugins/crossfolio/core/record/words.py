"""The record's values in words: what has changed, why nothing is accepted, what is wanted."""

from collections.abc import Iterable

from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.record.values import Verdict

_PARTS = {ChangeKind.FIELDS: "the front matter", ChangeKind.TEXT: "the text"}


def words_since(standing: Standing, item: str = "") -> tuple[str, ...]:
    """Say what has changed since a decision.

    Args:
        standing: The judgement that holds.
        item: The only item that is asked about, by ID in upper case; else all of them.
    """
    return change_words(it for it in standing.changes if item in ("", it.item) or not it.item)


def change_words(changes: Iterable[Change]) -> tuple[str, ...]:
    """Say what has changed since a judgement: a phrase for the criterion and for each item."""
    parts: dict[str, list[str]] = {}
    said: list[str] = []
    for it in changes:
        match it.kind:
            case ChangeKind.WORDING:
                said.append("the criterion has been reworded")
            case ChangeKind.REVISION:
                said.append(f"the criterion has another revision than {it.part}, which was judged")
            case ChangeKind.GONE:
                said.append(f"{it.item} is gone")
            case ChangeKind.CLAIM:
                what = "note or the range" if it.part else "note"
                said.append(f"the {what} of {it.item}'s claim has changed")
            case _:
                parts.setdefault(it.item, []).extend(_part(it))
    items = [f"{k} has changed" + (f": {', '.join(v)}" if v else "") for k, v in parts.items()]
    return (*said, *items)


def _part(change: Change) -> list[str]:
    named = _PARTS.get(change.kind) or change.part
    return [named] if named else []


def objection_words(objection: Objection) -> str:
    """Say why a criterion is not accepted although nothing that was judged has changed."""
    item, id, path = objection.item, objection.id, objection.place.path
    return {
        ObjectionKind.UNREADABLE: f"a later decision cannot be read ({path})",
        ObjectionKind.SAMPLE_UNREADABLE: f"a sample cannot be read ({path})",
        ObjectionKind.UNTRUSTED: f"a later decision is not signed as it has to be ({path})",
        ObjectionKind.NO_REGISTER: f"the register of people cannot be read ({path})",
        ObjectionKind.NO_LEARNER: f"who the learner is cannot be read ({path})",
        ObjectionKind.ENTRY_UNREADABLE: f"the criterion's entry cannot be read ({path})",
        ObjectionKind.DISPUTED: f"sample {id} disagrees with the decision",
        ObjectionKind.UNCLAIMED: f"{item} does not claim the criterion",
        ObjectionKind.SET_ASIDE: f"{item} no longer counts for it",
        ObjectionKind.LESS: f"judged less than is asked: {'; '.join(objection.lacks)}",
        ObjectionKind.MISMATCHED: f"the hashes of {item} in {id} do not belong together",
        ObjectionKind.OTHER_LEVEL: f"{id} says another level than the criterion has",
    }[objection.kind]


def wanted(standing: Standing) -> str:
    """Say what the assessor decided, where the learner has to bring something."""
    asked = standing.judgement.verdict is Verdict.MORE_EVIDENCE
    words = "asked for more evidence" if asked else "decided that it is not yet met"
    return f"the assessor {words} ({standing.decision.id}, {standing.decision.date})"
