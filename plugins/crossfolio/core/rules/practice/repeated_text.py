"""KND143 repeated-text."""

from collections import Counter
from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_REPEATED = 40
"""Words in such sentences that two items share at least."""


def find(item: Evidence, place: Place, other: Evidence, number: int, unit: str) -> Finding:
    """Two items share long stretches of text, word for word.

    Text that stands twice shows one thing and not two. Whole sentences are compared,
    within this portfolio, without regard to capitals; quotations (`>`) are left out.
    It says nothing of where a text comes from.

    ## Origin
    Practice: text repeated between items or learners is a sign of copying, or of one form
    filled in twice.

    ## What to do
    Say it in one item and link to it from the other, or write what was different this time.
    """
    return Finding(
        "KND143",
        place,
        Text(
            "{item} shares {count} words in whole sentences with {other}",
            item=item.id,
            count=number,
            other=other.id,
        ),
        help=Text(
            "say it once and link to it, or write what was different from {other}", other=other.id
        ),
        related=(Related(other.place, Text("the text of {other}", other=other.id)),),
        unit=unit,
    )


def look(context: Context) -> Iterator[Finding]:
    """Look at every long sentence once, and remember in which item it stood first."""
    first: dict[bytes, Evidence] = {}
    for item in context.items:
        again = [
            (known, number, start, end)
            for sentence, number, start, end in item.sentences
            if (known := first.setdefault(sentence, item)) is not item
        ]
        if again:
            yield from _most(item, again, context)


def _most(
    item: Evidence, again: list[tuple[Evidence, int, int, int]], context: Context
) -> Iterator[Finding]:
    """Give a finding about the item with which an item shares most, where that is much."""
    shared: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for known, number, start, end in again:
        shared[known.key] += number
        places.setdefault(known.key, (start, end))
    ((key, number),) = shared.most_common(1)
    if number >= _REPEATED:
        place = item.place_in_body(*places[key])
        yield find(item, place, context.portfolio.by_id[key], number, context.unit_of(item))


RULE = Rule("KND143", "repeated-text", Severity.WARNING, find, look)
