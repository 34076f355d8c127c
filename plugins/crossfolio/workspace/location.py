"""A path as it is compared with others: what it is, and what it lies in."""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

Key = str | tuple[int, int]
"""A file or folder by its name, or a folder by the numbers under which the disk knows it."""


class Location(NamedTuple):
    """A path as it is compared: what it is, and what it lies in."""

    own: frozenset[Key]
    above: frozenset[Key]


def location(path: Path) -> Location:
    """Return a path as it is compared: as it is written, and with its links resolved.

    Names that differ only in case or in how accents are written count as the same, since on
    some disks they are; so do two names under which the disk knows one folder.
    """
    places = {Path(os.path.realpath(path.parent), path.name), Path(os.path.realpath(path))}
    above = {parent for place in places for parent in place.parents}
    return Location(_keys(places), _keys(above))


def _keys(paths: Iterable[Path]) -> frozenset[Key]:
    return frozenset(key for path in paths for key in _keys_of(path))


def _keys_of(path: Path) -> Iterator[Key]:
    yield unicodedata.normalize("NFC", path.as_posix()).casefold()
    try:
        stat = path.stat()
    except (OSError, ValueError):  # It is not there, or may not be looked at: its name tells.
        return
    if stat.st_ino and path.is_dir():
        yield stat.st_dev, stat.st_ino
