"""Items in blocks, so that what is asked of many is asked again only of those near a change."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from crossfolio.core.evidence import Evidence
from crossfolio.core.memo import Memo

T = TypeVar("T")
_LENGTH = 32
"""Items of a block, as a mean."""

Block = tuple[Evidence, ...]


def in_blocks(items: Iterable[Evidence], memo: Memo, name: str = "") -> tuple[Block, ...]:
    """Return items in blocks that follow each other.

    Where one ends follows from its last item alone, so that an item that is new, changed or gone
    changes one block. A block is the very one of the last check, where its items are.

    Args:
        items: The items.
        memo: Has the blocks of the last check.
        name: What tells these items from others of the same check.
    """
    cut = _cut(items, lambda it: it.path)
    return tuple([memo.same(("block", name, it[0].path), it) for it in cut])


def paths_in_blocks(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return paths in blocks that follow each other; see above."""
    return tuple(map(tuple, _cut(paths, str)))


def _cut(things: Iterable[T], path_of: Callable[[T], str]) -> Iterator[list[T]]:
    block = list[T]()
    for thing in things:
        block.append(thing)
        if not hash(path_of(thing)) % _LENGTH:
            yield block
            block = []
    if block:
        yield block
