"""Whether a judgement still stands, and what has changed since."""

from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.hashes import claim_hash, wording_hash
from crossfolio.core.record.values import Decision, Judged, Judgement, Parts, Verdict


class ChangeKind(StrEnum):
    """What has changed since a judgement."""

    GONE = "gone"
    """The item is no longer there."""
    FIELDS = "fields"
    TEXT = "text"
    FILE = "file"
    ITEM = "item"
    """The item, and the decision does not tell its parts apart."""
    CLAIM = "claim"
    WORDING = "wording"
    REVISION = "revision"


class Change(NamedTuple):
    """One thing that has changed since a judgement."""

    kind: ChangeKind
    item: str = ""
    """The item's ID in upper case; empty for the criterion's wording."""
    part: str = ""
    """The path of a file, or the revision that was judged; `range` where a claim has one."""


class Standing(NamedTuple):
    """The judgement that holds on a criterion, and what has changed since."""

    decision: Decision
    judgement: Judgement
    changes: tuple[Change, ...] = ()
    """Empty where the judgement stands."""

    @property
    def stands(self) -> bool:
        """Whether everything that was judged is still as it was."""
        return not self.changes

    @property
    def met(self) -> bool:
        """Whether the assessor decided `met`."""
        return self.judgement.verdict is Verdict.MET

    @property
    def asks_more(self) -> bool:
        """Whether it stands, and the learner has to bring something."""
        return self.stands and not self.met

    @property
    def feedback(self) -> str:
        """What the assessor said: on the criterion, or else on the whole."""
        return self.judgement.feedback or self.decision.feedback

    @property
    def changed_items(self) -> frozenset[str]:
        """The items in `on` that are no longer what was judged, by ID in upper case."""
        return frozenset(change.item for change in self.changes if change.item)

    @property
    def reworded(self) -> bool:
        """Whether the criterion reads otherwise than it did."""
        return any(
            change.kind in (ChangeKind.WORDING, ChangeKind.REVISION) for change in self.changes
        )


def standing(decision: Decision, judgement: Judgement, facts: Facts) -> Standing:
    """Return a judgement with what has changed since."""
    judged = decision.judged
    changes = list(_rewording(judgement, facts))
    for key in judgement.on:
        changes += _item_changes(judged[key], judgement, facts)
    return Standing(decision, judgement, tuple(changes))


def mismatched(judged: Judged, facts: Facts) -> bool:
    """Tell whether the hashes that a decision gives of an item cannot belong together.

    With all parts as they are now, the fingerprint has to be the present one, and the other
    way round; and the parts of another item belong to no fingerprint of this one.
    """
    now = facts.fingerprints.get(judged.evidence)
    if judged.parts is None or now is None:
        return False
    same_parts = _same(judged.parts, now.parts)
    if same_parts or now.value == judged.fingerprint:
        return not (same_parts and now.value == judged.fingerprint)
    return any(
        _same(judged.parts, other.parts)
        for key, other in facts.fingerprints.items()
        if key != judged.evidence
    )


def may_match(judged: Judged, now: Fingerprint | None) -> bool:
    """Tell whether the item alone says whether the hashes of a decision belong together."""
    if judged.parts is None or now is None or now.value == judged.fingerprint:
        return True
    return _same(judged.parts, now.parts)


def _rewording(judgement: Judgement, facts: Facts) -> list[Change]:
    criterion = facts.criteria[judgement.criterion]
    changes = []
    if judgement.wording:
        now = wording_hash(criterion.written)
        if judgement.wording not in (now, *criterion.editorial):
            changes.append(Change(ChangeKind.WORDING))
    revision = judgement.revision or (None if judgement.wording else 1)
    if revision is not None and revision != criterion.revision:
        changes.append(Change(ChangeKind.REVISION, part=str(revision)))
    return changes


def _item_changes(judged: Judged, judgement: Judgement, facts: Facts) -> list[Change]:
    key = judged.evidence
    item, now = facts.items.get(key), facts.fingerprints.get(key)
    if item is None or now is None:
        return [Change(ChangeKind.GONE, key)]
    changes = []
    if now.value != judged.fingerprint and not mismatched(judged, facts):
        changes += changed_parts(key, judged.parts, now)
    if _says_otherwise(item, judgement, facts):
        has_ranges = bool(facts.criteria[judgement.criterion].ranges)
        changes.append(Change(ChangeKind.CLAIM, key, "range" if has_ranges else ""))
    return changes


def changed_parts(key: str, then: Parts | None, now: Fingerprint) -> list[Change]:
    """Return what differs between two versions of an item that have not one fingerprint.

    Args:
        key: The item's ID in upper case.
        then: The parts of the earlier version, where they are known.
        now: The later one.
    """
    if then is None:
        return [Change(ChangeKind.ITEM, key)]
    changes = []
    if then.fields != now.parts.fields:
        changes.append(Change(ChangeKind.FIELDS, key))
    if then.body != now.parts.body:
        changes.append(Change(ChangeKind.TEXT, key))
    files, files_now = then.attachments, now.parts.attachments
    paths = sorted({*files, *files_now})
    other = (path for path in paths if files.get(path) != files_now.get(path))
    changes += (Change(ChangeKind.FILE, key, path) for path in other)
    return changes or [Change(ChangeKind.ITEM, key)]


def _says_otherwise(item: Evidence, judgement: Judgement, facts: Facts) -> bool:
    """Tell whether the item's claim says something else; that it has none is told elsewhere."""
    judged = judgement.claims.get(item.key)
    claim = facts.claims.first_claim(item, judgement.criterion)
    return judged is not None and claim is not None and claim_hash(claim) != judged


def _same(one: Parts, other: Parts) -> bool:
    return (one.fields, one.body, dict(one.attachments)) == (
        other.fields,
        other.body,
        dict(other.attachments),
    )
