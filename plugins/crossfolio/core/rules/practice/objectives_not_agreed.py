"""KND130 objectives-not-agreed."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """Objectives that concern others do not say with whom they were agreed.

    People work towards what they had a part in setting.
    Which criteria look for it is data of the unit: `expects` in its file. Coverage does not
    change.

    ## Origin
    BUD.AC6 (agreed timescales); BUD, common mistake 5 and MCS, common mistake 3: colleagues
    and staff are not involved.

    ## Example
        objectives: [{text: …, measure: …, target: …, due: 2026-04-30}]

    ## Use instead
        objectives: [{text: …, measure: …, target: …, due: 2026-04-30, agreed_with: W1}]
    """
    criterion = cover.criterion
    return Finding(
        "KND130",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title} says with whom each objective was agreed",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add `agreed_with` to each objective"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look whether a criterion expects agreed objectives, and no item brings it."""
    if cover.lacks(Need.AGREED_OBJECTIVES):
        yield find(cover)


RULE = Rule("KND130", "objectives-not-agreed", Severity.WARNING, find, look_on=look_on)
