"""KND101 self-report-alone."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """A criterion that asks for performance rests on reflective accounts alone.

    What you write about yourself supports a claim; it does not show the work itself.
    An observation, a testimony or a product of the work does.

    ## Origin
    Practice of awarding bodies: a reflective account is supporting evidence.

    ## What to do
    Add an observation, a testimony or a product of the work.
    """
    criterion = cover.criterion
    return Finding(
        "KND101",
        criterion.place,
        Text(
            "`{criterion}` {title} rests on reflective accounts alone",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text("add an observation, a testimony or a product of the work"),
        related=tuple(
            Related(item.place, Text("claimed by {item}", item=item.id)) for item in cover.items
        ),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look at a criterion that asks for performance and is covered."""
    if cover.criterion.kind == "performance":
        kinds = {item.kind for item in cover.items}
        if kinds and kinds <= set(ACCOUNTS):
            yield find(cover)


RULE = Rule("KND101", "self-report-alone", Severity.WARNING, find, look_on=look_on)
