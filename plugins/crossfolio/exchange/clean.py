"""Texts as a unit file may hold them."""

import re
from html.parser import HTMLParser

from crossfolio.core.characters import BIDI
from crossfolio.core.regex import regex

_HIDDEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\u00ad]"
)
_NO_BREAK = regex("[\u00a0\u202f\t]")
_SPACE = regex("[ \t\r\n]+")
_LONG = 3


def cleaned(text: str) -> str:
    """Return a text without what does not show, with plain spaces, and no space at line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    shown = _NO_BREAK.sub(" ", _HIDDEN.sub("", BIDI.sub("", plain)))
    return "\n".join(line.rstrip() for line in shown.strip().split("\n")).strip()


def shortened(text: str, most: int) -> str:
    """Return a text cut at a word, where it is too long."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > most // _LONG else cut).rstrip() + "…"


class _Html(HTMLParser):
    """Gathers the text of HTML, with a line for each paragraph and a dash for each list item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.dropped = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "p" and self.parts:
            self.parts.append("\n\n")
        elif tag not in ("p", "ul", "ol", "div", "span"):
            self.dropped = True

    def handle_data(self, data: str) -> None:
        self.parts.append(_SPACE.sub(" ", data))


def from_html(text: str) -> tuple[str, bool]:
    """Return the text of simple HTML, and whether more than paragraphs and lists was dropped."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    plain = "".join(reader.parts)
    lines = re.sub(r" *\n *", "\n", plain)
    return re.sub(r"\n{3,}", "\n\n", lines).strip(), reader.dropped
