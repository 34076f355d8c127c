"""Items in blocks, so that what is asked of many is asked again only of those near a change."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from crossfolio.core.evidence import Evidence
from crossfolio.core.memo import Memo

T = TypeVar("T")
_LENGTH = 32
"""Items of a block, as a mean."""

Block = tuple[Evidence, ...]


def in_blocks(items: tuple[Evidence, ...], memo: Memo, name: str = "") -> tuple[Block, ...]:
    """Return items in blocks that follow each other.

    Where one ends follows from its last item alone, so that an item that is new, changed or gone
    changes one block. A block is the very one of the last check, where its items are.

    Args:
        items: The items.
        memo: Has the blocks of the last check.
        name: What tells these items from others of the same check.
    """

    def blocks() -> tuple[Block, ...]:
        every = cut(items, [item.path for item in items])
        return tuple([memo.same(("block", name, block[0].path), block) for block in every])

    return memo.once(("blocks", name), blocks, items)


def paths_in_blocks(paths: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return paths in blocks that follow each other; see above."""
    return tuple(cut(paths, paths))


def attached_in(block: Block) -> frozenset[str]:
    """Return the paths of the files that some items attach."""
    return frozenset(attachment.path for item in block for attachment in item.attachments)


def cut(things: tuple[T, ...], paths: Iterable[str]) -> Iterator[tuple[T, ...]]:
    """Give things in blocks that follow each other; where one ends follows from its last path.

    Strings have another hash in each process, so that blocks are others there too.
    """
    mixed = enumerate(map(hash, paths), start=1)
    ends = [number for number, value in mixed if not value % _LENGTH]
    for start, end in pairwise((0, *ends, len(things))):
        if start < end:
            yield things[start:end]
