"""Versions of items looked for among the files of commits, by their fingerprints."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from posixpath import dirname, normpath, relpath

from crossfolio.core.evidence import Evidence
from crossfolio.core.ids import NAME
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.fingerprint import canonical_fields, fingerprint
from crossfolio.core.record.marks import without_marks
from crossfolio.core.record.values import Judged
from crossfolio.core.regex import regex
from crossfolio.core.settings import Settings
from crossfolio.core.since_values import ItemVersion, Wanted
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.history.file_log import FileVersion
from crossfolio.workspace.history.git import Blobs, MissingError

_MOST_BYTES = 256 * 1024**2
"""Of an attached file that is compared."""
_MOST_TEXT = 4 * 1024**2
"""Bytes of a page that is read; none that the check reads is longer."""
_ID = regex(rf"""^["']?id["']?[ \t]*:[ \t]*["']?({NAME})""".encode(), re.MULTILINE)
"""Where a page says its ID."""
_WAYS = 3
"""Line ends of attached files: as they are, of CR and LF, of LF alone."""


class Search:
    """Looks for versions among the files of some commits."""

    def __init__(
        self,
        portfolio: Portfolio,
        settings: Settings,
        prefix: str,
        log: Iterable[FileVersion],
        contents: Blobs,
        names: Blobs,
    ) -> None:
        """Note which commits changed what.

        Args:
            portfolio: As it is now.
            settings: How pages are read.
            prefix: Where the project lies in its repository, with `/` at its end.
            log: What commits changed, newest first.
            contents: Has the contents of files.
            names: Has their names and sizes.
        """
        self._settings, self._prefix = settings, prefix
        self._contents, self._names = contents, names
        self._codes = frozenset(tag.upper() for tag in portfolio.framework.tags)
        self._present = {item.key: prefix + item.path for item in portfolio.evidence}
        self._by_path: dict[str, list[tuple[int, FileVersion]]] = defaultdict(list)
        for number, filed in enumerate(log):
            self._by_path[filed.path].append((number, filed))
        self._items: dict[tuple[str, str], Evidence | None] = {}
        self._ids: dict[str, str] = {}
        self._digests: dict[str, tuple[str, ...]] = {}
        self.lacks = False
        """Whether the content of some file was not there."""

    def find(self, want: Wanted, judged: Judged) -> ItemVersion | None:
        """Return a version that was judged; one of which only the text agrees, if need be."""
        by_text: ItemVersion | None = None
        for path in self._paths(want.item):
            for _, filed in self._by_path.get(path, ()):
                item = self._item(filed.blob, path) if self._is_of(filed.blob, want.item) else None
                if item is None or item.key != want.item or not self._may_be(item, judged):
                    continue
                version = self._at(filed, item, judged)
                if version.is_whole:
                    return version
                by_text = by_text or (version if judged.parts else None)
        return by_text

    def _paths(self, key: str) -> Iterator[str]:
        """Give where an item may have lain: where it lies, where nothing lies now, the rest."""
        own = self._present.get(key, "")
        others = set(self._present.values()) - {own}
        pages = [path for path in self._by_path if path.lower().endswith(".md") and path != own]
        yield from (own, *(page for page in pages if page not in others))
        yield from (page for page in pages if page in others)

    def _at(self, filed: FileVersion, item: Evidence, judged: Judged) -> ItemVersion:
        """Return the newest commit in which a page and its files are what was judged."""
        touching = self._touching(filed.path, item, judged)
        for place, commit in enumerate(touching):
            name = self._name(f"{commit.commit}:{filed.path}")
            if name == filed.blob and self._is_judged(commit.commit, filed.path, item, judged):
                changed_on = self._changed_on(touching[:place], filed.path, judged)
                return ItemVersion(commit.commit, commit.day, item, changed_on=changed_on)
        return ItemVersion(filed.commit, filed.day, item, is_whole=False)

    def _touching(self, path: str, item: Evidence, judged: Judged) -> list[FileVersion]:
        """Return the commits that changed a page or one of its files, newest first."""
        files = {*_files_of(item), *(judged.parts.attachments if judged.parts else ())}
        beside = {normpath(f"{dirname(path)}/{name}") for name in files}
        present = self._present.get(item.key, path)
        found = [blob for name in {path, present, *beside} for blob in self._by_path.get(name, ())]
        return list({filed.commit: filed for _, filed in sorted(found)}.values())

    def _changed_on(self, newer: list[FileVersion], path: str, judged: Judged) -> str:
        """Return the day of the first of some newer commits in which the item is another."""
        for filed in reversed(newer):
            for at in dict.fromkeys((path, self._present.get(judged.evidence, path))):
                item = self._item(self._name(f"{filed.commit}:{at}"), at)
                if item and item.key == judged.evidence:
                    if not self._is_judged(filed.commit, at, item, judged):
                        return filed.day
                    break
        return ""

    def _may_be(self, item: Evidence, judged: Judged) -> bool:
        """Tell whether the text and the front matter of a version are those that were judged."""
        return judged.parts is None or _parts_of(item, self._codes) == (
            judged.parts.fields,
            judged.parts.body,
        )

    def _is_judged(self, commit: str, path: str, item: Evidence, judged: Judged) -> bool:
        """Tell whether a version with its files has the fingerprint that was judged."""
        files = {
            name: digests
            for name in _files_of(item)
            if (digests := self._digests_of(commit, normpath(f"{dirname(path)}/{name}")))
        }
        known = judged.parts.attachments if judged.parts else {}
        for way in range(_WAYS):
            chosen = {
                name: known[name] if known.get(name) in digests else digests[way % len(digests)]
                for name, digests in files.items()
            }
            if fingerprint(item, chosen, self._codes).value == judged.fingerprint:
                return True
        return False

    def _is_of(self, blob: str, key: str) -> bool:
        """Tell whether a content seems to be a page of an item, at a glance."""
        if blob not in self._ids:
            found = _ID.search(self._content(blob, _MOST_TEXT) or b"")
            self._ids[blob] = found[1].decode("utf-8", "replace").upper() if found else ""
        return self._ids[blob] == key

    def _item(self, blob: str, path: str) -> Evidence | None:
        """Return the item that a content holds as a page at some path."""
        if (blob, path) not in self._items:
            here = path.removeprefix(self._prefix)
            data = self._content(blob, _MOST_TEXT)
            read = data and read_evidence(
                data, here, self._settings.evidence, self._settings.dialect
            )
            self._items[blob, path] = read[0] if read else None
        return self._items[blob, path]

    def _digests_of(self, commit: str, path: str) -> tuple[str, ...]:
        """Return the SHA-256 of a file in a commit, and with other line ends; none without one."""
        blob = self._name(f"{commit}:{path}")
        if not blob:
            return ()
        if blob not in self._digests:
            data = self._content(blob, _MOST_BYTES)
            self._digests[blob] = tuple(_digests(data)) if data is not None else ()
        return self._digests[blob]

    def _name(self, name: str) -> str:
        """Return the content that lies somewhere, by its name; empty where none does."""
        try:
            return self._names.size(name)[0]
        except MissingError:
            return ""

    def _content(self, blob: str, most: int) -> bytes | None:
        try:
            if not blob or self._names.size(blob)[1] > most:
                return None
            return self._contents.read(blob)
        except MissingError:
            self.lacks = True
            return None


def _files_of(item: Evidence) -> Iterator[str]:
    """Give the attached files of an item from its page's folder."""
    for attachment in item.attachments:
        if attachment.path:
            yield relpath(attachment.path, dirname(item.path) or ".")


def _parts_of(item: Evidence, codes: frozenset[str]) -> tuple[str, str]:
    fields, body = canonical_fields(item), without_marks(item.body, codes)
    return sha256(fields.encode()).hexdigest(), sha256(body.encode()).hexdigest()


def _digests(data: bytes) -> Iterator[str]:
    yield sha256(data).hexdigest()
    if b"\0" not in data and b"\n" in data:
        unix = data.replace(b"\r\n", b"\n")
        yield sha256(unix.replace(b"\n", b"\r\n")).hexdigest()
        yield sha256(unix).hexdigest()
