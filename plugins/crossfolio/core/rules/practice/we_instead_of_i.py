"""KND141 we-instead-of-i."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import ACCOUNTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import I_WORDS, WE_WORDS, is_english
from crossfolio.core.texts import Text


def find(item: Evidence, ours: int, mine: int, unit: str) -> Finding:
    """A reflective account says "we" more often than "I".

    Your own part has to be seen, also where you worked with others. In English only.

    ## Origin
    Practice of assessors: learners are asked to write in the first person.

    ## Example
        We agreed the dates and we told the desk.

    ## Use instead
        I proposed the dates, the team agreed, and I told the desk.
    """
    return Finding(
        "KND141",
        item.place_of("kind"),
        Text(
            '{item} says "we" or "our" {we_count} times and "I" or "my" {i_count} times',
            item=item.id,
            we_count=ours,
            i_count=mine,
        ),
        help=Text("say what your own part was"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Count the words of a reflective account."""
    item = seen.item
    if is_english(item):
        ours = len(WE_WORDS.findall(item.body))
        mine = len(I_WORDS.findall(item.body))
        if ours > mine:
            yield find(item, ours, mine, seen.unit)


RULE = Rule("KND141", "we-instead-of-i", Severity.INFO, find, look_at=look, kinds=ACCOUNTS)
