"""Where an MP4 or M4A file says where it was recorded, and the file without that.

Such a file is a row of boxes: four bytes with the length, four with the name, and the
contents, which may be boxes again. Source: ISO/IEC 14496-12, 4.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from crossfolio.core.media import Inside

_HEAD, _LONG_HEAD = 8, 16
_HOLDERS = frozenset((b"moov", b"trak", b"udta"))
_PLACES = frozenset((b"\xa9xyz", b"loci"))
"""The place as telephones write it. Sources: QuickTime File Format; 3GPP TS 26.244, 8.10."""
_WORDS = {
    b"meta": (b"location.ISO6709", b"\xa9xyz", b"loci"),
    b"uuid": (b"GPSLatitude",),
}
"""What boxes that are looked at as a whole hold where they name a place."""
_MOST_BOXES = 50_000
"""An hour of video in pieces has some thousands; each takes a read."""


class _Box(NamedTuple):
    """A box; all numbers are offsets in the file."""

    name: bytes
    start: int
    body: int
    end: int


@dataclass(slots=True)
class _Walk:
    """The boxes of a file, read once from its start."""

    opened: BinaryIO
    size: int
    number: int = 0
    unseen: bool = False
    truncated: bool = False

    def places(self) -> Iterator[_Box]:
        """Give the boxes that name a place."""
        waiting = [(0, self.size)]
        while waiting:
            at, end = waiting.pop()
            for box in self._row(at, end):
                if box.name in _HOLDERS:
                    waiting.append((box.body, box.end))
                elif box.name in _PLACES or self._says_it(box):
                    yield box

    def _row(self, at: int, end: int) -> Iterator[_Box]:
        while at + _HEAD <= end:
            self.number += 1
            if self.number > _MOST_BOXES:
                self.unseen = True
                return
            self.opened.seek(at)
            head = self.opened.read(_LONG_HEAD)
            length, body = int.from_bytes(head[:4]), at + _HEAD
            if length == 1:
                length, body = int.from_bytes(head[_HEAD:]), at + _LONG_HEAD
            stop = end if length == 0 else at + length
            if stop < body:
                return
            if stop > end:
                self.truncated = self.truncated or end == self.size
                return
            yield _Box(head[4:8], at, body, stop)
            at = stop

    def _says_it(self, box: _Box) -> bool:
        words = _WORDS.get(box.name)
        if words is None:
            return False
        self.opened.seek(box.body)
        data = self.opened.read(box.end - box.body)
        return any(word in data for word in words)


def look_inside(opened: BinaryIO) -> Inside:
    """Return what is to be known of a recording before it is published."""
    walk = _Walk(opened, opened.seek(0, 2))
    has_place = bool(list(walk.places()))
    return Inside(truncated=walk.truncated, has_place=has_place, unseen=walk.unseen)


def stripped(opened: BinaryIO) -> bytes:
    """Return a recording that does not say where it was made.

    What says so becomes free space of the same length, so that sound and pictures stay
    where players look for them.
    """
    places = list(_Walk(opened, opened.seek(0, 2)).places())
    opened.seek(0)
    data = bytearray(opened.read())
    for box in places:
        data[box.start + 4 : box.start + 8] = b"free"
        data[box.body : box.end] = bytes(box.end - box.body)
    return bytes(data)
