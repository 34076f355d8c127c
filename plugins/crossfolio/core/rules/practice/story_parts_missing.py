"""KND139 story-parts-missing."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, lacks: list[str], unit: Unit) -> Finding:
    """A story has some of the headings that its unit looks for, and lacks others.

    Situation, task, action and result are a usual order for telling how a customer was
    served. The headings are data of the unit: `accounts.parts` in its file. A reflective
    account with none of them follows another order, and nothing is said.

    ## Origin
    POE, guidance 5: the STAR method for stories about customers.

    ## Example
        ## Situation
        ## Action

    ## Use instead
        ## Situation
        ## Task
        ## Action
        ## Result
    """
    return Finding(
        "KND139",
        item.place_of("kind"),
        Text("the story {item} has no heading for {headings}", item=item.id, headings=tuple(lacks)),
        help=Text("add the part that is missing, or its heading"),
        unit=unit.id,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the headings of a reflective account for every unit that names parts."""
    item = seen.item
    for unit in seen.units:
        parts = unit.guidance.accounts.parts
        if parts:
            there = " ".join(heading.text.lower() for heading in item.headings)
            lacks = [part for part in parts if part.lower() not in there]
            if 0 < len(lacks) < len(parts):
                yield find(item, lacks, unit)


RULE = Rule("KND139", "story-parts-missing", Severity.INFO, find, look_at=look, kinds=ACCOUNTS)
