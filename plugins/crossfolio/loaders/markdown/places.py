"""Where something stands in a file, from where it stands in its body."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from crossfolio.core.place import Place
from crossfolio.loaders.markdown.lines import TAB


class Places:
    """Where something stands in a file, from where it stands in the body, tabs expanded."""

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.body, self.first_line = body, first_line
        self.expanded = body.expandtabs(TAB) if "\t" in body else body
        self._path = path
        self._starts: list[int] = []
        self._tabs = list(_tabs(body)) if "\t" in body else []

    def in_body(self, start: int) -> int:
        """Return where in the body a character stands that is no tab."""
        if not self._tabs:
            return start
        before = bisect_right(self._tabs, start, key=lambda tab: tab[0])
        return start - self._tabs[before - 1][1] if before else start

    def of(self, start: int, end: int) -> Place:
        """Return the place of a stretch of the body."""
        starts = self._line_starts()
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
        return Place(
            self._path,
            self.first_line + first,
            start - starts[first] + 1,
            self.first_line + last,
            end - starts[last] + 1,
        )

    def _line_starts(self) -> list[int]:
        if not self._starts:
            lines = self.body.split("\n")
            self._starts = [0, *accumulate([len(line) + 1 for line in lines])]
        return self._starts

    def line_of(self, start: int) -> int:
        """Return the line of the file on which something stands."""
        return self.first_line + bisect_right(self._line_starts(), start) - 1


def _tabs(body: str) -> Iterator[tuple[int, int]]:
    """Give where what stands after each tab is found when tabs are expanded, and how far off."""
    column = added = 0
    for at, character in enumerate(body):
        if character == "\t":
            width = TAB - column % TAB
            column += width
            added += width - 1
            yield at + added + 1, added
        else:
            column = 0 if character == "\n" else column + 1
