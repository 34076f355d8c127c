"""Attached files: which types are safe to publish, and whether a file is what it is called."""

from posixpath import splitext
from typing import NamedTuple

from crossfolio.core.texts import Text

MOST_BYTES = 25 * 1024 * 1024
"""The largest attachment. Source: what public hosts take without complaint."""

MOST_PIXELS = 50_000_000
"""The largest picture. A small file can unpack to more memory than a reader's machine has."""

HEAD_BYTES = 512
"""How much of a file is looked at to tell its type."""


class Media(NamedTuple):
    """A type of file that may be attached."""

    name: Text
    """In words: `PDF`."""
    shown_as: str
    """How a page shows it: `image`, `audio`, `video`, `text` or `link`."""
    starts: tuple[bytes, ...] = ()
    """How such a file starts; none: as text, without a NUL."""
    start_at: int = 0

    @property
    def has_boxes(self) -> bool:
        """Whether such a file is a row of boxes, as MP4 is."""
        return self.starts == _BOXES


_BOXES = (b"ftyp",)
_TEXT = Media(Text("text"), "text")
_JPEG = Media(Text("JPEG picture"), "image", (b"\xff\xd8\xff",))
_MP4 = Media(Text("MP4 video"), "video", _BOXES, 4)

MEDIA = {
    ".png": Media(Text("PNG picture"), "image", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".gif": Media(Text("GIF picture"), "image", (b"GIF87a", b"GIF89a")),
    ".webp": Media(Text("WebP picture"), "image", (b"WEBP",), 8),
    ".pdf": Media(Text("PDF"), "link", (b"%PDF-",)),
    ".txt": _TEXT,
    ".vtt": Media(Text("captions"), "text"),
    ".srt": Media(Text("captions"), "text"),
    ".csv": Media(Text("table (CSV)"), "text"),
    ".mp3": Media(Text("MP3 sound"), "audio", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".m4a": Media(Text("M4A sound"), "audio", _BOXES, 4),
    ".wav": Media(Text("WAV sound"), "audio", (b"RIFF",)),
    ".mp4": _MP4,
}
"""By file name ending in small letters. Web pages, SVG and office files are left out on
purpose: the first two can run programs, the last carry hidden data."""

_ZIP = (b"PK\x03\x04",)
OFFICE = {
    ".docx": Media(Text("Word document"), "link", _ZIP),
    ".xlsx": Media(Text("Excel workbook"), "link", _ZIP),
    ".pptx": Media(Text("PowerPoint presentation"), "link", _ZIP),
    ".odt": Media(Text("OpenDocument text"), "link", _ZIP),
}
"""Offered as downloads with the option `attachments: {office: true}`, and only then."""


class Inside(NamedTuple):
    """What a picture, a recording or a PDF holds besides what it shows."""

    pixels: int = 0
    """0 where it is no picture, or does not say."""
    truncated: bool = False
    trailing: int = 0
    """Bytes after its end."""
    has_place: bool = False
    """Whether it says where it was taken."""
    has_author: bool = False
    """Whether it names who wrote it."""
    active: tuple[Text, ...] = ()
    """What in it could act or hides files, in words."""
    unseen: bool = False
    """Whether parts of it could not be looked at."""
    foreign: bool = False
    """Whether it is another type of file than its name says."""


class StoredFile(NamedTuple):
    """A file of the evidence folder that is no page."""

    size: int
    """In bytes."""
    head: bytes | None = None
    """Its first bytes, where an item attaches it."""
    inside: Inside = Inside()
    """Of a picture, a recording, a PDF or an office file that an item attaches."""
    refused: bool = False
    """Whether the site's settings do not allow for its type."""
    closed: bool = False
    """Whether it cannot be opened, which is a finding of its own."""


def media_of(path: str) -> Media | None:
    """Return the type that a file's name promises, or `None` for a type not allowed."""
    ending = splitext(path)[1].lower()
    return MEDIA.get(ending) or OFFICE.get(ending)


def is_office(path: str) -> bool:
    """Tell whether a file is an office file by its name."""
    return splitext(path)[1].lower() in OFFICE


def why_unsafe(path: str, file: StoredFile) -> tuple[Text, Text] | None:
    """Say why a file may not be published, and what to do; `None` where it may."""
    media = media_of(path)
    if media is None or file.refused:
        return Text("this type of file is not published"), _instead(splitext(path)[1].lower())
    if file.size == 0:
        why = Text("it cannot be opened") if file.closed else Text("it is empty")
        return why, Text("put the whole file here")
    if file.size > MOST_BYTES:
        why = Text("it is larger than {megabytes} MB", megabytes=MOST_BYTES // 1024 // 1024)
        return why, Text("shorten it, or keep it elsewhere and say where")
    head = file.head or b""
    if head.startswith(b"version https://git-lfs"):
        why = Text("it is only a pointer of Git LFS")
        return why, Text("fetch the real file with `git lfs pull`")
    if file.inside.foreign or not _fits(media, head):
        why = Text("it is not a {type}, whatever its name says", type=media.name)
        return why, _named_right(head, path)
    return _why_unsafe_inside(file.inside)


_AS_PDF = Text("save it as PDF, or say under `location` where it is kept")
_AS_JPEG = Text("export it as JPEG")
_AS_PNG = Text("save it as PNG")
_OTHERS = {
    **dict.fromkeys((".heic", ".heif", ".avif"), _AS_JPEG),
    **dict.fromkeys((".gif", ".bmp", ".tif", ".tiff", ".svg", ".ico", ".psd"), _AS_PNG),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages", ".ppt", ".pptx", ".odp"), _AS_PDF),
    **dict.fromkeys((".key", ".pub", ".msg", ".eml", ".html", ".htm", ".mht", ".one"), _AS_PDF),
    **dict.fromkeys(
        (".xls", ".xlsx", ".ods", ".numbers"), Text("save the table as CSV, or as PDF")
    ),
    **dict.fromkeys(
        (".mov", ".avi", ".wmv", ".mkv", ".webm", ".3gp", ".m4v"), Text("export it as MP4")
    ),
    **dict.fromkeys((".aac", ".ogg", ".opus", ".wma", ".flac", ".amr"), Text("export it as MP3")),
    **dict.fromkeys(
        (".zip", ".rar", ".7z", ".tar", ".gz"), Text("unpack it, and attach its files")
    ),
}
"""What to do with files of other types."""
_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")
_STARTS = (
    (b"PK\x03\x04", _AS_PDF),
    (b"\xd0\xcf\x11\xe0", _AS_PDF),
    (b"{\\rtf", _AS_PDF),
    (b"GIF8", _AS_PNG),
    (b"BM", _AS_PNG),
    (b"II*\0", _AS_PNG),
    (b"MM\0*", _AS_PNG),
    (b"<", Text("it is a page of text; print it to a PDF")),
)
"""How other files begin, and what to do with them."""


def _instead(ending: str) -> Text:
    """Say what to do with a file whose type is not published."""
    types = tuple(ending.lstrip(".") for ending in MEDIA)
    return _OTHERS.get(ending) or Text("save it as one of these types: {types}", types=types)


def _named_right(head: bytes, path: str) -> Text:
    """Say what to do with a file that is not what its name says, by how it begins."""
    if head[4:8] == b"ftyp" and head[8:12] in _BRANDS:
        return Text("it is a picture in HEIC, as telephones take them; {action}", action=_AS_JPEG)
    for ending, media in MEDIA.items():
        if media.starts and _fits(media, head):
            return Text(
                "it is a {type}; name it `{suggestion}`",
                type=media.name,
                suggestion=splitext(path)[0].rpartition("/")[2] + ending,
            )
    return next((help for start, help in _STARTS if head.startswith(start)), Text("save it again"))


def _why_unsafe_inside(inside: Inside) -> tuple[Text, Text] | None:
    if inside.truncated:
        return Text("it breaks off before its end"), Text("copy the whole file here again")
    if inside.pixels > MOST_PIXELS:
        why = Text("it has more than {count} megapixels", count=MOST_PIXELS // 1_000_000)
        return why, Text("save it smaller")
    if inside.active:
        return Text("it holds {parts: and }", parts=inside.active), Text("print it to a new PDF")
    return None


def _fits(media: Media, head: bytes) -> bool:
    if not media.starts:
        return b"\0" not in head
    return any(head[media.start_at :].startswith(start) for start in media.starts)
