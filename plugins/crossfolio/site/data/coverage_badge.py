"""`coverage.svg`: a badge that says how much is covered."""

from html import escape

from crossfolio.core.coverage import count
from crossfolio.core.seen import Seen
from crossfolio.reports.words import share

_WHOLE, _SOME, _NONE = "#17653a", "#8a4b00", "#4b5563"
"""Dark enough for white text on them."""
_LETTER, _ROOM = 6.6, 14
"""What a letter of 11 pixels takes up, and the room around a text; the browser fits the
text to it, whichever font it has."""


def coverage_badge(seen: Seen) -> str:
    """Return the badge; it loads no font and says in words what it shows."""
    total = count(seen.covers)
    said = share(total.covered, total.required, total.percent_covered)
    colour = _NONE
    if total.percent_covered is not None:
        colour = _WHOLE if total.covered == total.required else _SOME
    left, right = _width("covered"), _width(said)
    title = escape(f"covered: {said}")
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="22" role="img" \
aria-labelledby="t"><title id="t">{title}</title>
<rect width="{left}" height="22" fill="#3b424c"/>
<rect x="{left}" width="{right}" height="22" fill="{colour}"/>
<g fill="#fff" font-family="Verdana,'DejaVu Sans',sans-serif" font-size="11" text-anchor="middle">
{_words("covered", left / 2, left)}
{_words(said, left + right / 2, right)}
</g>
</svg>
"""


def _width(text: str) -> int:
    return round(len(text) * _LETTER) + _ROOM


def _words(text: str, middle: float, width: int) -> str:
    room = f'textLength="{width - _ROOM}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{middle:g}" y="15" {room}>{escape(text)}</text>'
