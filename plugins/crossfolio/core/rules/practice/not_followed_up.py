"""KND136 not-followed-up."""

from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.rules.practice.days import day_of, earliest
from crossfolio.core.texts import Text


def find(cover: Cover, first: Evidence) -> Finding:
    """Something was announced, and no later evidence shows that it was followed up.

    Standards that are told once are forgotten. Which criteria are followed by which is data
    of the unit: `followed_by` in its file.

    ## Origin
    MCS, common mistake 2: it is assumed that standards are kept once they are told.

    ## What to do
    Bring support or a check that is later than the announcement.
    """
    criterion = cover.criterion
    return Finding(
        "KND136",
        criterion.place,
        Text(
            "nothing for `{later:` or `}` is later than the first evidence for `{criterion}` "
            "({item}, {date})",
            later=criterion.followed_by,
            criterion=criterion.id,
            item=first.id,
            date=str(first.first_day),
        ),
        help=Text("bring evidence of what was done afterwards"),
        related=(Related(first.place_of("date"), Text("{item} is the first", item=first.id)),),
        unit=criterion.unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at what comes after the first item of every criterion that is to be followed up."""
    covers = context.coverage.criteria
    for cover in context.shown:
        names = [name for name in cover.criterion.followed_by if name in covers]
        first = earliest(cover.items) if names else None
        if first is None:
            continue
        later = (item.last_day for name in names for item in covers[name].items)
        if not any(day > day_of(first) for day in later if day):
            yield find(cover, first)


RULE = Rule("KND136", "not-followed-up", Severity.INFO, find, look)
