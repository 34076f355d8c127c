"""Texts of items that an edition does not show, known again wherever they stand."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress, count

from crossfolio.core.evidence import Evidence, texts_in
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen

Words = tuple[bytes, ...]

_ASCII = bytes(range(0x80))
_BLANKS_BETWEEN = bytes(
    number if number >= len(_ASCII) or chr(number).isalnum() or chr(number) == "_" else ord(" ")
    for number in range(0x100)
).lower()
"""For each byte a small letter, or a blank for what stands in no word."""
_ASCII_ALONE = _BLANKS_BETWEEN[: len(_ASCII)].ljust(0x100)
"""The same where all other characters stand in no word."""
_PLAIN = regex(r"[^\n\[\]()<>*_`|#{}\\]+")
"""A stretch of Markdown that stands in the site as it stands in the page."""
_ENOUGH = 6
"""Words in a row that are hardly written twice by chance."""
_ENOUGH_FOR_TITLE = 3


class HiddenWords:
    """Rows of words that must stand nowhere, found again by the longest pair of words in each."""

    def __init__(self, items: Iterable[Evidence]) -> None:
        """Note the titles of items, and the beginnings of their lines."""
        self._rows = {words: item.id for item in items for words in _rows(item)}
        self._shapes = _shapes(self._rows)

    @property
    def rows(self) -> Mapping[Words, str]:
        """The rows that are looked for, and the item of each."""
        return self._rows

    def rows_in(self, text: str) -> set[Words]:
        """Return the rows that stand in a text."""
        return set(self._matches((text,)))

    def allow(self, rows: Iterable[Words]) -> None:
        """Forget rows, which stand in a text that may be seen."""
        for words in set(rows):
            self._rows.pop(words, None)
        self._shapes = _shapes(self._rows)

    def found_in(self, text: str) -> list[str]:
        """Return the items whose rows stand in a text, each once."""
        return self.found_in_parts((text,))

    def found_in_parts(self, parts: Iterable[str]) -> list[str]:
        """Return the items whose rows stand in a text, each once.

        Args:
            parts: The text, cut where no word goes on, so that not all of it has to be in memory
                as words.
        """
        return sorted({self._rows[words] for words in self._matches(parts)})

    def _matches(self, parts: Iterable[str]) -> Iterator[Words]:
        reach = max(map(len, self._rows), default=1) - 1
        words: Words = ()
        for part in parts:
            words = (*words[max(len(words) - reach, 0) :], *_words(part))
            if not self._shapes.keys().isdisjoint(_pairs(words)):
                yield from self._rows_of(words)

    def _rows_of(self, words: Words) -> Iterator[Words]:
        for number in compress(count(), map(self._shapes.__contains__, _pairs(words))):
            for before, length in self._shapes[words[number : number + 2]]:
                row = words[max(number - before, 0) : number - before + length]
                if row in self._rows:
                    yield row


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
    named = (*(claim.tag for claim in item.claims), *(mark.criterion for mark in item.marks))
    codes = {word for name in named for word in _words(name)}
    for stretch in _PLAIN.finditer(item.body):
        words = _words(stretch[0])[:_ENOUGH]
        # A list of criteria in one mark is no secret: pages list the same ones.
        if len(words) == _ENOUGH and not codes.issuperset(words):
            yield words


def _shapes(rows: Iterable[Words]) -> dict[Words, set[tuple[int, int]]]:
    """Return, by a pair of words, how many words the rows have before it and in all.

    It is the longest pair in each of these rows: long words are rare, and pairs of them more so.
    """
    shapes: dict[Words, set[tuple[int, int]]] = {}
    for row in rows:
        before = max(
            range(len(row) - 1), key=lambda number: sum(map(len, row[number : number + 2]))
        )
        shapes.setdefault(row[before : before + 2], set()).add((before, len(row)))
    return shapes


def _pairs(words: Words) -> Iterator[Words]:
    return zip(words, words[1:], strict=False)  # noqa: RUF007 - `pairwise` takes half as long again


def _words(text: str) -> Words:
    """Return the words of a text in small letters, as UTF-8.

    Bytes are cut at blanks many times as fast as a regular expression finds words.
    """
    data = text.encode("utf-8", "surrogatepass")
    others = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if not any(map(str.isalnum, others)):
        return tuple(data.translate(_ASCII_ALONE).split())
    for character in sorted(others, key=str.isalnum):  # Small letters may bring accents of theirs.
        plain = character.casefold() if character.isalnum() else " "
        if plain != character:
            data = data.replace(character.encode("utf-8", "surrogatepass"), plain.encode())
    return tuple(data.translate(_BLANKS_BETWEEN).split())
