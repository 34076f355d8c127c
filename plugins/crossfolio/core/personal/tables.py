"""Tables: columns that say what stands in them, and headings that make a table of persons."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_PERSON = re.compile(
    r"(?:customer|client|patient|caller|learner|employee|staff|member|contact|user)?"
    r"(?:['\u2019]?s)?[ _]?(?:full[ _]?)?(?:name|forename|first[ _]?name|surname|last[ _]?name)|"
    r"customer|client|patient|caller",
    re.IGNORECASE,
)
_DATUM = re.compile(
    r"(?:customer['\u2019]?s?[ _])?(?:(?P<birth>date[ _]of[ _]birth|d\.?o\.?b\.?|birth[ _]?date)|"
    r"(?P<account>(?:account|card)(?:[ _](?:no\.?|number))?|sort[ _]?code|iban)|"
    r"(?P<address>(?:home[ _]|postal[ _])?address|post[ _]?code)|"
    r"(?P<email>e-?mail(?:[ _]address)?)|"
    r"(?P<phone>(?:tele)?phone(?:[ _](?:no\.?|number))?|mobile(?:[ _](?:no\.?|number))?)|"
    r"(?P<number>(?:nhs|ni|national[ _]insurance|passport)(?:[ _](?:no\.?|number))?))",
    re.IGNORECASE,
)
_CHANNELS = frozenset(("email", "phone"))
_REFERENCE = re.compile(
    r"(?:call|ticket|order|case|ref(?:erence)?|invoice|part|job|batch|serial|sku|item|incident|"
    r"transaction|recording|session|product)?[ _]?(?:id|no\.?|number|ref(?:erence)?|code|key)?",
    re.IGNORECASE,
)
_RULED = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*\Z")
_QUOTES = " \t\"'*_"


class Cell(NamedTuple):
    """A cell of a text with columns."""

    start: int
    end: int
    heading: str


def is_of_persons(headings: list[str]) -> bool:
    """Tell whether the headings of a table make it one of persons."""
    persons = any(_PERSON.fullmatch(it) for it in headings)
    data = {it.lastgroup for it in map(_DATUM.fullmatch, headings) if it}
    strong = data - _CHANNELS
    return bool((persons and data) or (strong and len(data) > 1))


def is_reference_column(heading: str) -> bool:
    """Tell whether a column holds references, such as `call_id`."""
    return bool(heading and _REFERENCE.fullmatch(heading)) and not _DATUM.fullmatch(heading)


def says_what(heading: str) -> bool:
    """Tell whether a heading says that its cells are personal data."""
    found = _DATUM.fullmatch(heading)
    return bool(found and found.lastgroup in ("birth", "number", "account"))


def delimited(text: str) -> tuple[str, list[str]] | None:
    """Return what parts the columns of a text, and their headings; `None` where it has none."""
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    headings = [it.strip(_QUOTES) for it in first.split(mark)]
    return (mark, headings) if len(headings) > 1 else None


def cells(text: str, mark: str, headings: list[str], wanted: set[int]) -> Iterator[Cell]:
    """Give the cells of some columns; quoted cells hold no mark."""
    start = text.find("\n") + 1
    while 0 < start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        at = start
        for number, cell in enumerate(text[start:end].split(mark)):
            if number in wanted:
                yield Cell(at, at + len(cell), headings[number])
            at += len(cell) + len(mark)
        start = end + 1


def piped(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give the heading line of each Markdown table: where it starts and ends, and its headings."""
    at = text.find("|")
    while at >= 0:
        start, stop = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        if stop < 0:
            return
        end = text.find("\n", stop + 1)
        if _RULED.match(text, stop + 1, end if end >= 0 else len(text)):
            line = text[start:stop].strip().strip("|")
            yield start, stop, [it.strip(_QUOTES) for it in line.split("|")]
        at = text.find("|", stop + 1)
