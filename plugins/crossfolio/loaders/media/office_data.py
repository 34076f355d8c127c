"""What an office file is made of: whether it is one, and what in it could act.

Such files are zip archives. Only their list of parts is read, and the few small parts that
name others. Sources: ECMA-376, part 2; OASIS, OpenDocument 1.3, part 2.
"""

import re
from collections.abc import Iterator
from posixpath import basename
from typing import TYPE_CHECKING, BinaryIO

from crossfolio.core.media import Inside
from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

if TYPE_CHECKING:
    from zipfile import ZipFile

_MAIN = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
}
"""The part that makes an archive a file of its type."""
_TYPES = "[Content_Types].xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_MACROS = regex(r"vba|(?:^|/)(?:Basic|Scripts)/|macrosheets/", re.IGNORECASE)
_PROGRAMS = regex(r"activeX|\.(?:exe|dll|js|vbs|bat|ps1|hta|swf|jar)$", re.IGNORECASE)
_WITHIN = regex(r"(?:^|/)(?:embeddings|ObjectReplacements)/|(?:^|/)Object \d+", re.IGNORECASE)
_FETCHED = regex(rb"(?:attachedTemplate|oleObject|frame)\"[^>]*TargetMode=\"External\"")
_MOST_PARTS, _MOST_BYTES = 5000, 1 << 20
_ENCRYPTED = 0x1


def look_inside(opened: BinaryIO, ending: str) -> Inside:
    """Return what is to be known of an office file before it is offered.

    Args:
        opened: The file.
        ending: Of its name, in small letters with the dot.
    """
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - 0.005 s, and most files are no archives

    try:
        with ZipFile(opened) as archive:
            return _look(archive, ending)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return Inside(truncated=True)


def _look(archive: "ZipFile", ending: str) -> Inside:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    kind = _ODT if ending == ".odt" else b""
    mimetype = _read(archive, "mimetype") if "mimetype" in names else b""
    if len(parts) > _MOST_PARTS or _MAIN[ending] not in names or not mimetype.startswith(kind):
        return Inside(foreign=True)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return Inside(unseen=True)
    return Inside(active=tuple(dict.fromkeys(_active(archive, names))))


def _active(archive: "ZipFile", names: list[str]) -> Iterator[Text]:
    for name in names:
        if _MACROS.search(name):
            yield Text("macros")
        elif _PROGRAMS.search(basename(name)) or _PROGRAMS.search(name):
            yield Text("programs")
        elif _WITHIN.search(name):
            yield Text("other files")
        elif name.endswith(".rels") and _FETCHED.search(_read(archive, name)):
            yield Text("parts that are fetched from elsewhere")
    if _TYPES in names and b"macroEnabled" in _read(archive, _TYPES):
        yield Text("macros")


def _read(archive: "ZipFile", name: str) -> bytes:
    with archive.open(name) as opened:
        return opened.read(_MOST_BYTES)
