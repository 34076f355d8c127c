"""Attached files: which are safe to publish, and what to do with the others."""

import pytest

from crossfolio.core.media import (
    MEDIA,
    MOST_BYTES,
    MOST_PIXELS,
    OFFICE,
    Inside,
    StoredFile,
    is_office,
    media_of,
    why_unsafe,
)
from crossfolio.core.texts import Text

PDF = b"%PDF-1.7\n"
FTYP = b"\0\0\0\x18ftyp"
OTHERWISE = (
    "save it as one of these types: "
    "png, jpg, jpeg, gif, webp, pdf, txt, vtt, srt, csv, mp3, m4a, wav, mp4"
)
NOT_PUBLISHED = "this type of file is not published"
AS_PDF = "save it as PDF, or say under `location` where it is kept"


def file(size: int = 9, head: bytes | None = PDF, **inside: object) -> StoredFile:
    return StoredFile(size, head, Inside(**inside))  # type: ignore[arg-type]


def not_a(kind: str) -> str:
    return f"it is not a {kind}, whatever its name says"


@pytest.mark.parametrize(
    ("path", "stored", "why", "help"),
    [
        ("a.pdf", file(), "", ""),
        ("A.PDF", file(MOST_BYTES), "", ""),
        (
            "a.pdf",
            file(MOST_BYTES + 1),
            "it is larger than 25 MB",
            "shorten it, or keep it elsewhere and say where",
        ),
        ("a.pdf", file(0), "it is empty", "put the whole file here"),
        ("a.pdf", StoredFile(0, closed=True), "it cannot be opened", "put the whole file here"),
        ("a.pdf", StoredFile(9, PDF, refused=True), NOT_PUBLISHED, OTHERWISE),
        ("a.docx", StoredFile(9, b"PK\x03\x04", refused=True), NOT_PUBLISHED, AS_PDF),
        ("a.xyz", file(), NOT_PUBLISHED, OTHERWISE),
        ("a", file(), NOT_PUBLISHED, OTHERWISE),
        ("x/a.HEIC", file(), NOT_PUBLISHED, "export it as JPEG"),
        ("a.svg", file(), NOT_PUBLISHED, "save it as PNG"),
        ("a.mov", file(), NOT_PUBLISHED, "export it as MP4"),
        ("a.zip", file(), NOT_PUBLISHED, "unpack it, and attach its files"),
        ("a.docx", file(head=b"PK\x03\x04x"), "", ""),
        ("a.pdf", file(head=None), not_a("PDF"), "save it again"),
        ("a.txt", file(head=b"plain"), "", ""),
        ("a.txt", file(head=None), "", ""),
        ("a.txt", file(head=b"a\0b"), not_a("text"), "save it again"),
        (
            "a.pdf",
            file(head=b"version https://git-lfs.github.com/spec/v1"),
            "it is only a pointer of Git LFS",
            "fetch the real file with `git lfs pull`",
        ),
        ("a.txt", file(head=b"x version https://git-lfs"), "", ""),
        ("a.pdf", file(foreign=True), not_a("PDF"), "it is a PDF; name it `a.pdf`"),
        ("x/b.png", file(), not_a("PNG picture"), "it is a PDF; name it `b.pdf`"),
        (
            "x.y/b.c.png",
            file(head=b"\xff\xd8\xff\xe0"),
            not_a("PNG picture"),
            "it is a JPEG picture; name it `b.c.jpg`",
        ),
        (
            "b.png",
            file(head=b"RIFF\0\0\0\0WEBP"),
            not_a("PNG picture"),
            "it is a WebP picture; name it `b.webp`",
        ),
        ("b.webp", file(head=b"RIFF\0\0\0\0WEBPVP8"), "", ""),
        ("b.webp", file(head=b"WEBP"), not_a("WebP picture"), "save it again"),
        ("b.mp4", file(head=FTYP + b"isom"), "", ""),
        ("b.m4a", file(head=FTYP + b"M4A "), "", ""),
        (
            "b.jpg",
            file(head=FTYP + b"heicmif1"),
            not_a("JPEG picture"),
            "it is a picture in HEIC, as telephones take them; export it as JPEG",
        ),
        (
            "b.jpg",
            file(head=FTYP + b"isom"),
            not_a("JPEG picture"),
            "it is a M4A sound; name it `b.m4a`",
        ),
        ("b.jpg", file(head=b"xxxxfree" + b"heic"), not_a("JPEG picture"), "save it again"),
        (
            "b.jpg",
            file(head=b"<html>"),
            not_a("JPEG picture"),
            "it is a page of text; print it to a PDF",
        ),
        ("b.jpg", file(head=b"PK\x03\x04"), not_a("JPEG picture"), AS_PDF),
        ("b.jpg", file(head=b"II*\0"), not_a("JPEG picture"), "save it as PNG"),
        (
            "a.pdf",
            file(truncated=True, pixels=MOST_PIXELS + 1),
            "it breaks off before its end",
            "copy the whole file here again",
        ),
        ("a.png", file(head=b"\x89PNG\r\n\x1a\n", pixels=MOST_PIXELS), "", ""),
        (
            "a.png",
            file(head=b"\x89PNG\r\n\x1a\n", pixels=MOST_PIXELS + 1),
            "it has more than 50 megapixels",
            "save it smaller",
        ),
        (
            "a.pdf",
            file(active=(Text("a script"), Text("a form"))),
            "it holds a script and a form",
            "print it to a new PDF",
        ),
        ("a.pdf", file(trailing=9, has_place=True, has_author=True, unseen=True), "", ""),
    ],
)
def test_what_is_published(path: str, stored: StoredFile, why: str, help: str) -> None:
    """It is said why a file is not published and what to do, and nothing of the others."""
    assert why_unsafe(path, stored) == ((why, help) if why else None)


def test_types_by_name() -> None:
    """The ending tells in any case; office files are a type, and told apart."""
    assert media_of("a/b.JPEG") is MEDIA[".jpg"]
    assert media_of("b.Docx") is OFFICE[".docx"]
    assert media_of("pdf") is None
    assert (is_office("x.ODT"), is_office("x.pdf")) == (True, False)
    boxes = {ending for ending, media in MEDIA.items() if media.has_boxes}
    assert boxes == {".m4a", ".mp4"}
