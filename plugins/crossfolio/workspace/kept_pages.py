"""The results of pages, kept on the disk from one run to the next.

They lie in some files, so that after one edit only one of these is written anew. Each result
is known again by its page's stamp or content, so it does not matter which of several runs
wrote last, or whether one was killed. Of a page's text they hold the front matter, headings and
the words for pictures.
"""

import marshal
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from crossfolio.workspace.cache import cache_folder, program, read_kept, write_kept
from crossfolio.workspace.plain_items import Plain

_FILES = 64
_LEAST = 200
"""Pages below which reading them all is as fast."""


class KeptPages:
    """What is kept of a project's pages, in plain values, by path."""

    def __init__(self, folder: Path) -> None:
        """Use what is kept in a folder of the user's own."""
        self._folder = folder
        self._kept: list[dict[str, Plain]] = []
        self._state = b""

    def recall(self, settings: Iterable[str]) -> dict[str, Plain]:
        """Return what was kept by this program under these settings."""
        self._state = f"{program()} {'/'.join(settings)}\n".encode()
        self._kept = [self._read(number) for number in range(_FILES)]
        return {path: plain for kept in self._kept for path, plain in kept.items()}

    def keep(self, pages: Mapping[str, Plain]) -> None:
        """Keep these, and nothing else; what has not changed is not written again."""
        new: list[dict[str, Plain]] = [{} for _ in range(_FILES)]
        for path, plain in pages.items() if len(pages) >= _LEAST else ():
            new[crc32(path.encode()) % _FILES][path] = plain
        for number, (known, kept) in enumerate(zip(self._kept, new, strict=True)):
            if known.keys() != kept.keys() or any(known[it] is not kept[it] for it in kept):
                self._write(number, kept)
        self._kept = new

    def _read(self, number: int) -> dict[str, Plain]:
        content = read_kept(self._file(number))
        if content is None or not content.startswith(self._state):
            return {}
        kept: dict[str, Plain] = marshal.loads(content[len(self._state) :])  # noqa: S302 - our own
        return kept

    def _write(self, number: int, kept: dict[str, Plain]) -> None:
        if kept:
            write_kept(self._file(number), self._state + marshal.dumps(kept))
        else:
            with suppress(OSError):
                self._file(number).unlink(missing_ok=True)

    def _file(self, number: int) -> Path:
        return self._folder / f"pages-{number:02}"


def kept_pages(root: Path) -> KeptPages | None:
    """Return what is kept of a project's pages; nothing where nothing can be kept."""
    folder = cache_folder(root)
    return KeptPages(folder) if folder else None
