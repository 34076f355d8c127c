"""What requirements ask for, as phrases inside a sentence."""

from collections.abc import Sequence

from crossfolio.core.framework import Need
from crossfolio.core.kinds import kind_words
from crossfolio.core.texts import Text, any_of

_NUMBERS = (
    Text("no"),
    Text("one"),
    Text("two"),
    Text("three"),
    Text("four"),
    Text("five"),
    Text("six"),
    Text("seven"),
    Text("eight"),
    Text("nine"),
    Text("ten"),
)

NEED_WORDS = {
    Need.METRICS: Text("a measure before and after (`metrics`)"),
    Need.OBJECTIVES: Text("an objective with measure, target and due date (`objectives`)"),
    Need.STANDARDS: Text("a standard of the organisation (`standards`)"),
    Need.FEEDBACK_SOURCES: Text("where feedback came from (`feedback_sources`)"),
    Need.QUALITY_METRICS: Text("a measure of quality (`metrics` with `kind: quality`)"),
    Need.AGREED_OBJECTIVES: Text("with whom each objective was agreed (`agreed_with`)"),
    Need.REVIEW_DATE: Text("when the plan is reviewed (`review_on`)"),
    Need.OUTCOME: Text("what changed as a result (`outcome`)"),
}
UNSURE = Text("what its entry in the unit's file says, once that can be read")


def number_words(number: int) -> str:
    """Return a number as a word where it is small, else in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def items_words(number: int, kinds: Sequence[str] = ()) -> Text:
    """Say a number of items: `two items of the kind observation, product or case study`."""
    many = number_words(number)
    if not kinds:
        return Text.counted("{number} item", "{number} items", n=number, number=many)
    return Text.counted(
        "{number} item of the kind {kinds}",
        "{number} items of the kind {kinds}",
        n=number,
        number=many,
        kinds=any_of(map(kind_words, kinds)),
    )


def more_items_words(number: int, kinds: Sequence[str] = ()) -> Text:
    """Say a number of further items: `one more item`."""
    many = number_words(number)
    if not kinds:
        return Text.counted("{number} more item", "{number} more items", n=number, number=many)
    return Text.counted(
        "{number} more item of the kind {kinds}",
        "{number} more items of the kind {kinds}",
        n=number,
        number=many,
        kinds=any_of(map(kind_words, kinds)),
    )


def item_of_kind_words(kind: str) -> Text:
    """Say that an item is to be of a kind."""
    return Text("an item of the kind {kind}", kind=kind_words(kind))


def different_kinds_words(number: int) -> Text:
    """Say how many kinds of evidence there are to be."""
    return Text.counted(
        "{number} different kind of evidence",
        "{number} different kinds of evidence",
        n=number,
        number=number_words(number),
    )
