"""KND143 repeated-text."""

from collections import Counter
from collections.abc import Iterable, Iterator

from crossfolio.core.blocks import Block
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
    """Look at every long sentence, and in which item it stands first."""
    memo, blocks = context.memo, context.blocks
    own = [memo.of(_firsts, block[0].path, block) for block in blocks]
    first: dict[bytes, str] = {}
    for firsts in reversed(own):
        first |= firsts
    for block, firsts in zip(blocks, own, strict=True):
        known = memo.equal(("first", block[0].path), tuple(map(first.__getitem__, firsts)))
        again = memo.every(_again, block[0].path, block, firsts, known)
        for item, place, key, number in again:
            told = item, place, context.portfolio.by_id[key], number, context.unit_of(item)
            yield memo.of(find, item.path, *told)


def _firsts(block: Block) -> dict[bytes, str]:
    """Return in which item of a block each sentence stands first, by ID in upper case."""
    found: dict[bytes, str] = {}
    for item in block:
        for sentence, *_ in item.sentences:
            found.setdefault(sentence, item.key)
    return found


def _again(
    block: Block, sentences: Iterable[bytes], first: Iterable[str]
) -> Iterator[tuple[Evidence, Place, str, int]]:
    """Give each item that shares much with another before it, where, and how many words.

    Args:
        block: The items.
        sentences: Those that stand in them.
        first: The item of the portfolio in which each of these stands first, by ID.
    """
    known = dict(zip(sentences, first, strict=True))
    for item in block:
        shared: Counter[str] = Counter()
        places: dict[str, tuple[int, int]] = {}
        for sentence, number, start, end in item.sentences:
            other = known[sentence]
            if other != item.key:
                shared[other] += number
                places.setdefault(other, (start, end))
        for key, number in shared.most_common(1):
            if number >= _REPEATED:
                yield item, item.place_in_body(*places[key]), key, number


RULE = Rule("KND143", "repeated-text", Severity.WARNING, find, look)
