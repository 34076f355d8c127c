"""What the forms on the pages of items and criteria are made for."""

from typing import NamedTuple

from crossfolio.core.claims import ClaimState
from crossfolio.core.cover import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import natural
from crossfolio.core.record.hashes import wording_hash
from crossfolio.core.seen import Seen

_SHORT = 20
"""Characters by which a version is told from an older one; a unit has a form for each criterion."""
RECORD = "record"
"""The file of data about all decisions."""


class JudgingView(NamedTuple):
    """What the form at an item or at a criterion is made for."""

    name: str
    """The item's ID, or the criterion's."""
    anchor: str
    criteria: str
    """The criteria that can be decided on, with blanks between them."""
    files: str
    """The files of data to load, by name, with blanks between them."""
    version: str
    """What the page shows: how the item's fingerprint begins, or the hash of the wording."""
    command: str
    """What does the same in a terminal."""
    is_item: bool


def unit_file(unit_id: str) -> str:
    """Return the file of data about a unit: `unit-bud`."""
    return f"unit-{unit_id.lower()}"


def judging_item(item: Evidence, seen: Seen) -> JudgingView | None:
    """Return what the form at an item is made for; `None` where it counts for nothing."""
    known = seen.portfolio.fingerprints.get(item.key)
    if not seen.settings.has_forms or not seen.in_full(item) or known is None:
        return None
    named = {
        claim.criterion.id: claim.criterion
        for claim in seen.claims.of(item)
        if claim.state is ClaimState.OK and claim.criterion
    }
    if not named:
        return None
    criteria = sorted(named, key=natural)
    units = dict.fromkeys(unit_file(named[criterion].unit) for criterion in criteria)
    command = f"crossfolio assess {item.id} --as ID --met {criteria[0]}"
    files, anchor = " ".join((RECORD, *units)), "crossfolio-judge"
    return JudgingView(
        item.id, anchor, " ".join(criteria), files, known.value[:_SHORT], command, is_item=True
    )


def judging_criterion(criterion: Criterion, cover: Cover | None, seen: Seen) -> JudgingView | None:
    """Return what the form at a criterion is made for; `None` where nothing counts for it."""
    if not seen.settings.has_forms or cover is None or not cover.items:
        return None
    command = f"crossfolio assess --as ID --met {criterion.id}"
    files, anchor = f"{RECORD} {unit_file(criterion.unit)}", f"judge-{criterion.id}"
    version = wording_hash(criterion.written)[:_SHORT]
    return JudgingView(criterion.id, anchor, criterion.id, files, version, command, is_item=False)
