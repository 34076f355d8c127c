"""One file of a portfolio: its bytes to what it holds and what is wrong with it."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import source_rules
from crossfolio.core.suppressions import Suppression
from crossfolio.core.texts import Text
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.suppression_comments import MARKER, read_suppressions
from crossfolio.loaders.text import normalised

T = TypeVar("T")
Loader = Callable[[bytes, str], tuple[T, list[Finding]]]
"""Reads one kind of file from its bytes and its path."""


class FileResult(NamedTuple, Generic[T]):
    """What one file gives; the same bytes at the same path always give the same."""

    value: T | None = None
    """What it holds; `None` where it cannot be used."""
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def read_file(data: bytes, path: str, loader: Loader[T]) -> FileResult[T]:
    """Read one file.

    Args:
        data: The file, or its first `FILE_BYTES + 1` bytes.
        path: Relative to the project's root.
        loader: Of its kind.
    """
    if len(data) > FILE_BYTES:
        what, most = (
            Text("this file is too large to be read"),
            Text("{kib} KiB", kib=FILE_BYTES // 1024),
        )
        return FileResult(None, (source_rules.over_limit(Place(path), what, most),))
    suppressions: tuple[Suppression, ...] = ()
    if MARKER in data:
        text = normalised(data.decode("utf-8", "replace"))
        suppressions = tuple(read_suppressions(text, path))
    value, found = loader(data, path)
    return FileResult(value, tuple(found), suppressions)
