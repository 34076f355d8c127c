"""KND129 review-not-planned."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """A plan does not say when it is reviewed, and no review of it is there.

    A plan that nobody looks at again is seldom kept. Its item says `review_on`; an item of
    the phase `review` that claims the criterion is the review itself.
    Which criteria look for it is data of the unit: `expects` in its file. Coverage does not
    change.

    ## Origin
    BUD.AC1, BUD.AC6 and DOS.AC2 (timescales); BUD, common mistake 6 (regular review).

    ## Example
        objectives: [{text: …, measure: …, target: …, due: 2026-04-30}]

    ## Use instead
        objectives: [{text: …, measure: …, target: …, due: 2026-04-30}]
        review_on: 2026-03-18
    """
    criterion = cover.criterion
    return Finding(
        "KND129",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title} says when the plan is reviewed",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add `review_on` to the plan, or bring its review"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look whether a criterion expects the day of a review, and no item brings it."""
    if cover.lacks(Need.REVIEW_DATE):
        yield find(cover)


RULE = Rule("KND129", "review-not-planned", Severity.WARNING, find, look_on=look_on)
