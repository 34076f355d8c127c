"""The headings of a page, with the anchors that the site gives them."""

import re

from crossfolio.core.dialect import Dialect, Slugs
from crossfolio.core.evidence import Heading
from crossfolio.core.regex import regex
from crossfolio.loaders.markdown.slugs import slug

_PLAIN = regex(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_ATTRIBUTES = regex(r"\{:?[ ]*([^{}\n]*)\}[ ]*$")
_NUMBERED = regex(r"(.*)_([0-9]{1,9})", re.ASCII)
_OWN_ID = regex(r"(?:^|\s)#([^\s}]+)")
_CODE = regex(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_MARKUP = regex(r"\\([\\`*_{}\[\]()>#+\-.!])|\*")
_EMPHASIS = regex(r"(?<![\w\\])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_\\])\1(?!\w)")
_HYPHENS, _DASH = regex("-{2,3}"), "\N{EN DASH}"


class Headings:
    """The headings of one page, while they are gathered in order."""

    def __init__(self, dialect: Dialect) -> None:
        self.all: list[Heading] = []
        self._slugs = dialect.slugs
        self._is_usual = dialect.slugs == Slugs()
        self._with_attributes = "attr_list" in dialect.extensions
        self._with_dashes = "smarty" in dialect.extensions
        self._anchors: set[str] = set()
        self._numbers: dict[tuple[str, int], int] = {}

    @property
    def anchor(self) -> str:
        """The anchor of the last heading; nothing before the first."""
        return self.all[-1].anchor if self.all else ""

    def add(self, text: str, level: int, line: int) -> None:
        """Add a heading.

        Args:
            text: As written, but for marks, links' targets, pictures and raw HTML.
            level: From 1.
            line: Of the file.
        """
        bare = text.strip()
        if self._is_usual and _PLAIN.fullmatch(bare):
            self._add_plain(bare, level, line)
            return
        words, anchor = self._read(bare)
        self._anchors.add(anchor)
        self.all.append(Heading(words, anchor, level, line))

    def _add_plain(self, words: str, level: int, line: int) -> None:
        """Add a heading of letters, digits and single blanks."""
        anchor = words.lower().replace(" ", "-")
        if anchor in self._anchors:
            anchor = self._unique(anchor)
        self._anchors.add(anchor)
        self.all.append(Heading(words, anchor, level, line))

    def _read(self, bare: str) -> tuple[str, str]:
        """Return the words of a heading with markup in it, and its anchor."""
        own = None
        attributes = _ATTRIBUTES.search(bare) if self._with_attributes else None
        if attributes:
            bare = bare[: attributes.start()].rstrip("#")
            own = _OWN_ID.search(attributes[1])
        from html import unescape  # noqa: PLC0415 - a table of all entities; few headings need it

        pieces, position = [], 0
        for code in _CODE.finditer(bare) if "`" in bare else ():
            pieces += [self._words(bare[position : code.start()]), code[2].strip()]
            position = code.end()
        words = "".join((*pieces, self._words(bare[position:])))
        words = " ".join((unescape(words) if "&" in words else words).split())
        return words, own[1] if own else self._unique(slug(words, self._slugs))

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

    def _words(self, text: str) -> str:
        """Return text without signs of emphasis; `smarty` makes dashes of hyphens."""
        if "_" in text:
            text = _EMPHASIS.sub(r"\2", text)
        text = _MARKUP.sub(lambda found: found[1] or "", text)
        return _HYPHENS.sub(_DASH, text) if self._with_dashes else text
