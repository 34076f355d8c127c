"""Charts as SVG: bars of states and lines over time; the table beside each says the same."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from crossfolio.cohort.history import Point
from crossfolio.cohort.numbers import Numbers
from crossfolio.core.states import State

_WIDTH, _BAR = 600, 14
_TALL = 180
_BEST_FIRST = tuple(reversed(State))


class ChartLine(NamedTuple):
    """One line of a chart."""

    name: str
    key: str
    """What the stylesheet knows it by."""
    values: Sequence[int | None]
    """In per cent."""


def share_bar(numbers: Numbers) -> str:
    """Return what is accepted, else covered, and neither, as a bar."""
    counts = dict.fromkeys(State, 0) | {
        State.ACCEPTED: numbers.accepted,
        State.COVERED: numbers.covered - numbers.accepted,
        State.UNCOVERED: numbers.required - numbers.covered,
    }
    words = {State.COVERED: "covered and not accepted", State.UNCOVERED: "not covered"}
    return state_bar(counts, words)


def state_bar(counts: Mapping[State, int], words: Mapping[State, str] | None = None) -> str:
    """Return how many learners are in each state, as a bar; the best stand first.

    Args:
        counts: How many, by state.
        words: What a state is called; by default its name.
    """
    called = words or {}
    whole = sum(counts.values())
    if not whole:
        return ""
    said = ", ".join(
        f"{counts[state]} {called.get(state, state)}" for state in _BEST_FIRST if counts[state]
    )
    parts, at = [], 0.0
    for state in _BEST_FIRST:
        wide = _WIDTH * counts[state] / whole
        if wide:
            parts.append(
                f'<rect class="s-{state}" x="{at:.1f}" width="{wide:.1f}" height="{_BAR}"/>'
            )
        at += wide
    return (
        f'<svg class="bar" viewBox="0 0 {_WIDTH} {_BAR}" role="img" aria-label="{escape(said)}" '
        f'preserveAspectRatio="none">{"".join(parts)}</svg>'
    )


def line_chart(title: str, points: Sequence[Point]) -> str:
    """Return covered and accepted over time in per cent of what is required, as lines.

    Args:
        title: What it shows.
        points: In order of time; days that lie apart stand apart.
    """
    shares = [
        ChartLine(
            "covered", "covered", [point.numbers.share(point.numbers.covered) for point in points]
        ),
        ChartLine(
            "accepted",
            "accepted",
            [point.numbers.share(point.numbers.accepted) for point in points],
        ),
    ]
    first = points[0].day
    whole = max((points[-1].day - first).days, 1)
    across = [40 + (_WIDTH - 120) * (point.day - first).days / whole for point in points]
    drawn = "".join(_line(line, across) for line in shares)
    grid = "".join(
        f'<line class="grid" x1="40" x2="{_WIDTH - 80}" y1="{_y(n):.1f}" y2="{_y(n):.1f}"/>'
        f'<text x="34" y="{_y(n) + 4:.1f}" text-anchor="end">{n}</text>'
        for n in (0, 50, 100)
    )
    last = points[-1].numbers
    said = f"{title}: {last.share(last.covered) or 0} % covered and "
    said += f"{last.share(last.accepted) or 0} % accepted on {points[-1].day}"
    return (
        f'<svg class="lines" viewBox="0 0 {_WIDTH} {_TALL + 30}" role="img" '
        f'aria-label="{escape(said)}">{grid}{drawn}'
        f'<text x="40" y="{_TALL + 24}">{first}</text>'
        f'<text x="{_WIDTH - 80}" y="{_TALL + 24}" text-anchor="end">{points[-1].day}</text></svg>'
    )


def _y(share: float) -> float:
    return 10 + (_TALL - 20) * (1 - share / 100)


def _line(line: ChartLine, across: Sequence[float]) -> str:
    at = [(x, _y(y)) for x, y in zip(across, line.values, strict=True) if y is not None]
    if not at:
        return ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
    dots = "".join(f'<circle class="d-{line.key}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in at)
    x, y = at[-1]
    down = 4 if line.key == "covered" else 14
    return (
        f'<polyline class="l-{line.key}" points="{path}"/>{dots}'
        f'<text x="{x + 8:.1f}" y="{min(y + down, _TALL + 4):.1f}">{escape(line.name)}</text>'
    )
