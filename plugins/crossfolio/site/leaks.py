"""What of hidden items stands in the built site, looked for by content."""

import json
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from hashlib import file_digest, sha256
from html import unescape
from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.hidden_words import HiddenWords, shown_texts
from crossfolio.core.media import MOST_BYTES
from crossfolio.core.seen import Seen
from crossfolio.loaders.media.clean_copy import clean_copy, is_cleaned
from crossfolio.loaders.media.picture_parts import BrokenPictureError

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
    secrets = HiddenWords(hidden)
    for text in (*shown_texts(seen), *elsewhere):
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
