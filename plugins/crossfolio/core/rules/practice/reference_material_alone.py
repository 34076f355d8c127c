"""KND117 reference-material-alone."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """A criterion rests on material of the organisation alone.

    A policy or a handbook shows what your organisation wrote, not what you did with it.
    Such items say `origin: organisation`.

    ## Origin
    Practice of assessors: company policies and training papers are offered as evidence.

    ## What to do
    Add an item of your own that shows how you used the material.
    """
    criterion = cover.criterion
    return Finding(
        "KND117",
        criterion.place,
        Text(
            "`{criterion}` {title} rests on material of the organisation alone",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add an item that shows how you used it"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look at where the evidence for a criterion comes from."""
    origins = (item.text("origin") for item in cover.items)
    if cover.is_shown and all(origin == "organisation" for origin in origins):
        yield find(cover)


RULE = Rule("KND117", "reference-material-alone", Severity.WARNING, find, look_on=look_on)
