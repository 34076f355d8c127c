"""A bundle checked, and laid out in a new folder: whole or not at all."""

import shutil
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from zipfile import BadZipFile, ZipFile, ZipInfo

from crossfolio.core.choices import Edition
from crossfolio.core.findings import printable
from crossfolio.handover import settings, states
from crossfolio.handover.archive import (
    ArchiveRefusedError,
    entries_of,
    inner_archives,
    open_archive,
    size_of,
)
from crossfolio.handover.bag import (
    DECLARATION,
    DECLARED,
    EDITION,
    FORMAT,
    INFO,
    MANIFEST,
    OWNER,
    PAYLOAD,
    TAG_MANIFEST,
    TOP,
    VERSION,
)
from crossfolio.handover.bundle import SITE, SOURCES
from crossfolio.handover.states import States
from crossfolio.workspace.locating import SITE_FILE
from crossfolio.workspace.project import UnusableSettingsError, open_project

OTHERS_SITE_FILE = "mkdocs.sender.yml"
"""What the sender's mkdocs.yml is called where it arrives: it may name programs to run."""
_PIECE = 1 << 20
_MOST_TEXT = 64 << 20
"""Bytes of a manifest or another file that is read at once."""


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that has been laid out."""

    edition: str
    files: int
    states: States
    site: str
    """The folder of its site."""
    lost_extensions: tuple[str, ...]


def receive(bundle: Path, folder: Path) -> Received:
    """Check a bundle and lay it out in a new folder.

    Raises:
        ArchiveRefusedError: With the file and the reason; nothing is laid out.
        OSError: Where something cannot be read or written; nothing is laid out.
    """
    if folder.exists() or folder.is_symlink():
        raise ArchiveRefusedError(f"{folder.as_posix()} is there already; name a new folder")
    size = size_of(bundle)
    with bundle.open("rb") as file, open_archive(file) as archive:
        entries = entries_of(archive, size)
        tags = _tags(archive, entries)
        edition = _edition(tags[INFO])
        sums = _manifest(tags[MANIFEST], MANIFEST)
        payload = _payload(entries, sums)
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            _unpack(archive, payload, sums, scratch / PAYLOAD)
            received = _laid_out(scratch / PAYLOAD, edition)
            (scratch / PAYLOAD / SOURCES).rename(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return received


def _tags(archive: ZipFile, entries: Mapping[str, ZipInfo]) -> dict[str, bytes]:
    """Return the files beside the payload, once they are those of a bundle and as they were."""
    names = (DECLARATION, INFO, MANIFEST, TAG_MANIFEST)
    missing = [name for name in names if f"{TOP}/{name}" not in entries]
    if missing:
        inner = inner_archives(entries)
        if inner:
            what = printable(inner[0], 200)
            raise ArchiveRefusedError(
                f"it is no bundle, and holds {what}; unpack it and give that one"
            )
        raise ArchiveRefusedError(f"it is no bundle: {TOP}/{missing[0]} is missing")
    beside = (name for name in entries if not name.startswith(f"{TOP}/{PAYLOAD}/"))
    for name in beside:
        if name.removeprefix(f"{TOP}/") not in names:
            raise ArchiveRefusedError(f"{printable(name, 200)}: no bundle has such a file")
    tags = {name: _read(archive, entries[f"{TOP}/{name}"]) for name in names}
    if tags[DECLARATION] != DECLARED:
        raise ArchiveRefusedError(f"{TOP}/{DECLARATION}: it declares no bag of version 1.0")
    listed = _manifest(tags[TAG_MANIFEST], TAG_MANIFEST)
    for name in (DECLARATION, INFO, MANIFEST):
        if listed.get(name) != sha256(tags[name]).hexdigest():
            raise ArchiveRefusedError(f"{TOP}/{name}: it was altered; its checksum is another")
    if len(listed) != len(names) - 1:
        raise ArchiveRefusedError(f"{TOP}/{TAG_MANIFEST}: it names files that are not there")
    return tags


def _edition(info: bytes) -> str:
    """Return whom a bundle is for.

    Raises:
        ArchiveRefusedError: Where it is not one of ours, or holds no sources.
    """
    lines = info.decode("utf-8", "replace").splitlines()
    said = dict(line.split(": ", 1) for line in lines if ": " in line)
    if said.get(FORMAT) != VERSION:
        raise ArchiveRefusedError(f"{TOP}/{INFO}: it is of no version that this Crossfolio knows")
    edition = said.get(EDITION, "")
    if edition not in (OWNER, Edition.ASSESSOR):
        raise ArchiveRefusedError(
            f"it is of the edition `{printable(edition)}`, which holds the site and no sources; "
            f"open {TOP}/{PAYLOAD}/{SITE}/index.html, or ask for a bundle of the owner's"
        )
    return edition


def _manifest(data: bytes, name: str) -> dict[str, str]:
    """Return the checksums of a manifest by path."""
    sums: dict[str, str] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        digest, separator, path = line.partition("  ")
        if not separator or len(digest) != 2 * sha256().digest_size or path in sums:
            raise ArchiveRefusedError(f"{TOP}/{name}: line {number} cannot be read")
        sums[path] = digest
    return sums


def _payload(entries: Mapping[str, ZipInfo], sums: Mapping[str, str]) -> dict[str, ZipInfo]:
    """Return the files of the payload by path, once the manifest names each, and no other."""
    found = {name.removeprefix(f"{TOP}/"): entry for name, entry in entries.items()}
    payload = {name: entry for name, entry in found.items() if name.startswith(f"{PAYLOAD}/")}
    for name in sorted(payload.keys() - sums.keys()):
        raise ArchiveRefusedError(f"{printable(name, 200)}: the manifest does not name it")
    for name in sorted(sums.keys() - payload.keys()):
        raise ArchiveRefusedError(f"{printable(name, 200)}: it is missing; the manifest names it")
    return payload


def _unpack(
    archive: ZipFile, payload: Mapping[str, ZipInfo], sums: Mapping[str, str], top: Path
) -> None:
    """Write the payload below a folder of ours, and compare each file with its checksum."""
    for name, entry in payload.items():
        path = top / name.removeprefix(f"{PAYLOAD}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        digest, length = sha256(), 0
        try:
            with archive.open(entry) as packed, path.open("xb") as file:
                while piece := packed.read(_PIECE):
                    length += len(piece)
                    digest.update(piece)
                    file.write(piece)
        except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise ArchiveRefusedError(f"{printable(name, 200)}: it cannot be unpacked") from error
        if digest.hexdigest() != sums[name] or length != entry.file_size:
            raise ArchiveRefusedError(
                f"{printable(name, 200)}: it was altered; its checksum is another"
            )


def _laid_out(data: Path, edition: str) -> Received:
    """Complete the sources with a mkdocs.yml of ours and the site; return what there is."""
    sources, written = data / SOURCES, data / settings.NAME
    read = states.read(_text(data / states.NAME)) if (data / states.NAME).is_file() else None
    ours = settings.site_file(_text(written)) if written.is_file() else None
    if read is None or ours is None or not sources.is_dir():
        what = states.NAME if read is None else settings.NAME if ours is None else SOURCES
        raise ArchiveRefusedError(f"{PAYLOAD}/{what}: it is missing, or cannot be read")
    for file in [path for path in sources.iterdir() if path.name.casefold() == SITE_FILE]:
        file.rename(sources / _free(sources, OTHERS_SITE_FILE))
    (sources / SITE_FILE).write_bytes(ours)
    try:
        open_project(sources)
    except UnusableSettingsError as error:
        why = printable(error.findings[0].message, 200)
        raise ArchiveRefusedError(f"{PAYLOAD}/{settings.NAME}: it cannot be used: {why}") from error
    files = sum(path.is_file() for path in sources.rglob("*"))
    site = _free(sources, SITE)
    if (data / SITE).is_dir():
        (data / SITE).rename(sources / site)
    lost = tuple(settings.lost_extensions(_text(written)))
    return Received(edition, files, read, site, lost)


def _free(folder: Path, name: str) -> str:
    """Return a name that nothing in a folder has, without case."""
    taken = {path.name.casefold() for path in folder.iterdir()}
    while name.casefold() in taken:
        name = f"received-{name}"
    return name


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    if entry.file_size > _MOST_TEXT:
        raise ArchiveRefusedError(f"{printable(entry.filename, 200)}: it is too large")
    try:
        return archive.read(entry)
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise ArchiveRefusedError(
            f"{printable(entry.filename, 200)}: it cannot be unpacked"
        ) from error


def _text(path: Path) -> bytes:
    """Return the bytes of a file of ours, or none where it is larger than any of ours."""
    return path.read_bytes() if path.stat().st_size <= _MOST_TEXT else b""
