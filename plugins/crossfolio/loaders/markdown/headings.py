"""The headings of a page, with the anchors that the site gives them."""

import re
import unicodedata

from crossfolio.core.evidence import Heading

_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^{}\n]*)\}[ ]*$")
_NUMBERED = re.compile(r"(.*)_([0-9]{1,9})", re.ASCII)
_OWN_ID = re.compile(r"(?:^|\s)#([^\s}]+)")
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+)>", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|<[^<>]*>|[`*\[\]]|(?<!\w)_+|_+(?!\w)")


def slug(text: str) -> str:
    """Return the anchor of a heading with this text.

    Source: `slugify` of Python-Markdown's extension `toc`, which MkDocs uses.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(r"[-\s]+", "-", plain)


class Headings:
    """The headings of one page, while they are gathered in order."""

    def __init__(self) -> None:
        self.all: list[Heading] = []
        self._anchors: set[str] = set()
        self._numbers: dict[tuple[str, int], int] = {}

    @property
    def anchor(self) -> str:
        """The anchor of the last heading; nothing before the first."""
        return self.all[-1].anchor if self.all else ""

    def add(self, text: str, level: int, line: int) -> None:
        """Add a heading.

        Args:
            text: As written, but for marks.
            level: From 1.
            line: Of the file.
        """
        bare = text.strip().strip("#").strip()
        if _PLAIN.fullmatch(bare):
            self.add_plain(bare, level, line)
            return
        words, anchor = self._read(bare)
        self._anchors.add(anchor)
        self.all.append(Heading(words, anchor, level, line))

    def add_plain(self, words: str, level: int, line: int) -> None:
        """Add a heading of letters, digits and single blanks."""
        anchor = words.lower().replace(" ", "-")
        if anchor in self._anchors:
            anchor = self._unique(anchor)
        self._anchors.add(anchor)
        self.all.append(Heading(words, anchor, level, line))

    def _read(self, bare: str) -> tuple[str, str]:
        """Return the words of a heading with markup in it, and its anchor."""
        own = None
        attributes = _ATTRIBUTES.search(bare)
        if attributes:
            bare, own = bare[: attributes.start()], _OWN_ID.search(attributes[1])
        from html import unescape  # noqa: PLC0415 - a table of all entities; few headings need it

        words = " ".join(unescape(_MARKUP.sub("", _ADDRESS.sub(r"\1", bare))).split())
        return words, own[1] if own else self._unique(slug(words))

    def _unique(self, anchor: str) -> str:
        """Return an anchor that no heading has. Source: `unique` of Python-Markdown's `toc`."""
        if anchor and anchor not in self._anchors:
            return anchor
        found = _NUMBERED.fullmatch(anchor)
        head, first = (found[1], int(found[2]) + 1) if found else (anchor, 1)
        number = self._numbers.get((head, first), first)
        while f"{head}_{number}" in self._anchors:
            number += 1
        self._numbers[head, first] = number
        return f"{head}_{number}"
