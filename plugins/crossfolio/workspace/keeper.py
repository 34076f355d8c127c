"""The results of single files, kept between runs, so that one edit reads one file anew."""

import time
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from crossfolio.core.check import look_anew
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.one_file import FileResult, Loader, read_file
from crossfolio.workspace.disk import Files, Stamp

_SETTLED = 3_000_000_000
"""Nanoseconds after which a file's time tells it from a later writing. Source: "racy git" in
git's documentation; FAT counts in steps of two seconds."""
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


def is_settled(stamp: Stamp, now: int) -> bool:
    """Tell whether a file is old enough for its stamp to tell it from a later writing."""
    return max(stamp.modified, stamp.changed) + _SETTLED < now


class Keeper:
    """Keeps the result of every file until its content changes.

    A result is never believed over content: an unchanged stamp is taken for an unchanged
    file only where the file was old enough when it was read; else its bytes are compared.
    """

    def __init__(self, clock: Callable[[], int] = time.time_ns) -> None:
        """Keep nothing yet.

        Args:
            clock: Returns nanoseconds, counted as the disk counts them.
        """
        self._clock = clock
        self._folders: tuple[str, ...] = ()
        self._kept: dict[str, Kept] = {}
        self._around = b""

    def begin(self, folders: tuple[str, ...]) -> None:
        """Begin a run; what was read by the rules of other folders is forgotten.

        Args:
            folders: Of criteria, evidence and assessment; which loader reads a file, and
                what it makes of it, depends on its path, its bytes and these.
        """
        if folders != self._folders:
            self._folders, self._kept = folders, {}

    def end(self, paths: Container[str]) -> None:
        """End the reading; files that are not among these are forgotten."""
        self._kept = {path: kept for path, kept in self._kept.items() if path in paths}

    def result(self, path: str, files: Files, loader: Loader[Any]) -> FileResult[Any]:
        """Return what a file gives; read it only where it may have changed.

        Raises:
            OSError: Where it cannot be opened.
        """
        stamp, kept = files.stamp(path), self._kept.get(path)
        if kept and stamp and kept.stamp == stamp:
            return kept.result
        now = self._clock()
        data = files.read(path, FILE_BYTES + 1)
        digest = blake2b(data, digest_size=_SIZE).digest()
        settled = stamp if stamp and is_settled(stamp, now) else None
        if kept and kept.digest == digest:
            kept.stamp = settled
            return kept.result
        result = read_file(data, path, loader)
        self._kept[path] = Kept(settled, digest, result)
        return result

    def surround(self, paths: Iterable[str], today: date) -> None:
        """Say what the findings in single items rest on beside the item, and on which day.

        Args:
            paths: Every file that gave criteria, the enrolment or people.
            today: The day of the check.
        """
        known = blake2b(f"{self._folders} {today}".encode(), digest_size=_SIZE)
        for path in paths:
            kept = self._kept.get(path)
            known.update(f"{path}\0".encode() + (kept.digest if kept else b""))
        self._around = known.digest()

    def look_at(self, item: Evidence, context: Context) -> Iterable[Finding]:
        """Return what is found in an item; look only where it or its surroundings have changed."""
        kept = self._kept.get(item.path)
        if kept is None or kept.result.value is not item:
            return look_anew(item, context)
        if kept.around != self._around:
            kept.found = tuple(look_anew(item, context))
            kept.around = self._around
        return kept.found
