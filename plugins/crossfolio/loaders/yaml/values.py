"""A YAML document as plain values with the place of each."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from yaml import Event, ScalarEvent

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place

Tree = None | str | list["Tree"] | dict[str, "Tree"]
Trail = tuple[str | int, ...]
"""The keys and positions that lead to a value."""


class ValuePlaces(Mapping[Trail, Place]):
    """Places by trail, each made when it is asked for: few of them ever are.

    Of a mapping or a list only the start is known.
    """

    __slots__ = ("_events", "_first_line", "_path")

    def __init__(self, path: str, first_line: int, events: Mapping[Trail, Event]) -> None:
        self._path, self._first_line, self._events = path, first_line, events

    def __getitem__(self, trail: Trail) -> Place:
        event = self._events[trail]
        start = event.start_mark
        if isinstance(event, ScalarEvent) or start is None:
            return stretch_of(event, self._path, self._first_line)
        return Place(self._path, self._first_line + start.line, start.column + 1)

    def __iter__(self) -> Iterator[Trail]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)

    def __contains__(self, trail: object) -> bool:
        return trail in self._events


def stretch_of(event: Event, path: str, first_line: int) -> Place:
    """Return from where to where an event of libyaml stands.

    Args:
        event: Of a text that starts on `first_line` of a file.
        path: Of the file.
        first_line: Counted from 1.
    """
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:  # Only the events of a stream's ends have none.
        return Place(path, first_line)
    return Place(
        path, first_line + start.line, start.column + 1, first_line + end.line, end.column + 1
    )


class Document(NamedTuple):
    """A YAML document with the place of every key and value."""

    data: Tree
    """Of a key that stands twice, the first value."""
    path: str
    places: Mapping[Trail, Place]
    """Of each value by its trail; `()` is the whole."""
    keys: Mapping[Trail, Place]
    """Of each key by the trail of its value."""
    findings: tuple[Finding, ...] = ()
    """What was found without losing the document, such as a key that stands twice."""
    quoted: AbstractSet[Trail] = frozenset()
    """The scalars in quotes and texts of several lines; unlike others they never become numbers."""
    doubles: Mapping[Trail, tuple[Tree, ...]] = {}
    """The later values of each key that stands more than once in its mapping, by its trail."""

    def place(self, trail: Trail) -> Place:
        """Return where a value stands, or the nearest value around it that there is."""
        while trail:
            try:
                return self.places[trail]
            except KeyError:
                trail = trail[:-1]
        return self.places.get(trail) or Place(self.path)

    def is_doubled(self, *trail: str | int) -> bool:
        """Tell whether a key stands twice at a trail or anywhere below it."""
        return bool(self.doubles) and any(double[: len(trail)] == trail for double in self.doubles)
