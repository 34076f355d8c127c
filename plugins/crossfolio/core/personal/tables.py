"""Tables: columns that say what stands in them, and headings that make a table of persons."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from crossfolio.core.regex import regex

_PERSON = regex(
    r"(?:customer|client|patient|caller|learner|employee|staff|member|contact|user)?"
    r"(?:['\u2019]?s)?[ _]?(?:full[ _]?)?(?:name|forename|first[ _]?name|surname|last[ _]?name)|"
    r"customer|client|patient|caller",
    re.IGNORECASE,
)
_DATUM = regex(
    r"(?:customer['\u2019]?s?[ _])?(?:(?P<birth>date[ _]of[ _]birth|d\.?o\.?b\.?|birth[ _]?date)|"
    r"(?P<account>(?:account|card)(?:[ _](?:no\.?|number))?|sort[ _]?code|iban)|"
    r"(?P<address>(?:home[ _]|postal[ _])?address|post[ _]?code)|"
    r"(?P<email>e-?mail(?:[ _]address)?)|"
    r"(?P<phone>(?:tele)?phone(?:[ _](?:no\.?|number))?|mobile(?:[ _](?:no\.?|number))?)|"
    r"(?P<number>(?:nhs|ni|national[ _]insurance|passport)(?:[ _](?:no\.?|number))?))",
    re.IGNORECASE,
)
_CHANNELS = frozenset(("email", "phone"))
_REFERENCE = regex(
    r"(?:call|chat|contact|conversation|interaction|ticket|order|case|ref(?:erence)?|invoice|part|"
    r"job|batch|serial|sku|item|incident|task|transaction|tracking|recording|session|product|crm|"
    r"system|log|record)?[ _-]?(?:u?u?id|no\.?|number|ref(?:erence)?|code|key)?",
    re.IGNORECASE,
)
_RULED = regex(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*\Z")
_QUOTES = " \t\r\"'*_\ufeff"
_QUOTED = regex(r'\s*"(?:[^"]|"")*"')
_MOST_LINES_BEFORE = 5
"""Of a file before its headings, such as a title."""
Span = tuple[int, int]


class PersonalTable(NamedTuple):
    """A table in a text, of CSV or Markdown: its headings, and where its rows begin."""

    start: int
    end: int
    """Where its line of headings stands."""
    headings: list[str]
    mark: str
    """What parts its columns."""
    body: int
    """Where the line after its headings starts."""


def is_of_persons(headings: list[str]) -> bool:
    """Tell whether the headings of a table make it one of persons."""
    persons = any(_PERSON.fullmatch(heading) for heading in headings)
    data = {heading.lastgroup for heading in map(_DATUM.fullmatch, headings) if heading}
    strong = data - _CHANNELS
    return bool((persons and data) or (strong and len(data) > 1))


def is_reference_column(heading: str) -> bool:
    """Tell whether a column holds references, such as `call_id`."""
    return bool(heading and _REFERENCE.fullmatch(heading)) and not _DATUM.fullmatch(heading)


def says_what(heading: str) -> bool:
    """Tell whether a heading says that its cells are personal data."""
    found = _DATUM.fullmatch(heading)
    return bool(found and found.lastgroup in ("birth", "number", "account"))


def delimited(text: str) -> PersonalTable | None:
    """Return the table that a file with columns is; `None` where it has none."""
    start = 0
    for _ in range(_MOST_LINES_BEFORE):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = text[start:stop]
        mark = max(",;\t", key=line.count)
        if mark in line and not line.strip(_QUOTES).lower().startswith("sep="):
            headings = [word.strip(_QUOTES) for word in line.split(mark)]
            return PersonalTable(start, start + len(line.rstrip("\r")), headings, mark, stop + 1)
        start = stop + 1
    return None


def rows(text: str, table: PersonalTable) -> Iterator[list[Span]]:
    """Give where the cells of each row of a file with columns stand; quoted ones hold anything."""
    at, cells = table.body, list[Span]()
    ends = re.compile(f"[{table.mark}\n]|\\Z")
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        end = next(ends.finditer(text, quoted.end() if quoted else at)).start()
        cells.append((at, end))
        if text.startswith("\n", end):
            yield cells
            cells = []
        at = end + 1
    if cells:
        yield cells


def piped(text: str) -> Iterator[PersonalTable]:
    """Give each Markdown table."""
    at = text.find("|")
    while at >= 0:
        start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        if stop < 0:
            return
        end = text.find("\n", stop + 1)
        end = len(text) if end < 0 else end
        if _RULED.match(text, stop + 1, end):
            line = text[start:stop].strip().strip("|")
            headings = [word.strip(_QUOTES) for word in line.split("|")]
            yield PersonalTable(start, stop, headings, "|", end + 1)
        at = text.find("|", stop + 1)


def piped_rows(text: str, table: PersonalTable) -> Iterator[list[Span]]:
    """Give where the cells of each row of a Markdown table stand."""
    at = table.body
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if "|" not in line:
            return
        row = line.lstrip()
        cells, start = list[Span](), end - len(row.removeprefix("|"))
        for cell in row.removeprefix("|").split("|"):
            cells.append((start, start + len(cell)))
            start += len(cell) + 1
        yield cells
        at = end + 1
