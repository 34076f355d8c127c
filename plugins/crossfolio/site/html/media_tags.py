"""Media that a page writes as HTML: files beside it found, and addresses elsewhere as links."""

import re
from collections.abc import Callable
from functools import partial
from gettext import NullTranslations
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from crossfolio.core.regex import regex
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.loaders.markdown.link_targets import resolve

_ATTRIBUTES = r"((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)"
_TAG = regex(
    rf"<(img|audio|video|source|track|iframe|embed|object|a)\b{_ATTRIBUTES}>", re.IGNORECASE
)
_PLAYER = regex(rf"<(audio|video)\b{_ATTRIBUTES}>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = regex(
    r"(\s(?:src|href|data)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_ALT = regex(r"\s(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ELSEWHERE = regex(r"(?:https?:)?//", re.IGNORECASE)
_EMOJI = regex(r"\sclass\s*=\s*[\"']?(?:twemoji|emojione|gemoji)\b", re.IGNORECASE)
"""What pymdownx.emoji makes of a character that another host has a picture of."""
_LOADS = regex(r"<(?:img|audio|video|source|track|iframe|embed|object)\b", re.IGNORECASE)


def with_media(
    html: str,
    page: str,
    folder: str,
    url_of: Callable[[str], str],
    words: NullTranslations = ENGLISH,
) -> str:
    """Return rendered Markdown in which media lead where they lie.

    What is of another host becomes a link, so that nothing is fetched and nothing is lost.

    Args:
        html: As Markdown made it.
        page: The path of the page's source.
        folder: The folder of evidence.
        url_of: Gives the address of a file of evidence by its path; empty where there is none.
        words: The language of what is said of media elsewhere.
    """
    if not _LOADS.search(html) and "<a " not in html:
        return html

    def put(found: re.Match[str]) -> str:
        tag, name = found[0], found[1].lower()
        address = _ADDRESS.search(found[2])
        if not address:
            return tag
        written = _written(address)
        if name != "a" and _ELSEWHERE.match(written):
            alt = _ALT.search(found[2])
            if alt and _EMOJI.search(found[2]):
                return alt[1] or alt[2] or ""
            link = _card(name, written, alt, words)
            return link if name in ("img", "source", "track") else f"{link}{tag}"
        path, _, place = written.partition("#")
        url = url_of(resolve(unquote(path), page, folder)) if path else ""
        if not url:
            return tag
        start = found.start(2) - found.start()
        value = escape(f"{url}#{place}" if place else url)
        before, after = tag[: start + address.start()], tag[start + address.end() :]
        return f'{before}{address[1]}"{value}"{after}'

    return _TAG.sub(put, _PLAYER.sub(partial(_without_empty_player, words), html))


def _without_empty_player(words: NullTranslations, found: re.Match[str]) -> str:
    """Return a player, or cards alone where all that it plays lies elsewhere."""
    cards = []
    for tag in _TAG.finditer(found[0]):
        address = _ADDRESS.search(tag[2])
        if not address or tag[1].lower() == "track":
            continue
        written = _written(address)
        if not _ELSEWHERE.match(written):
            return found[0]
        cards.append(_card(found[1].lower(), written, None, words))
    return " ".join(cards) or found[0]


def _written(address: re.Match[str]) -> str:
    return unescape(address[2] or address[3] or address[4] or "").strip()


def _card(tag: str, address: str, alt: re.Match[str] | None, words: NullTranslations) -> str:
    """Return a link to media elsewhere that says its title, what it is, and on which host."""
    url = f"https:{address}" if address.startswith("//") else address
    parts = urlsplit(url)
    described = unescape(alt[1] or alt[2] or "") if alt else ""
    title = described or parts.path.rpartition("/")[2] or parts.netloc
    what = said(_lies_on(tag, parts.netloc), words)
    return (
        f'<a href="{escape(url)}"><strong>{escape(title)}</strong> '
        f"<small>{escape(what)}</small></a>"
    )


def _lies_on(tag: str, host: str) -> Text:
    """Say what a tag shows, and on which host; one that is not known shows a page or a file."""
    return {
        "img": Text("picture on {host}", host=host),
        "audio": Text("sound on {host}", host=host),
        "video": Text("film on {host}", host=host),
        "source": Text("recording on {host}", host=host),
    }.get(tag, Text("page on {host}", host=host))
