"""A page that Crossfolio makes, before it is a file."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from crossfolio.core.seen import Seen
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import Look, Rendered
from crossfolio.site.parts import PageRow


class InNav(IntEnum):
    """Where the menu has a page. Themes draw the menu into every page, so it is to be short."""

    NO = 0
    FIRST = 1
    """Before all others. Such a page leads to all."""
    UNIT = 2
    """In the section of units."""
    MAIN = 3
    LAST = 4
    """After the user's own pages."""


class Make(Protocol):
    """What makes a page: a pure function."""

    def __call__(self, seen: Seen, to: Link, /, *, look: Look) -> Rendered:
        """Return the page, whose links `to` makes, drawn with a look."""
        ...


class PageFigures(Protocol):
    """What makes the part of a page that is about the whole of it: a pure function."""

    def __call__(self, seen: Seen, to: Link, /, *, look: Look) -> str:
        """Return it as HTML."""
        ...


class Wrap(Protocol):
    """What puts the rendered Markdown of a page into its page."""

    def __call__(self, html: str, /, *, look: Look) -> str:
        """Return the page."""
        ...


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that Crossfolio makes; or, with `each`, pages that are made alike."""

    address: str
    title: str
    make: Make | None = None
    """`None` where the page is Markdown."""
    in_nav: InNav = InNav.NO
    each: "Callable[[Seen, Container[str]], Iterable[SitePage]] | None" = None
    """Gives pages, such as one for each unit, from the portfolio and the user's own sources."""
    file: str = ""
    """What it is called among the site's sources, where that does not follow from its address."""
    is_home: bool = False
    """Whether it is the first page of a site whose owner has written none."""
    wide: bool = False
    """Whether it needs the room of the theme's table of contents."""
    needs_people: bool = False
    """Whether it is only in the edition for assessors, where people are shown."""
    needs_whole: bool = False
    """Whether it is left out where the site shows no more than the part for one visit."""
    needs_decisions: bool = False
    """Whether it is only where something has been judged."""
    needs_findings: bool = False
    """Whether it is only where something is found; no other page changes with it."""
    shows_findings: bool = False
    """Whether it says what was found, and is made anew in every build."""
    rows: Callable[[Seen], Iterable[PageRow]] | None = None
    """What it has rows for, where it grows with them: one that is too large is in parts."""
    keeps: tuple[str, ...] = ()
    """The anchors that lead to its first page where it is in parts."""
    figures: PageFigures | None = None
    """Makes what its first page says of the whole, where it is in parts."""
    leads: Callable[[Seen], Iterable[tuple[str, str]]] = lambda _: ()
    """The addresses that its first page leads to besides its parts, each with words."""
    part_of: str = ""
    """The address of the page that it is a part of."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where what others link to by an anchor on it stands, by page and anchor."""
    beside: Callable[[Seen], str] | None = None
    """What it is made from besides all items as they are seen."""
    body: str = ""
    """In Markdown, where it is no table or figure that a template makes."""
    wrap: Wrap | None = None
    """What stands around the body."""
    order: int = 0
    """Where it stands among the others, in the menu and while the site is built."""
    lost: str = ""
    """The file that can no longer be read, and whose page's address this one keeps."""

    @property
    def source(self) -> str:
        """What it is called among the site's sources."""
        return self.file or f"{self.address}.md"

    def is_in(self, seen: Seen) -> bool:
        """Say whether the site has it, as far as that goes by what is seen."""
        return not (
            (self.needs_people and not seen.people)
            or (self.needs_whole and seen.rest is not None)
            or (self.needs_decisions and not seen.portfolio.decisions)
        )
