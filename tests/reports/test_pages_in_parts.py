"""A page that would be too large is in parts, and everything still leads where it led."""

import re
from datetime import date

import pytest

from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint, Parts
from crossfolio.core.record.values import Decision, Judged, Judgement, Reference, Sample, Verdict
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Edition
from crossfolio.mkdocs_plugin.places import PageFiles
from crossfolio.site.environment import DEFAULT_LOOK, fill
from crossfolio.site.in_parts import in_parts
from crossfolio.site.own_pages import own_pages
from crossfolio.site.parts import MOST, PageRow, parts_of
from crossfolio.site.site_page import SitePage
from crossfolio.site.views.new_evidence_view import new_evidence_view

from .conftest import checked, criterion, item, to, unit

LIMIT = 500_000
"""Bytes of a whole page, with what the theme puts around it."""
THEME = 50_000
"""More than a theme puts around a page."""


def row(size: int, *groups: str, anchor: str = "") -> PageRow:
    """Return a row that takes so much room, under these units."""
    return PageRow(criterion("BUD.AC1"), size, groups, anchor=anchor)


def test_one_page_where_there_is_room() -> None:
    """A page has no parts as long as it has room for all of its rows."""
    assert parts_of("list", [row(60, "A"), row(40, "B")], 100) == ()
    assert parts_of("list", [], 100) == ()


def test_by_unit_and_by_number() -> None:
    """Rows stand under their units in order; a unit that is too large has several parts."""
    rows = [row(60, "A"), row(60, "B"), row(50, "A", "B"), row(10), row(300, "A"), row(30, "A")]
    parts = parts_of("list", rows, 100)

    assert [(part.address, [one.size for one in part.rows]) for part in parts] == [
        ("list/in_a", [60]),
        ("list/in_a_2", [50]),
        ("list/in_a_3", [300]),
        ("list/in_a_4", [30]),
        ("list/in_b", [60]),
        ("list/in_b_2", [50]),
        ("list/no_unit", [10]),
    ]
    assert [part.among for part in parts] == [4, 4, 4, 4, 2, 2, 1]


def test_a_part_says_what_it_holds() -> None:
    """Rows of one sort are counted, and the first and the last of them named."""

    def says(number: int) -> str:
        return f"{number} criteria"

    rows = [
        PageRow(criterion(f"BUD.AC{n}"), 60, ("BUD",), says if n < 5 else None) for n in range(1, 7)
    ]
    parts = parts_of("list", rows, 200)
    assert [part.counts for part in parts] == [
        ("3 criteria, BUD.AC1 to BUD.AC3",),
        ("1 criteria, BUD.AC4",),
    ]


def test_nothing_is_lost_and_the_order_stays() -> None:
    """Each row stands in a part of each of its units, in the order of the whole."""
    rows = [row(n % 37, *("ABC"[: n % 4])) for n in range(500)]
    parts = parts_of("list", rows, 200)

    for group in ("A", "B", "C", ""):
        own = [row for row in rows if group in (row.groups or ("",))]
        assert [one for part in parts if part.group == group for one in part.rows] == own
    assert all(sum(one.size for one in part.rows) <= 200 for part in parts)


def test_parts_grow_in_step() -> None:
    """Twice the rows make twice the parts and no more."""
    few, many = (parts_of("list", [row(10, "A")] * n, 1000) for n in (1_000, 2_000))

    assert (len(few), len(many)) == (10, 20)


def portfolio(units: int, criteria: int, items: int, decisions: int) -> Seen:
    """Return a portfolio in which every item claims four criteria, and one judges them."""
    named = [[f"U{n:02}.AC{k}" for k in range(criteria)] for n in range(units)]
    every = [name for own in named for name in own]
    evidence = tuple(
        item(f"E{n:04}", *(every[(4 * n + k) % len(every)] for k in range(4))) for n in range(items)
    )
    prints = {item.key: Fingerprint("cf2:" + "0" * 64, Parts("", "")) for item in evidence}
    made = tuple(
        Decision(
            f"D{n:05}",
            "A1",
            date(2026, 5, 1),
            Place(f"assessment/decisions/d{n}.yml", 1),
            (
                Judged(
                    evidence[n % items].key, prints[evidence[n % items].key].value, Place("d", 1)
                ),
            ),
            tuple(
                Judgement(every[(4 * n + k) % len(every)], Verdict.MET, Place("d", 1), "So. " * 20)
                for k in range(2)
            ),
            supersedes=(Reference(f"D{n - 1:05}", Place("d", 1)),) if n % 9 == 5 else (),
        )
        for n in range(decisions)
    )
    framework = tuple(unit(f"U{n:02}", *map(criterion, own)) for n, own in enumerate(named))
    samples = tuple(
        Sample(
            f"S{n:05}",
            "Q1",
            date(2026, 5, 2),
            Place(f"assessment/samples/s{n}.yml", 1),
            (Reference(one.id, Place("s", 1)),),
            "agree",
            "interim",
            "The same. " * 40,
        )
        for n, one in enumerate(made)
    )
    return checked(framework, evidence, decisions=made, samples=samples, fingerprints=prints)


@pytest.fixture(scope="module")
def large() -> Seen:
    """Return a portfolio whose pages about all of it are too large for one page each."""
    return portfolio(units=6, criteria=30, items=600, decisions=900)


def site(seen: Seen) -> dict[str, SitePage]:
    """Return the pages of a site by their addresses."""
    found = own_pages(seen, (), with_problems=True)
    return {one.address: one for page in found for one in in_parts(page, seen)}


def made(page: SitePage, seen: Seen) -> str:
    """Return a page as HTML."""
    assert page.make
    return page.make(seen, to, look=DEFAULT_LOOK).html


SPLIT = ("list", "evidence", "assessment", "sampling")


def test_no_page_is_too_large(large: Seen) -> None:
    """Whatever the portfolio holds, a page stays below the limit with all that is around it."""
    found = site(large)
    sizes = {name: len(made(it, large)) for name, it in found.items() if it.make}

    assert {it.part_of for it in found.values() if it.part_of} >= set(SPLIT)
    assert {name: size for name, size in sizes.items() if size > LIMIT - THEME} == {}


def test_the_parts_hold_what_one_page_holds(large: Seen) -> None:
    """Every criterion, item and decision of the one page stands in some part of it."""
    found = site(large)
    for name in SPLIT:
        page = next(
            own_page
            for own_page in own_pages(large, (), with_problems=True)
            if own_page.address == name
        )
        whole = set(re.findall(r'href="(to:[^"]+)"', made(page, large)))
        parts = [it for it in found.values() if it.part_of == name]
        shown = {
            href for part in parts for href in re.findall(r'href="([^"]+)"', made(part, large))
        }
        assert whole - shown == set()
        assert len(parts) >= len(large.portfolio.framework.units)


def test_the_first_page_leads_to_every_part(large: Seen) -> None:
    """The old address has links to all parts, and the anchors that others link to."""
    found = site(large)
    for name in SPLIT:
        first = made(found[name], large)
        for part in (it for it in found.values() if it.part_of == name):
            assert f'href="to:{part.address}"' in first
            html = made(part, large)
            assert f'href="to:{name}"' in html
            assert html.count("<h1") == 1
            assert re.search(r"<h1>[^<]*: U0\d", html)
        assert {f"#{it}" for it in found[name].keeps} <= {
            f"#{match}" for match in re.findall(r' id="([^"]+)"', first)
        }


def test_anchors_lead_right(large: Seen) -> None:
    """A decision is linked to where it stands, and where it stood there is the way to it."""
    found = site(large)
    moved = found["assessment"].moved
    first = made(found["assessment"], large)

    assert len(moved) == len(large.portfolio.decisions)
    for target, there in list(moved.items())[::50]:
        page, _, anchor = there.partition("#")
        assert target == f"assessment#{anchor}"
        assert f'id="{anchor}"' in made(found[page], large)
        assert f'id="{anchor}"' in first


def test_links_follow_what_has_moved() -> None:
    """Whoever asks for an anchor of the whole is led to the part that has it."""

    class At:
        def __init__(self, url: str) -> None:
            self.url = url

        def url_relative_to(self, other: "At") -> str:
            return f"{other.url}>{self.url}"

    places, here, part = PageFiles(), At("evidence/e1/"), At("assessment/in_u01/")
    for name, file in (("overview", At("")), ("assessment/in_u01", part), ("evidence/e1", here)):
        places.add(name, file)  # type: ignore[arg-type]
    places.move({"assessment#decision-d1": "assessment/in_u01#decision-d1"})

    assert places.link(here)("assessment#decision-d1").endswith(  # type: ignore[arg-type]
        ">assessment/in_u01/#decision-d1"
    )


def test_a_small_portfolio_has_no_parts() -> None:
    """A portfolio of a hundred items has one page for each list, as before."""
    seen = portfolio(units=4, criteria=10, items=100, decisions=40)

    assert [it for it in site(seen).values() if it.part_of] == []


def test_many_gaps_and_a_large_unit() -> None:
    """Gaps and the page of a unit are in parts as well; what links to a criterion follows."""
    seen = portfolio(units=1, criteria=400, items=3, decisions=0)
    found = site(seen)

    assert {it.part_of for it in found.values()} >= {"gaps", "units/u00"}
    there = found["units/u00"].moved["units/u00#U00.AC399"]
    html = made(found[there.partition("#")[0]], seen)
    assert 'id="U00.AC399"' in html
    assert 'id="U00.AC1"' not in html
    assert {
        n: len(made(it, seen)) for n, it in found.items() if it.make and len(made(it, seen)) > LIMIT
    } == {}


def test_parts_show_no_more_than_the_whole(large: Seen) -> None:
    """The public edition has no part about decisions."""
    units, items = large.portfolio.framework.units.values(), large.portfolio.evidence
    found = site(checked(tuple(units), items, Edition.PUBLIC))

    assert {it.part_of for it in found.values()} >= {"list", "evidence"}
    assert not any(name.startswith(("assessment", "desk", "sampling")) for name in found)


def test_room_is_left_for_what_is_around() -> None:
    """What a page has room for leaves enough for a theme and for texts that are long."""
    assert MOST + THEME < LIMIT


def test_the_figures_of_a_unit_in_parts() -> None:
    """The first page and each part say how it stands with the whole unit, and its parts add up."""
    seen = portfolio(units=1, criteria=400, items=150, decisions=0)
    found = site(seen)
    parts = [made(page, seen) for page in found.values() if page.part_of == "units/u00"]
    first = made(found["units/u00"], seen)

    assert "400 of 400 (100 %)" in first
    assert "400 criteria" in re.sub(r"<[^>]*>", "", first)
    own = whole = 0
    for html in parts:
        assert "400 of 400 (100 %)" in html
        assert "of the unit's 400 criteria" in html
        of_part, of_unit = (totals(html, name) for name in ("it counts for", "whole unit"))
        own, whole = own + of_part, of_unit
    assert own == whole == 600


def totals(html: str, name: str) -> int:
    """Return the sum in a row under the matrix."""
    return int(re.search(rf"{name}</th><td></td><td>(\d+)</td>", html)[1])  # type: ignore[index]


def test_an_overview_of_many_criteria() -> None:
    """Of many criteria that rest on one item, the first of each unit are named, and all counted."""
    seen = portfolio(units=6, criteria=40, items=60, decisions=0)
    html = made(site(seen)["overview"], seen)
    named = html[html.index('<h2 id="thin">') : html.index('<h2 id="crowded">')]

    assert "<strong>240</strong> criteria rest on one item" in html
    assert named.count("only ") == 60
    assert "and 180 more; the page of each unit has all of its own" in named


def test_new_evidence_for_many_criteria() -> None:
    """The page on which new evidence is written grows with no criterion: they lie beside it."""
    few, many = (
        new_evidence_view(portfolio(units=1, criteria=n, items=1, decisions=0), "Site")
        for n in (10, 1_000)
    )
    sizes = [len(fill("new_evidence", DEFAULT_LOOK, view=view, back="")) for view in (few, many)]

    assert sizes[0] == sizes[1]
    assert fill("new_evidence_criteria", DEFAULT_LOOK, view=many).count('name="criterion"') == 1_000
