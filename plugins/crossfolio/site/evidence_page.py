"""A page of evidence: its body as Markdown, and what is rendered made safe and complete."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from gettext import NullTranslations
from html import escape, unescape
from typing import NamedTuple

import nh3

from crossfolio.core.characters import composed_name
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion, Framework
from crossfolio.core.marks import known_marks
from crossfolio.core.regex import regex
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.addresses import mark_anchor
from crossfolio.site.html.last_look import END, START
from crossfolio.site.html.safe_html import (
    MOST_PLACEHOLDERS,
    placeholder,
    put_marks,
    safe,
    within_reach,
    without_placeholders,
)

_HEAD, _HEAD_END = '<div class="crossfolio-head-here">', "</div>"
_CLAIMS = '<div class="crossfolio-claims-here"></div>'
_FOOT = '<div class="crossfolio-foot-here"></div>'
"""No body can hold these: classes of ours are taken out of what learners write."""
MarkLink = Callable[[Criterion, str], str]
"""Makes the link of a mark, from its criterion and its own anchor."""
UNSHOWN = Text("The text of this page cannot be shown.")
_MARKUP = regex("[<>&\x00-\x1f\x7f]")
_NO_WORDS = regex(r"(?:[>*+#\- \t]|[0-9]+\.)*")
_BLANKS = regex(" *")
_TITLE = regex(r"\s*(<h1\b[^>]*>(.*?)</h1>)", re.DOTALL)
_BLOCK = regex(
    r"(?P<outer></(?:p|h[1-6])>)|</(?:li|t[dh]|d[td])>|<(?:[uod]l|p|table|blockquote|pre|div)\b"
)
"""Where a block ends in which something stands: behind it, or before its end or a block in it."""
_TOP_LEVEL = regex(r"(</?)h1\b")
_BESIDE_WORDS = regex(r'<a [^>]*class="(?:headerlink|crossfolio-mark)\b.*?</a>|<[^>]*>', re.DOTALL)
"""What stands in a heading beside its words."""


def body_for_markdown(item: Evidence, framework: Framework) -> str:
    """Return an item's body with a character of private use in the place of each mark.

    Such a character is text to Markdown, leaves no trace in the anchor of a heading, and
    stands exactly where our own scan found the mark.
    """
    if item.unshown:
        return ""
    body = without_placeholders(item.body)
    pieces, position = [], 0
    for number, place in enumerate(_mark_spans(item, framework)):
        pieces += [body[position : place.start], placeholder(number)]
        position = place.end
    return composed_name("".join((*pieces, body[position:])))


def harmless(html: str, *, diagrams: bool = False) -> str:
    """Return a rendered body with nothing that acts, and all of it in everyone's reach."""
    return within_reach(safe(html, diagrams=diagrams))


def finished(
    html: str,
    item: Evidence,
    framework: Framework,
    mark: MarkLink,
    words: NullTranslations = ENGLISH,
) -> str:
    """Return a harmless body with its marks as links to their criteria.

    Args:
        html: The body.
        item: The item.
        framework: What its marks name.
        mark: Makes their links.
        words: The language of what is said where there is no body to show.
    """
    if item.unshown:
        why = escape(said(item.unshown, words)).capitalize()
        return f"<p><strong>{escape(said(UNSHOWN, words))}</strong> {why}.</p>"
    makers, searched = {}, {}
    counts: dict[str, int] = {}
    for number, place in enumerate(_mark_spans(item, framework)):
        name = place.criterion
        nth = counts[name] = counts.get(name, 0) + 1
        make = partial(mark, framework.criteria[name], mark_anchor(name, nth))
        makers[placeholder(number)] = partial(_between, place, make)
        searched[placeholder(number)] = f"{place.before}[{name}]{place.after}"
    return put_marks(html, makers, searched)


def _between(place: "_MarkSpan", make: Callable[[], str]) -> str:
    return f"{place.before}{make()}{place.after}"


def composed(item: Evidence, body: str) -> str:
    """Return the content of a page of evidence, with room for what stands around the body.

    The item's title is the page's one heading of the first level. A body that begins with the
    same words brings that heading itself, with its anchor and its marks; whatever else it has
    of that level is one lower. The search finds the item by its ID, which stands where the
    head will be.
    """
    language = item.text("language")
    lang = f' lang="{escape(language)}"' if language else ""
    own = _TITLE.match(body)
    if own and _same_words(own[2], item.title):
        first, rest = own[1].replace("<h1", f"<h1{lang}", 1), body[own.end() :]
    else:
        first, rest = f"<h1{lang}>{escape(item.title)}</h1>", body
    rest = _TOP_LEVEL.sub(r"\1h2", rest)
    return (
        f"{START}{first}{_HEAD} {item.id} {_HEAD_END}"
        f'<div class="crossfolio-read">{_CLAIMS}<div class="crossfolio-body"{lang}>{rest}</div>'
        f"</div>{_FOOT}</div>{END}"
    )


def with_room(body: str, anchors: Iterable[str]) -> str:
    """Return a finished body with room for a note behind the block of each of some anchors.

    An anchor that is not there, as under a template of the user's, gets none.
    """
    for number, anchor in enumerate(anchors):
        at = body.find(f' id="{escape(anchor)}"')
        end = _BLOCK.search(body, at) if at >= 0 else None
        if end:
            place = end.end() if end["outer"] else end.start()
            body = f"{body[:place]}{_note(number)}{body[place:]}"
    return body


def _note(number: int) -> str:
    return f'<div class="crossfolio-note-{number}-here"></div>'


def completed(output: str, head: str, claims: str, foot: str, *notes: str) -> str:
    """Put what stands above, beside, in and below a body into a finished page.

    It comes this late so that the site's search is made from what learners wrote.
    """
    for number, note in enumerate(notes):
        output = output.replace(_note(number), note, 1)
    before, start, rest = output.partition(_HEAD)
    if start:
        output = before + head + rest.partition(_HEAD_END)[2]
    return output.replace(_CLAIMS, claims, 1).replace(_FOOT, foot, 1)


def without_marks(title: str) -> str:
    """Return a heading's text without markup and without placeholders of marks."""
    if title.isascii() and not _MARKUP.search(title):
        return title.strip()
    return without_placeholders(nh3.clean(title, tags=set())).replace("\ufffd", "").strip()


def _same_words(heading: str, title: str) -> bool:
    """Tell whether a rendered heading has the words of a title, but for marks, blanks and case."""
    words = unescape(_BESIDE_WORDS.sub("", heading))
    return words.casefold().split() == title.casefold().split()


class _MarkSpan(NamedTuple):
    """What a placeholder takes the place of."""

    criterion: str
    start: int
    end: int
    before: str = ""
    """The blanks that it takes along, so that they leave no trace in an anchor."""
    after: str = ""


def _mark_spans(item: Evidence, framework: Framework) -> Iterator[_MarkSpan]:
    """Give the marks of an item; one in a heading with the blanks before it, or behind it."""
    body, position, line, opens = item.body, 0, item.body_line, True
    of_headings = {heading.line for heading in item.headings}
    for mark in known_marks(item, framework)[:MOST_PLACEHOLDERS]:
        lines = body.count("\n", position, mark.start)
        line, opens = line + lines, opens or lines > 0
        reach, position = position, mark.start
        placed = _MarkSpan(mark.criterion, mark.start, mark.end)
        if line in of_headings:
            first = max(body.rfind("\n", 0, mark.start) + 1, reach)
            text = body[first : mark.start]
            opens = opens and _NO_WORDS.fullmatch(text) is not None
            if opens:
                after = _BLANKS.match(body, mark.end)
                placed = placed._replace(end=after.end(), after=after[0]) if after else placed
            else:
                bare = text.rstrip(" ")
                placed = placed._replace(start=first + len(bare), before=text[len(bare) :])
        yield placed
        position = max(position, placed.end)
