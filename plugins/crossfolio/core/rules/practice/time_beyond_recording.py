"""KND103 time-beyond-recording."""

from collections.abc import Iterator

from crossfolio.core.evidence import Claim, Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text
from crossfolio.core.times import seconds


def find(item: Evidence, claim: Claim, unit: str) -> Finding:
    """A claim points to a time after the end of the recording.

    The assessor goes to that time and finds nothing.

    ## Origin
    Practice: awarding bodies ask for the exact page or time stamp; SQA asks for the points
    of a recording that show the criterion.

    ## Example
        duration: "31:20"
        criteria:
          - {criterion: BUD.AC7, at: "41:05"}

    ## Use instead
        duration: "31:20"
        criteria:
          - {criterion: BUD.AC7, at: "1:05"}
    """
    return Finding(
        "KND103",
        claim.at_place or claim.place,
        Text(
            "the recording is over at {duration}, before {time}",
            duration=item.text("duration"),
            time=claim.at,
        ),
        help=Text("correct the time in `at`, or the `duration`"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the times in the claims of an item that says how long it is."""
    item = seen.item
    whole = seconds(item.text("duration"))
    for claim in seen.counting if whole is not None else ():
        at = seconds(claim.claim.at)
        if whole is not None and at is not None and at > whole:
            yield find(item, claim.claim, seen.unit)


RULE = Rule(
    "KND103", "time-beyond-recording", Severity.WARNING, find, look_at=look, fields=("duration",)
)
