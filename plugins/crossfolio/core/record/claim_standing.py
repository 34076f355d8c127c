"""The standing of each claim: what became of it, apart from what became of its criterion."""

from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.standing import Standing, mismatched
from crossfolio.core.record.values import Decision, Verdict


class ClaimStanding(StrEnum):
    """What became of a claim."""

    CLAIMED = "claimed"
    JUDGED = "judged"
    NEW = "new"
    """The decision that holds does not list the item."""
    CHANGED = "changed"
    """What was judged, or the criterion's wording, has changed since."""


class ClaimRecord(NamedTuple):
    """A claim of an item on a criterion with its standing."""

    item: Evidence
    standing: ClaimStanding
    decision: Decision | None = None
    """The one that judged it, where it is `judged` or `changed`."""
    verdict: Verdict | None = None
    """What was decided then."""
    mapped: bool = False
    """Whether the assessor claims it on the learner's behalf."""

    @property
    def is_new(self) -> bool:
        """Whether the decision that holds does not list the item."""
        return self.standing is ClaimStanding.NEW


def claim_record(item: Evidence, holding: Standing | None, facts: Facts) -> ClaimRecord:
    """Return the standing of an item's claim on a criterion.

    Args:
        item: One that counts for the criterion.
        holding: The judgement that holds on the criterion, where there is one.
        facts: What the record is judged on.
    """
    if holding is None:
        return ClaimRecord(item, ClaimStanding.CLAIMED)
    decision, judgement = holding.decision, holding.judgement
    judged = decision.judged.get(item.key)
    if judged is None:
        return ClaimRecord(item, ClaimStanding.NEW)
    if item.key not in judgement.on or mismatched(judged, facts):
        return ClaimRecord(item, ClaimStanding.CLAIMED)
    mapped = judgement.mapped and not facts.claims.counts(item, judgement.criterion)
    changed = holding.reworded or item.key in holding.changed_items
    standing = ClaimStanding.CHANGED if changed else ClaimStanding.JUDGED
    return ClaimRecord(item, standing, decision, judgement.verdict, mapped)
