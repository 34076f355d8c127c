"""Packed files looked into before a library opens them: sizes, macros, entities, encryption."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from crossfolio.exchange.limits import PARTS, UNPACKED
from crossfolio.exchange.model import RefusedFileError

PACKED, OLD_OFFICE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
NAMES = {
    "xlsx": "a workbook (XLSX)",
    "docx": "a Word document (DOCX)",
    "ods": "a spreadsheet (ODS)",
    "odt": "a text document (ODT)",
    "pptx": "slides (PPTX)",
    "pdf": "a PDF",
    "text": "plain text",
    "packed": "a packed file of another sort",
    "broken": "a packed file that is damaged",
    "old": "encrypted, or of an old Office",
    "binary": "neither text nor a document that is known",
}
_INSIDE = (("xl/workbook.", "xlsx"), ("word/document.", "docx"), ("ppt/", "pptx"))
_OPEN = {
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
}


def sort_of(data: bytes) -> str:
    """Return what a file is by its content, as a key of `NAMES`."""
    if data.startswith(OLD_OFFICE):
        return "old"
    if PDF in data[:1024]:
        return "pdf"
    if data.startswith(PACKED):
        return _sort_of_packed(data)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary" if b"\0" in data[:4096] and not is_wide else "text"


def _sort_of_packed(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
            info = packed.getinfo("mimetype") if "mimetype" in names else None
            told = packed.read(info).decode("ascii", "replace") if info and _is_small(info) else ""
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "broken"
    inside = (sort for start, sort in _INSIDE if any(name.startswith(start) for name in names))
    return _OPEN.get(told.strip()) or next(inside, "packed")


def _is_small(info: ZipInfo) -> bool:
    return info.file_size < 200  # noqa: PLR2004 - a media type


def look_inside(data: bytes) -> None:
    """Make sure that a packed file can be given to a library.

    Raises:
        RefusedFileError: Where it is too large unpacked, encrypted, broken, holds macros, or
            declares entities.
    """
    try:
        with ZipFile(BytesIO(data)) as packed:
            entries = packed.infolist()
            _sizes(entries)
            for info in entries:
                _part(packed, info)
    except RefusedFileError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a hostile archive makes of itself
        why = f"it is damaged and cannot be unpacked ({type(error).__name__})"
        raise RefusedFileError(why) from None


def _sizes(entries: list[ZipInfo]) -> None:
    if len(entries) > PARTS:
        raise RefusedFileError(f"it packs {len(entries)} files; {PARTS} is the limit")
    size = sum(info.file_size for info in entries)
    if size > UNPACKED:
        limit = UNPACKED // 1024 // 1024
        raise RefusedFileError(f"unpacked it has {size // 1024 // 1024} MB; {limit} is the limit")
    names = [info.filename for info in entries]
    if len(set(names)) < len(names):
        raise RefusedFileError("it packs two files of one name")


def _part(packed: ZipFile, info: ZipInfo) -> None:
    name = info.filename
    if info.flag_bits & 1:
        raise RefusedFileError("it is encrypted; save it without a password", name)
    if "vbaproject" in name.lower() or name.lower().startswith("basic/"):
        raise RefusedFileError("it holds macros; save it without them", name)
    if name.lower().endswith((".xml", ".rels", ".vml")):
        data = packed.read(info).replace(b"\0", b"")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise RefusedFileError("its XML declares entities, which no such file needs", name)
        if name.startswith("META-INF/") and b"encryption-data" in data:
            raise RefusedFileError("it is encrypted; save it without a password", name)
