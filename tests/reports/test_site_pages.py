"""The pages of the site: their structure, their words and their links."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Claim, Heading, Mark, Status
from crossfolio.core.framework import Need, Requirement
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Progress
from crossfolio.core.settings import Edition
from crossfolio.reports import addresses
from crossfolio.site import item_page
from crossfolio.site.environment import ContentsEntry, Look
from crossfolio.site.notices import findings_banner
from crossfolio.site.pages.evidence_index import render_evidence_index
from crossfolio.site.pages.gaps import render_gaps
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.problems import render_problems
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.matrix import claims_in, cross
from crossfolio.site.views.relations import relations

from .conftest import Read, checked, criterion, every_page, item, to, unit

NASTY = "<script>alert(1)</script>\"'&"
HEADINGS = re.compile(r"<h([1-6])")


@pytest.fixture
def worked() -> Checked:
    """Return a portfolio with every state, in two units."""
    page = "evidence/e02.md"
    return checked(
        (
            unit(
                "BUD",
                criterion("BUD.AC1", outcomes=("BUD.LO1", "BUD.LO2")),
                criterion("BUD.AC2", outcomes=("BUD.LO2",)),
                criterion(
                    "BUD.AC3",
                    requires=Requirement(("observation",), needs=(Need.METRICS,)),
                ),
                outcomes={"LO1": "Plan", "LO2": "Support", "LO3": "Look back"},
            ),
            unit("CC2", *(criterion(f"CC2.1.{n}") for n in (1, 2, 10, 9))),
        ),
        (
            item("E01", "BUD.AC1", "CC2.1.1"),
            item(
                "E02",
                Claim("BUD.AC1", Place(page, 6)),
                Claim("BUD.AC3", Place(page, 7), at="sums", note="See the sums"),
                Claim("CC2.1.10", Place(page, 8), at="4:30"),
                Claim("BUD.AC9", Place(page, 9)),
                headings=(Heading("Sums", "sums", 2, 12), Heading("Talk", "talk", 2, 20)),
                marks=(
                    Mark("BUD.AC1", 1, 9, "talk"),
                    Mark("BUD.AC1", 11, 19),
                ),
                fields={
                    "metrics": [
                        {"name": "Calls", "before": 62, "before_date": "2026-01-09", "after": 1.5}
                    ],
                    "standards": ["CQ1"],
                },
            ),
            item("E03", "BUD.AC2", status=Status.DRAFT),
            item("E10", "CC2.1.1", status=Status.WITHDRAWN),
        ),
    )


def test_every_page_is_sound(worked: Checked) -> None:
    """Tags are balanced, IDs unique, and every link was given by the adapter."""
    for name, html in every_page(worked).items():
        page = Read(html)
        ids = list(page.all("id"))
        assert len(ids) == len(set(ids)), name
        for href in page.all("href"):
            assert href.startswith(("to:", "data:,")) or href[1:] in ids, (name, href)
        for label in page.all("aria-labelledby"):
            assert label in ids, (name, label)
        assert not set(page.all("onclick"))
        assert "script" not in {tag for tag, _ in page.tags}


def test_headings_are_in_order(worked: Checked) -> None:
    """A page has one title, first, and leaves no level out."""
    for name, html in every_page(worked).items():
        levels = [int(level) for level in HEADINGS.findall(html)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(b - a <= 1 for a, b in pairwise(levels)), name


def test_tables_are_for_everyone(worked: Checked) -> None:
    """Every table has a class, a caption and scoped headers, in a box that can be scrolled."""
    found = 0
    for name, html in every_page(worked).items():
        if "sheet" in name or "whole" in name:
            continue  # For paper.
        page = Read(html)
        tables = [a for tag, a in page.tags if tag == "table"]
        found += len(tables)
        assert all("crossfolio-table" in (a["class"] or "") for a in tables)
        assert sum(tag == "caption" for tag, _ in page.tags) == len(tables)
        assert all(a.get("scope") for tag, a in page.tags if tag == "th")
        boxes = [a for _, a in page.tags if a.get("role") == "region"]
        assert len(boxes) == len(tables)
        assert all(a["tabindex"] == "0" and a["aria-labelledby"] for a in boxes)
    assert found > 3


@pytest.mark.parametrize("edition", Edition)
def test_text_is_never_markup(edition: Edition) -> None:
    """Titles, notes and whatever else people write cannot become tags."""
    bad = criterion("BUD.AC1", title=NASTY, text=NASTY, outcomes=("BUD.LO1",))
    page = "evidence/e01.md"
    claims = (Claim("BUD.AC1", Place(page, 6), at=NASTY, note=NASTY), Claim(NASTY, Place(page, 7)))
    fields = {
        "author": NASTY,
        "ai_use": NASTY,
        "standards": [NASTY],
        "metrics": [{"name": NASTY}],
        "objectives": [{"text": NASTY}],
        "location": {"where": NASTY},
    }
    it = checked(
        (unit("BUD", bad, criterion("BUD.AC2", title=NASTY), outcomes={"LO1": NASTY}),),
        (item("E01", *claims, title=NASTY, kind=NASTY, fields=fields),),
        edition,
    )
    for name, html in every_page(it).items():
        assert "<script" not in html, name
    assert "<script" not in item_page.mark(bad, to, "BUD.AC1")


def test_shares_are_fractions_with_percentages(worked: Checked) -> None:
    """A percentage never stands alone, and nothing to measure is said in words."""
    html = render_overview(worked, to).html
    assert "1 of 3 (33 %)" in html
    assert "2 of 4 (50 %)" in html
    assert "0 of 7 (0 %)" in html
    nothing = checked((unit("BUD"),), ())
    assert "not measured" in render_overview(nothing, to).html
    for page in every_page(worked).values():
        rest = re.sub(r"\d+ of \d+ \(\d+ %\)|0 % and 100 %", "", page)
        assert not re.search(r"\d %", rest)


def test_links_land_on_the_mark(worked: Checked) -> None:
    """A criterion leads to its mark, else to the heading, else to the page of the item."""
    html = render_unit(worked, "BUD", to).html
    assert 'href="to:evidence/e02#BUD.AC1"' in html
    assert 'href="to:evidence/e02#BUD.AC1-2"' in html
    assert 'href="to:evidence/e02#sums"' in html
    assert 'href="to:evidence/e01"' in html
    assert "shown at 4:30" in Read(render_unit(worked, "CC2", to).html).text


def test_matrix_holds_one_unit(worked: Checked) -> None:
    """Columns are the items that claim something in the unit; rows keep the publisher's order."""
    one = worked.portfolio.framework.units["CC2"]
    matrix = cross(one, claims_in(one, worked, to), worked, to)

    assert [column.id for column in matrix.columns] == ["E01", "E02"]
    assert [row.criterion.id for row in matrix.rows] == [
        "CC2.1.1",
        "CC2.1.2",
        "CC2.1.10",
        "CC2.1.9",
    ]
    assert matrix.counting == (1, 1)
    assert [row.counting for row in matrix.rows] == [1, 0, 1, 0]


def test_matrix_speaks(worked: Checked) -> None:
    """Every cell has words, and drafts are told from what counts by word and by shape."""
    page = Read(render_unit(worked, "BUD", to).html)
    names = list(page.all("aria-label"))

    assert "PROD ●" in page.text
    assert "PROD ✎" in page.text
    assert "PROD, E01 shows BUD.AC1: claimed" in names
    assert "PROD, E03 claims BUD.AC2: draft, does not count yet" in names
    assert names.count("no claim") == 4


def test_criterion_stands_in_full_once(worked: Checked) -> None:
    """A criterion of two outcomes stands under the first, and is linked from the other."""
    rendered = render_unit(worked, "BUD", to)

    assert rendered.html.count("Text of BUD.AC1.") == 1
    assert "Also for this outcome" in rendered.html
    assert "No criterion belongs to this outcome." in rendered.html
    assert "Other criteria" in rendered.html


def test_contents_list_the_headings(worked: Checked) -> None:
    """The table of contents holds every heading with its anchor, in plain words."""
    entries = render_unit(worked, "BUD", to).contents

    assert ContentsEntry(2, "BUD.LO1", "LO1: Plan") in entries
    assert ContentsEntry(3, "BUD.AC1", "BUD.AC1 Title of BUD.AC1") in entries
    assert entries[0] == ContentsEntry(2, "matrix", "Matrix")


def test_gap_brings_a_snippet(worked: Checked) -> None:
    """A gap names what is missing and gives the front matter of an item that would close it."""
    html = render_gaps(worked, to).html

    assert "id: E11\n" in html
    assert "kind: observation\n" in html
    assert "  - BUD.AC3\n" in html
    assert "assessor: WHO\n" in html
    assert "metrics:\n" in html
    assert "date: YYYY-MM-DD\n" in html
    assert "Finish one of these drafts" in html
    assert 'href="to:evidence/e03"' in html


def test_no_gap_is_said_with_the_fraction() -> None:
    """Without a gap, the page says so with the fraction, and never where nothing is measured."""
    whole = checked((unit("BUD", criterion("BUD.AC1")),), (item("E01", "BUD.AC1"),))
    assert "There is no gap: 1 of 1 (100 %) covered." in render_gaps(whole, to).html
    assert "no gap" not in render_gaps(checked((), ()), to).html


def test_head_says_what_a_claim_is_worth(worked: Checked) -> None:
    """The head of an item lists its claims, where each is shown, and which do not count."""
    items = worked.portfolio.by_id
    text = Read(item_page.evidence_claims(items["E02"], worked, to)).text
    assert "shown at Talk , passage 2" in text
    assert "See the sums" in text
    assert "This claim: names no criterion and does not count" in text
    draft = Read(item_page.evidence_head(items["E03"], worked, to)).text
    assert "This item is a draft" in draft


def test_foot_shows_the_fields(worked: Checked) -> None:
    """Measures stand in a table, with dates in words, and empty columns are left out."""
    one = worked.portfolio.by_id["E02"]
    text = Read(item_page.evidence_foot(one, worked, to, relations(worked))).text

    assert "Calls 62 9 January 2026 1.5" in text
    assert "Source" not in text
    assert "CQ1" in text


def test_mark_says_what_it_is() -> None:
    """A mark is a target and a link whose name says what is shown."""
    html = item_page.mark(criterion("BUD.AC7"), to, addresses.mark_anchor("BUD.AC7", 2))

    assert Read(html).tags[0][1] == {
        "class": "crossfolio-mark",
        "id": "BUD.AC7-2",
        "href": "to:units/bud#BUD.AC7",
    }
    assert Read(html).text == "BUD.AC7 shown here: Title of BUD.AC7"
    assert "\n" not in html


def test_problems_and_banner_tell_code_place_and_help(worked: Checked) -> None:
    """Findings stand with the page that they belong to, in words and with a shape."""
    about = [d for d in worked.diagnostics if d.finding.place.path == "evidence/e02.md"]
    text = Read(findings_banner(about, to)).text

    assert "TAG101 unknown-criterion" in text
    assert "evidence/e02.md:9:1" in text
    assert "Error" in text
    assert findings_banner((), to) == ""
    assert 'href="to:evidence/e02"' in render_problems(worked, to).html


@pytest.mark.parametrize("edition", Edition)
def test_empty_portfolio_has_pages(edition: Edition) -> None:
    """Without units and without evidence, every page says so."""
    found = every_page(checked((), (), edition))

    assert "No unit is taken" in found["overview"]
    assert "There is no evidence yet." in found["evidence"]


def test_other_writings_are_kept() -> None:
    """Welsh and emoji titles come out as they went in."""
    title = "Cymorth i gydweithiwr: tŷ, ŵyn 👩‍💻"
    it = checked((unit("BUD", criterion("BUD.AC1", title=title)),), (item("E01", title=title),))

    assert title in render_evidence_index(it, to).html
    assert title in render_unit(it, "BUD", to).html


def test_same_portfolio_gives_the_same_pages(worked: Checked) -> None:
    """Nothing in a page depends on when or how often it is made."""
    assert every_page(worked) == every_page(worked)


def test_templates_can_be_replaced(worked: Checked, tmp_path: Path) -> None:
    """A template of the user's takes the place of ours, and can build on it."""
    own = '{% extends "crossfolio/stub.html.jinja" %}'
    (tmp_path / "gaps.html.jinja").write_text("<h1>Mine</h1>", encoding="utf-8")
    (tmp_path / "stub.html.jinja").write_text(own, encoding="utf-8")
    look = Look((str(tmp_path),))

    assert render_gaps(worked, to, look=look).html == "<h1>Mine</h1>"
    one = worked.portfolio.by_id["E01"]
    assert "Evidence E01" in item_page.stub(one, worked, to, relations(worked), look=look).html


def test_unit_that_is_not_taken_has_a_page() -> None:
    """Marks may point into a unit that is not taken; its page says so."""
    it = checked(
        (unit("BUD", criterion("BUD.AC1")), unit("MCS", criterion("MCS.AC1", withdrawn=True))),
        (item("E01", "MCS.AC1"),),
        enrolment=Enrolment(Place("p.yml"), units={"BUD": Progress.SUBMITTED}),
    )
    text = Read(render_unit(it, "MCS", to).html).text

    assert "not taken" in text
    assert "unwanted, does not count" in text
