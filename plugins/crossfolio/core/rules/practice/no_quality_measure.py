"""KND132 no-quality-measure."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """Evidence about service measures how fast it is, or nothing, and not how good.

    Handling time says how long people talk, not whether it helped. A measure says
    `kind: quality` or `kind: efficiency`.
    Which criteria look for it is data of the unit: `expects` in its file. Coverage does not
    change.

    ## Origin
    MCS, common mistake 1: standards of service are taken for measures such as average
    handling time.

    ## Example
        metrics: [{name: Average handling time, kind: efficiency, …}]

    ## Use instead
        metrics: [{name: Settled on the first call, kind: quality, …}]
    """
    criterion = cover.criterion
    return Finding(
        "KND132",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title} brings a measure of quality",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add a measure with `kind: quality` to an item that claims it"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look whether a criterion expects a measure of quality, and no item brings it."""
    if cover.lacks(Need.QUALITY_METRICS):
        yield find(cover)


RULE = Rule("KND132", "no-quality-measure", Severity.WARNING, find, look_on=look_on)
