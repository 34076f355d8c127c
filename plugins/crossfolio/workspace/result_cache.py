"""Results of single files, kept from check to check, so that one edit reads one file anew."""

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from crossfolio.core.assessment import Decision, Person, Sample
from crossfolio.core.check import look_anew
from crossfolio.core.claims import Worth
from crossfolio.core.context import Context
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.fingerprint import Fingerprint, fingerprint
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.portfolio import Enrolment
from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.one_file import FileResult, Loader, read_file
from crossfolio.workspace.disk import Files
from crossfolio.workspace.shelf import Entry, Shelf, Step, digest
from crossfolio.workspace.store import Store
from crossfolio.workspace.walk import Stamp, is_settled

T = TypeVar("T")
_KINDS = (Evidence, Decision, Sample, Unit, Qualification, Enrolment)
_CONTENT = Step[bytes]("content", bytes)
"""By the stamp of a file the digest of its content."""
_FOUND = Step[tuple[str, tuple[Finding, ...], tuple[Suppression, ...]]](
    "found", tuple[str, tuple[Finding, ...], tuple[Suppression, ...]]
)
"""By the content the name of the kind of its value, and what is wrong with it."""
_VALUES: dict[str, Step[Any]] = {it.__name__: Step(it.__name__, it) for it in _KINDS}
_VALUES["dict"] = Step("people", dict[str, Person])
"""By the content the value; of a kind that is not here it is read in every run."""
_IN_ITEM = Step[tuple[tuple[Finding, ...], tuple[Worth, ...]]](
    "item", tuple[tuple[Finding, ...], tuple[Worth, ...]]
)
"""By content and surroundings what is found in an item, and what its claims are worth."""
_FINGERPRINT = Step[Fingerprint]("fingerprint", Fingerprint)


class ResultCache:
    """Has the result of every file until its content changes.

    A result is never believed over content: an unchanged stamp is taken for an unchanged
    file only where the file was old enough when it was read; else its bytes are compared.
    """

    def __init__(self, store: Store | None = None, clock: Callable[[], int] = time.time_ns) -> None:
        """Know nothing yet.

        Args:
            store: Where results lie between runs.
            clock: Returns nanoseconds, counted as the disk counts them.
        """
        self._store, self._clock = store or Store(), clock
        self._basis: str | None = None
        self._shelf = Shelf(self._store, "files")
        self._contents: dict[str, bytes] = {}
        self._items: dict[str, Evidence] = {}
        self._around = b""

    def begin(self, basis: str) -> None:
        """Begin a run; what was read by other rules is forgotten.

        Args:
            basis: Of the settings, all that a file's loader may go by.
        """
        if basis != self._basis:
            self._basis, self._shelf = basis, Shelf(self._store, "files", basis)
        self._contents, self._items, self._around = {}, {}, b""

    def end(self) -> None:
        """End a run: keep what is new; files that were not asked for are forgotten."""
        self._shelf.close()

    def result(self, path: str, files: Files, loader: Loader[Any]) -> FileResult[Any]:
        """Return what a file gives; read it only where it may have changed.

        Raises:
            OSError: Where it cannot be opened.
        """
        entry, stamp = self._shelf.entry(path), files.stamp(path)
        content = entry.recall(_CONTENT, _key(stamp)) if stamp else None
        result = _recalled(entry, content) if content else None
        if content is None or result is None:
            now = self._clock()
            data = files.read(path, FILE_BYTES + 1)
            content = digest(data)
            if stamp and is_settled(stamp, now):
                entry.keep(_CONTENT, _key(stamp), content)
            result = _recalled(entry, content) or _read(entry, content, data, path, loader)
        self._contents[path] = content
        if isinstance(result.value, Evidence):
            self._items[path] = result.value
        return result

    def by_stamp(self, step: Step[T], path: str, files: Files, look: Callable[[], T]) -> T:
        """Return what a look into a file gives; look only where the file has changed.

        Raises:
            OSError: Where it cannot be opened.
        """
        entry, stamp = self._shelf.entry(path), files.stamp(path)
        known = entry.recall(step, _key(stamp)) if stamp else None
        if known is None:
            now = self._clock()
            known = look()
            if stamp and is_settled(stamp, now):
                entry.keep(step, _key(stamp), known)
        return known

    def surround(self, paths: Iterable[str], today: date) -> None:
        """Note what the findings in single items go by beside the item, and on which day.

        Args:
            paths: Every file that gave criteria, the enrolment or people.
            today: The day of the check.
        """
        known = [part for path in paths for part in (path, self._contents.get(path, b""))]
        self._around = digest(str(today), *known)

    def look_at(self, item: Evidence, context: Context) -> Iterable[Finding]:
        """Return what is found in an item; look only where it or its surroundings have changed."""
        known = self._in_item(item)
        if known:
            return known[0]
        found = tuple(look_anew(item, context))
        if self._is_known(item):
            worth = context.claims.worth[item.path]
            self._shelf.entry(item.path).keep(_IN_ITEM, self._key_of(item), (found, worth))
        return found

    def worth(self, item: Evidence) -> tuple[Worth, ...] | None:
        """Return what an item's claims are worth, where nothing has changed; else `None`."""
        known = self._in_item(item)
        return known[1] if known else None

    def fingerprint(self, item: Evidence, attachments: Mapping[str, str]) -> Fingerprint:
        """Return the fingerprint of an item; work it out only where something has changed.

        Args:
            item: The item.
            attachments: SHA-256 of each attached file, as `fingerprint` asks for it.
        """
        make = partial(fingerprint, item, attachments)
        if not self._is_known(item):
            return make()
        key = digest(self._contents[item.path], repr(sorted(attachments.items())))
        return self._shelf.entry(item.path).once(_FINGERPRINT, key, make)

    def _in_item(self, item: Evidence) -> tuple[tuple[Finding, ...], tuple[Worth, ...]] | None:
        if not self._is_known(item):
            return None
        return self._shelf.entry(item.path).recall(_IN_ITEM, self._key_of(item))

    def _key_of(self, item: Evidence) -> bytes:
        return self._contents[item.path] + self._around

    def _is_known(self, item: Evidence) -> bool:
        """Tell whether an item is what its page gave, and not what was made of it since."""
        return self._items.get(item.path) is item


def _key(stamp: Stamp) -> bytes:
    return b"%d %d %d %d" % stamp


def _recalled(entry: Entry, content: bytes) -> FileResult[Any] | None:
    """Return what is known of a file with this content."""
    found = entry.recall(_FOUND, content)
    if found is None:
        return None
    kind, findings, suppressions = found
    value = entry.recall(_VALUES[kind], content) if kind else None
    return None if kind and value is None else FileResult(value, findings, suppressions)


def _read(
    entry: Entry, content: bytes, data: bytes, path: str, loader: Loader[Any]
) -> FileResult[Any]:
    result = read_file(data, path, loader)
    kind = "" if result.value is None else type(result.value).__name__
    if kind in _VALUES:
        entry.keep(_VALUES[kind], content, result.value)
    if not kind or kind in _VALUES:
        entry.keep(_FOUND, content, (kind, result.findings, result.suppressions))
    return result
