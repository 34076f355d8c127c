"""A BagIt folder in a zip: the same bytes for the same files.

Sources: RFC 8493 (BagIt 1.0); PKWARE, "APPNOTE.TXT", sections 4.3 and 4.4.
"""

import shutil
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, LargeZipFile, ZipFile, ZipInfo

from crossfolio import __version__

TOP = "portfolio"
"""The folder that all files of a bundle lie in."""
PAYLOAD = "data"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OWNER = "owner"
"""Whom a bundle is for that leaves nothing out; else it is an edition."""
EDITION = "Crossfolio-Edition"
FORMAT = "Crossfolio-Format"
VERSION = "1"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip knows."""
_ORDINARY = 0o100644 << 16
"""An ordinary file that its owner may write and all may read, as Unix says it."""
_UNIX = 3

Content = Path | bytes
"""A file on the disk, or what it is to hold."""


class TooLargeError(Exception):
    """More than a plain zip can hold."""


def write_bag(out: IO[bytes], payload: Mapping[str, Content], edition: str | None) -> None:
    """Write a bag with its checksums as a zip.

    Args:
        out: A file that can be read again; it is empty.
        payload: The files, by their path in the bag's `data/`.
        edition: Whom it is for; `None` where it leaves nothing out.

    Raises:
        OSError: Where a file cannot be read.
        TooLargeError: Where it does not fit into a zip without the extensions of ZIP64.
    """
    with ZipFile(out, "w", ZIP_DEFLATED, allowZip64=False, compresslevel=9) as archive:
        try:
            sums, size = {}, 0
            for name in sorted(payload, key=str.encode):
                path = f"{PAYLOAD}/{name}"
                sums[path], octets = _add(archive, path, payload[name])
                size += octets
            tags = {
                DECLARATION: DECLARED,
                INFO: _info(edition, size, len(payload)),
                MANIFEST: manifest(sums.items()),
            }
            for name, data in tags.items():
                _add(archive, name, data)
            listed = ((name, sha256(data).hexdigest()) for name, data in tags.items())
            _add(archive, TAG_MANIFEST, manifest(listed))
        except LargeZipFile as error:
            raise TooLargeError(
                "it does not fit into a plain zip: 65,535 files and 4 GB are the most"
            ) from error


def manifest(sums: Iterable[tuple[str, str]]) -> bytes:
    """Return the lines of a manifest, as `sha256sum` reads them: each hash before its path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sums).encode()


def _info(edition: str | None, octets: int, files: int) -> bytes:
    said = {
        "Bag-Software-Agent": f"Crossfolio {__version__}",
        EDITION: str(edition or OWNER),
        FORMAT: VERSION,
        "Payload-Oxum": f"{octets}.{files}",
    }
    return "".join(f"{name}: {value}\n" for name, value in said.items()).encode()


def _add(archive: ZipFile, path: str, content: Content) -> tuple[str, int]:
    """Add a file; return the SHA-256 of what was added, and its length in bytes."""
    entry = ZipInfo(f"{TOP}/{path}", _TIME)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _ORDINARY
    with content.open("rb") if isinstance(content, Path) else BytesIO(content) as file:
        entry.file_size = file.seek(0, 2)
        file.seek(0)
        digest = file_digest(file, "sha256").hexdigest()
        file.seek(0)
        with archive.open(entry, "w") as written:
            shutil.copyfileobj(file, written)
    return digest, entry.file_size
