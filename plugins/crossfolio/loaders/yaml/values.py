"""A YAML document as plain values with the place of each."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place

Tree = None | str | list["Tree"] | dict[str, "Tree"]
Trail = tuple[str | int, ...]
"""The keys and positions that lead to a value."""


class Quoted(str):
    """A scalar in quotes, or a text of several lines; unlike others it never becomes a number."""

    __slots__ = ()


class Document(NamedTuple):
    """A YAML document with the place of every key and value."""

    data: Tree
    path: str
    places: Mapping[Trail, Place]
    """Of each value by its trail; `()` is the whole."""
    keys: Mapping[Trail, Place]
    """Of each key by the trail of its value."""
    findings: tuple[Finding, ...] = ()
    """What was found without losing the document, such as a key that stands twice."""

    def place(self, trail: Trail) -> Place:
        """Return where a value stands, or the nearest value around it that there is."""
        place = self.places.get(trail)
        while place is None and trail:
            trail = trail[:-1]
            place = self.places.get(trail)
        return place or Place(self.path)
