"""A page that is too large as several: the first at its address leads to the others."""

import re
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from crossfolio.core.regex import regex
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text, said
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import Look, Rendered, fill, page
from crossfolio.site.parts import PagePart, narrowed, parts_of
from crossfolio.site.site_page import InNav, Make, SitePage

_TOP = regex(r"<h1\b[^>]*>.*?</h1>\n?", re.DOTALL)


class PartLink(NamedTuple):
    """A link to a part of a page, with what stands in that part."""

    name: str
    href: str
    counts: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class _Split(NamedTuple):
    """A page that is too large, and what it is split into."""

    whole: SitePage
    make: Make
    """Makes the whole."""
    parts: tuple[PagePart, ...]
    kinds: frozenset[type]
    """The types of things that it has rows for."""


def in_parts(whole: SitePage, seen: Seen) -> tuple[SitePage, ...]:
    """Return a page as those that the site has for it: itself, or its first page and its parts.

    What others link to by an anchor has moved to a part, and the first page leads there as well.
    """
    if whole.rows is None or whole.make is None:
        return (whole,)
    rows = tuple(whole.rows(seen))
    parts = parts_of(whole.address, rows)
    if not parts:
        return (whole,)
    moved = {
        f"{whole.address}#{anchor}": f"{part.address}#{anchor}"
        for part in parts
        for anchor in part.anchors
    }
    split = _Split(whole, whole.make, parts, frozenset(type(row.thing) for row in rows))
    first = replace(whole, make=partial(_first_page, split), moved=moved, rows=None)
    return (first, *(_site_page(split, number) for number in range(len(parts))))


def _site_page(split: _Split, number: int) -> SitePage:
    """Return the page of one part, by its number among all."""
    return replace(
        split.whole,
        address=split.parts[number].address,
        title=_title(split, number),
        make=partial(_part_page, split, number),
        in_nav=InNav.NO,
        file="",
        rows=None,
        part_of=split.whole.address,
    )


def _title(split: _Split, number: int) -> str:
    part = name_of(split.parts[number])
    return Text("{page}: {part}", page=split.whole.title, part=part)


def name_of(part: PagePart) -> str:
    """Return what a part is called among the others: `BUD`, or `BUD, 2 of 3`."""
    name = part.group or Text("all else")
    if part.among == 1:
        return name
    return Text("{part}, {number} of {among}", part=name, number=part.number, among=part.among)


def _link(part: PagePart, to: Link) -> PartLink:
    return PartLink(name_of(part), to(part.address), part.counts, part.anchors)


def _first_page(split: _Split, seen: Seen, to: Link, /, *, look: Look) -> Rendered:
    """Return the page at the address of the whole."""
    figures = split.whole.figures
    return page(
        "split",
        look,
        title=split.whole.title,
        keeps=split.whole.keeps,
        figures=Markup(figures(seen, to, look=look)) if figures else "",  # noqa: S704 - a template's
        leads=[(words, to(address)) for address, words in split.whole.leads(seen)],
        parts=[_link(part, to) for part in split.parts],
    )


def _part_page(split: _Split, number: int, seen: Seen, to: Link, /, *, look: Look) -> Rendered:
    """Return a page with some of its rows, under a heading of its own."""
    parts, title = split.parts, _title(split, number)
    rendered = split.make(narrowed(seen, parts[number], split.kinds), to, look=look)
    previous, following = (
        _link(parts[at], to) if 0 <= at < len(parts) else None for at in (number - 1, number + 1)
    )
    head = fill(
        "part",
        look,
        title=title,
        whole=PartLink(split.whole.title, to(split.whole.address)),
        previous=previous,
        following=following,
    )
    searched = f"<h1>{escape(said(title, look.words))}</h1>"
    return rendered._replace(
        html=_TOP.sub(lambda _: head, rendered.html, count=1),
        searched=_TOP.sub(lambda _: searched, rendered.searched, count=1),
    )
