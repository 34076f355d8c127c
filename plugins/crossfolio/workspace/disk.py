"""Where the bytes of a portfolio's files come from: the disk, or what an editor holds over it."""

import os
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EINVAL
from io import BufferedReader, BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import Protocol

from crossfolio.core.characters import composed_name
from crossfolio.workspace.tree import Tree, tree_of, with_unsaved
from crossfolio.workspace.walk import Stamp, Walks, on_disk, stamp_of

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe is opened without waiting for whoever writes into it."""

Opened = BufferedReader | BytesIO


class Files(Protocol):
    """A project's files by their path from its root."""

    @abstractmethod
    def find(self, folder: str) -> Tree:
        """Find the files of a folder and of the folders in it."""

    @abstractmethod
    def stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a file; `None` where it cannot be had or does not lie on the disk.

        Only what has a stamp can be known again without reading it.
        """

    @abstractmethod
    def is_file(self, path: str) -> bool:
        """Tell whether there is an ordinary file, and no link to one."""

    @abstractmethod
    def read(self, path: str, most: int) -> bytes:
        """Return a file's first bytes.

        Raises:
            OSError: Where it cannot be opened.
        """

    @abstractmethod
    def open(self, path: str) -> Opened:
        """Open a file to read it in pieces.

        Raises:
            OSError: Where it cannot be opened.
        """


def found_in(root: Path, path: str) -> str:
    """Return the name of a file on the disk, which may keep accents apart from their letters."""
    named = on_disk(path)
    if path.isascii() or os.path.lexists(f"{root}/{named}"):
        return named
    found = root
    for name in path.split("/"):
        names = [file_path.name for file_path in found.iterdir()] if found.is_dir() else []
        found /= next((entry for entry in names if composed_name(entry) == name), name)
    return found.relative_to(root).as_posix()


class Disk:
    """The files of a project's folder; each folder as it was when it was first asked for."""

    def __init__(self, root: Path, walks: Walks | None = None) -> None:
        """Look at a project's folder.

        Args:
            root: The folder.
            walks: What is known of the folders in it.
        """
        self.root = root
        self._walks = walks or Walks(root)
        self._trees: dict[str, Tree] = {}

    def find(self, folder: str) -> Tree:
        """See `Files`."""
        if folder not in self._trees:
            self._trees[folder] = tree_of(self._walks.of(folder))
        return self._trees[folder]

    def stamp(self, path: str) -> Stamp | None:
        """See `Files`."""
        return self._walks.stamp(path) or stamp_of(f"{self.root}/{found_in(self.root, path)}")

    def is_file(self, path: str) -> bool:
        """See `Files`."""
        if self._walks.stamp(path):
            return True
        file = self.root / found_in(self.root, path)
        try:
            return file.is_file() and not file.is_symlink()
        except OSError:  # A name that no system takes, for one because it is too long.
            return False

    def read(self, path: str, most: int) -> bytes:
        """See `Files`."""
        handle = os.open(f"{self.root}/{found_in(self.root, path)}", _READING)
        try:
            told = os.fstat(handle)
            if not S_ISREG(told.st_mode):
                raise OSError(EINVAL, "it is no ordinary file")
            size = min(told.st_size, most)  # A buffer of `most` would be costly.
            data = os.read(handle, size + 1)
            while size != len(data) < most and (more := os.read(handle, most - len(data))):
                data += more  # It grew meanwhile, or is of a kind that has no size.
            return data[:most]
        finally:
            os.close(handle)

    def open(self, path: str) -> Opened:
        """See `Files`."""
        if not self.is_file(path):  # A pipe would be waited for.
            raise OSError(EINVAL, "it is no ordinary file")
        return Path(self.root, found_in(self.root, path)).open("rb")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What an editor holds, laid over the files below it."""

    below: Files
    contents: Mapping[str, bytes | None]
    """By path from the root; `None` for a file that is to count as deleted."""

    def find(self, folder: str) -> Tree:
        """See `Files`."""
        return with_unsaved(self.below.find(folder), folder, self.contents)

    def stamp(self, path: str) -> Stamp | None:
        """See `Files`."""
        return None if path in self.contents else self.below.stamp(path)

    def is_file(self, path: str) -> bool:
        """See `Files`."""
        held = self.contents.get(path)
        return held is not None if path in self.contents else self.below.is_file(path)

    def read(self, path: str, most: int) -> bytes:
        """See `Files`."""
        data = self._content(path)
        return self.below.read(path, most) if data is None else data[:most]

    def open(self, path: str) -> Opened:
        """See `Files`."""
        data = self._content(path)
        return self.below.open(path) if data is None else BytesIO(data)

    def _content(self, path: str) -> bytes | None:
        data = self.contents.get(path)
        if data is None and path in self.contents:
            raise FileNotFoundError(2, "No such file or directory", path)
        return data
