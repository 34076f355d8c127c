"""What pictures carry along is found, and taken out without touching a pixel."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import chunk, decoded, exif, picture, profile, turned

from crossfolio.core.media import Inside
from crossfolio.loaders.media.picture_data import look_inside, stripped
from crossfolio.loaders.media.picture_parts import BrokenPictureError, parts
from support import Check, codes, page

FORMS = ("PNG", "JPEG", "WEBP")
ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
forms = st.sampled_from(FORMS)
sizes = st.tuples(st.integers(1, 40), st.integers(1, 40))
turns = st.integers(1, 8)


def inside(data: bytes) -> Inside:
    return look_inside(io.BytesIO(data))


def clean(data: bytes) -> bytes:
    return stripped(io.BytesIO(data))


@settings(max_examples=60)
@given(forms, sizes, turns, st.booleans(), st.sampled_from(("L", "RGB")))
def test_stripping_leaves_the_picture(
    form: str,
    size: tuple[int, int],
    turn: int,
    place: bool,  # noqa: FBT001
    mode: str,
) -> None:
    """Pixels, size and orientation stay; names, notes and places go."""
    data = picture(form, mode, size, exif=exif(place=place, turned=turn))
    after = clean(data)

    assert decoded(after) == decoded(data)
    assert turned(after) == turn
    assert b"Secret" in data
    assert b"Secret" not in after
    assert not inside(after).has_place


@settings(max_examples=30)
@given(forms, turns)
def test_stripping_twice_is_stripping_once(form: str, turn: int) -> None:
    """A picture that holds nothing else comes out as it went in."""
    once = clean(picture(form, exif=exif(turned=turn)))

    assert clean(once) == once


@settings(max_examples=30)
@given(forms, st.binary(min_size=1, max_size=300))
def test_what_follows_the_end_goes(form: str, after: bytes) -> None:
    """Bytes after the end are counted, and the copy ends where the picture ends."""
    data = picture(form)

    assert inside(data + after).trailing == len(after)
    assert clean(data + after) == clean(data)


@settings(max_examples=60)
@given(forms, st.floats(0.02, 0.98))
def test_a_picture_that_breaks_off(form: str, share: float) -> None:
    """Wherever a file is cut, it is found, and never copied."""
    data = picture(form, exif=exif())
    cut = data[: max(int(len(data) * share), 12)]

    assert inside(cut).truncated
    with pytest.raises(BrokenPictureError):
        clean(cut)


@settings(max_examples=200)
@given(forms, st.binary(max_size=60), st.integers(0, 2000), st.integers(0, 30))
def test_any_bytes_can_be_looked_at(form: str, put: bytes, at: int, size: int) -> None:
    """Bytes changed at random are looked at without fault, or found broken."""
    data = bytearray(picture(form, exif=exif()))
    at %= len(data)
    data[at : at + size] = put
    found = inside(bytes(data))
    try:
        clean(bytes(data))
    except BrokenPictureError:
        assert found.truncated


@settings(max_examples=60)
@given(forms)
def test_parts_follow_one_another(form: str) -> None:
    """The parts of a picture lie end to end, from its start to its end."""
    data = picture(form, exif=exif())
    found = list(parts(io.BytesIO(data)))

    assert all(a.end == b.start for a, b in pairwise(found))
    assert found[-1].end == len(data)
    assert all(it.start <= it.data <= it.data + it.size <= it.end for it in found)


@pytest.mark.parametrize("form", FORMS)
def test_place(form: str, check: Check) -> None:
    """A place is found, and a camera without a place is none."""
    name = f"a.{ENDINGS[form]}"
    for place in (True, False):
        data = picture(form, exif=exif(place=place))
        files = {"evidence/e01.md": page(attachments=f"[{name}]"), f"evidence/{name}": data}
        assert codes(check(files), "EVI", "PRV1") == (["PRV101"] if place else [])


@pytest.mark.parametrize("form", FORMS)
def test_a_broken_attachment(form: str, check: Check) -> None:
    """What breaks off is refused; what goes on is a warning."""
    name, data = f"a.{ENDINGS[form]}", picture(form)
    for content, code in ((data[:-9], "EVI106"), (data + b"more", "EVI111")):
        files = {"evidence/e01.md": page(attachments=f"[{name}]"), f"evidence/{name}": content}
        assert codes(check(files), "EVI", "PRV1") == [code]


def test_pixels(check: Check) -> None:
    """A picture that would unpack to more than 50 megapixels is refused by its header."""
    head = (60_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    checked = check({"evidence/e01.md": page(attachments="[a.png]"), "evidence/a.png": data})

    assert codes(checked, "EVI") == ["EVI106"]
    assert "megapixels" in str(checked.diagnostics)


def test_colours_stay() -> None:
    """A colour profile is part of how a picture looks."""
    for form in FORMS:
        data = picture(form, icc_profile=b"\0" * 200, exif=exif())
        assert profile(clean(data)) == profile(data) == b"\0" * 200
        assert decoded(clean(data)) == decoded(data)


class Counting(io.BytesIO):
    """Counts what is read."""

    total = 0

    def read(self, size: int | None = -1) -> bytes:
        """Read, and count."""
        data = super().read(size)
        self.total += len(data)
        return data


@pytest.mark.parametrize(("form", "share"), [("PNG", 0.02), ("JPEG", 1.1)])
def test_what_is_read(form: str, share: float) -> None:
    """Of a PNG only the headers are read; a JPEG is read once, for its end."""
    data = picture(form, size=(900, 900), quality=95)
    opened = Counting(data)
    look_inside(opened)

    assert opened.total < len(data) * share + 2000


def test_a_jpeg_of_filling_bytes_ends() -> None:
    """A file of nothing but filling bytes is broken, and soon."""
    opened = Counting(b"\xff\xd8" + b"\xff" * 3_000_000)

    assert look_inside(opened).truncated
    assert opened.total < 1_000_000


def test_a_jpeg_with_bytes_between_its_parts() -> None:
    """A filling byte before a marker, and markers that stand alone, are parts of a JPEG."""
    data = picture("JPEG")
    filled = data[:2] + b"\xff\xff\x01" + data[2:]

    assert inside(filled) == inside(data)
    assert clean(filled).replace(b"\xff\xff\x01", b"", 1) == clean(data)
