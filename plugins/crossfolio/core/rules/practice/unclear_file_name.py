"""KND105 unclear-file-name."""

import re
from collections.abc import Iterator
from posixpath import basename, splitext

from crossfolio.core.evidence import Attachment
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

_UNCLEAR = regex(
    r"(?:img|image|dsc|dscn|dscf|dcim|pxl|mvi|vid|mov|scan|scanned|photo|picture|pic|screenshot|"
    r"screen|shot|document|doc|file|untitled|unnamed|new|copy|final|download|attachment|"
    r"recording|audio|video|whatsapp|at|of|[ _().,;0-9-])+",
    re.IGNORECASE | re.ASCII,
)
"""Names that cameras, scanners and programs give, or that say nothing but the type."""


def find(attachment: Attachment, unit: str) -> Finding:
    """The name of an attached file does not say what the file is.

    Whoever reads the portfolio sees the name in lists and downloads, and a year later it is
    all that is left to tell one file from another.

    ## Origin
    Practice: providers ask for every item to be labelled clearly, and send back unlabelled
    work.

    ## Example
        attachments: [IMG_1234.jpg, scan001.pdf]

    ## Use instead
        attachments: [e07-wall-sheet.jpg, e07-minutes-signed.pdf]
    """
    return Finding(
        "KND105",
        attachment.place,
        Text("the name of this attached file does not say what it is"),
        help=Text("name the file after the item and what it holds, such as `e07-wall-sheet.jpg`"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the names of the files of an item."""
    item = seen.item
    for attachment in item.attachments:
        if attachment.path and _UNCLEAR.fullmatch(splitext(basename(attachment.path))[0]):
            yield find(attachment, seen.unit)


RULE = Rule("KND105", "unclear-file-name", Severity.WARNING, find, look_at=look)
