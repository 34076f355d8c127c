"""KND123 measure-dates-reversed."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, number: int, unit: str) -> Finding:
    """A measure is dated so that its "after" comes before its "before".

    Such a measure shows nothing, and does not count as one where a criterion asks for it.

    ## Origin
    BUD, guidance 6; BUDA.AC4; POE, guidance 1 and POE.AC3: a measure before and after.

    ## Example
        - {name: Calls escalated, before: 9, before_date: 2026-05-29, after: 4.5, after_date: 2026-01-31}

    ## Use instead
        - {name: Calls escalated, before: 9, before_date: 2026-01-31, after: 4.5, after_date: 2026-05-29}
    """  # noqa: E501 - the example is one line of a front matter
    return Finding(
        "KND123",
        item.place_of("metrics"),
        Text(
            "in measure {number} of {item}, `after_date` lies before `before_date`",
            number=number,
            item=item.id,
        ),
        help=Text("put the two dates right"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the dates of each measure."""
    item = seen.item
    for number, metric in enumerate(item.mappings("metrics"), start=1):
        before, after = metric.get("before_date"), metric.get("after_date")
        # Dates in this form sort as text.
        if isinstance(before, str) and isinstance(after, str) and after < before:
            yield find(item, number, seen.unit)


RULE = Rule(
    "KND123", "measure-dates-reversed", Severity.WARNING, find, look_at=look, fields=("metrics",)
)
