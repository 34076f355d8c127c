"""KND128 vague-objective."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import VAGUE_OBJECTIVES, first_of, is_english, plain
from crossfolio.core.texts import Text


def find(item: Evidence, number: int, phrase: str, unit: str) -> Finding:
    """An objective is worded as an intention that nobody can measure.

    The phrases are English only, such as "be better at" or "improve communication".

    ## Origin
    POE, common mistake 2 (vague intentions such as "be better at handling complaints").

    ## Example
        - text: Be better at handling complaints

    ## Use instead
        - text: Say the next step and its date before the call ends
    """
    return Finding(
        "KND128",
        item.place_of("objectives"),
        Text(
            "objective {number} of {item} is vague: `{phrase}`",
            number=number,
            item=item.id,
            phrase=phrase,
        ),
        help=Text("say what will be done differently, so that somebody else can see it"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for vague phrases in each objective."""
    item = seen.item
    for number, objective in enumerate(item.mappings("objectives"), start=1):
        said = objective.get("text")
        phrase = first_of(VAGUE_OBJECTIVES, plain(said)) if isinstance(said, str) else ""
        if phrase and is_english(item):
            yield find(item, number, phrase, seen.unit)


RULE = Rule("KND128", "vague-objective", Severity.INFO, find, look_at=look, fields=("objectives",))
