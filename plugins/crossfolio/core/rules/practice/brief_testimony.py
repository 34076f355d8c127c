"""KND112 brief-testimony."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import TESTIMONIES
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text

_LEAST = 40
"""Words. Shorter ones say that something was good, and not what was seen."""


def find(item: Evidence, number: int, unit: str) -> Finding:
    """A testimony is very short.

    A story of what was seen gives far more confidence than a brief statement.
    Testimonies that are kept elsewhere or attached as a file are not counted.

    ## Origin
    Practice: external quality assurers find brief testimonies; a narrative that is tied to
    the standards is asked for.

    ## What to do
    Ask the witness to add what they saw, when, and what came of it.
    """
    return Finding(
        "KND112",
        item.place_of("witness"),
        Text.counted(
            "the testimony {item} has {n} word",
            "the testimony {item} has {n} words",
            n=number,
            item=item.id,
        ),
        help=Text("ask the witness to add what they saw, when, and what came of it"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the length of a testimony that is written on its page."""
    item = seen.item
    if not item.attachments and "location" not in item.fields:
        number = len(item.body.split())
        if number < _LEAST:
            yield find(item, number, seen.unit)


RULE = Rule("KND112", "brief-testimony", Severity.INFO, find, look_at=look, kinds=TESTIMONIES)
