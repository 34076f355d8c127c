"""KND133 outcome-not-said."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """Evidence of monitoring does not say what changed as a result.

    Figures that lead to nothing are only a report.
    Which criteria look for it is data of the unit: `expects` in its file. Coverage does not
    change.

    ## Origin
    MCS.AC5; MCS, guidance 3 (always explain the outcome) and common mistakes 4 and 5
    (monitoring without follow-up).

    ## Example
        criteria: [MCS.AC5]

    ## Use instead
        criteria: [MCS.AC5]
        outcome: The welcome call now asks for the opening reading
    """
    criterion = cover.criterion
    return Finding(
        "KND133",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title} says what changed as a result",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add `outcome` to an item that claims it"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look whether a criterion expects an outcome, and no item brings it."""
    if cover.lacks(Need.OUTCOME):
        yield find(cover)


RULE = Rule("KND133", "outcome-not-said", Severity.WARNING, find, look_on=look_on)
