"""KND106 large-document."""

from collections.abc import Iterator, Mapping

from crossfolio.core.blocks import Block
from crossfolio.core.context import Context
from crossfolio.core.evidence import Attachment, Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.media import StoredFile, media_of
from crossfolio.core.texts import Text

_MOST_BYTES = 10 * 1024 * 1024
"""Larger than this, a document is most likely many scans in one."""


def find(attachment: Attachment, megabytes: int, unit: str) -> Finding:
    """A document or picture of more than 10 MB is attached in one piece.

    A pile of scans in one file cannot be searched, and nobody finds the page that counts.

    ## Origin
    Practice of assessors and quality assurers: one scanned file without structure is
    rejected.

    ## What to do
    Attach each document by itself, leave out pages that show nothing, and give the page in
    `at` of the claim.
    """
    return Finding(
        "KND106",
        attachment.place,
        Text("this attached document has {megabytes} MB in one piece", megabytes=megabytes),
        help=Text("attach each document by itself, and give the page in `at` of the claim"),
        unit=unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at the size of every attached document and picture."""
    files, every = context.portfolio.files, context.memo.every
    for block in context.blocks:
        for item, attachment, size in every(_large, block[0].path, block, files):
            yield find(attachment, size // 1024 // 1024, context.unit_of(item))


def _large(
    block: Block, files: Mapping[str, StoredFile]
) -> Iterator[tuple[Evidence, Attachment, int]]:
    for item in block:
        for attachment in item.attachments:
            file, media = files.get(attachment.path), media_of(attachment.path)
            is_document = media is not None and media.shown_as in ("link", "image")
            if file and is_document and file.size > _MOST_BYTES:
                yield item, attachment, file.size


RULE = Rule("KND106", "large-document", Severity.WARNING, find, look)
