"""What was found in a file, by line and column, and without the values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import Hit, Sort, mask
from crossfolio.core.texts import NOTHING, Text

_MOST = 100
"""Of one sort in one file, those that may stay apart; more would only repeat themselves."""


class Spotted(NamedTuple):
    """A value of which only the place, the sort and a mask are kept."""

    sort: Sort
    line: int
    column: int
    end_line: int
    end_column: int
    shown: str
    """The mask."""
    invented: bool
    allowed_by: str
    """The allowance that lets it stay; empty where there is none."""
    where: Text = NOTHING
    """Which part of the file, in words, where it has no lines."""


def spot(source: str, looker: Looker, *, is_table: bool = False) -> tuple[Spotted, ...]:
    """Return what looks like personal data in a text.

    Args:
        source: The text, with any line ends.
        looker: What is looked for.
        is_table: Whether its first line names columns, as in CSV.
    """
    hits = looker.look_at_table(source) if is_table else looker.look(source)
    return tuple(_spotted(hits, source, looker)) if hits else ()


def spot_part(source: str, where: Text, looker: Looker) -> tuple[Spotted, ...]:
    """Return what is found in a part of a file that has no lines, such as a page of a PDF."""
    return tuple(
        spotted._replace(line=1, column=1, end_line=0, end_column=0, where=where)
        for spotted in spot(source, looker)
    )


def spot_name(name: str, looker: Looker) -> tuple[Spotted, ...]:
    """Return what is found in the name of a file."""
    return tuple(_spotted(looker.look_at_name(name), name, looker))


def _spotted(hits: Iterable[Hit], source: str, looker: Looker) -> Iterator[Spotted]:
    line, at = 1, 0
    counts = Counter[tuple[Sort, bool, str]]()
    for hit in hits:
        allowed = looker.allowed_by(hit, source)
        alike = hit.sort, hit.invented, allowed
        counts[alike] += 1
        if counts[alike] > _MOST:
            continue
        line += source.count("\n", at, hit.start)
        at = hit.start
        column = at - source.rfind("\n", 0, at)
        end_line = line + source.count("\n", at, hit.end)
        end_column = hit.end - source.rfind("\n", 0, hit.end)
        shown = " ".join(mask(hit.sort, source[at : hit.end]).split())
        yield Spotted(hit.sort, line, column, end_line, end_column, shown, hit.invented, allowed)
