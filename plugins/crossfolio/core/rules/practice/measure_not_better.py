"""KND124 measure-not-better."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.rules.practice.measures import gain
from crossfolio.core.texts import Text


def find(item: Evidence, number: int, gained: float, unit: str) -> Finding:
    """A measure shows no improvement.

    That may be the truth, and then it belongs there, with what was learnt from it. It may
    also be a slip: for some measures, such as waiting time, lower is better.

    ## Origin
    BUD, guidance 6; POE, guidance 1: figures that show a change.

    ## Example
        - {name: Calls escalated, before: 9, before_date: 2026-01-31, after: 4.5, after_date: 2026-05-29}

    ## Use instead
        - {name: Calls escalated, before: 9, before_date: 2026-01-31, after: 4.5, after_date: 2026-05-29, better: lower}
    """  # noqa: E501 - the example is one line of a front matter
    worse = Text("measure {number} of {item} got worse", number=number, item=item.id)
    same = Text("measure {number} of {item} did not change", number=number, item=item.id)
    return Finding(
        "KND124",
        item.place_of("metrics"),
        worse if gained else same,
        help=Text("say in the text what that means, or correct `better` (`higher` when absent)"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the change in each measure."""
    item = seen.item
    for number, metric in enumerate(item.mappings("metrics"), start=1):
        gained = gain(metric)
        if gained is not None and gained <= 0:
            yield find(item, number, gained, seen.unit)


RULE = Rule("KND124", "measure-not-better", Severity.INFO, find, look_at=look, fields=("metrics",))
