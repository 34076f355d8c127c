"""What PDFs could do is found, by name, however the name is written."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.media import Inside
from crossfolio.loaders.media.pdf_data import look_inside
from support import Check, codes, page

NAMES = ("OpenAction 5 0 R", "JavaScript (x)", "EmbeddedFiles 4 0 R", "Launch", "AA << /O 5 0 R >>")


def pdf(*objects: bytes, filling: int = 0) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % it for it in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + b"% " + b"x" * filling + b"\n" + body + b"trailer << >>\n%%EOF\n"


def packed(data: bytes) -> bytes:
    data = zlib.compress(data)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(data)
    return head + b"\nstream\n" + data + b"\nendstream"


def inside(data: bytes) -> Inside:
    return look_inside(io.BytesIO(data))


@settings(max_examples=60)
@given(st.sampled_from(NAMES), st.sets(st.integers(0, 20)), st.integers(0, 3), st.booleans())
def test_names(name: str, escaped: set[int], far: int, hidden: bool) -> None:  # noqa: FBT001
    """A name is found wherever it stands, with letters as numbers, and in packed objects."""
    word, _, rest = name.partition(" ")
    spelt = "".join(f"#{ord(c):02x}" if n in escaped else c for n, c in enumerate(word))
    said = f"<< /{spelt} {rest} >>".encode()
    data = pdf(packed(said) if hidden else said, filling=far * ((1 << 20) - 40))

    assert inside(data).active


@settings(max_examples=100)
@given(st.binary(max_size=3000))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    """No bytes are a fault."""
    inside(b"%PDF-1.4" + data)


@settings(max_examples=30)
@given(st.binary(min_size=1, max_size=400), st.integers(0, 3))
def test_packed_bytes_are_unpacked_or_said(data: bytes, cut: int) -> None:
    """Objects that stay packed are said to be unseen."""
    whole = packed(data)

    assert not inside(pdf(whole)).unseen
    assert inside(pdf(whole.replace(b"stream\n\x78", b"stream\n\x00" + b"\x01" * cut, 1))).unseen


def test_ordinary_document() -> None:
    """A document with pages, links and packed objects is nothing to remark on."""
    data = pdf(b"<< /Type /Catalog /Pages 2 0 R /AAPL 1 >>", packed(b"<< /A << /S /URI >> >>"))

    assert inside(data) == Inside()


@pytest.mark.parametrize("author", [b"(A Person)", b"<FEFF0041>"])
def test_author(author: bytes, check: Check) -> None:
    """A named author is a warning that does not quote the name; an empty one is none."""
    for value, expected in ((author, ["PRV102"]), (b"()", [])):
        files = {
            "evidence/e01.md": page(attachments="[a.pdf]"),
            "evidence/a.pdf": pdf(b"<< /Author " + value + b" >>"),
        }
        checked = check(files)
        assert codes(checked, "EVI", "PRV1") == expected
        assert "Person" not in str(checked.diagnostics)


@pytest.mark.parametrize(
    ("object", "code"),
    [
        (b"<< /OpenAction 3 0 R >>", "EVI106"),
        (b"<< /Type /Filespec /EF << /F 3 0 R >> /EmbeddedFiles 2 0 R >>", "EVI106"),
        (b"<< /Encrypt 9 0 R >>", "EVI112"),
    ],
)
def test_findings(object: bytes, code: str, check: Check) -> None:
    """What acts is refused; what cannot be seen is said."""
    files = {"evidence/e01.md": page(attachments="[a.pdf]"), "evidence/a.pdf": pdf(object)}

    assert codes(check(files), "EVI", "PRV1") == [code]


def test_a_bomb_is_not_unpacked() -> None:
    """Packed objects are unpacked up to a bound, and the rest is said to be unseen."""
    found = inside(pdf(packed(b"\0" * (64 << 20))))

    assert found.unseen


def test_many_packed_objects_are_bounded() -> None:
    """A file of nothing but names of packed objects ends soon, and is said to be unseen."""
    assert inside(b"%PDF-1.4\n" + b"/ObjStm stream\n" * 200_000).unseen
