"""KND146 declaration-outdated."""

from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.texts import Text


def find(item: Evidence, unit: str) -> Finding:
    """An item has changed since the learner declared it to be their own work.

    A declaration that names a fingerprint is about that version. The item's present
    fingerprint is another one. Declarations without a fingerprint are not compared.

    ## Origin
    Practice of awarding bodies: the learner's statement of authenticity goes with the work
    as it is handed in.

    ## What to do
    Read the item once more, declare it anew, and put the present fingerprint there.
    """
    return Finding(
        "KND146",
        item.place_of("declaration"),
        Text("{item} has changed since its declaration", item=item.id),
        help=Text("declare it anew, with the present fingerprint and date"),
        unit=unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at the fingerprint in every declaration."""
    items = context.portfolio.by_id
    for key, now in context.portfolio.fingerprints.items():
        item = items[key]
        declared = item.mapping("declaration").get("fingerprint")
        if isinstance(declared, str) and declared != now.value and context.units_of(item):
            yield find(item, context.unit_of(item))


RULE = Rule("KND146", "declaration-outdated", Severity.WARNING, find, look)
