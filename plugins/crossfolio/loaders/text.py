"""Bytes to text: UTF-8 without characters that hide or harm."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.characters import BIDI, name_of
from crossfolio.core.findings import Edit, Finding
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules import source_rules as rules
from crossfolio.core.texts import Text

CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What does not print, but for tab and line ends; also a byte-order mark inside a text, and
the separators that YAML takes for line ends and editors do not show as such."""

_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""What nearly every text in English consists of; nothing of it is ever found."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER_FILES = {
    b"PK\x03\x04": Text("this is no text but a packed file, such as a document of Word or Pages"),
    b"\xd0\xcf\x11\xe0": Text("this is no text but a document of an old Word"),
    b"{\\rtf": Text("this is no text but a document in RTF"),
    b"%PDF-": Text("this is no text but a PDF"),
}
"""How files begin that are taken for text."""
_AS_UTF8 = Text("save the file as UTF-8, which an editor offers as the encoding when it saves")
_AS_TEXT = Text("write the page as normalised text, and attach the document as a PDF")
_MOST = 20
"""Findings of one sort in one file; more would only repeat themselves."""


class Decoded(NamedTuple):
    """A file's text with line ends as LF, and what was found while decoding it."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, path: str) -> Decoded | Finding:
    """Return the text of a file, or why there is none.

    One byte-order mark is taken off. Control characters are found and replaced by
    U+FFFD, so that nothing after this step meets one.
    """
    other = _other_file(data, path)
    if other:
        return other
    if not data.translate(None, _PLAIN):
        return Decoded(normalised(data.decode("ascii")))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_byte(data, path, error.start)
    if data.count(b"\0") * 4 > len(data):
        return _not_utf8(Place(path), Text("this file looks like UTF-16"))
    text = normalised(text)
    if text.replace("\n", "").replace("\t", "").isprintable():
        return Decoded(text)
    turning = tuple(_turning(text, path)) if BIDI.search(text) else ()
    return Decoded(CONTROL.sub("\ufffd", text), (*_controls(text, path), *turning))


def _other_file(data: bytes, path: str) -> Finding | None:
    """Find that a file is of another sort or encoding, by how it begins."""
    if data.startswith(_UTF_16):
        return _not_utf8(Place(path), Text("this file is in UTF-16"))
    if not data.startswith(tuple(_OTHER_FILES)):
        return None
    why = next(why for start, why in _OTHER_FILES.items() if data.startswith(start))
    return rules.undecodable(Place(path), why, _AS_TEXT)


def normalised(text: str) -> str:
    """Take off a byte-order mark, and make every line end a LF."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def place_at(text: str, offset: int, path: str) -> Place:
    """Return the place of the character at an offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    line = text.count("\n", 0, offset) + 1
    column = offset - line_start + 1
    return Place(path, line, column, line, column + 1)


def _controls(text: str, path: str) -> Iterator[Finding]:
    for number, found in enumerate(CONTROL.finditer(text)):
        if number == _MOST:
            return
        place = place_at(text, found.start(), path)
        yield _deleted(rules.control_character(place, name_of(found[0])))


def _turning(text: str, path: str) -> Iterator[Finding]:
    for found in itertools.islice(BIDI.finditer(text), _MOST):
        place = place_at(text, found.start(), path)
        yield _deleted(rules.bidirectional_control(place, name_of(found[0])))


def _deleted(found: Finding) -> Finding:
    """Return a finding about one character with the edit that deletes it."""
    return replace(found, edits=(Edit(found.place, ""),))


def _wrong_byte(data: bytes, path: str, offset: int) -> Finding:
    before = normalised(data[:offset].decode("utf-8"))
    place = place_at(before + "?", len(before), path)
    why = Text(
        "byte {byte} at offset {offset} is not UTF-8; the file looks like Latin-1 or Windows-1252",
        byte=f"0x{data[offset]:02X}",
        offset=offset,
    )
    return _not_utf8(place, why)


def _not_utf8(place: Place, why: Text) -> Finding:
    return rules.undecodable(place, why, _AS_UTF8)
