"""Reads zips that anybody may have made: only what `write_bag` writes is accepted."""

import re
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from crossfolio.core.file_names import why_unusable
from crossfolio.core.findings import printable
from crossfolio.core.regex import regex

MOST_FILES = 65_535
MOST_BYTES = 4 << 30
"""Of all files unpacked."""
_BOMB = 100
"""How many times smaller than what it holds no honest bundle is; text is packed to a tenth."""
_SMALL = 16 << 20
"""Bytes that do no harm however well they are packed."""
_LONGEST_PATH = 4_000
_HEADER, _LISTED, _END = 30, 46, 22
"""Bytes of a file's header, of its line in the list and of the end of a zip, without names."""
_UTF8 = 0x800
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
_ARCHIVE = regex(r"\.(?:zip|tar|t?gz|bz2|xz|7z|rar)\Z", re.IGNORECASE)


class ArchiveRefusedError(Exception):
    """A file that is not accepted, with the reason; nothing was laid out."""


def entries_of(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    """Return the files of a zip by path, once everything about them is as it may be.

    Args:
        archive: The zip.
        size: Of its file, in bytes.

    Raises:
        ArchiveRefusedError: With the entry and the reason.
    """
    entries = archive.infolist()
    if archive.comment:
        raise ArchiveRefusedError("it has a comment, as no bundle has")
    if len(entries) > MOST_FILES:
        raise ArchiveRefusedError(f"it holds more than {MOST_FILES} files")
    for entry in entries:
        why = _why_refused(entry)
        if why:
            raise ArchiveRefusedError(f"{printable(entry.filename, 200)}: {why}")
    _no_doubles(entries)
    _no_bomb(entries, size)
    _no_gaps(archive, entries, size)
    return {entry.filename: entry for entry in entries}


def open_archive(file: IO[bytes]) -> ZipFile:
    """Open a zip of which nothing is believed yet.

    Raises:
        ArchiveRefusedError: Where it is none, or is cut short.
    """
    try:
        return ZipFile(file)
    except (BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        said = "is it cut short?" if _begins_as_zip(file) else "it does not begin as one does"
        raise ArchiveRefusedError(f"it cannot be read as a zip; {said}") from error


def inner_archives(names: Iterable[str]) -> list[str]:
    """Return the files that are archives themselves, by their names."""
    return [name for name in names if _ARCHIVE.search(name)]


def _begins_as_zip(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(4) == b"PK\x03\x04"


def _why_refused(entry: ZipInfo) -> str:
    """Say why an entry is not accepted, by what the zip says of it; empty where it is."""
    mode = entry.external_attr >> 16
    is_plain = stat.S_IFMT(mode) in (0, stat.S_IFREG) and not entry.is_dir()
    reasons = (
        (entry.flag_bits & _ENCRYPTED, "it is encrypted"),
        (entry.flag_bits & ~_UTF8, "it is packed in a way that no bundle is"),
        (entry.compress_type not in _METHODS, "it is packed by a method that no bundle has"),
        (entry.extra, "it says more of the file than a plain zip, such as ZIP64 does"),
        (entry.comment, "it has a comment, as no file of a bundle has"),
        (stat.S_ISLNK(mode), "it is a link"),
        (not is_plain, "it is no ordinary file"),
    )
    return next((why for is_so, why in reasons if is_so), "") or _why_no_path(entry)


def _why_no_path(entry: ZipInfo) -> str:
    """Say why a name may not be that of a file that is laid out."""
    name = entry.orig_filename
    if name != entry.filename or "\\" in name:
        return "its name holds what no path may"
    if name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in name.split("/"):
        return "its name leads out of the folder"
    if len(name.encode("utf-8", "replace")) > _LONGEST_PATH:
        return "its name is too long"
    for part in name.split("/"):
        why = "has an empty part" if part in ("", ".") else why_unusable(part)
        if why:
            return f"its name {why}"
    return ""


def _no_doubles(entries: Iterable[ZipInfo]) -> None:
    """Refuse names that some disk cannot tell apart, and files that are folders as well."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for entry in entries:
        key = unicodedata.normalize("NFC", entry.filename).casefold()
        if key in seen:
            both = f"{printable(entry.filename, 200)} and {printable(seen[key], 200)}"
            raise ArchiveRefusedError(f"{both}: some disks cannot tell these names apart")
        seen[key] = entry.filename
        above = entry.filename.split("/")[:-1]
        for number in range(1, len(above) + 1):
            path = "/".join(above[:number])
            folded = unicodedata.normalize("NFC", path).casefold()
            if folders.setdefault(folded, path) != path:
                both = f"{printable(path, 200)} and {printable(folders[folded], 200)}"
                raise ArchiveRefusedError(f"{both}: some disks cannot tell these names apart")
    for key in seen.keys() & folders.keys():
        raise ArchiveRefusedError(f"{printable(seen[key], 200)}: it is a file and a folder")


def _no_bomb(entries: Iterable[ZipInfo], size: int) -> None:
    whole = 0
    for entry in entries:
        whole += entry.file_size
        is_large = entry.file_size > _SMALL
        if is_large and entry.file_size > _BOMB * max(1, entry.compress_size):
            raise ArchiveRefusedError(
                f"{printable(entry.filename, 200)}: it swells as no honest file does"
            )
    if whole > MOST_BYTES:
        raise ArchiveRefusedError("it would take more than 4 GB")
    if whole > _SMALL and whole > _BOMB * size:
        raise ArchiveRefusedError("it swells as no honest bundle does")


def _no_gaps(archive: ZipFile, entries: Iterable[ZipInfo], size: int) -> None:
    """Make sure that the files lie one after the other, with nothing before, between or behind."""
    at = listed = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset != at:
            where = printable(entry.filename, 200)
            raise ArchiveRefusedError(
                f"{where}: something lies before it, or it lies over another file"
            )
        name = len(entry.filename.encode() if entry.flag_bits & _UTF8 else entry.filename)
        at += _HEADER + name + entry.compress_size
        listed += _LISTED + name
    if archive.start_dir != at:
        raise ArchiveRefusedError("something lies between its files and its list of them")
    if at + listed + _END != size:
        raise ArchiveRefusedError("something lies behind its list of files")


def size_of(path: Path) -> int:
    """Return the size of a file in bytes.

    Raises:
        ArchiveRefusedError: Where it is no ordinary file.
    """
    if not path.is_file():
        raise ArchiveRefusedError("it is no file" if path.exists() else "there is no such file")
    return path.stat().st_size
