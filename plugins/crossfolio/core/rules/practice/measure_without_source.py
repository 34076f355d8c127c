"""KND126 measure-without-source."""

from collections.abc import Iterator, Sequence

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, number: int, lacks: Sequence[str], unit: str) -> Finding:
    """A measure does not say in which unit it counts, or where its figures come from.

    Figures can be trusted as far as somebody can look them up.

    ## Origin
    BUD, guidance 6; POE, guidance 1: figures that can be quantified; practice of assessors.

    ## Example
        - {name: Calls escalated, before: 9, before_date: 2026-01-31, after: 4.5, after_date: 2026-05-29}

    ## Use instead
        - name: Calls escalated
          unit: "%"
          before: 9
          before_date: 2026-01-31
          after: 4.5
          after_date: 2026-05-29
          better: lower
          source: Escalation report of the desk
    """  # noqa: E501 - the example is one line of a front matter
    return Finding(
        "KND126",
        item.place_of("metrics"),
        Text(
            "measure {number} of {item} is missing `{fields:` and `}`",
            number=number,
            item=item.id,
            fields=tuple(lacks),
        ),
        help=Text("add it, so that the figures can be looked up"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at what each measure says of itself."""
    item = seen.item
    for number, metric in enumerate(item.mappings("metrics"), start=1):
        lacks = [name for name in ("unit", "source") if name not in metric]
        if lacks:
            yield find(item, number, lacks, seen.unit)


RULE = Rule(
    "KND126", "measure-without-source", Severity.INFO, find, look_at=look, fields=("metrics",)
)
