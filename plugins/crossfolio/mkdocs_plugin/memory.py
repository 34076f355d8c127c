"""What earlier builds worked out about each page, so that only what has changed is done anew.

There is a file for each page, and in it a part for each step: what went into the step, as a
digest, and what came out. A step whose input is the same need not be done again, and that is
all that is ever taken from here; without these files a build is slower and not different.
"""

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache

from crossfolio.workspace.cache import program, read_kept, sealed

Part = dict[str, Any]
"""`key` and `value`."""


_PROGRAMS = ("mkdocs", "properdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "nh3")
_EXTRAS = ("pymdown-extensions", "pygments")
"""Programs that have a part in a page; some may not be installed."""


def digest(*parts: str | bytes) -> str:
    """Return what tells these from all others; a text and its bytes are the same."""
    data = [it if isinstance(it, bytes) else it.encode("utf-8", "surrogatepass") for it in parts]
    lengths = b"%s\n" % str([len(it) for it in data]).encode()
    return blake2b(lengths + b"".join(data), digest_size=16).hexdigest()


@dataclass(slots=True)
class PageMemory:
    """What is known about one page."""

    parts: dict[str, Part]
    base: str
    """What every key stands upon; empty where nothing is kept."""
    changed: bool = False

    def recall(self, step: str, *inputs: str | bytes) -> Any:  # noqa: ANN401 - whatever was kept
        """Return what a step gave for these inputs; nothing where that is not known."""
        part = self.parts.get(step) if self.base else None
        if part and part.get("key") == digest(self.base, *inputs):
            return part.get("value")
        return None

    def keep(self, step: str, *inputs: str | bytes, value: object) -> None:
        """Note what a step has given."""
        if not self.base:
            return
        self.parts[step] = {"key": digest(self.base, *inputs), "value": value}
        self.changed = True

    def once(self, step: str, make: Callable[[], Any], *inputs: str | bytes) -> Any:  # noqa: ANN401
        """Return what a step gives for these inputs; do it only where that is not known."""
        value = self.recall(step, *inputs)
        if value is None:
            value = make()
            self.keep(step, *inputs, value=value)
        return value


class Memory:
    """What is known about pages, and the files in which it lies."""

    def __init__(self, folder: Path | None, base: str) -> None:
        """Remember nothing yet.

        Args:
            folder: Where the files lie; nothing if nothing outlives this process.
            base: What every key stands upon; empty if nothing is to be kept.
        """
        self._folder = folder
        self._base = base
        self._pages: dict[str, PageMemory] = {}
        self._asked: set[str] = set()

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return bool(self._base)

    def page(self, source: str) -> PageMemory:
        """Return what is known about a page, by the path of its source."""
        self._asked.add(source)
        if source not in self._pages:
            self._pages[source] = PageMemory(self._read(source), self._base)
        return self._pages[source]

    def close(self) -> None:
        """End a build: write what is new, and forget pages that were not asked for."""
        if self._folder:
            self._write(self._folder)
        self._pages = {source: self._pages[source] for source in self._asked}
        self._asked = set()

    def _write(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for source, page in self._pages.items():
                if page.changed:
                    _write(_file(folder, source), self._base, page.parts)
                    page.changed = False
            wanted = {digest(source) for source in self._asked}
            for entry in os.scandir(folder):
                if entry.name not in wanted:
                    Path(entry.path).unlink(missing_ok=True)
        except OSError:  # The next build is slower, and no worse.
            return

    def _read(self, source: str) -> dict[str, Part]:
        """Return what is known; it is believed only if the same programs have written it."""
        content = read_kept(_file(self._folder, source)) if self._folder else None
        if content is None or not content.startswith(self._base.encode()):
            return {}
        parts: dict[str, Part] = marshal.loads(content[len(self._base) :])  # noqa: S302 - our own
        return parts


def _file(folder: Path, source: str) -> str:
    return f"{folder}/{digest(source)}"


def open_memory(folder: Path | None, *, serving: bool) -> Memory:
    """Return what is known about the pages of a project.

    Args:
        folder: The project's folder of what is kept between runs; nothing if there is none.
        serving: Whether this process builds the site more than once.
    """
    versions = [sys.version, program(), *map(_version, (*_PROGRAMS, *_EXTRAS))]
    base = digest(*versions) if folder or serving else ""
    return Memory(folder / "pages" if folder else None, base)


def keep_compiled(env: Environment, folder: Path | None) -> None:
    """Have compiled templates kept between builds; Jinja compares their sources."""
    if folder:
        compiled = folder / "templates"
        with suppress(OSError):
            compiled.mkdir(exist_ok=True)
            env.bytecode_cache = FileSystemBytecodeCache(str(compiled))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _write(file: str, base: str, parts: dict[str, Part]) -> None:
    """Write a file whole or not at all, also where another build does so at the same time."""
    try:
        content = marshal.dumps(parts)
    except ValueError:  # Another plugin has put something of its own there: it is made each time.
        return
    new = Path(f"{file}.{os.getpid()}.new")
    new.write_bytes(sealed(base.encode() + content))
    new.replace(file)
