"""The results of single files, kept between runs, so that one edit reads one file anew."""

import time
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import Any, TypeVar

from crossfolio.core.check import look_anew
from crossfolio.core.claims import Worth
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.fingerprint import Fingerprint, fingerprint
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.one_file import FileResult, Loader, read_file
from crossfolio.workspace.disk import Files
from crossfolio.workspace.kept import Kept, digest_of, kept_page, plain_page
from crossfolio.workspace.kept_pages import KeptPages
from crossfolio.workspace.plain_items import (
    KeptEvidence,
    Plain,
    kept_fingerprint,
    plain_fingerprint,
)
from crossfolio.workspace.walk import is_settled

T = TypeVar("T")


class ChangedMeanwhileError(Exception):
    """A page was changed while the project was being checked; what is known is of two states."""


class Keeper:
    """Keeps the result of every file until its content changes.

    A result is never believed over content: an unchanged stamp is taken for an unchanged
    file only where the file was old enough when it was read; else its bytes are compared.
    """

    def __init__(
        self, clock: Callable[[], int] = time.time_ns, pages: KeptPages | None = None
    ) -> None:
        """Keep nothing yet.

        Args:
            clock: Returns nanoseconds, counted as the disk counts them.
            pages: What is kept of pages on the disk.
        """
        self._clock, self._pages = clock, pages
        self._plain: dict[str, Plain] = {}
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
            self._plain = self._pages.recall(folders) if self._pages else {}

    def end(self, paths: Container[str]) -> None:
        """End the reading; files that are not among these are forgotten."""
        self._kept = {path: kept for path, kept in self._kept.items() if path in paths}

    def result(self, path: str, files: Files, loader: Loader[Any]) -> FileResult[Any]:
        """Return what a file gives; read it only where it may have changed.

        Raises:
            OSError: Where it cannot be opened.
        """
        stamp = files.stamp(path)
        kept = self._kept.get(path) or self._recalled(path, files)
        if kept and stamp and kept.stamp == stamp:
            return kept.result
        now = self._clock()
        try:
            data = files.read(path, FILE_BYTES + 1)
        except OSError:
            self._kept.pop(path, None)  # What it gave is gone, for what rests on it as well.
            raise
        digest = digest_of(data)
        settled = stamp if stamp and is_settled(stamp, now) else None
        if kept and kept.digest == digest:
            if kept.stamp != settled:
                kept.stamp, kept.plain = settled, None
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
        known = blake2b(f"{self._folders} {today}".encode(), digest_size=16)
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
            kept.worth = context.claims.worth[item.path]
            kept.around, kept.plain = self._around, None
        return kept.found

    def worth(self, item: Evidence) -> tuple[Worth, ...] | None:
        """Return what an item's claims are worth, where nothing has changed; else nothing."""
        kept = self._kept.get(item.path)
        known = kept is not None and kept.result.value is item and kept.around == self._around
        return kept.worth if kept and known else None

    def fingerprint(self, item: Evidence, attachments: Mapping[str, str]) -> Fingerprint:
        """Return the fingerprint of an item; work it out only where something has changed.

        Args:
            item: The item.
            attachments: SHA-256 of each attached file, as `fingerprint` asks for it.
        """
        kept = self._kept.get(item.path)
        if kept is None or kept.result.value is not item:
            return fingerprint(item, attachments)
        known = kept_fingerprint(kept.fingerprint) if kept.fingerprint else None
        if known and known.parts.attachments == attachments:
            return known
        now = fingerprint(item, attachments)
        kept.fingerprint, kept.plain = plain_fingerprint(now), None
        return now

    def of_one_state(self, look: Callable[[], T]) -> T:
        """Return what a look at the project gives, and keep the results on the disk.

        Where a page changes meanwhile, what is kept is left alone, and all is read anew.

        Args:
            look: Looks, with the help of this keeper.
        """
        try:
            seen = look()
            self.save()
        except ChangedMeanwhileError:
            self._kept, self._plain = {}, {}
            return look()
        else:
            return seen

    def read_texts(self) -> None:
        """Read the texts that are not at hand, so that no page need be read from now on.

        Raises:
            ChangedMeanwhileError: Where a page is no longer what it was.
        """
        for kept in self._kept.values():
            if isinstance(kept.result.value, KeptEvidence):
                kept.result.value.read_text()

    def save(self) -> None:
        """Keep the results of pages on the disk."""
        if self._pages:
            pages = {path: it for path, it in self._kept.items() if path.endswith(".md")}
            self._pages.keep({path: it.plain or plain_page(it) for path, it in pages.items()})

    def _recalled(self, path: str, files: Files) -> Kept | None:
        """Return what is kept of a page on the disk."""
        plain = self._plain.pop(path, None)
        if plain is None:
            return None
        kept = self._kept[path] = kept_page(plain, path, partial(_content, path, files))
        return kept


def _content(path: str, files: Files, digest: bytes) -> bytes:
    """Return a page whose result is known.

    Raises:
        ChangedMeanwhileError: Where it is no longer what it was.
    """
    try:
        data = files.read(path, FILE_BYTES + 1)
    except OSError:
        data = b""
    if digest_of(data) != digest:
        raise ChangedMeanwhileError
    return data
