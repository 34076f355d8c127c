"""How much was sampled, unit by unit and assessor by assessor: the more, the darker."""

from collections.abc import Iterator, Sequence
from gettext import NullTranslations
from typing import NamedTuple

from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.pictures.svg import INK, frame, text

MOST_ROWS = 60
MOST_COLUMNS = 16
"""How many units and assessors are drawn; the table below the picture has them all."""
_ROW, _COLUMN, _TOP = 28, 116, 30
_LETTER = 8.5
_MOST_LETTERS = 14
_DARKEST = 0.45
"""So dark may the ground be, that letters can be read on it by day and by night."""


class Cell(NamedTuple):
    """How much of what was decided has been sampled."""

    decided: int
    sampled: int


def heat_map(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    name: str = "heat",
    words: NullTranslations = ENGLISH,
) -> str:
    """Return a grid of shares as SVG: a shade and numbers in each cell.

    A cell says its numbers; one of which nothing was sampled has a broken edge.

    Args:
        columns: The assessors.
        rows: The units, each with a cell for each assessor.
        name: What its parts are named after.
        words: The language.
    """
    shown, people = rows[:MOST_ROWS], columns[:MOST_COLUMNS]
    left = 24 + round(_LETTER * max((len(unit) for unit, _ in shown), default=0))
    size = (left + _COLUMN * len(people) + 10, _TOP + _ROW * len(shown) + 12)
    bare = [
        Text("{unit} by {person}", unit=unit, person=who)
        for unit, cells in shown
        for who, cell in zip(people, cells, strict=False)
        if cell.decided and not cell.sampled
    ]
    about = Text("Something of each was. The table holds the numbers.")
    if bare:
        about = Text(
            "Nothing was sampled of {bare:; }. The table holds the numbers.", bare=tuple(bare[:20])
        )
    title = Text("How much was sampled, by unit and assessor")
    titles = (said(title, words), said(about, words))
    return frame(name, size, titles, _parts(people, shown, left, words))


def _parts(
    people: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    left: int,
    words: NullTranslations,
) -> Iterator[str]:
    for number, who in enumerate(people):
        x = left + _COLUMN * number + _COLUMN / 2 - 2
        yield text(x, _TOP - 10, _short(who), "middle", ' font-weight="bold"')
    for number, (unit, cells) in enumerate(rows):
        y = _TOP + _ROW * number
        yield text(10, y + 17, unit, more=' font-weight="bold"')
        for at, cell in enumerate(cells[: len(people)]):
            yield from _cell(cell, left + _COLUMN * at, y, words)


def _cell(cell: Cell, x: int, y: int, words: NullTranslations) -> Iterator[str]:
    middle = x + _COLUMN / 2 - 2
    if not cell.decided:
        yield text(middle, y + 17, "\N{EN DASH}", "middle")
        return
    dark = round(_DARKEST * cell.sampled / cell.decided, 3)
    edge = "" if cell.sampled else ' stroke-dasharray="4 3"'
    yield (
        f'<rect x="{x}" y="{y}" width="{_COLUMN - 4}" height="{_ROW - 4}" rx="3" '
        f'style="fill:var(--cf-best,#1d4f9e)" fill-opacity="{dark:g}" '
        f'stroke="{INK}" stroke-opacity="0.7"{edge}/>'
    )
    share = Text("{sampled} of {decided}", sampled=cell.sampled, decided=cell.decided)
    yield text(middle, y + 17, said(share, words), "middle")


def _short(name: str) -> str:
    return (
        name
        if len(name) <= _MOST_LETTERS
        else f"{name[: _MOST_LETTERS - 1]}\N{HORIZONTAL ELLIPSIS}"
    )
