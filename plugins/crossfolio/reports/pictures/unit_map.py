"""Every required criterion of every unit as the shape of its state, in the unit's own order."""

from collections.abc import Iterator, Sequence
from gettext import NullTranslations
from typing import NamedTuple

from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.pictures.svg import frame, text

MOST_UNITS = 60
"""How many units are drawn; the table beside the picture has them all."""
MOST_SHAPES = 40
"""How many criteria of a unit are drawn; a number says how many there are beyond."""
_WIDTH, _STEP, _ROW = 680, 17, 22
_LETTER = 9
"""What a bold letter takes at most."""


class MapRow(NamedTuple):
    """A unit: the shape of each criterion, and its numbers in words."""

    unit: str
    shapes: Sequence[tuple[str, str]]
    """The shape, and the key that the stylesheet knows its state by."""
    words: Text


def unit_map(
    rows: Sequence[MapRow],
    key: Sequence[tuple[str, str]],
    name: str = "map",
    words: NullTranslations = ENGLISH,
) -> str:
    """Return units as SVG: a row for each, with a shape for each of its criteria.

    Args:
        rows: The units, in order.
        key: The shapes that stand in it, each with its word.
        name: What its parts are named after.
        words: The language.
    """
    shown = rows[:MOST_UNITS]
    height = 14 + _ROW * len(shown) + 26
    about = Text(
        "{units:; }. The table below holds the same.",
        units=tuple(
            Text("{unit}: {states}", unit=row.unit, states=row.words) for row in shown[:20]
        ),
    )
    titles = (said(Text("Where the criteria stand"), words), said(about, words))
    key = [(shape, said(word, words)) for shape, word in key]
    left = 30 + _LETTER * max((len(row.unit) for row in shown), default=0)
    width = left + _STEP * max((len(row.shapes) for row in shown), default=0)
    size = (max(_WIDTH, min(width, left + _STEP * (MOST_SHAPES + 2))), height)
    return frame(name, size, titles, _parts(shown, key, left))


def _parts(rows: Sequence[MapRow], key: Sequence[tuple[str, str]], left: int) -> Iterator[str]:
    for number, row in enumerate(rows):
        y = 20 + _ROW * number
        yield text(10, y, row.unit, more=' font-weight="bold"')
        for at, (shape, state) in enumerate(row.shapes[:MOST_SHAPES]):
            more = f' font-size="15" data-state="{state}" style="fill:var(--cf-state)"'
            yield text(left + _STEP * at, y + 1, shape, "middle", more)
        beyond = len(row.shapes) - MOST_SHAPES
        if beyond > 0:
            yield text(left + _STEP * MOST_SHAPES - 6, y, f"+{beyond}")
    x = 10.0
    for shape, word in key:
        label = f"{shape} {word}"
        yield text(x, 20 + _ROW * len(rows) + 14, label, more=' font-size="11"')
        x += 16 + 7.2 * len(label)
