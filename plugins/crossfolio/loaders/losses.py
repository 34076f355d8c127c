"""What a file with a slip seems to hold, so that what refers to it is not found as well."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from posixpath import basename

from crossfolio.core.findings import Finding, Loss
from crossfolio.core.ids import is_full
from crossfolio.core.place import Place
from crossfolio.core.regex import regex

_CODE = regex(
    r"^\W*(?:unit|qualification)\W+([A-Za-z0-9][^\s\"'#,}]*)", re.MULTILINE | re.IGNORECASE
)
_OWN_ID = regex(r"^\W*id\W+([A-Za-z][\w-]*)", re.MULTILINE | re.IGNORECASE)
_NUMBERED = regex(r"[A-Za-z]{1,3}-?[0-9]{1,4}(?![0-9A-Za-z])")
_NAME = regex(r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)+")
"""A criterion's full ID, or a file's name."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def raw_text(data: bytes) -> str:
    """Return the text of a file as far as it goes, whatever is wrong with it."""
    return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8", "replace")


def names_in(text: str) -> tuple[str, ...]:
    """Return all that looks like a full ID of a criterion, or like the name of a file."""
    return tuple(dict.fromkeys(_NAME.findall(text)))


def code_in(text: str) -> tuple[str, ...]:
    """Return the code that a criteria file seems to define; none where that cannot be one."""
    found = _CODE.search(text)
    return (found[1],) if found and is_full(f"{found[1]}.AC1") else ()


def page_names(text: str, path: str = "") -> tuple[str, ...]:
    """Return what a page seems to hold: its own ID, what it claims, its attachments.

    Args:
        text: Of the page.
        path: Of the page, where its ID cannot be read; most files are named by it.
    """
    own, named = _OWN_ID.search(text), _NUMBERED.match(basename(path))
    ids = [match[0 if match is named else 1] for match in (own, named) if match]
    return (*ids, *names_in(text))


def lossy(
    found: Iterable[Finding],
    role: str,
    names: Callable[[Finding], Sequence[str]],
    *,
    is_whole: bool = False,
    is_thin: bool = False,
) -> list[Finding]:
    """Say of findings what is lost by them.

    Args:
        found: The findings in one file.
        role: What sort of file it is.
        names: Returns what the part in which a finding stands seems to hold.
        is_whole: Whether nothing of the file can be used.
        is_thin: Whether what it holds counts all the same.
    """
    return [
        replace(finding, loss=Loss(role, tuple(names(finding)), is_whole, is_thin))
        for finding in found
    ]


def at_or_before(place: Place, starts: Iterable[tuple[Place, str]]) -> tuple[str, ...]:
    """Return the name of the last part of a file that starts no later than a place."""
    before = [name for start, name in starts if start[1:3] <= place[1:3]]
    return (before[-1],) if before else ()
