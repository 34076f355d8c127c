"""How a portfolio came about: as JSON, as a table, as a picture."""

import json
from typing import Any

from crossfolio.core.counts import Count
from crossfolio.core.progress.figures import Figures, History, Moment
from crossfolio.reports.pictures.burn_up import burn_up
from crossfolio.reports.spreadsheet import table

FORMAT_VERSION = 1
"""Raised when a key changes its meaning or goes away; adding one is free."""
_HEAD = ("Period", "Day", "Commit", "Unit", "Required", "Claimed")
_TOTAL = "all"


def render_json(history: History) -> str:
    """Return the history as `history.schema.json` says; the same history gives the same text."""
    report = {
        "format": FORMAT_VERSION,
        "source": history.source,
        "by": history.by.value,
        "notes": list(history.notes),
        "periods": [_period(moment, history.decided) for moment in history.moments],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def render_csv(history: History) -> str:
    """Return a row for each period and unit, and one for all units together."""
    head = (*_HEAD, "Accepted") if history.decided else _HEAD
    rows = [
        row
        for moment in history.moments
        if moment.figures
        for row in _rows(moment, history.decided)
    ]
    return table(head, rows).decode()


def render_svg(history: History) -> str:
    """Return the burn-up as a file of its own."""
    return burn_up(history, is_alone=True) + "\n"


def _period(moment: Moment, decided: bool) -> dict[str, Any]:  # noqa: FBT001
    known = {
        "period": moment.period,
        "day": moment.day.isoformat(),
        "commit": moment.commit or None,
        "why": moment.why or None,
    }
    return known | (_figures(moment.figures, decided) if moment.figures else _nothing())


def _figures(figures: Figures, decided: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        **_count(figures.total, decided),
        "evidence": figures.evidence,
        "decisions": figures.decisions if decided else None,
        "samples": figures.samples if decided else None,
        "units": [{"id": unit, **_count(count, decided)} for unit, count in figures.units.items()],
    }


def _nothing() -> dict[str, Any]:
    names = ("measured", "required", "covered", "accepted", "evidence", "decisions", "samples")
    return {**dict.fromkeys(names), "measured": False, "units": []}


def _count(count: Count, decided: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "measured": count.percent_covered is not None,
        "required": count.required,
        "covered": count.covered,
        "accepted": count.accepted if decided else None,
    }


def _rows(moment: Moment, decided: bool) -> list[tuple[str | int, ...]]:  # noqa: FBT001
    assert moment.figures is not None
    counts = {_TOTAL: moment.figures.total, **moment.figures.units}
    return [
        (
            *(
                moment.period,
                moment.day.isoformat(),
                moment.commit,
                unit,
                count.required,
                count.covered,
            ),
            *((count.accepted,) if decided else ()),
        )
        for unit, count in counts.items()
    ]
