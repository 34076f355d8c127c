"""KND113 judging-testimony."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import TESTIMONIES
from crossfolio.core.one_item import OneItem
from crossfolio.core.phrases import JUDGING_WORDS, first_of, is_english, plain, sentences
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def find(place: Place, phrase: str, unit: str) -> Finding:
    """A testimony decides instead of telling what was seen.

    Whether a criterion is met is for the assessor. The witness helps most with what was
    said and done. The phrases are English only, such as "is competent" or "meets the
    criteria".

    ## Origin
    Practice of awarding bodies: a testimony records what was seen, is not a testimonial,
    and the witness makes no assessment decision.

    ## Example
        She is competent and should pass.

    ## Use instead
        On 14 April she asked the caller three open questions and waited for each answer.
    """
    return Finding(
        "KND113",
        place,
        Text("a witness tells what was seen and does not decide: `{phrase}`", phrase=phrase),
        help=Text("ask the witness to say what was done and said instead"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look for words of judgement in a testimony."""
    item = seen.item
    if not is_english(item) or not first_of(JUDGING_WORDS, plain(item.body)):
        return
    for start, sentence in sentences(item.body):
        phrase = first_of(JUDGING_WORDS, plain(sentence))
        if phrase:
            place = item.place_in_body(start, start + len(sentence))
            yield find(place, phrase, seen.unit)
            break


RULE = Rule("KND113", "judging-testimony", Severity.INFO, find, look_at=look, kinds=TESTIMONIES)
