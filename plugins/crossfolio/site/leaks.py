"""What of hidden items stands in the built site, looked for by content."""

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from functools import partial
from hashlib import file_digest, sha256
from html import unescape
from pathlib import Path
from typing import TypeVar

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.hidden_words import HiddenWords, Words, shown_texts
from crossfolio.core.media import MOST_BYTES
from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.loaders.media.clean_copy import clean_copy, is_cleaned
from crossfolio.loaders.media.picture_parts import BrokenPictureError
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, digest

T = TypeVar("T")
_TEXTUAL = {".html", ".json", ".js", ".xml", ".txt", ".csv", ".svg", ".md"}
_ESCAPING = {".json", ".js"}
_ESCAPE = regex(r"\\(?:u(?!d[89a-f])([0-9a-f]{4})|.)", re.IGNORECASE | re.DOTALL)
"""A character of a text in JSON or in a script; a half of a pair beyond U+FFFF is in no word."""
_AT_ONCE = 100_000
"""Bytes of a file that are looked through at once; the largest files have some millions."""
_SHOWN = CachedStep[frozenset[bytes]]("shown", frozenset[bytes])
_BUILT = CachedStep[frozenset[bytes]]("built", frozenset[bytes])


def leaks(
    site: Path,
    checked: Checked,
    seen: Seen,
    root: Path,
    elsewhere: Iterable[str],
    entry: CacheEntry,
) -> Iterator[str]:
    """Name what of items that the edition does not show in full stands in the built site.

    Looked for are their titles, the beginnings of their lines, and their files by
    content. What also stands in a text that may be seen is no leak.

    Args:
        site: The built site.
        checked: The portfolio, with what may not be seen.
        seen: What may be seen of it.
        root: The project's folder.
        elsewhere: The texts of the site's other pages.
        entry: Which texts and files held nothing of the kind in an earlier build.
    """
    items = checked.portfolio.evidence
    hidden = [item for item in items if not seen.in_full(item)]
    if not hidden:
        return
    shown = [item for item in items if seen.in_full(item)]
    there = checked.portfolio.files
    known = _digests(shown, root, there)
    found = _digests(hidden, root, there)
    files = {digest: id for digest, id in found.items() if digest not in known}
    secrets = HiddenWords(hidden)
    secrets.allow(_rows_shown(secrets, (*shown_texts(seen), *elsewhere), entry))
    clean = _Clean(entry, _BUILT, secrets)
    for path in sorted(site.rglob("*")):
        if not path.is_file():
            continue
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        content = sha256(data)
        if content.hexdigest() in files:
            yield f"{name} is an attachment of {files[content.hexdigest()]}"
        if path.suffix in _TEXTUAL:
            key = content.digest() + path.suffix.encode()
            for item in clean.found(key, partial(_items_in, secrets, path.suffix, data)):
                yield f"{name} holds text of {item}"
    clean.keep()


def _rows_shown(secrets: HiddenWords, texts: Iterable[str], entry: CacheEntry) -> set[Words]:
    """Return the rows of words that stand in texts that may be seen."""
    clean = _Clean(entry, _SHOWN, secrets)
    found: set[Words] = set()
    for text in texts:
        found.update(clean.found(digest(text), partial(secrets.rows_in, text)))
    clean.keep()
    return found


class _Clean:
    """Texts in which none of the rows of words stand, by their digests.

    They need not be looked through again for as long as the rows are the same.
    """

    def __init__(
        self, entry: CacheEntry, step: CachedStep[frozenset[bytes]], secrets: HiddenWords
    ) -> None:
        self._entry, self._step = entry, step
        self._rows = digest(repr(sorted(secrets.rows)))
        self._before = entry.recall(step, self._rows) or frozenset()
        self._now: set[bytes] = set()

    def found(self, key: bytes, look: Callable[[], Collection[T]]) -> Collection[T]:
        """Return what is found in a text; look only where it is not known to be clean."""
        rows = () if key in self._before else look()
        if not rows:
            self._now.add(key)
        return rows

    def keep(self) -> None:
        """Keep what is known of the texts of this build."""
        if self._now != self._before:
            self._entry.keep(self._step, self._rows, frozenset(self._now))


def _items_in(secrets: HiddenWords, suffix: str, data: bytes) -> list[str]:
    """Return the items of which a built file holds text."""
    return secrets.found_in_parts(_readable(suffix, part) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """Cut a file behind blanks, where neither a word goes on nor an escape."""
    start = 0
    while start < len(data):
        end = data.find(b" ", start + _AT_ONCE) + 1 or len(data)
        yield data[start:end]
        start = end


def _readable(suffix: str, data: bytes) -> str:
    """Return the text of a built file as its readers see it, without escapes."""
    text = data.decode("utf-8", errors="replace")
    return unescape(_ESCAPE.sub(_unescaped, text) if suffix in _ESCAPING else text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else " "


def _digests(hidden: list[Evidence], root: Path, there: Container[str]) -> dict[str, str]:
    """Give the digests of attached files, and of pictures as the site would get them."""
    return {
        digest: item.id
        for item in hidden
        for attachment in item.attachments
        if attachment.path in there
        for digest in _both(root / attachment.path)
    }


def _both(file: Path) -> Iterator[str]:
    with file.open("rb") as opened:
        yield file_digest(opened, "sha256").hexdigest()
        if is_cleaned(file.name) and opened.tell() <= MOST_BYTES:
            try:
                yield sha256(clean_copy(file.name, opened)).hexdigest()
            except BrokenPictureError:
                return
