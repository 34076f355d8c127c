"""KND116 recording-without-record."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.media import media_of
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text
from crossfolio.core.times import seconds

_SUMMARY = 40
"""Words on the page that make a summary."""
_TRANSCRIPTS = (".vtt", ".srt", ".txt", ".pdf")


def find(item: Evidence, said: list[Text], unit: str) -> Finding:
    """A recording comes without its length, without times, or without words.

    Nobody listens to an hour to find a minute. A recording has a `duration`, a time in
    `at` or a mark in the text for what it shows, and a transcript or a summary.

    ## Origin
    BUD, guidance 4 (recordings or transcripts); practice: in audio and video the points
    are recorded, and apprenticeship clips last five minutes at most.

    ## Example
        medium: audio
        criteria: [BUD.AC7]

    ## Use instead
        medium: audio
        duration: "31:20"
        criteria:
          - {criterion: BUD.AC7, at: "1:05"}
        attachments: [session-extract.vtt]
    """
    return Finding(
        "KND116",
        item.place_of("medium"),
        Text("the recording {item} is missing {lacks:; }", item=item.id, lacks=tuple(said)),
        help=Text("add what is missing, so that nobody has to listen to all of it"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at an item that is recorded, or has a recording attached."""
    item = seen.item
    media = (media_of(attachment.path) for attachment in item.attachments)
    recorded = any(media_type and media_type.shown_as in ("audio", "video") for media_type in media)
    if recorded or item.text("medium") in ("audio", "video"):
        said = list(_missing(seen))
        if said:
            yield find(item, said, seen.unit)


def _missing(seen: OneItem) -> Iterator[Text]:
    item = seen.item
    if not item.text("duration"):
        yield Text("its length (`duration`)")
    timed = any(seconds(claim.claim.at) is not None for claim in seen.counting)
    if not timed and not item.marks:
        yield Text("a time in `at`, or a mark in the text")
    written = any(attachment.path.lower().endswith(_TRANSCRIPTS) for attachment in item.attachments)
    if not written and len(item.body.split()) < _SUMMARY:
        yield Text("a transcript or a summary")


RULE = Rule("KND116", "recording-without-record", Severity.WARNING, find, look_at=look)
