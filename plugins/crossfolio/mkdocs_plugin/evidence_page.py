"""A page of evidence: its body for MkDocs, and what comes back made safe and complete."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape

import nh3
from mkdocs.structure.toc import AnchorLink

from crossfolio.core.evidence import Evidence
from crossfolio.core.evidence import Mark as FoundMark
from crossfolio.core.framework import Criterion, Framework
from crossfolio.core.marks import known_marks
from crossfolio.mkdocs_plugin.safe_html import (
    MOST_PLACEHOLDERS,
    placeholder,
    put_marks,
    safe,
    within_reach,
    without_placeholders,
)
from crossfolio.mkdocs_plugin.verify import END, START
from crossfolio.reports.site.addresses import mark_anchor

_HEAD = '<div class="crossfolio-head-here"></div>'
_CLAIMS = '<div class="crossfolio-claims-here"></div>'
_FOOT = '<div class="crossfolio-foot-here"></div>'
"""No body can hold these: classes of ours are taken out of what learners write."""
Mark = Callable[[Criterion, str], str]
"""Makes the link of a mark, from its criterion and its own anchor."""
UNSHOWN = "The text of this page cannot be shown."
_MARKUP = re.compile("[<>&\x00-\x1f\x7f]")
_TITLE = re.compile(r"\s*(<h1\b.*?</h1>)", re.DOTALL)


def body_for_markdown(item: Evidence, framework: Framework) -> str:
    """Return an item's body with a character of private use in the place of each mark.

    Such a character is text to Markdown, leaves no trace in the anchor of a heading, and
    stands exactly where our own scan found the mark.
    """
    if item.unshown:
        return ""
    body = without_placeholders(item.body)
    pieces, position = [], 0
    for number, found in enumerate(_marks(item, framework)):
        pieces += [body[position : found.start], placeholder(number)]
        position = found.end
    return "".join((*pieces, body[position:]))


def harmless(html: str) -> str:
    """Return a rendered body with nothing that acts, and all of it in everyone's reach."""
    return within_reach(safe(html))


def finished(html: str, item: Evidence, framework: Framework, mark: Mark) -> str:
    """Return a harmless body with its marks as links to their criteria."""
    if item.unshown:
        return f"<p><strong>{UNSHOWN}</strong> {escape(item.unshown).capitalize()}.</p>"
    makers, words = {}, {}
    counts: dict[str, int] = {}
    for number, found in enumerate(_marks(item, framework)):
        nth = counts[found.criterion] = counts.get(found.criterion, 0) + 1
        criterion = framework.criteria[found.criterion]
        anchor = mark_anchor(found.criterion, nth)
        makers[placeholder(number)] = partial(mark, criterion, anchor)
        words[placeholder(number)] = f"[{found.criterion}]"
    return put_marks(html, makers, words)


def composed(title: str, body: str, language: str = "") -> str:
    """Return the content of a page of evidence, with room for what stands around the body.

    The body's own title, if it begins with one, is the page's; so is one further down.
    Both say in which language they are, where the item does.
    """
    own = _TITLE.match(body)
    first, rest = (own[1], body[own.end() :]) if own else ("", body)
    if not own and "<h1" not in body:
        first = f"<h1>{escape(title)}</h1>"
    lang = f' lang="{escape(language)}"' if language else ""
    first = first.replace("<h1", f"<h1{lang}", 1)
    body = f'<div class="crossfolio-body"{lang}>{rest}</div>'
    return (
        f'{START}{first}{_HEAD}<div class="crossfolio-read">{_CLAIMS}{body}</div>{_FOOT}</div>{END}'
    )


def completed(output: str, head: str, claims: str, foot: str) -> str:
    """Put what stands above, beside and below a body into a finished page.

    It comes this late so that the site's search is made from what learners wrote.
    """
    output = output.replace(_HEAD, head, 1).replace(_CLAIMS, claims, 1)
    return output.replace(_FOOT, foot, 1)


def clean_contents(contents: Iterable[AnchorLink]) -> None:
    """Take markup and placeholders out of a table of contents; themes print it unescaped."""
    for entry in contents:
        entry.title = without_marks(entry.title)
        clean_contents(entry.children)


def without_marks(title: str) -> str:
    """Return a heading's text without markup and without placeholders of marks."""
    if title.isascii() and not _MARKUP.search(title):
        return title.strip()
    return without_placeholders(nh3.clean(title, tags=set())).replace("\ufffd", "").strip()


def _marks(item: Evidence, framework: Framework) -> Iterable[FoundMark]:
    return known_marks(item, framework)[:MOST_PLACEHOLDERS]
