"""KND143 repeated-text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crossfolio.core.blocks import Block
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_MANY = 1000
"""Changed sentences of which each is looked for in all blocks."""
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


class _First(NamedTuple):
    """In which item each sentence of a portfolio stands first, by ID in upper case."""

    blocks: dict[str, dict[bytes, str]]
    """The first items in each block, by its name."""
    items: dict[bytes, str]
    known: dict[str, tuple[str, ...]]
    """For each block the first items of the portfolio, in the order of the block's sentences."""


def look(context: Context) -> Iterator[Finding]:
    """Look at every long sentence, and in which item it stands first."""
    memo, blocks = context.memo, context.blocks
    own = {block[0].path: memo.of(_firsts, block[0].path, block) for block in blocks}
    first = memo.next(_first, "", own)
    for block in blocks:
        name = block[0].path
        known = memo.equal(("first", name), first.known[name])
        for item, place, key, number in memo.every(_again, name, block, own[name], known):
            told = item, place, context.portfolio.by_id[key], number, context.unit_of(item)
            yield memo.of(find, item.path, *told)


def _first(before: _First | None, own: dict[str, dict[bytes, str]]) -> _First:
    """Return in which item each sentence stands first, from how that was before."""
    new = {
        name: sentences
        for name, sentences in own.items()
        if before and before.blocks.get(name) is not sentences
    }
    old = (
        {name: block for name, block in before.blocks.items() if own.get(name) is not block}
        if before
        else {}
    )
    pairs = [
        {pair for sentences in its.values() for pair in sentences.items()} for its in (new, old)
    ]
    changed = {sentence for sentence, _ in pairs[0] ^ pairs[1]}
    if before is None or len(changed) > _MANY:
        items: dict[bytes, str] = {}
        for firsts in reversed(own.values()):
            items |= firsts
        return _First(
            own, items, {name: _known(items, sentences) for name, sentences in own.items()}
        )
    items = dict(before.items)
    for sentence in changed:
        there = next(
            (sentences[sentence] for sentences in own.values() if sentence in sentences), None
        )
        if there is None:
            del items[sentence]
        else:
            items[sentence] = there
    known = {
        name: before.known[name]
        if name not in new and sentences.keys().isdisjoint(changed)
        else _known(items, sentences)
        for name, sentences in own.items()
    }
    return _First(own, items, known)


def _known(items: Mapping[bytes, str], sentences: Iterable[bytes]) -> tuple[str, ...]:
    return tuple(map(items.__getitem__, sentences))


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
