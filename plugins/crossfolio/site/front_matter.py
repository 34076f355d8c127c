"""The front matter of the site's pages: what themes and plugins get of each beside its text."""

import json
from gettext import NullTranslations

from crossfolio.core.evidence import Evidence
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text, said
from crossfolio.site.html.safe_html import safe_title

Front = dict[str, object]
"""The front matter of a page of the site."""
_as_yaml = json.JSONEncoder(ensure_ascii=False).encode
"""JSON is YAML, of which front matter consists."""


def front_with(title: str, *, wide: bool) -> Front:
    """Return the front matter of a page with a title, in which nothing acts.

    Args:
        title: Of the page, as plain text.
        wide: Whether the page has no table of contents beside it.
    """
    hidden: Front = {"hide": ["toc"]} if wide else {}
    name = safe_title(title)
    return {"title": name, **hidden, "rss": {"feed_description": name}}


def front_of(item: Evidence, seen: Seen, words: NullTranslations) -> Front:
    """Return the front matter of an item's page, which holds nothing that acts."""
    full = seen.in_full(item)
    title = item.title if full else said(Text("Evidence {item}", item=item.id), words)
    return front_with(title, wide=True)


def front_matter(front: Front) -> str:
    """Return front matter as it stands in a page."""
    lines = (f"{name}: {_as_yaml(value)}\n" for name, value in front.items())
    return f"---\n{''.join(lines)}---\n"
