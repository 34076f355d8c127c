"""How a criterion reads without Markdown, and the title of one that has none."""

import re

from crossfolio.core.regex import regex

LONGEST = 60
"""Characters of a title."""

_BULLET = regex(r"^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+", re.MULTILINE)
_EMPHASIS = regex(r"(?<![\w\\*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*\\])\1(?![\w*])", re.DOTALL)
_UNDERLINE = regex(r"(?<![\w\\])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_\\])\1(?!\w)", re.DOTALL)
_ESCAPE = regex(r"\\([*_\\#\[\]()+.!`-])")


def without_emphasis(text: str) -> str:
    """Return a text in Markdown as it reads without its emphasis; lists stay lists."""
    if not any(sign in text for sign in "*_\\"):
        return text
    for pattern in (_EMPHASIS, _UNDERLINE, _EMPHASIS, _UNDERLINE):
        text = pattern.sub(r"\2", text)
    return _ESCAPE.sub(r"\1", text)


def one_line(text: str) -> str:
    """Return a text in Markdown on one line, without emphasis, its lists with commas."""
    first, *entries = _BULLET.split(text)
    lead, listed = (
        " ".join(without_emphasis(first).split()),
        [" ".join(without_emphasis(entry).split()) for entry in entries],
    )
    whole = ", ".join(word for word in listed if word)
    return f"{lead}{' ' if lead.endswith(':') else ', '}{whole}" if lead and whole else lead + whole


def title_of(title: str, text: str) -> str:
    """Return the title of a criterion: its own, or the beginning of its text, cut at a word."""
    return title or cut(one_line(text).removesuffix("."))


def cut(text: str, longest: int = LONGEST) -> str:
    """Return a text of one line, cut at a word where it is longer than `longest`."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    whole = kept if text[longest - 1].isspace() else kept.rpartition(" ")[0]
    return (whole or kept).rstrip(" ,;:.-\u2013\u2014") + "…"
