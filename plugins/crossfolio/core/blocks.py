"""Items in blocks, so that what is asked of many is asked again only of those near a change."""

from collections.abc import Iterable

from crossfolio.core.evidence import Evidence
from crossfolio.core.memo import Memo

_LENGTH = 32
"""Items of a block, as a mean."""

Block = tuple[Evidence, ...]


def in_blocks(items: Iterable[Evidence], memo: Memo) -> tuple[Block, ...]:
    """Return items in blocks that follow each other.

    Where one ends follows from its last item alone, so that an item that is new, changed or gone
    changes one block. A block is the very one of the last check, where its items are.
    """
    every, block = list[Block](), list[Evidence]()
    for item in items:
        block.append(item)
        if not hash(item.path) % _LENGTH:
            every.append(memo.same(("block", block[0].path), block))
            block = []
    if block:
        every.append(memo.same(("block", block[0].path), block))
    return tuple(every)
