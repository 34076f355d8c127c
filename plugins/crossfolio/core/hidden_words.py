"""Texts of items that an edition does not show, known again wherever they stand."""

from collections.abc import Iterable, Iterator, Mapping

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
_PLAIN = regex(r"[^\n\[\]()<>*_`|#{}\\]+")
"""A stretch of Markdown that stands in the site as it stands in the page."""
_ENOUGH = 6
"""Words in a row that are hardly written twice by chance."""
_ENOUGH_FOR_TITLE = 3


class HiddenWords:
    """Rows of words that must stand nowhere, found again by the longest word of each."""

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
        return set(self._matches(text))

    def allow(self, rows: Iterable[Words]) -> None:
        """Forget rows, which stand in a text that may be seen."""
        for words in set(rows):
            self._rows.pop(words, None)
        self._shapes = _shapes(self._rows)

    def found_in(self, text: str) -> list[str]:
        """Return the items whose rows stand in a text, each once."""
        return sorted({self._rows[words] for words in self._matches(text)})

    def _matches(self, text: str) -> Iterator[Words]:
        words = _words(text)
        known = self._shapes.keys() & set(words)  # A long word is a rare one.
        for number, word in enumerate(words) if known else ():
            if word in known:
                for before, length in self._shapes[word]:
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


def _shapes(rows: Iterable[Words]) -> dict[bytes, set[tuple[int, int]]]:
    """Return, by a word, before it and in all, how many words the rows have whose longest it is."""
    shapes: dict[bytes, set[tuple[int, int]]] = {}
    for row in rows:
        longest = max(row, key=len)
        shapes.setdefault(longest, set()).add((row.index(longest), len(row)))
    return shapes


def _words(text: str) -> Words:
    """Return the words of a text in small letters, as UTF-8.

    Bytes are cut at blanks many times as fast as a regular expression finds words.
    """
    data = text.encode("utf-8", "surrogatepass")
    others = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    for character in sorted(others, key=str.isalnum):  # Small letters may bring accents of theirs.
        plain = character.casefold() if character.isalnum() else " "
        if plain != character:
            data = data.replace(character.encode("utf-8", "surrogatepass"), plain.encode())
    return tuple(data.translate(_BLANKS_BETWEEN).split())
