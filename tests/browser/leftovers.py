"""What of a built page is neither a text of ours in another language nor words of its user's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from pseudo import without_ours

from crossfolio.core.choices import Profile
from crossfolio.core.rules import RULES

_MET = (
    *("title", "alt", "aria-label", "aria-description", "aria-roledescription", "placeholder"),
    *("label", "data-label"),
)
"""Attributes that people meet."""
_CARD = {"description", "og:title", "og:description", "og:image:alt"}
"""Of what other programs show of a link."""
_LEFT = {"script", "style", "code", "pre", "kbd"}
_NAMES = {
    *("title", "display_name", "name", "phase", "phases", "of", "id", "document", "award"),
    *("site_name", "nav", "levels", "channel", "label", "tag", "number", "reference", "unit"),
}
"""Keys of the user's whose values are shown even where they are one word."""
_ID = re.compile(
    r"\b(?:[A-Z]{1,7}[0-9]*(?:\.[A-Za-z]*[0-9]*)*|[A-Z][A-Za-z]*-?[0-9]+(?:-[0-9]+)*|"
    r"[\w./-]+\.(?:md|ya?ml|csv|png|pdf|vtt|txt|xlsx|json|js|zip)|"
    r"evidence(?=/)|assessment/decisions|(?:sha256:)?[0-9a-f]{7,})\b"
)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_EDGES = " \n\t.,:;()[]{}·\u2013\u2014→←↑↓•|/\"'“”\u2018\u2019!?0123456789%+#*…"


class Known:
    """The words that may stand in plain letters: the user's, and the theme's."""

    def __init__(self, phrases: Iterable[str], bodies: Iterable[str]) -> None:
        named = {_flat(phrase) for phrase in phrases}
        named |= {it.replace("-", " ") for it in named}
        self._whole = {it.strip(_EDGES) for it in named}
        parts = (it for it in named if _LETTERS.search(it) and not it.isalpha())
        self._parts = sorted(parts, key=len, reverse=True)
        self._bodies = "\n".join(map(_bare, bodies))
        self.left = cache(self._left)

    def _left(self, text: str) -> tuple[str, ...]:
        """Return what of a text is known to nobody."""
        return tuple(filter(None, (self._unknown(_flat(it)) for it in without_ours(text))))

    def _unknown(self, piece: str) -> str:
        if not self._has_words(piece) or piece.strip(_EDGES) in self._whole:
            return ""
        if piece.endswith("…") and any(part.startswith(piece[:-1].strip()) for part in self._parts):
            return ""
        bare = _bare(piece)
        if bare.count(" ") > 1 and bare in self._bodies:
            return ""
        for phrase in self._parts:
            if phrase in piece:
                piece = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "·", piece)
                if not self._has_words(piece):
                    return ""
        return piece.strip(_EDGES)

    @staticmethod
    def _has_words(piece: str) -> bool:
        return bool(_LETTERS.search(_ID.sub("", piece)))


def known_of(root: Path, theme: Iterable[str]) -> Known:
    """Return the words of a portfolio, and those of the theme."""
    phrases, bodies = [*theme, *(rule.name for rule in RULES), *Profile], []
    for file in sorted(root.rglob("*")):
        if file.suffix in {".yml", ".yaml"}:
            phrases += _scalars(yaml.load(file.read_bytes(), yaml.BaseLoader))  # noqa: S506 - which gives nothing but texts
        elif file.suffix == ".md":
            _, _, rest = file.read_text("utf-8").partition("---\n")
            front, _, body = rest.partition("---\n")
            phrases += _scalars(yaml.load(front, yaml.BaseLoader))  # noqa: S506 - which gives nothing but texts
            phrases += re.findall(r"^#+ (.*?)(?: \[[\w.]+\])*$", body, re.MULTILINE)
            bodies.append(body)
        elif file.is_file() and file.suffix not in {".png", ".pdf"}:
            bodies.append(file.read_text("utf-8"))
        if file.is_file():
            phrases += (file.relative_to(root).as_posix(), file.name)
    return Known(phrases, bodies)


def texts_of(page: str) -> Iterator[tuple[str, str]]:
    """Give each text that people meet on a page, with where it stands."""
    for node in html.fromstring(page).iter():
        if isinstance(node.tag, str) and not _is_body(node):
            yield from _said_by(node)
        above = node.getparent()
        if above is not None and node.tail and not _is_body(above):
            yield node.tail, _where(above)


def _said_by(node: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - of lxml
    where = _where(node)
    for name, value in node.attrib.items():
        if name in _MET:
            yield value, f"{where} @{name}"
    if node.get("name", node.get("property", "")) in _CARD:
        yield node.get("content", ""), where
    if node.text:
        yield node.text, where


def _is_body(node: Any) -> bool:  # noqa: ANN401 - of lxml
    """Tell whether a node holds the user's own text."""
    for it in (node, *node.iterancestors()):
        names = it.get("class", "").split()
        if "crossfolio" in names or "crossfolio-mark" in names:
            return False
        if "crossfolio-body" in names or it.tag in _LEFT:
            return True
    return False


def _where(node: Any) -> str:  # noqa: ANN401 - of lxml
    parts = [node.tag]
    for it in (node, *node.iterancestors()):
        names = it.get("class")
        if names:
            return f"{it.tag}.{names.split()[0]} {'' if it is node else parts[0]}".strip()
    return parts[0]


def _scalars(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _scalars(one, str(name))
            if key in {"range", "context", "levels", "units", "reported"}:
                yield str(name)
    elif isinstance(value, list):
        for one in value:
            yield from _scalars(one, key)
    elif isinstance(value, str) and (key in _NAMES or len(value.split()) > 1):
        yield value


def _flat(text: str) -> str:
    return " ".join(text.split())


def _bare(text: str) -> str:
    """Return a text without what Markdown or a page puts between its words."""
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "] ", text).replace("_", " ")))
