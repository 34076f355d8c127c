"""Names that are to be found: those of a register and of the people file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from unicodedata import combining, normalize

from crossfolio.core.regex import regex

_WORD = regex(r"[^\W_]+")
_BETWEEN = r"[\s_.*'\u2018\u2019\u02bc\-\u2010-\u2013]+"
_MAYBE_BETWEEN = f"{_BETWEEN[:-1]}*"
_FEWEST_TOGETHER = 8
"""Letters of a name that is also found written in one, as in an address or a file's name."""


@dataclass(frozen=True)
class Register:
    """Names, each as somebody wrote it."""

    names: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where a name stands: whole words, without case, with or without `'s`.

        A name of several words is also found with the last one first, as in a list, and in one;
        and one with accents also without them.
        """
        if not self._by_first:
            return
        there = set(_WORD.findall(text.casefold())).intersection(self._by_first)
        if not text.isascii():
            composed = normalize("NFC", text).casefold()
            there |= set(_WORD.findall(composed)).intersection(self._by_first)
        for first in sorted(there):
            for pattern in self._by_first[first]:
                yield from (found.span() for found in pattern.finditer(text))

    @cached_property
    def _by_first(self) -> dict[str, list[re.Pattern[str]]]:
        """What finds a name, by its first word."""
        found: dict[str, list[re.Pattern[str]]] = {}
        for name in dict.fromkeys(self.names):
            for words, between in _writings(normalize("NFC", name)):
                pattern = _pattern(words, between)
                head = words[0].rstrip(",")
                for first in dict.fromkeys((head.casefold(), _bare(head).casefold())):
                    found.setdefault(first, []).append(pattern)
        return found


def _writings(name: str) -> Iterator[tuple[list[str], str]]:
    """Give the ways in which a name is written: its words, and what stands between them."""
    last, _, first = name.partition(",")
    words = _WORD.findall(f"{first} {last}")
    if words:
        yield words, _BETWEEN
    if len(words) > 1:
        lasts = _WORD.findall(last) if first.strip() else words[-1:]
        firsts = words[: len(words) - len(lasts)]
        yield [*lasts[:-1], f"{lasts[-1]},", *firsts], _MAYBE_BETWEEN
        together = "".join(words)
        if len(together) >= _FEWEST_TOGETHER:
            yield [together], ""


def _pattern(words: Iterable[str], between: str) -> re.Pattern[str]:
    forms = [dict.fromkeys((word, normalize("NFD", word), _bare(word))) for word in words]
    whole = between.join(f"(?:{'|'.join(map(re.escape, form))})" for form in forms)
    return re.compile(rf"(?<![^\W_]){whole}(?:['\u2019]s)?(?![^\W_])", re.IGNORECASE)


def _bare(word: str) -> str:
    """Return a word without its accents."""
    return "".join(character for character in normalize("NFD", word) if not combining(character))


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a register: one a line; empty lines and those after `#` are none."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
