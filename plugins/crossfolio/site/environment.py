"""Templates: where they are found, and how they are filled in."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from gettext import NullTranslations
from html import escape, unescape
from typing import Any, NamedTuple, Self

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)

from crossfolio.core.regex import regex
from crossfolio.core.texts import ENGLISH, said
from crossfolio.site.speaking import speak

_HEADING = regex(r'<h([2-6])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TOP = regex(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = regex(r"<[^>]*>")


class Look(NamedTuple):
    """How pages are drawn: with which templates, and in which language."""

    folders: tuple[str, ...] = ()
    """Folders of the user's own templates; one there takes the place of ours of the same name."""
    words: NullTranslations = ENGLISH
    """What our texts are looked up in."""

    @property
    def language(self) -> str:
        """The language of our texts. Source: IETF, BCP 47."""
        return str(self.words.info().get("language") or "en")

    @property
    def key(self) -> str:
        """What tells texts in this language from those in all others, to keep them by."""
        catalogue = type(self.words)
        known = catalogue.__module__, catalogue.__qualname__, sorted(self.words.info().items())
        return repr(known)


DEFAULT_LOOK = Look()
"""Our own templates, in English."""


class ContentsEntry(NamedTuple):
    """A heading in a page's table of contents."""

    level: int
    anchor: str
    title: str
    """Plain text, not yet escaped."""


class Rendered(NamedTuple):
    """A page as HTML, with its table of contents."""

    html: str
    contents: tuple[ContentsEntry, ...]
    searched: str
    """What the site's search is made from, as HTML: the headings, and the texts below them."""

    @property
    def packed(self) -> list[Any]:
        """The page as JSON can hold it."""
        contents = [[entry.level, entry.anchor, entry.title] for entry in self.contents]
        return [self.html, contents, self.searched]

    @classmethod
    def of(cls, packed: list[Any]) -> Self:
        """Return a page that was packed."""
        html, contents, searched = packed
        return cls(html, tuple(ContentsEntry(*entry) for entry in contents), searched)


@cache
def environment(look: Look = DEFAULT_LOOK) -> Environment:
    """Return the templates, those of the user's own first.

    A template of the user's can build on ours: `{% extends "crossfolio/unit.html.jinja" %}`.
    """
    ours = PackageLoader("crossfolio.site", "templates")
    env = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(list(look.folders)), ours, PrefixLoader({"crossfolio": ours})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["language"] = look.language
    speak(env, look.words)
    return env


def fill(name: str, look: Look, **values: object) -> str:
    """Fill in a template, such as `unit`."""
    return environment(look).get_template(f"{name}.html.jinja").render(values)


def page(
    name: str, look: Look, *, texts: Mapping[str, str] | None = None, **values: object
) -> Rendered:
    """Fill in the template of a page, and list its headings as they really stand there.

    Args:
        name: The template's name.
        look: How pages are drawn.
        texts: What the search should find under a heading, by the heading's anchor.
        values: What the template is filled in with.
    """
    html = fill(name, look, **values)
    contents = tuple(_entries(html))
    found = {anchor: said(text, look.words) for anchor, text in (texts or {}).items()}
    return Rendered(html, contents, _searched(html, contents, found))


def _searched(html: str, contents: Iterable[ContentsEntry], texts: Mapping[str, str]) -> str:
    top = _TOP.search(html)
    parts = [f"<h1>{top[1]}</h1>"] if top else []
    for entry in contents:
        parts.append(
            f'<h{entry.level} id="{escape(entry.anchor)}">{escape(entry.title)}</h{entry.level}>'
        )
        if entry.anchor in texts:
            parts.append(f"<p>{escape(texts[entry.anchor])}</p>")
    return "".join(parts)


def _entries(html: str) -> list[ContentsEntry]:
    return [
        ContentsEntry(int(level), unescape(anchor), _plain(inner))
        for level, anchor, inner in _HEADING.findall(html)
    ]


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
