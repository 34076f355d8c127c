"""An attached file on the page of its item: how large it is, and how a text begins."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.texts import Text

_KILO = 1000
_EXCERPT_BYTES, _EXCERPT_LINES = 2000, 8
"""How much of an attached text its item shows."""


class Attached(NamedTuple):
    """An attached file as a page shows it."""

    label: str
    href: str
    type: str
    size: str
    """Both in words."""
    shown_as: str = "link"
    """How it is shown: `image`, `audio`, `video`, `text` or `link`."""
    excerpt: str = ""
    """The first lines of a text."""
    captions: str = ""
    """The address of the captions of a video."""


def size_words(size: int) -> Text:
    """Return the size of a file in words: `12 kB`."""
    if size < _KILO:
        return Text.counted("{n} bytes", "{n} bytes", n=size)
    if size < _KILO * _KILO:
        return Text("{size} kB", size=round(size / _KILO))
    return Text("{size} MB", size=f"{size / _KILO / _KILO:.1f}")


def first_lines(file: Path) -> str:
    """Return how a text begins; a file that has gone since it was checked has no beginning."""
    with suppress(OSError), file.open("rb") as opened:
        text = opened.read(_EXCERPT_BYTES).decode("utf-8-sig", errors="replace")
        return "\n".join(text.replace("\0", "").splitlines()[:_EXCERPT_LINES])
    return ""
