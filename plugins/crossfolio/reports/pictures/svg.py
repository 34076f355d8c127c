"""What all pictures share: the frame with its words for screen readers, and a scale of days."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

INK = "currentColor"
"""Lines and letters have the colour of the text around them, so that they can be read on any
ground, in the dark and in print."""
LETTERS = 'font-family="Verdana,\'DejaVu Sans\',sans-serif" font-size="12"'


def frame(
    name: str,
    size: tuple[int, int],
    words: tuple[str, str],
    parts: Iterable[str],
    *,
    is_alone: bool = False,
) -> str:
    """Return an SVG element with a title and a description for who cannot see it.

    Args:
        name: What its parts are named after; each picture of a page has another.
        size: Width and height in its own units.
        words: Its title, and in a sentence or two what it shows.
        parts: What it is made of.
        is_alone: Whether it is a file of its own, and not part of a page.
    """
    width, height = size
    title, about = map(escape, words)
    own = ' xmlns="http://www.w3.org/2000/svg" color="#1a1a1a"' if is_alone else ""
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>\n' if is_alone else ""
    return (
        f'<svg{own} viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-about" {LETTERS} fill="{INK}" '
        'style="max-width:none;height:auto">\n'
        f'<title id="{name}-title">{title}</title>\n<desc id="{name}-about">{about}</desc>\n'
        f"{ground}{chr(10).join(parts)}\n</svg>"
    )


def text(x: float, y: float, said: str, anchor: str = "start", more: str = "") -> str:
    """Return a `text` element of SVG, escaped."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y:g}"{at}{more}>{escape(said)}</text>'


def rule(x: float, y: float, x2: float, y2: float, more: str = "") -> str:
    """Return a `line` element of SVG, thin and in the colour of text."""
    return (
        f'<line x1="{x:g}" y1="{y:g}" x2="{x2:g}" y2="{y2:g}" stroke="{INK}" '
        f'stroke-opacity="0.4"{more}/>'
    )


def along(days: Sequence[date], left: float, right: float) -> list[float]:
    """Return where days lie on a scale from `left` to `right`; one alone lies at its end."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    if first == last:
        return [right] * len(days)
    each = (right - left) / (last - first)
    return [round(left + (day.toordinal() - first) * each, 1) for day in days]


def apart(places: Sequence[float], least: float) -> list[int]:
    """Return which of some places, in order, stand far enough apart; first and last among them."""
    if not places:
        return []
    chosen = [0]
    for number, place in enumerate(places):
        if place - places[chosen[-1]] >= least and places[-1] - place >= least:
            chosen.append(number)
    if places[-1] - places[0] >= least:
        chosen.append(len(places) - 1)
    return chosen
