"""Pages of a portfolio with every standing, in a browser; and the public edition of the same."""

from collections.abc import Callable

import pytest
from axe import violations
from browsing import LOOKS, Look, Site, recolour, visit
from playwright.sync_api import Browser, Page, expect
from record import SECRETS, record_files

PAGES = (
    *("", "units/rec/", "gaps/", "assessment/", "sampling/", "evidence/", "list/"),
    *(f"evidence/e0{n}/" for n in (1, 2, 3, 4)),
)


@pytest.fixture(scope="module")
def record(
    small: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Site]:
    """Build the portfolio in an edition."""
    return lambda edition: small(record_files(tmp_path_factory.mktemp("record"), edition))


@pytest.fixture(scope="module")
def assessor(record: Callable[[str], Site]) -> Site:
    """Build the edition for assessors once."""
    return record("assessor")


def cells(page: Page) -> dict[str, str]:
    """Return what the cells of the matrix say, by item and criterion."""
    names = page.locator(".crossfolio-cell").evaluate_all(
        "cells => cells.map(cell => cell.getAttribute('aria-label'))"
    )
    said = {}
    for name in names:
        what, _, standing = name.partition(": ")
        said[
            what.replace("PROD, ", "").replace(" shows REC.", " ").replace(" claims REC.", " ")
        ] = standing
    return said


def test_cells_say_what_became_of_each_claim(browser: Browser, assessor: Site) -> None:
    """A cell has the standing of its own claim, never that of its criterion."""
    with visit(browser, assessor.address) as seen:
        page = seen.go("units/rec/")
        assert cells(page) == {
            "E01 AC1": "judged: met",
            "E02 AC1": "new since the decision",
            "E03 AC2": "changed since the decision",
            "E01 AC3": "judged: not yet met",
            "E02 AC4": "new since the decision",
            "E03 AC4": "changed since the decision",
            "E01 AC5": "judged: met",
            "E01 AC6": "judged: met",
            "E01 AC7": "judged: met, claimed by the assessor",
            "E02 AC8": "claimed",
            "E04 AC10": "draft, does not count yet",
        }
        states = page.locator(".crossfolio-matrix tr[data-state]").evaluate_all(
            "rows => rows.map(row => row.dataset.state)"
        )
        assert states == [
            *("accepted", "stale", "partial", "covered", "covered"),
            *("covered", "accepted", "covered", "uncovered", "draft"),
        ]
        assert seen.troubles == []


def test_each_page_says_whose_turn_it_is(browser: Browser, assessor: Site) -> None:
    """Gaps are the learner's with the assessor's feedback; what waits for the assessor is none."""
    with visit(browser, assessor.address) as seen:
        gaps = seen.go("gaps/").locator(".crossfolio-gaps")
        expect(gaps).to_contain_text("5 criteria wait for the assessor, which is no gap")
        expect(gaps).to_contain_text("The assessor's feedback: FEEDBACKTHREE")
        assert gaps.locator("h3 .crossfolio-id").all_inner_texts() == [
            *("REC.AC3", "REC.AC9", "REC.AC10"),
        ]
        desk = seen.go("assessment/").locator(".crossfolio-assessment")
        for title in (
            *("Disputed (1)", "Something cannot be read (1)", "Changed since assessed (1)"),
            *("Answered since the decision (1)", "Awaiting a decision (1)", "Asked for more (1)"),
        ):
            expect(desk.get_by_role("heading", name=title)).to_be_visible()
        sampled = seen.go("sampling/").locator(".crossfolio-sampling")
        expect(sampled.get_by_role("heading", name="Open actions (1)")).to_be_visible()
        expect(sampled).to_contain_text("Not ready for certification: REC")
        expect(sampled).to_contain_text("Overdue Look again")
        unit = seen.go("units/rec/").locator(".crossfolio-unit")
        expect(unit).to_contain_text("Not accepted: sample S01 disagrees with the decision")
        expect(unit).to_contain_text("a later decision cannot be read")
        assert seen.troubles == []


def test_item_says_what_became_of_it(browser: Browser, assessor: Site) -> None:
    """A changed item says so at its top; every item lists its decisions and samples by time."""
    with visit(browser, assessor.address) as seen:
        page = seen.go("evidence/e03/")
        expect(page.locator(".crossfolio-head .crossfolio-banner")).to_contain_text(
            "Changed since it was judged"
        )
        page = seen.go("evidence/e01/")
        assert page.locator(".crossfolio-banner").count() == 0
        lines = page.locator("#crossfolio-decisions + ol > li a").all_inner_texts()
        assert lines == [
            "Decision D01",
            "Decision D06",
            "Decision D03",
            "Decision D04",
            "Sample S01",
            "Sample S02",
        ]
        claims = page.locator(".crossfolio-claims")
        expect(claims).to_contain_text("The assessor: FEEDBACKTHREE")
        assert "FEEDBACKONE" not in claims.inner_text()
        assert seen.troubles == []


@pytest.mark.parametrize(("width", "schemes"), LOOKS)
def test_record_is_for_everyone(
    look: Look, assessor: Site, width: int, schemes: tuple[str, ...]
) -> None:
    """Axe finds nothing wrong with any page, and none is wider than its window."""
    for path in PAGES:
        seen = look(assessor, path, width, schemes[0])
        for scheme in schemes:
            recolour(seen.page, scheme)
            assert violations(seen.page, colours=scheme != schemes[0])[0] == [], path
            wide = "document.documentElement.scrollWidth - window.innerWidth"
            assert seen.page.evaluate(wide) <= 0
            assert seen.troubles == []


def test_public_edition_holds_nothing_of_it(
    browser: Browser, record: Callable[[str], Site]
) -> None:
    """No file of the public site holds a word of a decision or a sample; it says why."""
    site = record("public")
    for path in site.folder.rglob("*"):
        if path.is_file() and path.suffix != ".gz" and path.parent.name != "schemas":
            text = path.read_bytes().decode("utf-8", "replace")
            found = [word for word in (*SECRETS, "D01", "S01", "cf2:") if word in text]
            assert found == [] or path.suffix in (".js", ".css", ".map"), (path, found)
    with visit(browser, site.address) as seen:
        page = seen.go("units/rec/")
        assert set(cells(page).values()) == {"claimed", "draft, does not count yet"}
        note = "Assessors' decisions are left out of this edition"
        expect(page.locator(".crossfolio-lead")).to_contain_text(note)
        expect(seen.go("").locator(".crossfolio-overview")).to_contain_text(note)
        assert seen.troubles == []
