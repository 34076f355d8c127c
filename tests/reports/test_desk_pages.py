"""The desks of assessors: the list of `assess --queue`, by the item to be read."""

import re
from datetime import date

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.desk import QueueReason, Waiting, assessors, queue, readings
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import (
    Decision,
    Judged,
    Judgement,
    Person,
    Reference,
    Sample,
    Unreadable,
    Verdict,
)
from crossfolio.core.settings import Edition
from crossfolio.site.pages.desk import render_desk
from crossfolio.site.views.desk_view import Desk, desk_view

from .conftest import Read, checked, criterion, item, to, unit

PLACE = Place("assessment/decisions/d.yml")
NOW, THEN = "cf2:" + "a" * 64, "cf2:" + "b" * 64


def decision(id: str, who: str, code: str, verdict: Verdict, judged: str) -> Decision:
    """Return a decision on a criterion of TEA, on one item that has changed since."""
    return Decision(
        id,
        who,
        date(2026, 5, int(id[1:])),
        PLACE,
        (Judged(judged, THEN, PLACE),),
        (Judgement(f"TEA.{code}", verdict, PLACE, "Why.", on=(judged,)),),
    )


@pytest.fixture
def tea() -> Checked:
    """Return a unit in which something waits for every reason."""
    tags = [f"TEA.AC{n}" for n in range(1, 7)]
    people = {
        "A1": Person("A1", "Ann <b>", ("assessor",)),
        "A2": Person("A2", "Bea", ("assessor",)),
        "T1": Person("T1", "Tom", ("trainee-assessor",)),
        "Q1": Person("Q1", "Quin", ("internal-quality-assurer",)),
    }
    return checked(
        (unit("TEA", *(criterion(tag) for tag in tags)),),
        (
            item("E01", *tags[:4], last_day=date(2026, 4, 14)),
            item("E02", tags[3], tags[4], first_day=date(2026, 2, 1), last_day=date(2026, 2, 1)),
            item("E10", tags[5], first_day=None, last_day=None),
        ),
        people=people,
        decisions=(
            decision("D1", "A1", "AC1", Verdict.MET, "E01"),
            decision("D2", "A2", "AC2", Verdict.MORE_EVIDENCE, "E01"),
            decision("D3", "A1", "AC3", Verdict.MET, "E01"),
        ),
        samples=(
            Sample(
                *("S1", "Q1", date(2026, 6, 1), PLACE),
                *((Reference("D3", PLACE),), "disagree", "interim"),
            ),
        ),
        unreadable=(Unreadable(Place("assessment/decisions/x.yml"), ("TEA.AC5",)),),
        fingerprints={name: Fingerprint(NOW, None) for name in ("E01", "E02", "E10")},
    )


def rows(view: Desk) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Return each criterion of a desk with its items, its reason, and how long it has waited."""
    return [
        (
            one.criterion.id,
            tuple(sorted((*(it.id for it in one.others), reading.item.id if reading.item else ""))),
            one.reason.word.lower(),
            one.waited,
        )
        for reading in view.readings
        for one in reading.waits
    ]


def said(waiting: Waiting) -> tuple[str, tuple[str, ...], str, str]:
    """Return what a desk shows of something that waits."""
    days = "no date" if waiting.days is None else f"{waiting.days} days"
    since = f", since {waiting.since:%-d %B %Y}" if waiting.since else ""
    return waiting.criterion, waiting.items, waiting.reason.value, days + since


@pytest.mark.parametrize("person", ["", "A1", "a2", "T1"])
def test_a_desk_is_the_queue(tea: Checked, person: str) -> None:
    """It holds what `assess --queue` says, no more and no less, of one and of all."""
    waiting = queue(tea.coverage.criteria.values(), tea.portfolio.today, person)
    view = desk_view(tea, to, person)

    assert sorted(rows(view)) == sorted(map(said, waiting))
    assert view.number == len(waiting) == {"": 6, "A1": 5, "a2": 4, "T1": 3}[person]


def test_every_reason(tea: Checked) -> None:
    """Each reason has its word, in the page and in the list to choose from."""
    text = Read(render_desk(tea, to).html).text

    assert (
        "6 criteria wait : 2 new, 1 changed, 1 answered, 1 disputed, 1 unreadable. "
        "This is what waits for all assessors"
    ) in text
    assert {one.reason for one in queue(tea.coverage.criteria.values(), tea.portfolio.today)} == (
        set(QueueReason)
    )


def test_one_reading_gives_several_verdicts(tea: Checked) -> None:
    """A criterion stands once, under that of its items which shows most of what waits.

    What is disputed comes first, and then what has waited longest.
    """
    found = [
        (reading.item.id if reading.item else "", [one.criterion.id for one in reading.waits])
        for reading in desk_view(tea, to).readings
    ]

    assert found == [
        ("E01", ["TEA.AC3", "TEA.AC4", "TEA.AC1", "TEA.AC2"]),
        ("E02", ["TEA.AC5"]),
        ("E10", ["TEA.AC6"]),
    ]


def test_who_has_a_desk(tea: Checked) -> None:
    """Assessors and trainees have one; quality assurers and learners have none."""
    assert assessors(tea.record.facts) == ("A1", "A2", "T1")
    links = {desk.name: (desk.href, desk.waits) for desk in desk_view(tea, to).desks}
    assert links["Bea"] == ("to:desk/a2", "4 waiting, the oldest 134 days")
    assert desk_view(tea, to, "A1").desks == ()
    alone = checked(
        (unit("TEA", criterion("TEA.AC1")),),
        (item("E01", "TEA.AC1"),),
        decisions=(decision("D1", "x9", "AC1", Verdict.MET, "E01"),),
    )
    assert assessors(alone.record.facts) == ("x9",)


def test_names_are_escaped(tea: Checked) -> None:
    """Whatever a name holds is text."""
    html = render_desk(tea, to, "A1").html

    assert "<h1>Desk of Ann &lt;b&gt;</h1>" in html
    assert "<b>" not in html


def test_nothing_waits() -> None:
    """An empty desk says so, and has no filters."""
    html = render_desk(checked((unit("TEA", criterion("TEA.AC1")),), ()), to).html

    assert "Nothing waits." in Read(html).text
    assert "<form" not in html


def test_what_waits_without_an_item() -> None:
    """It is listed as well."""
    bare = Waiting("TEA.AC1", (), QueueReason.UNREADABLE, None, None, None)
    full = bare._replace(items=("E9",))

    assert [(reading.item, len(reading.waits)) for reading in readings([bare, full])] == [
        ("", 1),
        ("E9", 1),
    ]


def test_the_public_edition_has_no_desk(tea: Checked) -> None:
    """No decision, no person and no queue is public; there is no page that could hold them."""
    from crossfolio.site.own_pages import own_pages  # noqa: PLC0415

    for edition in Edition:
        seen = checked(
            tuple(tea.portfolio.framework.units.values()),
            tea.portfolio.evidence,
            edition,
            people=tea.portfolio.people,
            decisions=tea.portfolio.decisions,
        )
        found = [
            page.address
            for page in own_pages(seen, (), with_problems=False)
            if re.match("desk", page.address)
        ]
        wanted = ["desk", "desk/a1", "desk/a2", "desk/t1"] if seen.people else []
        assert found == wanted, edition
