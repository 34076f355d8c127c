"""Texts of items that an edition does not show, known again wherever they stand."""

import itertools
import re
from collections.abc import Iterable, Iterator

from crossfolio.core.evidence import Evidence, texts_in
from crossfolio.core.seen import Seen

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[^\n\[\]()<>*_`|#{}\\]+")
"""A stretch of Markdown that stands in the site as it stands in the page."""
_ENOUGH = 6
"""Words in a row that are hardly written twice by chance."""
_ENOUGH_FOR_TITLE = 3


class HiddenWords:
    """Rows of words that must stand nowhere, found again by their first two."""

    def __init__(self, items: Iterable[Evidence]) -> None:
        """Note the titles of items, and the beginnings of their lines."""
        self._rows: dict[tuple[str, str], dict[Words, str]] = {}
        for item in items:
            for words in _rows(item):
                self._rows.setdefault((words[0], words[1]), {})[words] = item.id

    def allow(self, text: str) -> None:
        """Forget every row that stands in a text that may be seen."""
        for start, words in list(self._matches(text)):
            self._rows[start].pop(words, None)

    def found_in(self, text: str) -> list[str]:
        """Return the items whose rows stand in a text, each once."""
        found = {self._rows[start][words] for start, words in self._matches(text)}
        return sorted(found)

    def _matches(self, text: str) -> Iterator[tuple[tuple[str, str], Words]]:
        words = list(map(str.lower, _WORD.findall(text)))
        # Most texts hold no pair that a row begins with, which a set tells without a loop.
        starts = self._rows.keys() & set(itertools.pairwise(words))
        if not starts:
            return
        for number, start in enumerate(itertools.pairwise(words)):
            for row in self._rows[start] if start in starts else ():
                if tuple(words[number : number + len(row)]) == row:
                    yield start, row


def shown_texts(seen: Seen) -> Iterator[str]:
    """Give the texts that every reader of an edition may see."""
    for item in seen.portfolio.evidence:
        yield "\n".join((item.title, item.body, *texts_in(item.fields)))
    for unit in seen.portfolio.framework.units.values():
        yield unit.title
        for outcome in unit.outcomes:
            yield outcome.text
        for criterion in unit.criteria:
            yield f"{criterion.title}\n{criterion.text}"


def _rows(item: Evidence) -> Iterator[Words]:
    title = _words(item.title)
    if len(title) >= _ENOUGH_FOR_TITLE:
        yield title
    for stretch in _PLAIN.finditer(item.body):
        words = _words(stretch[0])
        if len(words) >= _ENOUGH:
            yield words[:_ENOUGH]


def _words(text: str) -> Words:
    return tuple(word.lower() for word in _WORD.findall(text))
