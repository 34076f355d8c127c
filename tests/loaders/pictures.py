"""Pictures made with Pillow, with everything in them that a camera or a program leaves."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

PLACE = {2: (52.0, 12.0, 3.0), 1: "N"}
GPS, ORIENTATION, MODEL = 0x8825, 0x0112, 0x0110


def exif(*, place: bool = True, turned: int = 1) -> Image.Exif:
    """Return an Exif block with a camera's name, a place and an orientation."""
    made = Image.Exif()
    made[MODEL] = "Secretphone"
    made[ORIENTATION] = turned
    if place:
        made.get_ifd(GPS).update(PLACE)
    return made


def picture(
    form: str, mode: str = "RGB", size: tuple[int, int] = (9, 7), **options: object
) -> bytes:
    """Return a picture file with some pixels that differ from one another."""
    pixels = bytes((n * 37) % 251 for n in range(size[0] * size[1] * len(mode)))
    image = Image.frombytes(mode, size, pixels)
    written = io.BytesIO()
    if form == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", "Secretname")
        notes.add_itxt("Comment", "Secretnote")
        notes.add_text("Packed", "Secretwords", zip=True)
        options.setdefault("pnginfo", notes)
    elif form == "JPEG":
        options.setdefault("comment", b"Secretcomment")
    image.save(written, form, **options)
    return written.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def decoded(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    """Return the mode, the size and the pixels of a picture."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.mode, image.size, image.tobytes()


def turned(data: bytes) -> int:
    """Return the orientation of a picture."""
    with Image.open(io.BytesIO(data)) as image:
        return int(image.getexif().get(ORIENTATION, 1))


def profile(data: bytes) -> object:
    """Return the colour profile of a picture."""
    with Image.open(io.BytesIO(data)) as image:
        return image.info.get("icc_profile")
