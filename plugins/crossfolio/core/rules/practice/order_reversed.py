"""KND122 order-reversed."""

from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.rules.practice.days import day_of, earliest
from crossfolio.core.texts import Text


def find(cover: Cover, item: Evidence, before: Evidence, other: str) -> Finding:
    """The evidence for a criterion begins before the evidence that it rests on.

    A coaching plan that is older than the assessment of skills cannot rest on it, and a
    session is evaluated after it was held. Which criteria follow which is data of the
    unit: `follows` in its file. One day is in order.

    ## Origin
    DOS.AC1 before DOS.AC2 (assess, then plan) and DOS.AC3 before DOS.AC4 (coach, then
    evaluate); BUD, guidance 2.

    ## What to do
    Correct a date, or bring the evidence that came first.
    """
    criterion = cover.criterion
    return Finding(
        "KND122",
        criterion.place,
        Text(
            "the evidence for `{criterion}` begins on {date} with {item}, before that for "
            "`{other}` on {before_date}",
            criterion=criterion.id,
            date=str(item.first_day),
            item=item.id,
            other=other,
            before_date=str(before.first_day),
        ),
        help=Text("check the dates of {item} and {before}", item=item.id, before=before.id),
        related=(
            Related(item.place_of("date"), Text("{item} begins", item=item.id)),
            Related(before.place_of("date"), Text("{item} begins", item=before.id)),
        ),
        unit=criterion.unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at the first item of every criterion that follows another."""
    covers = context.coverage.criteria
    for cover in context.shown:
        follows = cover.criterion.follows
        first = earliest(cover.items) if follows else None
        for name in follows:
            other = covers.get(name)
            before = earliest(other.items) if other else None
            if first and before and day_of(first) < day_of(before):
                yield find(cover, first, before, name)


RULE = Rule("KND122", "order-reversed", Severity.WARNING, find, look)
