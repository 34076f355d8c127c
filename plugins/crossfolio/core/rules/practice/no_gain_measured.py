"""KND125 no-gain-measured."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need
from crossfolio.core.rules.practice.measures import gain
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """A criterion asks for a measure, and none of its measures shows an improvement.

    The measures are there, so that the criterion is covered. Whether they show what is
    asked is for the assessor to say.

    ## Origin
    BUDA.AC4 and POE.AC3: an improvement that was measured.

    ## What to do
    Bring a measure that shows the improvement, or say in the text why there is none.
    """
    criterion = cover.criterion
    return Finding(
        "KND125",
        criterion.place,
        Text(
            "no measure in the evidence for `{criterion}` {title} shows an improvement",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("bring a measure that does, or correct `better` (`higher` when absent)"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look at the measures of a criterion that asks for one."""
    if cover.is_shown and Need.METRICS in cover.criterion.requires.needs:
        gains = [gain(mapping) for item in cover.items for mapping in item.mappings("metrics")]
        known = [gain for gain in gains if gain is not None]
        if known and max(known) <= 0:
            yield find(cover)


RULE = Rule("KND125", "no-gain-measured", Severity.WARNING, find, look_on=look_on)
