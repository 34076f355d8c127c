"""What a picture file holds besides its pixels, and the file without it.

Nothing of the pixels is touched. What stays is what changes how they look: colour
profiles, transparency, resolution, and the orientation, for which a new block is written.
"""

import zlib
from typing import BinaryIO

from crossfolio.core.media import Inside
from crossfolio.loaders.media.picture_parts import BrokenPictureError, PicturePart, parts, read_part

_ORIENTATION, _PLACE = 0x0112, 0x8825
_LATITUDE = 2
_SHORT = 3
_KEPT_OF_PNG = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT"),
        *(b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
    )
)
_KEPT_OF_WEBP = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_FRAMES = frozenset(bytes((n,)) for n in range(0xC0, 0xD0) if n not in (0xC4, 0xC8, 0xCC))
_APPS = frozenset(bytes((n,)) for n in range(0xE0, 0xF0))
_KEPT_OF_JPEG = {b"\xe2": b"ICC_PROFILE\0", b"\xee": b"Adobe"}
"""Colour profiles, and how the colours are coded."""
_KEPT_OF_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""How often a GIF plays, and its colour profile."""
_JFIF, _APP1, _COMMENT = b"JFIF\0", b"\xe1", b"\xfe"
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def look_inside(opened: BinaryIO) -> Inside:
    """Return what is to be known of a picture file before it is published."""
    pixels, has_place, end = 0, False, 0
    try:
        for part in parts(opened):
            end = part.end
            pixels = pixels or _pixels(opened, part)
            has_place = has_place or _has_place(opened, part)
    except BrokenPictureError:
        return Inside(pixels, truncated=True, has_place=has_place)
    return Inside(pixels, trailing=opened.seek(0, 2) - end, has_place=has_place)


def stripped(opened: BinaryIO) -> bytes:
    """Return a picture file without anything but the picture.

    Raises:
        BrokenPictureError: Where the file breaks off.
    """
    found = list(parts(opened))
    turned = next((turn for part in found if (turn := _turned(opened, part)) > 1), 1)
    opened.seek(0)
    head = opened.read(12)
    if head.startswith(b"RIFF"):
        return _webp(opened, found, turned)
    if head.startswith(b"GIF"):
        return b"".join(_of_gif(opened, part) for part in found)
    if not head.startswith(b"\x89"):
        turning = [_turning(b"", turned)] if turned > 1 else []
        return b"".join((head[:2], *turning, *(_of_jpeg(opened, part) for part in found)))
    written = [head[:8]]
    for part in found:
        if part.name == b"IDAT" and turned > 1:
            written.append(_turning(part.name, turned))
            turned = 1
        if part.name in _KEPT_OF_PNG:
            written.append(_copy(opened, part))
    return b"".join(written)


def _copy(opened: BinaryIO, part: PicturePart) -> bytes:
    opened.seek(part.start)
    return opened.read(part.end - part.start)


def _of_jpeg(opened: BinaryIO, part: PicturePart) -> bytes:
    """Return a segment of a JPEG; empty where it is no part of the picture."""
    if part.name not in _APPS:
        return b"" if part.name == _COMMENT else _copy(opened, part)
    data = read_part(opened, part)
    if part.name == b"\xe0" and data.startswith(_JFIF):
        body = data[:12] + b"\0\0"  # No thumbnail.
        return b"\xff\xe0" + (len(body) + 2).to_bytes(2) + body
    kept = data.startswith(_KEPT_OF_JPEG.get(part.name, b"\0no such thing"))
    return _copy(opened, part) if kept else b""


def _of_gif(opened: BinaryIO, part: PicturePart) -> bytes:
    """Return a block of a GIF; empty where it is no part of the picture."""
    if part.name == b"\xff":
        data = read_part(opened, part, 12)
        return _copy(opened, part) if data[1:12] in _KEPT_OF_GIF else b""
    return _copy(opened, part) if part.name in (b"GIF", b",", b"\xf9", b";") else b""


def _webp(opened: BinaryIO, found: list[PicturePart], turned: int) -> bytes:
    written = b""
    for part in found:
        if part.name not in _KEPT_OF_WEBP:
            continue
        chunk = _copy(opened, part)
        if part.name == b"VP8X" and part.size:
            flags = chunk[8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if turned > 1 else 0)
            chunk = chunk[:8] + bytes((flags,)) + chunk[9:]
        written += chunk
    if turned > 1:
        body = _orientation(turned)
        written += b"EXIF" + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    return b"RIFF" + (len(written) + 4).to_bytes(4, "little") + b"WEBP" + written


def _turning(before: bytes, turned: int) -> bytes:
    """Return the block that says how a PNG or a JPEG is turned."""
    body = _orientation(turned)
    if before == b"IDAT":
        check = zlib.crc32(b"eXIf" + body).to_bytes(4)
        return len(body).to_bytes(4) + b"eXIf" + body + check
    body = b"Exif\0\0" + body
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _orientation(turned: int) -> bytes:
    """Return an Exif block with nothing but the orientation. Source: TIFF 6.0, section 2."""
    entry = _ORIENTATION.to_bytes(2) + b"\0\3\0\0\0\1" + turned.to_bytes(2) + b"\0\0"
    return b"MM\0\x2a\0\0\0\x08\0\1" + entry + b"\0\0\0\0"


def _pixels(opened: BinaryIO, part: PicturePart) -> int:
    if part.name == b"IHDR":
        data = read_part(opened, part, 8)
        return int.from_bytes(data[:4]) * int.from_bytes(data[4:8])
    if part.name == b"GIF":
        data = read_part(opened, part, 4)
        return int.from_bytes(data[:2], "little") * int.from_bytes(data[2:4], "little")
    if part.name in _FRAMES:
        data = read_part(opened, part, 5)
        return int.from_bytes(data[1:3]) * int.from_bytes(data[3:5])
    if part.name == b"VP8X":
        data = read_part(opened, part, 10)
        wide, high = (int.from_bytes(data[n : n + 3], "little") + 1 for n in (4, 7))
        return wide * high
    return 0  # Plain WebP has 16,383 by 16,383 pixels at most, and says so to the decoder.


def _exif(opened: BinaryIO, part: PicturePart) -> bytes:
    """Return the Exif block of a part; empty where it holds none."""
    if part.name not in (b"eXIf", b"EXIF", _APP1):
        return b""
    data = read_part(opened, part)
    if part.name == _APP1 and not data.startswith(b"Exif\0\0"):
        return b""
    return data.removeprefix(b"Exif\0\0")


def _turned(opened: BinaryIO, part: PicturePart) -> int:
    value = _entries(_exif(opened, part)).get(_ORIENTATION, 1)
    return value if value in range(1, 9) else 1


def _has_place(opened: BinaryIO, part: PicturePart) -> bool:
    exif = _exif(opened, part)
    if exif:
        at = _entries(exif).get(_PLACE, 0)
        return bool(at) and _LATITUDE in _entries(exif, at)
    if part.name in (_APP1, b"iTXt", b"tEXt", b"XMP "):
        return b"GPSLatitude" in read_part(opened, part)
    return False


def _entries(exif: bytes, at: int = 0) -> dict[int, int]:
    """Return the short and long values of one directory of an Exif block, by tag."""
    if exif[:2] not in (b"II", b"MM"):
        return {}

    def number(start: int, size: int) -> int:
        return int.from_bytes(exif[start : start + size], "little" if exif[:1] == b"I" else "big")

    at = at or number(4, 4)
    found = {}
    for entry in range(at + 2, at + 2 + 12 * min(number(at, 2), 500), 12):
        if entry + 12 <= len(exif):
            size = 2 if number(entry + 2, 2) == _SHORT else 4
            found[number(entry, 2)] = number(entry + 8, size)
    return found
