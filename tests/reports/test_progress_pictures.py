"""Pictures on the overview, on units and in files of their own, each with its table."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from crossfolio.core.building import seen_with_history
from crossfolio.core.check import Checked
from crossfolio.core.check import check as check_whole
from crossfolio.core.choices import Edition
from crossfolio.core.progress.by_dates import history_by_dates
from crossfolio.core.progress.figures import History, Moment, Period
from crossfolio.reports.pictures.burn_up import burn_up
from crossfolio.reports.pictures.svg import apart
from crossfolio.site.views.progress_view import Picture, outcome_maps, over_time, unit_maps
from support import Check, page, unit

DECISION = """\
decision: D1
assessor: A1
date: 2026-05-04
evidence: [{id: E01}]
criteria: [{criterion: BUD.AC1, outcome: not-yet-met, feedback: Bring more.}]
"""
FILES = {
    "criteria/bud.yml": unit(
        "AC1 outcomes: [LO1]",
        "AC2 outcomes: [LO2]",
        "AC3 outcomes: [LO1, LO2]",
        extra="outcomes: [{id: LO1, text: One}, {id: LO2, text: Two}]\n",
    ),
    "criteria/mcs.yml": unit("AC1", code="MCS"),
    "evidence/e01.md": page(date="2026-04-14"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC2, MCS.AC1]", date="2026-05-02"),
    "evidence/e03.md": page(id="E03", criteria="[BUD.AC3]", status="draft", date="2026-06-02"),
    "assessment/decisions/d1.yml": DECISION,
}


def public(checked: Checked) -> Checked:
    """Return a portfolio as it is checked for the public edition."""
    return replace(checked, settings=replace(checked.settings, edition=Edition.PUBLIC))


def drawn(checked: Checked) -> list[Picture]:
    """Return every picture of the overview, and those of the first unit."""
    seen = seen_with_history(checked)
    own = [cover for cover in seen.covers if cover.criterion.unit == "BUD"]
    bud = checked.portfolio.framework.units["BUD"]
    return [*unit_maps(seen), *over_time(seen), *outcome_maps(bud, own)]


def test_each_is_well_formed_and_speaks(check: Check) -> None:
    """A picture is XML with a title and words, holds no script, and names nothing outside."""
    found = drawn(check(FILES))

    assert [it.anchor for it in found] == ["map", "burn-up", "timeline", "map"]
    for it in found:
        root = ET.fromstring(it.svg)  # noqa: S314 - of ours
        title, about = root.find("title"), root.find("desc")
        assert title is not None
        assert about is not None
        assert root.get("role") == "img"
        assert (title.get("id"), about.get("id")) == (
            root.get("aria-labelledby"),
            root.get("aria-describedby"),
        )
        assert {each.tag for each in root.iter()} <= {
            *("svg", "title", "desc", "text", "line", "path", "circle", "rect")
        }
        assert "href" not in it.svg
        assert {len(row) for row in it.rows} == {len(it.head)}


def test_map_and_its_table(check: Check) -> None:
    """The shapes of a unit stand in its own order; the table counts them."""
    units, *_, outcomes = drawn(check(FILES))

    assert units.head[0] == "Unit"
    assert [row[0] for row in units.rows] == ["BUD", "MCS"]
    assert sum(int(cell) for row in units.rows for cell in row[1:]) == 4
    assert [row[0] for row in outcomes.rows] == ["LO1", "LO2"]
    assert sum(int(cell) for row in outcomes.rows for cell in row[1:]) == 4


def test_burn_up_table(check: Check) -> None:
    """A row for each month says what was claimed and accepted then, of all and of each unit."""
    burn = drawn(check(FILES))[1]

    assert [row[:3] for row in burn.rows] == [
        ("April 2026", "4", "1, 0"),
        ("May 2026", "4", "3, 0"),
    ]


@pytest.mark.parametrize("by", Period)
def test_by_dates_is_the_check_of_each_day(check: Check, by: Period) -> None:
    """Each period has the figures that a whole check gives of what is dated up to its day."""
    checked = check(FILES)

    for moment in history_by_dates(checked, by).moments:
        kept = checked.portfolio
        then = replace(
            kept,
            today=moment.day,
            evidence=tuple(item for item in kept.evidence if item.last_day <= moment.day),
            decisions=tuple(decision for decision in kept.decisions if decision.date <= moment.day),
        )
        anew = check_whole(then, checked.settings)
        assert moment.figures is not None
        assert moment.figures.total == anew.coverage.total
        assert moment.figures.units == {it: anew.coverage.count(it) for it in then.taken}


def test_public_edition_tells_nothing_of_the_record(check: Check) -> None:
    """Its pictures and tables are as if nobody had decided anything."""
    with_decision = drawn(public(check(FILES)))
    without = drawn(public(check({**FILES, "assessment/decisions/d1.yml": None})))

    assert with_decision != []
    assert [it.svg for it in with_decision] == [it.svg for it in without]
    assert [it.rows for it in with_decision] == [it.rows for it in without]
    assert not any("ccepted" in it.svg or "ecision" in it.svg for it in with_decision)


def test_hostile_names(check: Check) -> None:
    """A code is text in a picture, whatever it holds."""
    history = history_by_dates(check(FILES), Period.MONTH)
    figures = history.moments[-1].figures
    assert figures is not None
    odd = figures._replace(units={"<b>&": figures.total})
    moment = Moment("2026-05", date(2026, 5, 1), "", odd)

    ET.fromstring(burn_up(History("dates", Period.MONTH, (moment,), ()), is_alone=True))  # noqa: S314


def test_marks_on_the_scale_stand_apart() -> None:
    """First and last are named, and of the others those that leave room."""
    assert apart([], 10) == []
    assert apart([5], 10) == [0]
    assert apart([0, 4, 12, 20, 27, 30], 10) == [0, 2, 5]
    assert apart([0, 4], 10) == [0]


def test_what_is_hidden_counts_as_it_does_elsewhere(check: Check) -> None:
    """What a withheld item brings is in the figures, though nobody sees it: the last row agrees."""
    measured = (
        "[{name: calls, before: 1, before_date: 2026-01-01, after: 2, after_date: 2026-02-01}]"
    )
    files = {
        "criteria/bud.yml": unit("AC1 requires: {needs: [metrics]}"),
        "evidence/e01.md": page(metrics=measured, audience="withheld", location="The safe"),
    }
    checked = check(files)

    for edition in (checked, public(checked)):
        history = seen_with_history(edition).history
        assert history is not None
        assert history.moments[-1].figures is not None
        assert history.moments[-1].figures.total.covered == 1
