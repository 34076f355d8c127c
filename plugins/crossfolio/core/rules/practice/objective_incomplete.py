"""KND127 objective-incomplete."""

from collections.abc import Iterator, Sequence

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text

_ASKED = ("measure", "target", "due")


def find(item: Evidence, number: int, lacks: Sequence[str], unit: str) -> Finding:
    """An objective lacks its measure, its target or the day by which it is due.

    Without the three nobody can tell later whether it was reached.

    ## Origin
    BUD.AC1, MCS.AC1 and POE.AC2 (measurable objectives); BUDA, common mistake 2 and DOS,
    common mistake 3 (plans without measurable goals).

    ## Example
        - {text: Ask open questions}

    ## Use instead
        - text: Ask an open question before explaining anything
          measure: Average for CQ2 on five monitored calls
          target: 3.0 or more
          due: 2026-03-27
    """
    return Finding(
        "KND127",
        item.place_of("objectives"),
        Text(
            "objective {number} of {item} is missing `{fields:` and `}`",
            number=number,
            item=item.id,
            fields=tuple(lacks),
        ),
        help=Text("an objective says how it is measured, what is to be reached, and by when"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at each objective."""
    item = seen.item
    for number, objective in enumerate(item.mappings("objectives"), start=1):
        lacks = [name for name in _ASKED if name not in objective]
        if lacks:
            yield find(item, number, lacks, seen.unit)


RULE = Rule(
    "KND127", "objective-incomplete", Severity.WARNING, find, look_at=look, fields=("objectives",)
)
