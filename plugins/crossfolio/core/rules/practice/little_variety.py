"""KND107 little-variety."""

from collections.abc import Iterator, Sequence

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Requirement, Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.lacks import lacks_words
from crossfolio.core.requirement import missing
from crossfolio.core.texts import Text


def find(unit: Unit, lacks: Sequence[str]) -> Finding:
    """The evidence for a unit is of too few kinds, or lacks a kind that is looked for.

    Different kinds support one another: what you say of your work, what others saw, and
    what the work left behind.
    How many kinds a unit wants, and which, is data of the unit: `variety` in its file.

    ## Origin
    BUD, guidance 1 ("a variety of evidence", with testimonies and reflective logs); BUDA,
    guidance 2; practice: awarding bodies ask for a range of methods.

    ## What to do
    Add an item of the kind that the message names.
    """
    return Finding(
        "KND107",
        unit.place,
        Text("the evidence for {unit} is missing {lacks:; }", unit=unit.id, lacks=tuple(lacks)),
        help=Text("add an item of a kind that is missing"),
        unit=unit.id,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the kinds of evidence in a unit that asks for variety."""
    wanted = seen.unit.guidance.variety
    asked = Requirement(all_kinds=wanted.all_kinds, min_kinds=wanted.min_kinds)
    lacks = missing(asked, seen.items)
    if lacks:
        yield find(seen.unit, lacks_words(lacks))


RULE = Rule("KND107", "little-variety", Severity.WARNING, find, look_in=look_in)
