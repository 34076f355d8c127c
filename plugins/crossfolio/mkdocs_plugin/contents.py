"""Contents lists, drawn once for all pages whose headings have the same levels.

As with shells, what a theme does is tried, not believed: a form drawn with words in the place
of titles and anchors is used only if it gives the list of a second page to the letter.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mkdocs.structure.toc import AnchorLink, TableOfContents

PLAIN = re.compile(r"[\w.,;:!?()/\u2013\u2014-]+(?: [\w.,;:!?()/\u2013\u2014-]+)*")
"""Text that filters of a template leave as it is."""
_WORD = "cft{}{}tfc"
_WORDS = re.compile(r"cft([ti]\d+)tfc")

Form = tuple[object, ...]
Draw = Callable[[TableOfContents], str]


@dataclass(slots=True)
class ContentsLists:
    """The contents lists of one build, by the form of the list."""

    met: set[Form] = field(default_factory=set)
    proven: dict[Form, list[str] | None] = field(default_factory=dict)
    """What is drawn around titles and anchors, and in turn which of them stands there."""

    def drawn(self, sort: object, contents: TableOfContents, draw: Draw) -> str:
        """Return a contents list as the theme draws it.

        Args:
            sort: What the pages have in common for which it may be drawn once.
            contents: The list.
            draw: Has the theme draw a list.
        """
        form, entries = (sort, *_form(contents)), list(_entries(contents))
        if not all(PLAIN.fullmatch(it.title) and PLAIN.fullmatch(it.id) for it in entries):
            return draw(contents)
        pieces = self.proven.get(form)
        if pieces:
            return _filled(pieces, entries)
        whole = draw(contents)
        if form in self.met and form not in self.proven:
            tried = _WORDS.split(draw(_blank(contents)))
            self.proven[form] = tried if _filled(tried, entries) == whole else None
        self.met.add(form)
        return whole


def _filled(pieces: list[str], entries: list[AnchorLink]) -> str:
    filled = pieces.copy()
    for place in range(1, len(pieces), 2):
        word = pieces[place]
        entry = entries[int(word[1:])]
        filled[place] = entry.title if word[0] == "t" else entry.id
    return "".join(filled)


def _form(contents: Iterable[AnchorLink]) -> Iterator[object]:
    for entry in contents:
        yield entry.level, tuple(_form(entry.children))


def _entries(contents: Iterable[AnchorLink]) -> Iterator[AnchorLink]:
    for entry in contents:
        yield entry
        yield from _entries(entry.children)


def _blank(contents: TableOfContents) -> TableOfContents:
    """Return a list of the same form, with a word in each place where others differ."""
    numbers = iter(range(len(list(_entries(contents)))))

    def blank(entry: AnchorLink) -> AnchorLink:
        number = next(numbers)
        made = AnchorLink(_WORD.format("t", number), _WORD.format("i", number), entry.level)
        made.children = [blank(it) for it in entry.children]
        return made

    return TableOfContents([blank(it) for it in contents])
