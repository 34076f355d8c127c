"""What the matrix, the overview and the pages of items say beyond the state of a claim."""

import gzip
from datetime import date
from importlib.resources import files

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Audience
from crossfolio.core.framework import Group, Qualification, Requirement
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint, Parts
from crossfolio.core.record.values import Decision, Judged, Judgement, Verdict
from crossfolio.core.settings import Edition
from crossfolio.site import item_page
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.relations import neighbours, relations

from .conftest import FILES, Read, checked, criterion, item, to, unit

PLACE = Place("assessment/d.yml")


def judged(edition: Edition = Edition.ASSESSOR) -> Checked:
    """Return a portfolio with an item that has changed, one too old, and one withheld."""
    old = date(2020, 1, 1)
    return checked(
        (
            unit(
                "BUD",
                criterion("BUD.AC1", requires=Requirement(at_least=3)),
                criterion("BUD.AC2", requires=Requirement(("observation",))),
                *(criterion(f"BUD.AC{n}") for n in range(3, 15)),
            ),
            unit("MCS", criterion("MCS.AC1")),
        ),
        (
            item("E01", "BUD.AC1", *(f"BUD.AC{n}" for n in range(3, 13))),
            item("E02", "BUD.AC1", first_day=old, last_day=old, linked_pages=("evidence/e01.md",)),
            item("E03", "BUD.AC1", audience=Audience.WITHHELD, linked_pages=("evidence/e01.md",)),
            item("E04", "MCS.AC1"),
            item("E05"),
        ),
        edition,
        (
            Qualification(
                "Q", "Q", PLACE, (Group("all", "All", ("BUD", "MCS"), PLACE),), currency_months=24
            ),
        ),
        decisions=(
            Decision(
                "D01",
                "A1",
                date(2026, 5, 20),
                PLACE,
                (Judged("E01", "cf2:" + "a" * 64, PLACE),),
                (Judgement("BUD.AC1", Verdict.MET, PLACE, on=("E01",)),),
            ),
        ),
        fingerprints={"E01": Fingerprint("cf2:" + "b" * 64, Parts())},
    )


def test_cells_say_what_else_is_to_be_known() -> None:
    """Changed, too old and restricted items are marked in words and by shape."""
    html = render_unit(judged(), "BUD", to).html
    said = Read(html)

    assert "PROD, E01 shows BUD.AC1: changed since the decision" in html
    assert (
        "PROD, E02 shows BUD.AC1: new since the decision, older than the qualification accepts"
        in html
    )
    assert "PROD, E03 shows BUD.AC1: new since the decision, not shown in full here" in html
    assert "PROD Δ changed" in said.text
    assert "◷ too old" in said.text
    assert "▧ restricted" in said.text
    assert "PROD, E01 shows BUD.AC3: claimed" in set(said.all("aria-label"))


def test_public_cells_tell_of_no_decision() -> None:
    """In the public edition nothing is said of what was assessed."""
    html = render_unit(judged(Edition.PUBLIC), "BUD", to).html

    assert "changed" not in html
    assert "E03 shows BUD.AC1: claimed, not shown in full here" in html


def test_empty_places_are_one_cell() -> None:
    """Each row of the matrix is as wide as its head, whatever is empty in it."""
    page = Read(render_unit(judged(), "BUD", to).html)
    heads = sum(a.get("scope") == "col" for _, a in page.tags)
    rows: list[int] = []
    for tag, attributes in page.tags:
        if tag == "tr":
            rows.append(0)
        elif rows and tag in ("td", "th"):
            rows[-1] += int(attributes.get("colspan") or 1)

    assert len(rows) > 14
    assert set(rows) == {heads}


def test_boxes_show_what_is_asked_for() -> None:
    """A criterion has a box for each piece, in shape and in words, in the matrix as below it."""
    page = Read(render_unit(judged(), "BUD", to).html)

    assert "■■■ 3 of 3 pieces there" in page.text
    assert "□ 0 of 1 pieces there" in page.text
    assert "□ one item of the kind observation : missing" in page.text
    there = [a["data-there"] for _, a in page.tags if "data-there" in a]
    assert there[:4] == ["yes", "yes", "yes", "no"]


def test_filters_are_hidden_until_they_work() -> None:
    """Without the script there is nothing on the page that does nothing."""
    page = Read(render_unit(judged(), "BUD", to).html)
    hidden = {tag for tag, attributes in page.tags if "hidden" in attributes}

    assert hidden == {"form", "aside", "div"}


def test_overview_is_as_loud_about_thin_as_about_gaps() -> None:
    """Gaps, single sources, crowded items and changes stand on the overview, with counts."""
    text = Read(render_overview(judged(), to).html).text

    assert "▲ 3 gaps" in text
    assert "BUD : 3 gaps" in text
    assert "▲ 11 criteria rest on one item" in text
    assert "MCS.AC1 Title of MCS.AC1 : only E04 Title of E04" in text
    assert "▲ 1 crowded item" in text
    assert "E01 Title of E01 : counts for 11 criteria" in text
    assert "▲ 1 criterion changed since assessed" in text
    assert "decision D01, 20 May 2026: E01 has changed" in text
    assert "11 of 14 (79 %)" in text


def test_overview_names_the_first_gaps_and_counts_the_rest() -> None:
    """A unit with many gaps does not push everything else off the page."""
    many = unit("BUD", *(criterion(f"BUD.AC{n}") for n in range(1, 31)))
    page = Read(render_overview(checked((many,), ()), to).html)

    assert "BUD : 30 gaps" in page.text
    assert "BUD.AC10" in page.text
    assert "BUD.AC11" not in page.text
    assert "and 20 more" in page.text


def test_public_overview_tells_of_no_change() -> None:
    """What has changed since it was assessed is for assessors."""
    text = Read(render_overview(judged(Edition.PUBLIC), to).html).text

    assert "since assessed" not in text
    assert "Changed" not in text
    assert "D01" not in text


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("E01", [("BUD", "1 of 3", None, "E02")]),
        ("E02", [("BUD", "2 of 3", "E01", "E03")]),
        ("E04", [("MCS", "1 of 1", None, None)]),
        ("E05", [("", "5 of 5", "E04", None)]),
    ],
)
def test_before_and_after_in_each_unit(name: str, places: list[tuple[str, ...]]) -> None:
    """An item leads to the one before and after it in its units, without a claim among all."""
    it = judged()
    found = neighbours(it.portfolio.by_id[name], relations(it), it, to)

    assert [
        (
            one.unit,
            one.place,
            one.previous.id if one.previous else None,
            one.next.id if one.next else None,
        )
        for one in found
    ] == places


def test_what_leads_here() -> None:
    """An item lists decisions on it and items that link to it, but none that is withheld."""
    it = judged()
    text = Read(item_page.evidence_foot(it.portfolio.by_id["E01"], it, to, relations(it))).text

    assert "20 May 2026 Judged Decision D01 A1: BUD.AC1 met; changed since for BUD.AC1" in text
    assert "E02 Title of E02" in text
    assert "E03" not in text.partition("What links here")[2].partition("Fingerprint")[0]
    public = judged(Edition.PUBLIC)
    foot = item_page.evidence_foot(public.portfolio.by_id["E01"], public, to, relations(public))
    assert "D01" not in foot


def test_files_are_shown_by_their_sort() -> None:
    """Pictures, sound and films are shown in place, texts begin there, and nothing loads early."""
    it = judged()
    page = Read(item_page.evidence_foot(it.portfolio.by_id["E05"], it, to, relations(it), FILES))
    tags = dict(page.tags)

    assert tags["img"]["loading"] == "lazy"
    assert tags["img"]["alt"] == "Preview of desk.png"
    assert tags["audio"]["preload"] == "none"
    assert tags["video"]["preload"] == "metadata"
    assert tags["track"]["src"] == "to:call.vtt"
    assert "<b>First</b> line" in page.text
    assert "minutes.pdf PDF, 12 kB" in page.text


@pytest.mark.parametrize("name", ["crossfolio", "preview", "keys", "index"])
def test_script_is_small_and_keeps_to_itself(name: str) -> None:
    """A script is a small file that names no other host and takes no text for a program."""
    script = files("crossfolio.site").joinpath(f"assets/{name}.js").read_text("utf-8")

    assert len(script.encode()) < 17_000
    assert len(gzip.compress(script.encode())) < 6_000
    assert "//" not in script.replace("// ", "")
    for word in (
        "innerHTML",
        "eval(",
        "Function(",
        "import(",
        "document.write",
        'setAttribute("on',
    ):
        assert word not in script
