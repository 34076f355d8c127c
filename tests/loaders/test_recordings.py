"""MP4 and M4A files: where they were made is found, and is not in the site's copy."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import picture
from recordings import AT, HEAD, LONG_SOUND, OPEN_SOUND, PLACES, SOUND, box

from crossfolio.core.media import MEDIA, Inside
from crossfolio.loaders.media.clean_copy import clean_copy, is_cleaned
from crossfolio.loaders.media.recording_data import look_inside, stripped
from support import Check, codes, only, page

PLAIN = HEAD + box(b"moov", box(b"mvhd", bytes(100))) + SOUND


@pytest.mark.parametrize("sound", [SOUND, LONG_SOUND, OPEN_SOUND])
@pytest.mark.parametrize("name", PLACES)
def test_place(name: str, sound: bytes) -> None:
    """The place is found wherever telephones write it, and blanked without moving a byte."""
    data = HEAD + PLACES[name] + sound
    copy = stripped(BytesIO(data))

    assert look_inside(BytesIO(data)) == Inside(has_place=True)
    assert len(copy) == len(data)
    assert AT not in copy
    assert b"GPSLatitude" not in copy
    assert copy.endswith(sound)
    assert look_inside(BytesIO(copy)) == Inside()
    assert stripped(BytesIO(copy)) == copy


@pytest.mark.parametrize("data", [PLAIN, HEAD + LONG_SOUND, HEAD + OPEN_SOUND, HEAD])
def test_nothing_to_say(data: bytes) -> None:
    """A recording without a place is left as it is, to the byte."""
    assert look_inside(BytesIO(data)) == Inside()
    assert stripped(BytesIO(data)) == data


def test_words_in_the_sound_are_no_place() -> None:
    """What looks like a place in sound or pictures is none."""
    data = HEAD + box(b"mdat", PLACES["telephone"], b"\xa9xyz location.ISO6709")

    assert look_inside(BytesIO(data)) == Inside()
    assert stripped(BytesIO(data)) == data


def test_what_breaks_off() -> None:
    """A file that ends too soon is said to; a few bytes after its last box are no fault."""
    assert look_inside(BytesIO(PLAIN[:-1])).truncated
    assert look_inside(BytesIO(PLAIN + b"more")) == Inside()


@pytest.mark.parametrize(
    "data",
    [
        HEAD + box(b"free") * 50_001,
        HEAD + box(b"moov", *[box(b"udta")] * 50_001),
    ],
)
def test_what_is_too_much_to_look_at(data: bytes) -> None:
    """Where not all of a file is looked at, that is said."""
    assert look_inside(BytesIO(data)).unseen


@given(st.binary(max_size=40), st.integers(0, 300), st.integers(0, 20))
def test_any_bytes_can_be_looked_at(put: bytes, at: int, size: int) -> None:
    """No file breaks it, and no copy has another length."""
    whole = HEAD + PLACES["telephone"] + PLACES["quicktime"] + SOUND
    data = whole[:at] + put + whole[at + size :]

    assert isinstance(look_inside(BytesIO(data)), Inside)
    assert len(stripped(BytesIO(data))) == len(data)


@pytest.mark.parametrize("ending", ["mp4", "m4a"])
def test_finding(check: Check, ending: str) -> None:
    """A recording that says its place is found where it is attached; a clean one is not."""
    for data, expected in ((HEAD + PLACES["telephone"] + SOUND, ["PRV103"]), (PLAIN, [])):
        name = f"call.{ending}"
        text = page(attachments=f"[{name}]")
        checked = check({"evidence/e01.md": text, f"evidence/{name}": data})
        assert codes(checked, "PRV1", "EVI") == expected
        if expected:
            assert only(checked, "PRV103").finding.place.line == 7


def test_a_broken_attachment(check: Check) -> None:
    """A recording that breaks off is not published."""
    text = page(attachments="[call.mp4]")
    checked = check({"evidence/e01.md": text, "evidence/call.mp4": PLAIN[:-1]})

    assert codes(checked, "EVI") == ["EVI106"]


def test_which_files_are_cleaned() -> None:
    """Pictures and recordings in boxes get a copy of their own; other files are as they are."""
    place = HEAD + PLACES["telephone"] + SOUND
    drawn = picture("PNG")

    assert [it for it in (*MEDIA, ".svg") if is_cleaned(f"evidence/a{it}")] == [
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".m4a", ".mp4")
    ]
    assert clean_copy("evidence/a.mp4", BytesIO(place)) == stripped(BytesIO(place))
    assert clean_copy("evidence/a.png", BytesIO(drawn)).startswith(b"\x89PNG")
