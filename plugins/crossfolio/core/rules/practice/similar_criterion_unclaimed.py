"""KND104 similar-criterion-unclaimed."""

from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import natural
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.scope import Scope
from crossfolio.core.texts import Text


def find(twin: Criterion, shown: Cover) -> Finding:
    """Of two criteria that ask for nearly the same, one has evidence and the other has none.

    One piece of work may well show both. Look at it with the other wording in mind; a
    likeness gives no credit by itself.
    Which criteria are alike is data of the unit: `similar_to` in its file.

    ## Origin
    BUD.AC1 and BUD.AC6 of the study page differ in a few words; practice of holistic
    assessment: near-identical criteria are served by the same evidence.

    ## What to do
    Read the second criterion beside the evidence for the first, and tag what shows it.
    """
    return Finding(
        "KND104",
        twin.place,
        Text(
            "`{criterion}` has no evidence, and `{similar}`, which is alike, has: {items}",
            criterion=twin.id,
            similar=shown.criterion.id,
            items=tuple(item.id for item in shown.items),
        ),
        help=Text("look whether the same evidence shows this criterion too"),
        related=claimed_by(shown),
        unit=twin.unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at every pair that a unit calls alike, in both directions."""
    covers = context.coverage.criteria
    seen = set()
    for cover in context.shown:
        for name in cover.criterion.similar_to:
            seen.add((cover.criterion.id, name))
    for one in covers.values():
        seen |= {(name, one.criterion.id) for name in one.criterion.similar_to}
    for shown, name in sorted(seen, key=lambda pair: (natural(pair[1]), natural(pair[0]))):
        source, twin = covers.get(shown), covers.get(name)
        open_ = twin is not None and twin.scope is Scope.REQUIRED and not twin.items
        if source and source.items and twin and open_:
            yield find(twin.criterion, source)


RULE = Rule("KND104", "similar-criterion-unclaimed", Severity.INFO, find, look)
