"""What is kept of one file: its result, and by what it is known again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any

from crossfolio.core.claims import Worth
from crossfolio.core.findings import Finding
from crossfolio.loaders.one_file import FileResult
from crossfolio.workspace.plain_items import (
    Plain,
    kept_finding,
    kept_item,
    kept_suppression,
    plain_finding,
    plain_item,
    plain_suppression,
)
from crossfolio.workspace.walk import Stamp

_SIZE = 16
"""Bytes of a digest."""


@dataclass(slots=True)
class Kept:
    """The result of a file, by what it is known again, and what was found in its item."""

    stamp: Stamp | None
    """Nothing where it could not be trusted: the file was too young when it was read."""
    digest: bytes
    """Of the content."""
    result: FileResult[Any]
    around: bytes = b""
    """The surroundings in which its item was looked at; nothing before that."""
    found: tuple[Finding, ...] = ()
    """What was found in the item there."""
    worth: tuple[Worth, ...] = ()
    """What its claims are worth there."""
    fingerprint: bytes = b""
    """Of its item, as `plain_fingerprint` gives it; nothing where nobody has asked for it."""
    plain: Plain | None = None
    """All this as it lies on the disk; nothing where it does not, or has changed since."""


def digest_of(data: bytes) -> bytes:
    """Return what tells a content from every other."""
    return blake2b(data, digest_size=_SIZE).digest()


def plain_page(it: Kept) -> Plain:
    """Return what is kept of a page as plain values."""
    result = it.result
    return (
        tuple(it.stamp) if it.stamp else None,
        it.digest,
        plain_item(result.value) if result.value else None,
        tuple(plain_finding(one) for one in result.findings),
        tuple(plain_suppression(one) for one in result.suppressions),
        it.around,
        tuple(plain_finding(one) for one in it.found),
        it.worth,
        it.fingerprint,
    )


def kept_page(plain: Plain, path: str, content: Callable[[bytes], bytes]) -> Kept:
    """Return what is kept of the page that `plain_page` gave these values of.

    Args:
        plain: The values.
        path: Of the page.
        content: Returns the page; it is given the digest that the page must have.
    """
    stamp, digest, item, findings, suppressions, around, found, worth, mark = plain
    value = kept_item(item, path, partial(content, digest)) if item else None
    result = FileResult(
        value,
        tuple(kept_finding(it) for it in findings) if findings else (),
        tuple(kept_suppression(it) for it in suppressions) if suppressions else (),
    )
    known = tuple(kept_finding(it) for it in found) if found else ()
    at = Stamp(*stamp) if stamp else None
    return Kept(at, digest, result, around, known, worth, mark, plain)
