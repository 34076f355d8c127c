"""The pages of a cohort: static, each whole in itself, without a word that anybody wrote."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup

from crossfolio.cohort.assessors import NOBODY, AssessorSum
from crossfolio.cohort.charts import line_chart, state_bar
from crossfolio.cohort.history import Point
from crossfolio.cohort.job import Learner
from crossfolio.cohort.rendering import page as _page
from crossfolio.cohort.summary import CohortPlan, Summary, UnitSum
from crossfolio.core.ids import natural
from crossfolio.core.states import State

T = TypeVar("T")
IN_A_PAGE = 1000
"""Rows of a list of portfolios; a longer one goes on on another page."""
_STATES = tuple(reversed(State))
_MOST_STUCK = 3
_POINTS = 60
"""Days that a page shows of a history; with more runs, days between are left out."""
_ALL = ""
"""The name under which the progress of all units stands."""
_ASSETS = ("cohort.css", "search.js")


class ListPart(NamedTuple):
    """One page of a list."""

    address: str
    rows: Sequence[Any]
    links: Sequence[tuple[str, str, bool]]
    """The address and name of each page of the list, and whether it is this one."""


def pages(summary: Summary, plan: CohortPlan) -> dict[str, str]:
    """Return every file of the site by its name.

    Args:
        summary: What is shown.
        plan: How it was judged.
    """
    found = {
        "index.html": _overview(summary, plan.min_group),
        "assessors.html": _assessors(summary),
        "progress.html": _progress(summary),
        "sampling.html": _sampling(summary),
        "search.html": _page("search", "Search", "search.html", summary),
        "search-index.js": _index(summary),
    }
    for unit in summary.units:
        found[unit_address(unit.id)] = _unit(unit, summary)
    for assessor in summary.assessors:
        title = f"Waiting for {assessor.id}" if assessor.id else "Waiting, and given to nobody"
        found |= _list(
            "assessor",
            title,
            assessor_address(assessor.id),
            assessor.waiting,
            summary,
            assessor=assessor,
        )
    found |= _list("at_risk", "At risk", "at-risk.html", summary.at_risk, summary, rules=plan.rules)
    changed = "Changed since the last run"
    found |= _list("changes", changed, "changes.html", summary.changes, summary)
    found |= _list("failures", "Not looked at", "failures.html", summary.failures, summary)
    found |= _list("learners", "Portfolios", "learners.html", _learners(summary), summary)
    folder = files("crossfolio.cohort").joinpath("assets")
    return found | {name: folder.joinpath(name).read_text("utf-8") for name in _ASSETS}


def unit_address(code: str) -> str:
    """Return the name of a unit's page; codes are compared without case."""
    return f"unit-{code.lower()}.html"


def assessor_address(id: str) -> str:
    """Return the name of an assessor's page."""
    return f"assessor-{id.lower()}.html" if id != NOBODY else "no-assessor.html"


def _list(
    template: str,
    title: str,
    address: str,
    rows: Sequence[Any],
    summary: Summary,
    **values: object,
) -> dict[str, str]:
    """Return a list of portfolios as one page or several."""
    return {
        part.address: _page(
            template, title, address, summary, rows=part.rows, parts=part.links, **values
        )
        for part in parts_of(address, rows)
    }


def parts_of(address: str, rows: Sequence[Any]) -> Iterator[ListPart]:
    """Give a list in parts, the first under its own address."""
    cut = [rows[at : at + IN_A_PAGE] for at in range(0, max(len(rows), 1), IN_A_PAGE)]
    names = [_part_address(address, number) for number in range(len(cut))]
    for number, some in enumerate(cut):
        links = [(name, f"Part {n + 1}", n == number) for n, name in enumerate(names)]
        yield ListPart(names[number], some, links)


def _part_address(address: str, number: int) -> str:
    return address if not number else f"{address.removesuffix('.html')}-{number + 1}.html"


def _overview(summary: Summary, min_group: int) -> str:
    units = [(unit.id, unit_address(unit.id), unit.numbers) for unit in summary.units]
    groups = [(name or "all others", "", numbers) for name, numbers in summary.groups]
    waiting = sum(assessor.queue for assessor in summary.assessors)
    return _page(
        "overview",
        "Overview",
        "index.html",
        summary,
        units=units,
        groups=groups,
        waiting=waiting,
        min_group=min_group,
    )


def _unit(unit: UnitSum, summary: Summary) -> str:
    rows = [(name, counts, Markup(state_bar(counts))) for name, counts in unit.criteria]  # noqa: S704
    lacking = [
        (name, sum(counts[state] for state in State if not state.counts))
        for name, counts in unit.criteria
    ]
    stuck = sorted((row for row in lacking if row[1]), key=lambda row: -row[1])[:_MOST_STUCK]
    title = f"Unit {unit.id}"
    known = _points(summary).get(unit.id, ())
    return _page(
        "unit",
        title,
        "",
        summary,
        unit=unit,
        rows=rows,
        states=_STATES,
        stuck=stuck,
        points=thinned(known),
        chart=_chart(unit.id, known),
    )


def _assessors(summary: Summary) -> str:
    rows = [(assessor_address(assessor.id), assessor) for assessor in summary.assessors]
    return _page("assessors", "Assessors", "assessors.html", summary, rows=rows)


def _progress(summary: Summary) -> str:
    known = _points(summary)
    shown = {unit.id for unit in summary.units}
    units = [
        (name, unit_address(name), known[name][0], known[name][-1])
        for name in sorted(shown & known.keys(), key=natural)
    ]
    whole = known.get(_ALL, ())
    return _page(
        "progress",
        "Progress",
        "progress.html",
        summary,
        whole=thinned(whole),
        chart=_chart("All units", whole),
        units=units,
    )


def _points(summary: Summary) -> Mapping[str, Sequence[Point]]:
    """Return the points over time, by unit; none where there is but one run."""
    return summary.progress if summary.last_day else {}


def _chart(title: str, points: Sequence[Point]) -> Markup:
    return Markup(line_chart(title, thinned(points)[0])) if points else Markup()  # noqa: S704


def thinned(points: Sequence[Point]) -> tuple[Sequence[Point], int]:
    """Return so many points as a page can show, the first and the last among them.

    Returns:
        The points, and how many days there are where not all are shown.
    """
    last = len(points) - 1
    if last < _POINTS:
        return points, 0
    at = sorted({last * n // (_POINTS - 1) for n in range(_POINTS)})
    return [points[n] for n in at], len(points)


def _sampling(summary: Summary) -> str:
    cells = summary.sampling
    return _page(
        "sampling",
        "Sampling",
        "sampling.html",
        summary,
        assessors=sorted({name for name, _ in cells}, key=natural),
        units=sorted({unit for _, unit in cells}, key=natural),
        decisions=sum(assessor.decisions for assessor in summary.assessors),
        sampled=sum(assessor.sampled for assessor in summary.assessors),
    )


def _learners(summary: Summary) -> list[tuple[int, Any, Learner]]:
    known: Mapping[str, Learner] = summary.learners
    return [(n, looked, known.get(looked.id, Learner())) for n, looked in enumerate(summary.looked)]


def _index(summary: Summary) -> str:
    """Return what the search finds: names, what each is, and where it stands."""
    found: list[tuple[str, str, str]] = []
    for number, looked in enumerate(summary.looked):
        address = _part_address("learners.html", number // IN_A_PAGE)
        found.append((looked.id, "portfolio", f"{address}#p{number}"))
    failed = (
        (failure.id, "not looked at", _part_address("failures.html", number // IN_A_PAGE))
        for number, failure in enumerate(summary.failures)
    )
    found += failed
    found += ((unit.id, "unit", unit_address(unit.id)) for unit in summary.units)
    named: list[AssessorSum] = [assessor for assessor in summary.assessors if assessor.id]
    found += ((assessor.id, "assessor", assessor_address(assessor.id)) for assessor in named)
    text = json.dumps(found, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.crossfolioCohort = {text};\n"
