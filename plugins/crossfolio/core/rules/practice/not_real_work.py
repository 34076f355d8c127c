"""KND114 not-real-work."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import kind_of, kind_words
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, unit: str) -> Finding:
    """Evidence of work says that the work was not real, and is no simulation.

    A role play that is observed is a simulation. Under its own name the qualification's
    rule on simulation applies to it; under another it would pass by.
    Case studies, discussions and questioning show knowledge and may go beyond real work.

    ## Origin
    BUD, guidance 10 and MCS, guidance 5 ("real workplace examples"); practice: simulation
    is allowed only where the specification says so.

    ## Example
        kind: observation
        context: {real_work: false}

    ## Use instead
        kind: simulation
        context: {real_work: false}
    """
    return Finding(
        "KND114",
        item.place_of("context"),
        Text(
            "{item} is not about real work, and its kind is {kind}",
            item=item.id,
            kind=kind_words(item.kind),
        ),
        help=Text("give it the kind `simulation`, or correct `real_work`"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the setting of an item."""
    item = seen.item
    unreal = item.mapping("context").get("real_work") is False
    if unreal and item.kind and not kind_of(item.kind).may_be_set:
        yield find(item, seen.unit)


RULE = Rule("KND114", "not-real-work", Severity.WARNING, find, look_at=look, fields=("context",))
