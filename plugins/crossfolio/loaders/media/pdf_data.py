"""What a PDF could do or carry along, found by the names in it.

The file is read in pieces and never opened as a document. Streams of packed objects are
unpacked up to a bound; what cannot be unpacked is said. Source: ISO 32000-2, 7.3.5, 7.5.7.
"""

import zlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from crossfolio.core.media import Inside
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

_PIECE = 1 << 20
_OVERLAP = 1 << 12
_MOST_UNPACKED = 16 << 20
_MOST_PACKED = 10_000
_ESCAPE = regex(rb"#([0-9A-Fa-f]{2})")
_NAME = regex(
    rb"/(OpenAction|JavaScript|EmbeddedFiles?|Launch)(?![A-Za-z0-9_.-])|"
    rb"/(AA)\s{0,9}(?:<<|[0-9]{1,9}\s{1,9}[0-9]{1,9}\s{1,9}R)"
)
"""Short names need what follows them: packed pixels hold any three letters by chance."""
_AUTHOR = regex(rb"/Author\s{0,9}(?:\(\s{0,9}[^)\s]|<\s{0,9}[0-9A-Fa-f])|<dc:creator>")
_PACKED = regex(rb"/ObjStm\b[^\0]{0,2000}?\bstream\r?\n")
_ENCRYPTED = regex(rb"/Encrypt\b")
_IN_WORDS = {
    b"OpenAction": Text("an action on opening"),
    b"AA": Text("actions of its own"),
    b"Launch": Text("an action that starts a program"),
    b"EmbeddedFile": Text("a file inside it"),
    b"EmbeddedFiles": Text("a file inside it"),
}


def look_inside(opened: BinaryIO) -> Inside:
    """Return what is to be known of a PDF before it is published."""
    active: dict[Text, None] = {}
    unseen = has_author = False
    left, packed = _MOST_UNPACKED, list[int]()
    for base, piece in _pieces(opened):
        active |= dict.fromkeys(_active(piece))
        has_author = has_author or bool(_AUTHOR.search(piece))
        unseen = unseen or bool(_ENCRYPTED.search(piece))
        room = _MOST_PACKED - len(packed)
        packed += [base + found.end() for found in islice(_PACKED.finditer(piece), room)]
    unseen = unseen or len(packed) == _MOST_PACKED
    for at in dict.fromkeys(packed):
        data = _unpacked(opened, at, left)
        left -= len(data)
        unseen = unseen or not data or left <= 0
        active |= dict.fromkeys(_active(data))
        has_author = has_author or bool(_AUTHOR.search(data))
        if left <= 0:
            break
    return Inside(active=tuple(active), unseen=unseen, has_author=has_author)


def _pieces(opened: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the file in pieces that overlap, each with where it begins."""
    opened.seek(0)
    base, kept = 0, b""
    while read := opened.read(_PIECE):
        piece = kept + read
        yield base, piece
        kept = piece[-_OVERLAP:]
        base += len(piece) - len(kept)


def _active(data: bytes) -> Iterator[Text]:
    if b"#" in data:
        data = _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), data)
    for found in _NAME.finditer(data):
        yield _IN_WORDS.get(found[1] or found[2], Text("a program (JavaScript)"))


def _unpacked(opened: BinaryIO, at: int, most: int) -> bytes:
    """Return the packed objects that begin at a place; empty where they stay packed."""
    opened.seek(at)
    unpack, data, size = zlib.decompressobj(), list[bytes](), 0
    try:
        while size < most and not unpack.eof and (read := opened.read(_OVERLAP)):
            data.append(unpack.decompress(read, most - size))
            size += len(data[-1])
    except zlib.error:
        return b""
    return b"".join(data)
