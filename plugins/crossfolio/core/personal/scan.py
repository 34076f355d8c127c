"""All that looks like personal data in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crossfolio.core.personal import tables
from crossfolio.core.personal.numbers import numbers
from crossfolio.core.personal.plain import plain
from crossfolio.core.personal.register import Register
from crossfolio.core.personal.sorts import MASKED, Hit, Sort, mask
from crossfolio.core.personal.telephones import telephones
from crossfolio.core.personal.words import words

_DIGITS = re.compile(r"\d(?:[ \t()./A-Za-z-]{0,3}\d){4}")
"""What every number that is looked for holds: five digits that lie close together."""
_BARE = frozenset((Sort.CARD, Sort.NHS, Sort.MOBILE, Sort.LANDLINE, Sort.NI))
_FILE_NAME = str.maketrans("_-", "  ")
_NOT_SPOKEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Looker:
    """What is looked for beside what is always looked for, and what may stay."""

    register: Register = field(default_factory=Register)
    allow: tuple[str, ...] = ()
    """Domains of e-mail addresses, and values that may stay, as the settings have them."""
    officers: tuple[tuple[str, Register], ...] = ()
    """By ID the names of people who may be named; they are in the register as well."""

    def look(self, source: str) -> list[Hit]:
        """Return what looks like personal data in a text, in its order.

        Args:
            source: A page, a file, or a line of either.
        """
        seen = plain(source)
        hits = [*_found(seen.text), *self._names(seen.text)]
        if not hits:
            return hits
        parted = _without_overlaps(hits)
        spans = (seen.source(it.start, it.end) for it in parted)
        return [
            it._replace(start=start, end=end)
            for it, (start, end) in zip(parted, spans, strict=True)
        ]

    def look_at_table(self, source: str) -> list[Hit]:
        """Return what looks like personal data in a file with columns, such as CSV."""
        hits, known = self.look(source), tables.delimited(source)
        if known is None:
            return hits
        sign, headings = known
        told = {at for at, it in enumerate(headings) if tables.says_what(it)}
        references = {at for at, it in enumerate(headings) if tables.is_reference_column(it)}
        if tables.is_of_persons(headings) and "\n" in source.strip():
            hits.append(Hit(Sort.TABLE, 0, len(source.partition("\n")[0].rstrip("\r"))))
        if told or references:
            every = list(tables.cells(source, sign, headings, told | references))
            hits = _outside(hits, (it for it in every if tables.is_reference_column(it.heading)))
            hits += _told(it for it in _cells(source, every))
        return _without_overlaps(hits)

    def look_at_name(self, name: str) -> list[Hit]:
        """Return what looks like personal data in the name of a file, its ending left aside."""
        return self._wherever(name.rpartition(".")[0] or name)

    def _wherever(self, text: str) -> list[Hit]:
        """Return what is found in a text, and in the names of files that it may hold."""
        apart = text.translate(_FILE_NAME)
        return _without_overlaps([*self.look(text), *(self.look(apart) if apart != text else ())])

    def allowed_by(self, hit: Hit, source: str) -> str:
        """Return the allowance that lets a value stay; empty where there is none."""
        value = source[hit.start : hit.end]
        if hit.sort is Sort.NAME:
            return next((id for id, name in self.officers if any(name.find(value))), "")
        if not self.allow or hit.sort not in MASKED:
            return ""
        domain = value.rpartition("@")[2].lower() if hit.sort is Sort.EMAIL else ""
        for entry in self.allow:
            wanted = entry.lower().removeprefix("@")
            if domain and (domain == wanted or domain.endswith(f".{wanted}")):
                return entry
            if _spoken(value) == _spoken(entry) and ("@" in value) == ("@" in entry):
                return entry
        return ""

    def masked(self, text: str, *, aligned: bool = False) -> str:
        """Return a text with a mask for each value in it that may not be said.

        Args:
            text: The text.
            aligned: Whether each character that stays has to stay at its column.
        """
        if not self._may_hold(text):
            return text
        for hit in reversed(self._wherever(text)):
            if hit.sort in MASKED and not self.allowed_by(hit, text):
                hidden = mask(hit.sort, text[hit.start : hit.end])
                if aligned:
                    hidden = hidden[: hit.end - hit.start].ljust(hit.end - hit.start, "•")
                text = text[: hit.start] + hidden + text[hit.end :]
        return text

    @cached_property
    def _has_names(self) -> bool:
        return bool(self.register.names)

    def _may_hold(self, text: str) -> bool:
        return self._has_names or "@" in text or any(map(str.isdigit, text))

    def _names(self, text: str) -> Iterator[Hit]:
        for start, end in self.register.find(text) if self._has_names else ():
            yield Hit(Sort.NAME, start, end)


def _found(text: str) -> Iterator[Hit]:
    yield from words(text)
    if _DIGITS.search(text):
        yield from numbers(text)
        yield from telephones(text)
    if "|" in text:
        for start, end, headings in tables.piped(text):
            if tables.is_of_persons(headings):
                yield Hit(Sort.TABLE, start, end)


def _cells(source: str, every: Iterable[tables.Cell]) -> Iterator[tuple[tables.Cell, list[Hit]]]:
    """Look at each cell together with its heading, which says what it is."""
    for cell in every:
        if tables.says_what(cell.heading):
            start = cell.start
            written = source[start : cell.end]
            said = f"{cell.heading.replace('_', ' ')}: {written}"
            shift = start - (len(said) - len(written))
            hits = [
                it._replace(start=it.start + shift, end=it.end + shift)
                for it in _found(said)
                if it.start + shift >= start
            ]
            yield cell, hits


def _told(found: Iterable[tuple[tables.Cell, list[Hit]]]) -> Iterator[Hit]:
    for _, hits in found:
        yield from hits


def _outside(hits: Iterable[Hit], cells: Iterable[tables.Cell]) -> list[Hit]:
    """Leave out numbers that stand in a column of references."""
    taken = [(it.start, it.end) for it in cells]
    return [
        it
        for it in hits
        if it.sort not in _BARE or not any(a <= it.start and it.end <= b for a, b in taken)
    ]


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the longest of those that lie over one another; tables lie under all."""
    kept: list[Hit] = []
    every = set(hits)
    for hit in sorted(every, key=lambda it: (it.start - it.end, it.start, it.sort)):
        if hit.sort is Sort.TABLE or not any(
            it.start < hit.end and hit.start < it.end for it in kept if it.sort is not Sort.TABLE
        ):
            kept.append(hit)
    return sorted(kept, key=lambda it: (it.start, it.end))


def _spoken(text: str) -> str:
    return _NOT_SPOKEN.sub("", text).lower()
