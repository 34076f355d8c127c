"""What a body holds, as its scan found it."""

import re
from typing import NamedTuple

from crossfolio.core.evidence import Heading, Mark
from crossfolio.core.ids import LOCAL, UNIT
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.limits import Excess

MARK = regex(rf"{UNIT}\.{LOCAL}", re.ASCII | re.IGNORECASE)
"""One of the names between the brackets of a mark."""


class Target(NamedTuple):
    """The target of a link in a body."""

    written: str
    """As it is rendered: without a title, angle brackets and backslashes."""
    place: Place


class ShownFile(NamedTuple):
    """A picture in a body."""

    alt: str
    written: str
    """Its target."""
    place: Place


class RawTag(NamedTuple):
    """The start of an element that is written as HTML."""

    text: str
    place: Place


class Scan(NamedTuple):
    """What a body holds."""

    headings: tuple[Heading, ...]
    marks: tuple[Mark, ...]
    links: tuple[Target, ...] = ()
    pictures: tuple[ShownFile, ...] = ()
    tags: tuple[RawTag, ...] = ()
    excess: tuple[Excess, Place] | None = None
    """The first thing that makes it too costly to render, and where it stands."""
    include: Place | None = None
    """The first line that would put another file into the page."""
