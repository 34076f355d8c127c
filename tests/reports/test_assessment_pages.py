"""The pages of assessment and of sampling."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked, check
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import Decision, Judged, Judgement, Reference, Sample, Verdict
from crossfolio.core.settings import Edition
from crossfolio.site.pages.assessment import render_assessment
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.sampling import render_sampling
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.assessment_view import FIRST_CLAIMS, assessment_view
from crossfolio.site.views.history_view import history
from crossfolio.site.views.sampling_view import sampling_view

from .conftest import SECRETS, Read, checked, criterion, item, to, unit

Make = Callable[[Edition], Checked]
PLACE = Place("assessment/decisions/d.yml")
NOW = "cf2:" + "a" * 64
THEN = "cf2:" + "b" * 64


def decision(id: str, who: str, on: str, verdict: Verdict, judged: str, **more: str) -> Decision:
    """Return a decision on a criterion of TEA, on one item as it is now or as it was."""
    name, _, was = judged.partition(" ")
    return Decision(
        id,
        who,
        date(2026, 5, int(id[1:])),
        PLACE,
        (Judged(name, THEN if was else NOW, PLACE),),
        (Judgement(f"TEA.{on}", verdict, PLACE, f"Feedback of {id}", on=(name,)),),
        **more,
    )


def refs(*names: str) -> tuple[Reference, ...]:
    """Return decisions as a sample names them."""
    return tuple(Reference(name, PLACE) for name in names)


def sample(*names: str) -> Sample:
    """Return a sample of decisions."""
    return Sample("S1", "Q1", date(2026, 6, 1), PLACE, refs(*names), "agree", "interim")


@pytest.fixture
def tea() -> Checked:
    """Return a unit with a criterion in each state that an assessor looks for."""
    tags = [f"TEA.AC{n}" for n in range(1, 6)]
    names = [f"E{n:02d}" for n in range(1, 8)]
    return checked(
        (unit("TEA", *(criterion(tag) for tag in tags)),),
        (
            item("E01", *tags[:4]),
            *(item(name, "TEA.AC5") for name in names[1:]),
            item("E08", tags[0]),
        ),
        decisions=(
            decision("D1", "A1", "AC1", Verdict.MET, "E01"),
            decision("D2", "A2", "AC2", Verdict.MET, "E01 then"),
            decision("D3", "A1", "AC3", Verdict.NOT_YET_MET, "E01"),
            decision(
                "D4",
                "A1",
                "AC3",
                Verdict.MORE_EVIDENCE,
                "E01",
                supersedes=(Reference("D3", PLACE),),
            ),
        ),
        samples=(
            Sample("S1", "Q1", date(2026, 6, 1), PLACE, refs("D1", "D9"), "agree", "interim"),
        ),
        fingerprints={name: Fingerprint(NOW, None) for name in (*names, "E08")},
    )


def test_decisions_are_reached_from_what_they_judge(tea: Checked) -> None:
    """A decision is a link to its record, on the page of the unit and on that of an item."""
    record = "to:assessment#decision-d1"
    lines = history(tea.portfolio.by_id["E01"], tea, to)

    assert record in list(Read(render_unit(tea, "TEA", to).html).all("href"))
    assert record in [line.href for line in lines]
    assert [(line.day, line.what, line.name or line.said, *line.notes) for line in lines] == [
        ("14 April 2026", "Written", ""),
        ("1 May 2026", "Judged", "Decision D1"),
        ("by 2 May 2026", "Changed", "E01 has changed"),
        ("2 May 2026", "Judged again", "Decision D2", "changed since for TEA.AC2"),
        ("by 3 May 2026", "Changed", "E01 has changed"),
        ("3 May 2026", "Judged again", "Decision D3", "superseded by D4 for TEA.AC3"),
        ("4 May 2026", "Judged again", "Decision D4"),
        ("1 June 2026", "Sampled", "Sample S1"),
    ]
    assert [line.said for line in lines if line.name] == [
        "TEA.AC1 met",
        "TEA.AC2 met",
        "TEA.AC3 not yet met",
        "TEA.AC3 more evidence",
        "agree with decision D1",
    ]
    assert 'id="decision-d1"' in render_assessment(tea, to).html


def test_queue_holds_what_waits(tea: Checked) -> None:
    """Each criterion stands in the queue of what it waits for, and in no other."""
    queues = {queue.anchor: queue.rows for queue in assessment_view(tea, to).queues}
    found = {name: [row.criterion.id for row in rows] for name, rows in queues.items()}

    assert found == {
        "changed": ["TEA.AC2"],
        "awaiting": ["TEA.AC4", "TEA.AC5"],
        "later": ["TEA.AC1"],
        "asked": ["TEA.AC3"],
    }
    text = " ".join(Read(render_overview(tea, to).html).text.split())
    assert "3 criteria wait for the assessor" in text
    assert "2 awaiting a decision" in text
    assert "1 claimed since the decision" in text
    assert "1 asked for more" in text
    (later,) = queues["later"]
    assert [it.item.id for it in later.shown] == ["E08"]
    (changed,) = queues["changed"]
    assert changed.decision
    assert changed.decision.changes == ("E01 has changed",)


def test_queue_does_not_grow_with_items(tea: Checked) -> None:
    """A criterion with many claims shows the first of them, and says how many more there are."""
    queues = {queue.anchor: queue.rows for queue in assessment_view(tea, to).queues}
    many = queues["awaiting"][1]

    assert (len(many.shown), many.more) == (FIRST_CLAIMS, 6 - FIRST_CLAIMS)
    assert "2 more for TEA.AC5" in Read(render_assessment(tea, to).html).text


def test_history_is_whole(tea: Checked) -> None:
    """Every decision is there, the latest first, with what it superseded and what it judged."""
    records = assessment_view(tea, to).decisions

    assert [record.id for record in records] == ["D4", "D3", "D2", "D1"]
    assert (records[0].supersedes, records[1].judgements[0].ended_by) == (("D3",), "D4")
    assert records[1].href_of == {"D4": "to:assessment#decision-d4"}
    assert [record.judged[0].same for record in records] == [True, True, False, True]
    text = Read(render_assessment(tea, to).html).text
    assert "not yet met on E01; superseded by D4 Feedback of D3" in text
    assert "E01 as cf2:bbbbbbbb , changed since" in text


def test_decision_on_what_is_gone(tea: Checked) -> None:
    """A decision on an item or a criterion that is gone is still told."""
    gone = decision("D5", "A1", "AC9", Verdict.MET, "E99")
    bare = seen_in_edition(check(replace(tea.portfolio, decisions=(gone,)), tea.settings))
    text = Read(render_assessment(bare, to).html).text

    assert "TEA.AC9 : met" in text
    assert "E99 as cf2:aaaaaaaa , gone since" in text


def test_sampling_counts_decisions_in_force(tea: Checked) -> None:
    """The grid counts criteria by unit and assessor; what was superseded does not count."""
    view = sampling_view(tea, to)

    assert view.total.words == "1 of 3"
    assert view.by_unit.columns == ("A1", "A2")
    ((name, cells, total),) = view.by_unit.rows
    assert (name, [cell.words for cell in cells], total.words) == (
        "TEA",
        ["1 of 2", "0 of 1"],
        "1 of 3",
    )
    assert [(kind, it.words) for kind, it in view.by_kind] == [("Product of work", "1 of 1")]
    assert [it.id for it in view.unsampled] == ["D2", "D4"]
    assert view.samples[0].decisions == (("D1", "to:assessment#decision-d1", ""), ("D9", "", ""))


def test_nothing_decided() -> None:
    """Without decisions the pages say so."""
    it = checked((unit("TEA", criterion("TEA.AC1")),), ())

    assert "No decision has been recorded." in render_assessment(it, to).html
    assert "0 of 0 decisions" in Read(render_sampling(it, to).html).text


def test_withheld_items_stay_withheld(secretive: Make) -> None:
    """The pages show nothing of a withheld item but that it is there."""
    it = secretive(Edition.ASSESSOR)
    html = render_assessment(it, to).html + render_sampling(it, to).html

    assert SECRETS["feedback"] in html
    for what in ("body", "note", "attachment", "location", "consent"):
        assert SECRETS[what] not in html, what
