"""Characters by their names, and those that look like others."""

import unicodedata

from crossfolio.core.regex import regex

BIDI = regex("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates. Source: Unicode Standard Annex 9, section 2."""


def name_of(character: str) -> str:
    """Return a character's code point and name: `U+0000 NULL`."""
    name = unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {'NULL' if character == chr(0) else name}"


def is_writable(text: str) -> bool:
    """Tell whether UTF-8 can hold a text: bytes of a command line that it cannot be are none."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def odd_letters(text: str, most: int = 3) -> str:
    """Name the characters that are not ASCII, up to a few; empty where all are."""
    odd = dict.fromkeys(character for character in text if not character.isascii())
    return ", ".join(name_of(character) for character in list(odd)[:most])


def composed_name(path: str) -> str:
    """Return a path with each accent in one character with its letter (NFC).

    Some systems write the two apart in the names of files, and keyboards never do.
    """
    return path if path.isascii() else unicodedata.normalize("NFC", path)
