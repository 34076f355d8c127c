"""The parts of a picture file, found by walking from one to the next.

Only headers are read, and the pixels of a JPEG in pieces, to find where it ends.
Sources: W3C, PNG (third edition), 5.3; ITU T.81, annex B; Google, WebP container.
"""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from crossfolio.core.regex import regex

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PIECE = 1 << 16
_MOST_PARTS = 100_000
_MARKER = regex(rb"\xff+[^\x00\xff\xd0-\xd7]")
_ALONE = frozenset(bytes((n,)) for n in (0x01, *range(0xD0, 0xDA)))
_SCAN, _END = b"\xda", b"\xd9"
_LENGTH = 2
"""Bytes that tell how long a segment is."""


class PicturePart(NamedTuple):
    """A chunk or segment of a picture file."""

    name: bytes
    """A chunk's four letters, or a marker's one byte."""
    start: int
    """Where it begins in the file, its header included."""
    data: int
    """Where its data begin."""
    size: int
    """Of its data."""
    end: int
    """Where the next part begins."""


class BrokenPictureError(Exception):
    """A picture that ends early, or whose parts do not fit together."""


def parts(opened: BinaryIO) -> Iterator[PicturePart]:
    """Give the parts of a PNG, JPEG, WebP or GIF file, the last one included.

    Raises:
        BrokenPictureError: Where the file breaks off.
    """
    whole = opened.seek(0, 2)
    opened.seek(0)
    head = opened.read(12)
    if head.startswith(_PNG_START):
        walk = _png(opened, whole)
    elif head.startswith(b"\xff\xd8"):
        walk = _jpeg(opened, whole)
    elif head.startswith(b"RIFF") and head.endswith(b"WEBP"):
        walk = _webp(opened, whole)
    elif head.startswith((b"GIF87a", b"GIF89a")):
        walk = _gif(opened, whole)
    else:
        raise BrokenPictureError
    for number, part in enumerate(walk):
        if number > _MOST_PARTS or part.end > whole:
            raise BrokenPictureError
        yield part


def read_part(opened: BinaryIO, part: PicturePart, most: int = 1 << 20) -> bytes:
    """Return the data of a part, up to a bound."""
    opened.seek(part.data)
    return opened.read(min(part.size, most))


def _png(opened: BinaryIO, whole: int) -> Iterator[PicturePart]:
    at = len(_PNG_START)
    while at + 12 <= whole:
        opened.seek(at)
        head = opened.read(8)
        size, name = int.from_bytes(head[:4]), head[4:]
        part = PicturePart(name, at, at + 8, size, at + 12 + size)
        yield part
        if name == b"IEND":
            return
        at = part.end
    raise BrokenPictureError


def _webp(opened: BinaryIO, whole: int) -> Iterator[PicturePart]:
    opened.seek(4)
    end = 8 + int.from_bytes(opened.read(4), "little")
    if end > whole:
        raise BrokenPictureError
    at = 12
    while at + 8 <= end:
        opened.seek(at)
        head = opened.read(8)
        size = int.from_bytes(head[4:], "little")
        part = PicturePart(head[:4], at, at + 8, size, min(at + 8 + size + size % 2, end))
        if at + 8 + size > end:
            raise BrokenPictureError
        yield part
        at = part.end
    yield PicturePart(b"", end, end, 0, end)


def _gif(opened: BinaryIO, whole: int) -> Iterator[PicturePart]:
    """Give the blocks of a GIF by their first byte; an extension by its label.

    Source: CompuServe, Graphics Interchange Format, version 89a.
    """
    opened.seek(0)
    head = opened.read(13)
    at = 13 + _table(head[10:11])
    yield PicturePart(b"GIF", 0, 6, 7, at)
    while at < whole:
        opened.seek(at)
        start = opened.read(10)
        if start.startswith(b";"):
            yield PicturePart(b";", at, at + 1, 0, at + 1)
            return
        is_picture = start.startswith(b",")
        if not is_picture and not start.startswith(b"!"):
            raise BrokenPictureError
        data = at + 11 + _table(start[9:10]) if is_picture else at + 2
        end = _after_blocks(opened, data)
        is_xmp = start[1:2] == b"\xff" and _starts(opened, data + 1, b"XMP Data")
        name = b"," if is_picture else b"XMP " if is_xmp else start[1:2]
        yield PicturePart(name, at, data, end - data, end)
        at = end
    raise BrokenPictureError


def _table(flags: bytes) -> int:
    """Return how many bytes of colours follow."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _starts(opened: BinaryIO, at: int, text: bytes) -> bool:
    opened.seek(at)
    return opened.read(len(text)) == text


def _after_blocks(opened: BinaryIO, at: int) -> int:
    """Return where a row of blocks ends, each of which says how long it is."""
    opened.seek(at)
    while size := opened.read(1):
        at += 1 + size[0]
        if not size[0]:
            return at
        opened.seek(at)
    raise BrokenPictureError


def _jpeg(opened: BinaryIO, whole: int) -> Iterator[PicturePart]:
    at = 2
    while at + 2 <= whole:
        opened.seek(at)
        head = opened.read(4)
        name, size = head[1:2], max(int.from_bytes(head[2:4]) - _LENGTH, 0)
        if not head.startswith(b"\xff") or name == b"\0":
            raise BrokenPictureError
        if name == b"\xff":  # A byte that fills up; it stands before any marker.
            yield PicturePart(b"", at, at + 1, 0, at + 1)
            at += 1
        elif name in _ALONE:
            yield PicturePart(name, at, at + 2, 0, at + 2)
            if name == _END:
                return
            at += 2
        else:
            end = at + 2 + _LENGTH + size
            end = _after_pixels(opened, end) if name == _SCAN else end
            yield PicturePart(name, at, at + 2 + _LENGTH, size, end)
            at = end
    raise BrokenPictureError


def _after_pixels(opened: BinaryIO, at: int) -> int:
    """Return where the marker stands that follows the pixels of a JPEG."""
    opened.seek(at)
    piece, base = b"", at
    while read := opened.read(_PIECE):
        piece += read
        found = _MARKER.search(piece)
        if found:
            return base + found.end() - 2
        keep = len(piece) - len(piece.rstrip(b"\xff"))
        base += len(piece) - min(keep, 1)
        piece = b"\xff" if keep else b""
    raise BrokenPictureError
