"""Templates: where they are found, and how they are filled in."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)

Folders = tuple[str, ...]
"""Folders of the user's own templates; one there takes the place of ours of the same name."""

_HEADING = re.compile(r'<h([2-6])[^>]* id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in a page's table of contents."""

    level: int
    anchor: str
    title: str
    """Plain text, not yet escaped."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as HTML, with its table of contents."""

    html: str
    contents: tuple[Entry, ...]


@cache
def environment(folders: Folders = ()) -> Environment:
    """Return the templates, those of `folders` first.

    A template of the user's can build on ours: `{% extends "crossfolio/unit.html.jinja" %}`.
    """
    ours = PackageLoader("crossfolio.reports", "templates")
    return Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(list(folders)), ours, PrefixLoader({"crossfolio": ours})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def fill(name: str, folders: Folders, **values: object) -> str:
    """Fill in a template, such as `unit`."""
    return environment(folders).get_template(f"{name}.html.jinja").render(values)


def page(name: str, folders: Folders, **values: object) -> Rendered:
    """Fill in the template of a page, and list its headings as they really stand there."""
    html = fill(name, folders, **values)
    return Rendered(html, tuple(_entries(html)))


def _entries(html: str) -> list[Entry]:
    return [
        Entry(int(level), unescape(anchor), _plain(inner))
        for level, anchor, inner in _HEADING.findall(html)
    ]


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
