"""Results of single files, kept from check to check, so that one edit reads one file anew."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from msgspec import Raw

from crossfolio.core.check import look_anew
from crossfolio.core.claims import ClaimedState
from crossfolio.core.context import ItemContext
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.memo import Memo
from crossfolio.core.portfolio import Enrolment
from crossfolio.core.record.fingerprint import Fingerprint, fingerprint
from crossfolio.core.record.values import Decision, Person, Sample, Unreadable
from crossfolio.core.sampling.values import Plan, Policy, UnreadPlan
from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.one_file import FileResult, Loader, read_file
from crossfolio.workspace.disk import Files
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, StepCache, digest
from crossfolio.workspace.store import Store
from crossfolio.workspace.walk import Stamp, is_settled

T = TypeVar("T")
_KINDS = (
    *(Evidence, Decision, Sample, Unreadable, Unit, Qualification, Enrolment),
    *(Plan, Policy, UnreadPlan),
)
_OF_TYPES = {kind.__name__: CachedStep[Any](kind.__name__, kind) for kind in _KINDS}
_OF_TYPES |= {
    "dict": CachedStep("people", dict[str, Person]),
    "NoneType": CachedStep("nothing", None),
}
"""What files hold, by its type; a file that holds something else is read in every run."""
_PARTS = CachedStep[tuple[str, Raw, tuple[Finding, ...], tuple[Suppression, ...]]](
    "parts", tuple[str, Raw, tuple[Finding, ...], tuple[Suppression, ...]]
)


class _ResultStep(CachedStep[FileResult[Any]]):
    """What a file gives; the type of its value is kept beside it."""

    def encode(self, value: FileResult[Any]) -> bytes:
        """See `CachedStep`."""
        kind = _OF_TYPES[type(value.value).__name__]
        packed = Raw(kind.encode(value.value))
        return _PARTS.encode((kind.name, packed, value.findings, value.suppressions))

    @cached_property
    def decode(self) -> Callable[[Raw], FileResult[Any]]:
        """See `CachedStep`."""
        kinds = {step.name: step for step in _OF_TYPES.values()}

        def decoded(packed: Raw) -> FileResult[Any]:
            kind, value, findings, suppressions = _PARTS.decode(packed)
            return FileResult(kinds[kind].decode(value), findings, suppressions)

        return decoded


_CONTENT = CachedStep[bytes]("content", bytes)
"""By the stamp of a file the digest of its content."""
_RESULT = _ResultStep("result", FileResult)
"""By the content."""
_IN_ITEM = CachedStep[tuple[tuple[Finding, ...], tuple[ClaimedState, ...]]](
    "item", tuple[tuple[Finding, ...], tuple[ClaimedState, ...]]
)
"""By content and surroundings what is found in an item, and the states of its claims."""
_FINGERPRINT = CachedStep[Fingerprint]("fingerprint", Fingerprint)
"""By the content and the sums of attached files."""


class _Page(NamedTuple):
    """A page that was read in this run."""

    item: Evidence
    entry: CacheEntry
    content: bytes


class _Block(NamedTuple):
    """Pages that were read one after the other."""

    stamps: tuple[Stamp, ...]
    results: tuple[FileResult[Any], ...]
    pages: dict[str, _Page]
    contents: dict[str, bytes]
    entries: tuple[CacheEntry, ...]


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
        self.memo = Memo()
        self._basis: str | None = None
        self._cache = StepCache(self._store, "files")
        self._contents: dict[str, bytes] = {}
        self._read: dict[str, bytes] = {}
        self._pages: dict[str, _Page] = {}
        self._around = b""
        self._blocks: dict[tuple[str, ...], _Block] = {}
        self._blocks_now: dict[tuple[str, ...], _Block] = {}
        self._codes: Collection[str] = ()
        self._codes_key = b""

    def begin(self, basis: str) -> None:
        """Begin a run; what was read by other rules is forgotten.

        Args:
            basis: Of the settings, all that a file's loader may go by.
        """
        if basis != self._basis:
            self._basis, self._cache = basis, StepCache(self._store, "files", basis)
            self._blocks = {}
        self._blocks_now = {}  # Of a run that did not come to its end.
        self.memo.begin()
        self._contents, self._read, self._pages, self._around = {}, {}, {}, b""

    def end(self) -> None:
        """End a run: keep what is new; files that were not asked for are forgotten."""
        self._cache.close()
        self._read = {}
        self._blocks, self._blocks_now = self._blocks_now, {}
        self.memo.end()

    def forget(self) -> None:
        """Let go of what is in memory alone, which holds on to this cache in turn."""
        self.memo, self._blocks, self._pages = Memo(), {}, {}

    def result(self, path: str, files: Files, loader: Loader[Any]) -> FileResult[Any]:
        """Return what a file gives; read it only where it may have changed.

        Raises:
            OSError: Where it cannot be opened.
        """
        entry, stamp = self._cache.entry(path), files.stamp(path)
        content = entry.recall(_CONTENT, _key(stamp)) if stamp else None
        result = entry.recall(_RESULT, content) if content else None
        if content is None or result is None:
            now = self._clock()
            data = files.read(path, FILE_BYTES + 1)
            content = digest(data)
            self._read[path] = data
            if stamp and is_settled(stamp, now):
                entry.keep(_CONTENT, _key(stamp), content)
            result = entry.once(_RESULT, content, partial(read_file, data, path, loader))
        self._contents[path] = content
        if isinstance(result.value, Evidence):
            self._pages[path] = _Page(result.value, entry, content)
        return result

    def results(
        self, paths: tuple[str, ...], files: Files, loader: Loader[Any]
    ) -> tuple[FileResult[Any], ...] | None:
        """Return what the files of a block give; the very tuple of last time, while it is so.

        `None` where one of them cannot be opened.
        """
        stamps = self.stamps(paths, files)
        block = self._blocks.get(paths) if stamps else None
        if block is None or block.stamps != stamps:
            try:
                every = tuple([self.result(path, files, loader) for path in paths])
            except OSError:
                return None
            every = self.memo.same(("results", paths), every)
            entries = tuple([self._cache.entry(path) for path in paths])
            pages = {path: page for path in paths if (page := self._pages.get(path))}
            contents = {path: self._contents[path] for path in paths}
            block = _Block(stamps or (), every, pages, contents, entries)
        self._pages |= block.pages
        self._contents |= block.contents
        for entry in block.entries:
            entry.asked = True
        self._blocks_now[paths] = block
        return self.memo.same(("results", paths), block.results)

    def stamps(self, paths: Iterable[str], files: Files) -> tuple[Stamp, ...] | None:
        """Return the stamps of files; `None` where some may change without a new one."""
        now, found = self._clock(), [files.stamp(path) for path in paths]
        known = tuple([stamp for stamp in found if stamp is not None and is_settled(stamp, now)])
        return known if len(known) == len(found) else None

    def by_content(
        self, step: CachedStep[T], path: str, files: Files, look: Callable[[bytes], T], basis: bytes
    ) -> T:
        """Return what a look at a file's bytes gives; look only where they have changed.

        Args:
            step: What is kept.
            path: Of a file, which most often was read in this run.
            files: Where its bytes come from.
            look: Looks at its bytes; no more of them than of any file.
            basis: What the look goes by beside the file.

        Raises:
            OSError: Where it cannot be opened.
        """

        def look_at_file() -> T:
            data = self._read.pop(path, None)
            return look(files.read(path, FILE_BYTES + 1) if data is None else data)

        content = self._contents.get(path)
        if content is None:
            return self.by_stamp(step, path, files, look_at_file, basis)
        return self._cache.entry(path).once(step, content + basis, look_at_file)

    def by_stamp(
        self,
        step: CachedStep[T],
        path: str,
        files: Files,
        look: Callable[[], T],
        basis: bytes = b"",
    ) -> T:
        """Return what a look into a file gives; look only where the file has changed.

        Args:
            step: What is kept.
            path: Of the file.
            files: Where its bytes come from.
            look: Looks into it.
            basis: What the look goes by beside the file.

        Raises:
            OSError: Where it cannot be opened.
        """
        entry, stamp = self._cache.entry(path), files.stamp(path)
        known = entry.recall(step, _key(stamp) + basis) if stamp else None
        if known is None:
            now = self._clock()
            known = look()
            if stamp and is_settled(stamp, now):
                entry.keep(step, _key(stamp) + basis, known)
        return known

    def set_surroundings(self, paths: Iterable[str], today: date) -> None:
        """Note what the findings in single items go by beside the item, and on which day.

        Args:
            paths: Every file that gave criteria, the enrolment or people.
            today: The day of the check.
        """
        known = [part for path in paths for part in (path, self._contents.get(path, b""))]
        self._around = digest(str(today), *known)

    def look_at(self, item: Evidence, context: ItemContext) -> Iterable[Finding]:
        """Return what is found in an item; look only where it or its surroundings have changed."""
        page = self._page(item)
        known = page and page.entry.recall(_IN_ITEM, page.content + self._around)
        if known:
            return known[0]
        found = tuple(look_anew(item, context))
        if page:
            states = context.claims.claimed_states(item)
            page.entry.keep(_IN_ITEM, page.content + self._around, (found, states))
        return found

    def claimed_states(self, item: Evidence) -> tuple[ClaimedState, ...] | None:
        """Return the states of an item's claims, where nothing has changed; else `None`."""
        page = self._page(item)
        known = page and page.entry.recall(_IN_ITEM, page.content + self._around)
        return known[1] if known else None

    def set_codes(self, codes: Collection[str]) -> None:
        """Note which criteria there are; a fingerprint leaves out the marks that name them."""
        self._codes, self._codes_key = codes, digest(*sorted(codes))

    def fingerprint(self, item: Evidence, attachments: Mapping[str, str]) -> Fingerprint:
        """Return the fingerprint of an item; work it out only where something has changed.

        Args:
            item: The item.
            attachments: SHA-256 of each attached file, as `fingerprint` asks for it.
        """
        page, make = self._page(item), partial(fingerprint, item, attachments, self._codes)
        if page is None:
            return make()
        files = repr(sorted(attachments.items())).encode("utf-8", "surrogatepass")
        return page.entry.once(_FINGERPRINT, page.content + self._codes_key + files, make)

    def _page(self, item: Evidence) -> _Page | None:
        """Return the page of an item; `None` where the item is not what its page gave."""
        page = self._pages.get(item.path)
        return page if page and page.item is item else None


def _key(stamp: Stamp) -> bytes:
    return b"%d %d %d %d" % stamp
