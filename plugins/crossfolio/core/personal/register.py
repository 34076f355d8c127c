"""Names that are to be found: those of a register and of the people file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

_WORD = re.compile(r"\w+")
_BETWEEN = r"[\s_.*\-\u2013]+"


@dataclass(frozen=True)
class Register:
    """Names, each as somebody wrote it."""

    names: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where a name stands: whole words, without case, with or without `'s`."""
        if not self._by_first:
            return
        there = set(_WORD.findall(text.casefold())).intersection(self._by_first)
        if not text.isascii():
            there |= set(_WORD.findall(normalize("NFC", text).casefold())) & set(self._by_first)
        for first in sorted(there):
            for pattern in self._by_first[first]:
                yield from (found.span() for found in pattern.finditer(text))

    @cached_property
    def _by_first(self) -> dict[str, list[re.Pattern[str]]]:
        """What finds a name, by its first word."""
        found: dict[str, list[re.Pattern[str]]] = {}
        for name in dict.fromkeys(self.names):
            words = _WORD.findall(normalize("NFC", name))
            if words:
                found.setdefault(words[0].casefold(), []).append(_pattern(words))
        return found


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    forms = [dict.fromkeys((it, normalize("NFD", it))) for it in words]
    whole = _BETWEEN.join(f"(?:{'|'.join(map(re.escape, it))})" for it in forms)
    return re.compile(rf"(?<![^\W_]){whole}(?:['\u2019]s)?(?![^\W_])", re.IGNORECASE)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a register: one a line; empty lines and those after `#` are none."""
    lines = (it.strip() for it in text.splitlines())
    return tuple(it for it in lines if it and not it.startswith("#"))
