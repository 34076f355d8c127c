"""All that looks like personal data in a text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crossfolio.core.personal import tables
from crossfolio.core.personal.clusters import digit_clusters
from crossfolio.core.personal.columns import in_columns, in_piped_columns
from crossfolio.core.personal.numbers import numbers
from crossfolio.core.personal.register import Register
from crossfolio.core.personal.sorts import MASKED, Hit, Sort, mask
from crossfolio.core.personal.telephones import telephones
from crossfolio.core.personal.visible_text import VisibleText, visible_text
from crossfolio.core.personal.words import words
from crossfolio.core.regex import regex

_FILE_NAME = str.maketrans("_-", "  ")
_SIGNS = "@\uff20\ufe6b&"
"""What addresses of e-mail hold, in all ways to write it that need no digit."""
_NOT_SPOKEN = regex(r"[\W_]+")


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
        return self._look(visible_text(source))

    def look_at_table(self, source: str) -> list[Hit]:
        """Return what looks like personal data in a file with columns, such as CSV."""
        hits, table = self._look(visible_text(source, has_rows=True)), tables.delimited(source)
        if table is None:
            return hits
        if tables.is_of_persons(table.headings) and source[table.body :].strip():
            hits.append(Hit(Sort.TABLE, table.start, table.end))
        return _without_overlaps(in_columns(source, table, hits, _found))

    def _look(self, seen: VisibleText) -> list[Hit]:
        hits = [*_found(seen.text), *self._names(seen.text)]
        if not hits:
            return hits
        parted = _without_overlaps(hits)
        spans = (seen.source(hit.start, hit.end) for hit in parted)
        return [
            hit._replace(start=start, end=end)
            for hit, (start, end) in zip(parted, spans, strict=True)
        ]

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
            aligned: Whether each character that stays has to stay at its line and column.
        """
        if not self._may_hold(text):
            return text
        parts, at = list[str](), 0
        for hit in self._wherever(text):
            if hit.sort in MASKED and hit.start >= at and not self.allowed_by(hit, text):
                shown = _aligned if aligned else mask
                parts += (text[at : hit.start], shown(hit.sort, text[hit.start : hit.end]))
                at = hit.end
        return "".join([*parts, text[at:]]) if parts else text

    @cached_property
    def _has_names(self) -> bool:
        return bool(self.register.names)

    def _may_hold(self, text: str) -> bool:
        return (
            self._has_names or any(sign in text for sign in _SIGNS) or any(map(str.isdigit, text))
        )

    def _names(self, text: str) -> Iterator[Hit]:
        for start, end in self.register.find(text) if self._has_names else ():
            yield Hit(Sort.NAME, start, end)


def _found(text: str) -> Iterator[Hit]:
    yield from words(text)
    clusters = digit_clusters(text)
    if clusters:
        yield from numbers(text, clusters)
        yield from telephones(text, clusters)
    if "|" in text:
        for table in tables.piped(text):
            if tables.is_of_persons(table.headings):
                yield Hit(Sort.TABLE, table.start, table.end)
            yield from in_piped_columns(text, table, _found)


def _without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the longest of those that lie over one another; tables lie under all.

    What is only a hint gives way to all others, and what looks invented to what does not.
    """
    kept, pile, end = list[Hit](), list[Hit](), 0
    for hit in sorted(set(hits), key=lambda hit: hit.start):
        if hit.sort is Sort.TABLE:
            kept.append(hit)
            continue
        if hit.start >= end:
            kept += _best(pile)
            pile = []
        pile.append(hit)
        end = max(end, hit.end)
    return sorted([*kept, *_best(pile)], key=lambda hit: (hit.start, hit.end))


def _best(pile: list[Hit]) -> list[Hit]:
    """Keep of hits that lie over one another those that are worth most."""
    if len(pile) < 2:  # noqa: PLR2004 - one lies over no other
        return pile
    kept, starts = list[Hit](), list[int]()
    for hit in sorted(pile, key=_worth):
        at = bisect_left(starts, hit.end)  # Those kept lie apart, so the one before tells.
        if not at or kept[at - 1].end <= hit.start:
            starts.insert(at, hit.start)
            kept.insert(at, hit)
    return kept


def _worth(hit: Hit) -> tuple[bool, bool, int, int, Sort]:
    is_hint = hit.sort is Sort.LIKELY_NAME
    return is_hint, hit.invented, hit.start - hit.end, hit.start, hit.sort


def _aligned(sort: Sort, value: str) -> str:
    """Return a mask as long as what it hides, with the same ends of lines."""
    hidden = mask(sort, value)
    if len(hidden) == len(value) and "\n" not in value:
        return hidden
    return "".join(character if character == "\n" else "•" for character in value)


def _spoken(text: str) -> str:
    return _NOT_SPOKEN.sub("", text).lower()
