"""How much was claimed and accepted, as it grew."""

from collections.abc import Iterator, Sequence
from datetime import date
from gettext import NullTranslations

from crossfolio.core.counts import Count
from crossfolio.core.progress.figures import History, Moment, Period
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.pictures.svg import INK, along, apart, frame, rule, text

MOST_UNITS = 12
"""How many units have a picture of their own."""
_WIDTH = 680
_LEFT, _RIGHT, _TOP, _TALL = 34, 545, 46, 160
_LONGEST = 9
"""Letters of a unit's code that fit above its picture; the table beside it has it whole."""
_SMALL, _COLUMNS, _ROW = 160, 4, 104
_NOTHING_KNOWN = Text("Nothing is known of any period.")


def burn_up(
    history: History,
    name: str = "burn-up",
    *,
    is_alone: bool = False,
    words: NullTranslations = ENGLISH,
) -> str:
    """Return the picture: all units together, and below each of the first units by itself.

    Args:
        history: Of which some moment could be looked at.
        name: What its parts are named after.
        is_alone: Whether it is a file of its own.
        words: The language.
    """
    seen = [moment for moment in history.moments if moment.figures]
    units = list(seen[-1].figures.units)[:MOST_UNITS] if seen and seen[-1].figures else []
    rows = -(-len(units) // _COLUMNS)
    height = _TOP + _TALL + 50 + rows * _ROW
    parts = [*_whole(seen, history.by, words, decided=history.decided)]
    for number, unit in enumerate(units):
        x = 10 + number % _COLUMNS * (_SMALL + 8)
        y = _TOP + _TALL + 58 + number // _COLUMNS * _ROW
        parts += _small(unit, seen, history.by, (x, y), words, decided=history.decided)
    if history.decided:
        title = Text("Criteria claimed and accepted over time")
    else:
        title = Text("Criteria claimed over time")
    about = _about(seen, decided=history.decided)
    titles = (said(title, words), said(about, words))
    return frame(name, (_WIDTH, height), titles, parts, is_alone=is_alone)


def _about(seen: Sequence[Moment], *, decided: bool) -> Text:
    if not seen or seen[-1].figures is None or seen[0].figures is None:
        return _NOTHING_KNOWN
    first, last = (_claimed(moment) for moment in (seen[0], seen[-1]))
    if decided:
        accepted = seen[-1].figures.total.accepted
        return Text(
            "{first}. {last}, {accepted} accepted.", first=first, last=last, accepted=accepted
        )
    return Text("{first}. {last}.", first=first, last=last)


def _claimed(moment: Moment) -> Text:
    assert moment.figures is not None
    total = moment.figures.total
    return Text(
        "{period}: {covered} of {required} claimed",
        period=moment.period,
        covered=total.covered,
        required=total.required,
    )


def _whole(
    seen: Sequence[Moment], by: Period, words: NullTranslations, *, decided: bool
) -> Iterator[str]:
    counts = [moment.figures.total for moment in seen if moment.figures]
    if not counts:
        yield text(10, 40, said(_NOTHING_KNOWN, words))
        return
    most = max(1, *(count.required for count in counts))
    foot = _TOP + _TALL
    xs = along(_starts(seen, by), _LEFT, _RIGHT)
    yield rule(_LEFT, foot, _RIGHT, foot)
    yield rule(_LEFT, _TOP, _LEFT, foot)
    yield text(_LEFT - 6, foot + 4, "0", "end")
    yield text(_LEFT - 6, _TOP + 4, str(most), "end")
    for number in apart(xs, 78):
        yield rule(xs[number], foot, xs[number], foot + 4)
        yield text(xs[number], foot + 18, seen[number].period, "middle")
    yield from _lines(counts, xs, (_TOP, foot), most, decided=decided)
    yield from _labels(counts[-1], (_TOP, foot), most, words, decided=decided)


def _starts(moments: Sequence[Moment], by: Period) -> list[date]:
    """Return where moments stand: at the start of their periods, whatever the very day."""
    return [by.first_of(moment.day) for moment in moments]


def _labels(
    last: Count, ends: tuple[float, float], most: int, words: NullTranslations, *, decided: bool
) -> Iterator[str]:
    """Give what each line is, at its end, so far apart that all can be read."""
    top, foot = ends
    labels = [
        (last.required, Text("asked {number}", number=last.required)),
        (last.covered, Text("claimed {number}", number=last.covered)),
    ]
    if decided:
        labels.append((last.accepted, Text("accepted {number}", number=last.accepted)))
    y = foot + 19
    for number, label in reversed(labels):
        y = min(y - 15, foot - number / most * (foot - top) + 4)
        yield text(_RIGHT + 10, round(y, 1), said(label, words))


def _lines(
    counts: Sequence[Count],
    xs: Sequence[float],
    ends: tuple[float, float],
    most: int,
    *,
    decided: bool,
) -> Iterator[str]:
    """Give the lines: dots for what is asked, whole for what is claimed, dashes for accepted."""
    top, foot = ends

    def steps(numbers: Sequence[int]) -> str:
        ys = [round(foot - number / most * (foot - top), 1) for number in numbers]
        path = f"M{xs[0]:g} {ys[0]:g}"
        for x, y in zip(xs[1:], ys[1:], strict=True):
            path += f"H{x:g}V{y:g}"
        return path

    def line(numbers: Sequence[int], width: str, dashes: str = "") -> str:
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        drawn = f'fill="none" stroke="{INK}" stroke-width="{width}"{dashed}'
        return f'<path d="{steps(numbers)}" {drawn}/>'

    covered = [count.covered for count in counts]
    area = f"{steps(covered)}V{foot:g}H{xs[0]:g}Z"
    yield f'<path d="{area}" fill="{INK}" fill-opacity="0.12"/>'
    yield line([count.required for count in counts], "1", "1 4")
    yield line(covered, "2.5")
    ends_of = [(covered, "circle")]
    if decided:
        accepted = [count.accepted for count in counts]
        yield line(accepted, "2.5", "6 4")
        ends_of.append((accepted, "square"))
    for numbers, shape in ends_of:
        yield _end(shape, xs[-1], round(foot - numbers[-1] / most * (foot - top), 1))


def _end(shape: str, x: float, y: float) -> str:
    if shape == "circle":
        return f'<circle cx="{x:g}" cy="{y:g}" r="4"/>'
    return f'<rect x="{x - 4:g}" y="{y - 4:g}" width="8" height="8"/>'


def _small(
    unit: str,
    seen: Sequence[Moment],
    by: Period,
    at: tuple[float, float],
    words: NullTranslations,
    *,
    decided: bool,
) -> Iterator[str]:
    """Give a unit by itself: its lines, and its numbers in words."""
    x, y = at
    known = [
        (moment, moment.figures.units[unit])
        for moment in seen
        if moment.figures and unit in moment.figures.units
    ]
    counts = [count for _, count in known]
    last = counts[-1]
    code = unit if len(unit) <= _LONGEST else f"{unit[: _LONGEST - 1]}…"
    share = Text(
        "{unit}: {covered} of {required}", unit=code, covered=last.covered, required=last.required
    )
    below = Text("claimed, {accepted} accepted", accepted=last.accepted)
    if not decided:
        below = Text("claimed")
    yield text(x, y, said(share, words), more=' font-weight="bold"')
    yield text(x, y + 14, said(below, words), more=' font-size="10.5"')
    starts = _starts([seen[0], *(moment for moment, _ in known)], by)
    xs = along(starts, x, x + _SMALL - 14)[1:]
    most = max(1, *(count.required for count in counts))
    yield rule(x, y + 78, x + _SMALL - 14, y + 78)
    yield from _lines(counts, xs, (y + 24, y + 78), most, decided=decided)
