"""The record's values in words: what has changed, and why nothing is accepted."""

from collections.abc import Iterable

from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.texts import Text

_PARTS = {ChangeKind.FIELDS: Text("the front matter"), ChangeKind.TEXT: Text("the text")}


def words_since(standing: Standing, item: str = "") -> tuple[Text, ...]:
    """Say what has changed since a decision.

    Args:
        standing: The judgement that holds.
        item: The only item that is asked about, by ID in upper case; else all of them.
    """
    every = standing.changes
    return change_words(one for one in every if item in ("", one.item) or not one.item)


def change_words(changes: Iterable[Change]) -> tuple[Text, ...]:
    """Say what has changed since a judgement: a phrase for the criterion and for each item."""
    parts: dict[str, list[str]] = {}
    words: list[Text] = []
    for change in changes:
        item, part = change.item, change.part
        match change.kind:
            case ChangeKind.WORDING:
                words.append(Text("the criterion has been reworded"))
            case ChangeKind.REVISION:
                words.append(_revised(part))
            case ChangeKind.GONE:
                words.append(Text("{item} is gone", item=item))
            case ChangeKind.CLAIM if part:
                words.append(Text("the note or the range of {item}'s claim has changed", item=item))
            case ChangeKind.CLAIM:
                words.append(Text("the note of {item}'s claim has changed", item=item))
            case _:
                parts.setdefault(item, []).extend(_part(change))
    return (*words, *(_changed(item, own) for item, own in parts.items()))


def _revised(revision: str) -> Text:
    return Text(
        "the criterion has another revision than {revision}, which was judged", revision=revision
    )


def _changed(item: str, parts: list[str]) -> Text:
    if not parts:
        return Text("{item} has changed", item=item)
    return Text("{item} has changed: {parts}", item=item, parts=tuple(parts))


def _part(change: Change) -> list[str]:
    named = _PARTS.get(change.kind) or change.part
    return [named] if named else []


def objection_words(objection: Objection) -> Text:
    """Say why a criterion is not accepted although nothing that was judged has changed."""
    item, id, path = objection.item, objection.id, objection.place.path
    return {
        ObjectionKind.UNREADABLE: Text("a later decision cannot be read ({path})", path=path),
        ObjectionKind.SAMPLE_UNREADABLE: Text("a sample cannot be read ({path})", path=path),
        ObjectionKind.UNTRUSTED: Text(
            "a later decision is not signed as it has to be ({path})", path=path
        ),
        ObjectionKind.NO_REGISTER: Text(
            "the register of people cannot be read ({path})", path=path
        ),
        ObjectionKind.NO_LEARNER: Text("who the learner is cannot be read ({path})", path=path),
        ObjectionKind.ENTRY_UNREADABLE: Text(
            "the criterion's entry cannot be read ({path})", path=path
        ),
        ObjectionKind.DISPUTED: Text("sample {sample} disagrees with the decision", sample=id),
        ObjectionKind.UNCLAIMED: Text("{item} does not claim the criterion", item=item),
        ObjectionKind.SET_ASIDE: Text("{item} no longer counts for it", item=item),
        ObjectionKind.LESS: Text("judged less than is asked: {lacks:; }", lacks=objection.lacks),
        ObjectionKind.MISMATCHED: Text(
            "the hashes of {item} in {decision} do not belong together", item=item, decision=id
        ),
        ObjectionKind.OTHER_LEVEL: Text(
            "{decision} says another level than the criterion has", decision=id
        ),
    }[objection.kind]
