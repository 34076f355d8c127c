"""KND131 standard-not-named."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """Evidence is not linked to a standard or a measure of the organisation.

    A link to a named standard shows that the work served something larger.
    Which criteria look for it is data of the unit: `expects` in its file. Coverage does not
    change.

    ## Origin
    BUD.AC8; BUD, guidance 5 and BUDA, guidance 3: link evidence to the organisation's
    standards and measures.

    ## Example
        criteria: [BUDA.AC3]

    ## Use instead
        criteria: [BUDA.AC3]
        standards: [CQ2 Ask before you answer]
    """
    criterion = cover.criterion
    return Finding(
        "KND131",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title} names a standard of the organisation",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add `standards` to an item that claims it"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look whether a criterion expects a named standard, and no item brings it."""
    if cover.lacks(Need.STANDARDS):
        yield find(cover)


RULE = Rule("KND131", "standard-not-named", Severity.WARNING, find, look_on=look_on)
