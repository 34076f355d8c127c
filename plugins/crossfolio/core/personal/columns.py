"""What the headings of tables say of their cells: what they are, or that they are references."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from crossfolio.core.personal import tables
from crossfolio.core.personal.sorts import Hit, Sort
from crossfolio.core.personal.tables import PersonalTable, Span
from crossfolio.core.regex import regex

Find = Callable[[str], Iterable[Hit]]
"""Finds values in a text that has no columns."""
_BARE = frozenset((Sort.CARD, Sort.NHS, Sort.MOBILE, Sort.LANDLINE, Sort.NI))
_SORT_CODE = regex(r"\d\d[ -]?\d\d[ -]?\d\d", re.ASCII)
_ACCOUNT = regex(r"\d{4} ?\d{4}", re.ASCII)
_AROUND = " \t\r\"'*"


def in_columns(source: str, table: PersonalTable, hits: Iterable[Hit], find: Find) -> list[Hit]:
    """Return what is found in a file with columns.

    Args:
        source: The file.
        table: Its headings.
        hits: What was found in it line by line.
        find: Looks at a cell behind its heading.
    """
    known, told = list(hits), _told(table.headings)
    references = {
        n for n, heading in enumerate(table.headings) if tables.is_reference_column(heading)
    }
    if not told and not references:
        return known
    every = list(tables.rows(source, table))
    taken = sorted(row[n] for row in every for n in references if n < len(row))
    return [*_outside(known, taken), *_in_rows(source, table.headings, every, find)]


def in_piped_columns(text: str, table: PersonalTable, find: Find) -> Iterator[Hit]:
    """Give what the headings of a Markdown table say of its cells."""
    if _told(table.headings):
        yield from _in_rows(text, table.headings, tables.piped_rows(text, table), find)


def _told(headings: Iterable[str]) -> set[int]:
    return {n for n, heading in enumerate(headings) if tables.says_what(heading)}


def _in_rows(
    text: str, headings: list[str], rows: Iterable[list[Span]], find: Find
) -> Iterator[Hit]:
    told = _told(headings)
    sort_codes = {n for n in told if "sort" in headings[n].lower()}
    accounts = {n for n in told if "account" in headings[n].lower()}
    for row in rows:
        for number in told.intersection(range(len(row))):
            yield from _in_cell(text, headings[number], row[number], find)
        if sort_codes and accounts:
            yield from _in_pair(text, row, sort_codes, _SORT_CODE)
            yield from _in_pair(text, row, accounts, _ACCOUNT)


def _in_cell(text: str, heading: str, cell: Span, find: Find) -> Iterator[Hit]:
    """Look at a cell together with its heading, which says what it is."""
    start, end = cell
    said = f"{heading.replace('_', ' ')}: {text[start:end]}"
    shift = end - len(said)
    for hit in find(said):
        if hit.start + shift >= start:
            yield hit._replace(start=hit.start + shift, end=hit.end + shift)


def _in_pair(text: str, row: list[Span], wanted: set[int], form: re.Pattern[str]) -> Iterator[Hit]:
    """Give the cells of a row that are half of a sort code with an account number."""
    for start, end in (row[n] for n in wanted if n < len(row)):
        written = text[start:end].strip(_AROUND)
        if form.fullmatch(written):
            at = text.index(written, start)
            yield Hit(Sort.ACCOUNT, at, at + len(written))


def _outside(hits: Iterable[Hit], taken: list[Span]) -> list[Hit]:
    """Leave out numbers that stand in a column of references."""
    return [hit for hit in hits if hit.sort not in _BARE or not _is_in(hit, taken)]


def _is_in(hit: Hit, taken: list[Span]) -> bool:
    at = bisect_right(taken, (hit.start, hit.start)) - 1
    at += at + 1 < len(taken) and taken[at + 1][0] == hit.start
    return at >= 0 and taken[at][0] <= hit.start and hit.end <= taken[at][1]
