"""What of hidden items stands in the built site, looked for by content."""

import itertools
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import file_digest, sha256
from html import unescape
from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence, Json
from crossfolio.core.media import MOST_BYTES
from crossfolio.core.seen import Seen
from crossfolio.loaders.clean_copy import clean_copy, is_cleaned
from crossfolio.loaders.picture_parts import BrokenPictureError

Words = tuple[str, ...]

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[^\n\[\]()<>*_`|#{}\\]+")
"""A stretch of Markdown that stands in the site as it stands in the page."""
_ENOUGH = 6
"""Words in a row that are hardly written twice by chance."""
_ENOUGH_FOR_TITLE = 3
_TEXTUAL = {".html", ".json", ".xml", ".txt", ".csv", ".svg", ".md"}


def leaks(
    site: Path, checked: Checked, seen: Seen, root: Path, elsewhere: Iterable[str]
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
    """
    items = checked.portfolio.evidence
    hidden = [it for it in items if not seen.in_full(it)]
    if not hidden:
        return
    shown = [it for it in items if seen.in_full(it)]
    there = checked.portfolio.files
    known = _digests(shown, root, there)
    found = _digests(hidden, root, there)
    files = {digest: id for digest, id in found.items() if digest not in known}
    secrets = _Secrets(it for item in hidden for it in _secrets(item))
    for text in (*_shown(seen), *elsewhere):
        secrets.allow(text)
    for path in sorted(site.rglob("*")):
        if not path.is_file():
            continue
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        digest = sha256(data).hexdigest() if files else ""
        if digest in files:
            yield f"{name} is an attachment of {files[digest]}"
        if path.suffix in _TEXTUAL:
            for item in secrets.found_in(_readable(path.suffix, data)):
                yield f"{name} holds text of {item}"


def _readable(suffix: str, data: bytes) -> str:
    """Return the text of a built file as its readers see it, without escapes."""
    text = data.decode("utf-8", errors="replace")
    if suffix == ".json":
        with suppress(ValueError):
            text = json.dumps(json.loads(text), ensure_ascii=False)
    return unescape(text)


class _Secrets:
    """Rows of words that must stand nowhere, found again by their first two."""

    def __init__(self, rows: Iterable[tuple[Words, str]]) -> None:
        self._rows: dict[tuple[str, str], dict[Words, str]] = {}
        for words, item in rows:
            self._rows.setdefault((words[0], words[1]), {})[words] = item

    def allow(self, text: str) -> None:
        """Forget every row that stands in a text that may be seen."""
        for start, words in list(self._matches(text)):
            self._rows[start].pop(words, None)

    def found_in(self, text: str) -> list[str]:
        """Return the items whose rows stand in a text, each once."""
        found = {self._rows[start][words] for start, words in self._matches(text)}
        return sorted(found)

    def _matches(self, text: str) -> Iterator[tuple[tuple[str, str], Words]]:
        words = list(map(str.lower, _WORD.findall(text)))
        # Most texts hold no pair that a row begins with, which a set tells without a loop.
        starts = self._rows.keys() & set(itertools.pairwise(words))
        if not starts:
            return
        for number, start in enumerate(itertools.pairwise(words)):
            for row in self._rows[start] if start in starts else ():
                if tuple(words[number : number + len(row)]) == row:
                    yield start, row


def _shown(seen: Seen) -> Iterator[str]:
    """Give the texts that every reader of the edition may see."""
    for item in seen.portfolio.evidence:
        yield "\n".join((item.title, item.body, *_texts(item.fields)))
    for unit in seen.portfolio.framework.units.values():
        yield unit.title
        for outcome in unit.outcomes:
            yield outcome.text
        for criterion in unit.criteria:
            yield f"{criterion.title}\n{criterion.text}"


def _texts(value: Json | Mapping[str, Json]) -> Iterator[str]:
    """Give every text in a field of the front matter, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for it in value.values():
            yield from _texts(it)
    elif isinstance(value, list):
        for it in value:
            yield from _texts(it)


def _secrets(item: Evidence) -> Iterator[tuple[Words, str]]:
    title = _words(item.title)
    if len(title) >= _ENOUGH_FOR_TITLE:
        yield title, item.id
    for stretch in _PLAIN.finditer(item.body):
        words = _words(stretch[0])
        if len(words) >= _ENOUGH:
            yield words[:_ENOUGH], item.id


def _words(text: str) -> Words:
    return tuple(word.lower() for word in _WORD.findall(text))


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
