"""KND135 empty-praise."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import EMPTY_PRAISE, first_of, is_english, plain, sentences
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_LONGEST = 6
"""Words in a sentence that holds praise and nothing else."""


def find(place: Place, phrase: str, unit: str) -> Finding:
    """A sentence praises and names no behaviour.

    Somebody who hears "good job" does not know what to do again. Only short sentences are
    found, in English, and the first of an item.

    ## Origin
    BUDA, common mistake 3: feedback such as "good job" that is not linked to a behaviour.

    ## Example
        Good job today!

    ## Use instead
        You waited until she had finished, and then she told you the date herself.
    """
    return Finding(
        "KND135",
        place,
        Text("this praise names no behaviour: `{phrase}`", phrase=phrase),
        help=Text("say what was done well, and what came of it"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for empty praise in the text of an item."""
    item = seen.item
    if is_english(item) and first_of(EMPTY_PRAISE, item.body.lower()):
        for start, sentence in sentences(item.body):
            phrase = first_of(EMPTY_PRAISE, plain(sentence))
            if phrase and len(sentence.split()) <= _LONGEST:
                place = item.place_in_body(start, start + len(sentence))
                yield find(place, phrase, seen.unit)
                break


RULE = Rule("KND135", "empty-praise", Severity.INFO, find, look_at=look)
