"""The matrix: from a cell to the passage and back, by mouse and by keyboard."""

import re

import pytest
from browsing import NARROW, WIDE, Site, visit
from playwright.sync_api import Browser, Locator, Page, expect

STYLE = "it => { const s = getComputedStyle(it); return [s.outlineStyle, s.backgroundColor] }"
UNDER = """
it => {
  const box = it.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + 4, box.y + box.height / 2);
  return it === top || it.contains(top);
}
"""


NOTED = "() => history.state?.y === window.scrollY"
"""Material's instant navigation notes where a page is scrolled to a moment after it stands
still; who clicks before that is taken to where it was."""


def settle(page: Page, site: str) -> None:
    """Wait until the page stands still."""
    if site == "instant":
        page.wait_for_function(NOTED)


def land(page: Page, cell: Locator, site: str) -> Locator:
    """Follow a cell's link, through its preview if any, and return the mark it leads to."""
    target = (cell.get_attribute("href") or "").partition("#")[2]
    settle(page, site)
    cell.click()
    if (page.viewport_size or {})["width"] == WIDE:
        page.locator(".crossfolio-preview a").first.click()
    page.wait_for_url(f"**#{target}")
    mark = page.locator(f'.crossfolio-mark[id="{target}"]')
    expect(mark).to_be_in_viewport()
    return mark


def free(page: Page, id: str) -> None:
    """Wait until nothing covers an element, such as the theme's header."""
    page.wait_for_function(f"id => ({UNDER})(document.getElementById(id))", arg=id)


@pytest.mark.parametrize("site", ["worked", "instant"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_cell_and_back(
    browser: Browser, request: pytest.FixtureRequest, site: str, width: int
) -> None:
    """A cell leads to its mark, plainly shown; the mark to its criterion; Back to the matrix."""
    built: Site = request.getfixturevalue(site)
    with visit(browser, built.address, width=width) as seen:
        for number in (0, 7):
            page = seen.go("units/bud/")
            cells = page.locator(".crossfolio-cell[href*='#']")
            cell = cells.nth(number)
            criterion = (cell.get_attribute("href") or "").partition("#")[2]
            cell.scroll_into_view_if_needed()
            mark = land(page, cell, site)

            expect(mark).to_have_class(re.compile("crossfolio-mark"))
            free(page, criterion)
            outline, background = mark.evaluate(STYLE)
            assert outline == "solid"
            assert background not in ("rgba(0, 0, 0, 0)", "transparent")

            settle(page, site)
            mark.click()
            page.wait_for_url(f"**/units/bud/#{criterion.partition('-')[0]}")
            heading = page.locator(f'h3[id="{criterion.partition("-")[0]}"]')
            expect(heading).to_be_in_viewport()
            free(page, criterion.partition("-")[0])
            settle(page, site)
            if site == "worked":  # Where Back scrolls to is up to Material's scripts otherwise.
                page.go_back()
                expect(mark).to_be_in_viewport()
                page.go_back()
                page.wait_for_url("**/units/bud/")
                expect(page.locator(".crossfolio-tall")).to_be_in_viewport()
        assert seen.troubles == []


def test_row_leads_to_criterion(browser: Browser, worked: Site) -> None:
    """The head of a row leads to its criterion, clear of the theme's header."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/")
        page.locator(".crossfolio-matrix tbody th a").nth(5).click()
        page.wait_for_url("**#*")
        target = page.url.partition("#")[2]
        expect(page.locator(f'[id="{target}"]')).to_be_in_viewport()
        free(page, target)


def focused_cell(page: Page) -> str:
    """Return the item and the criterion of the cell that has the focus."""
    name = page.evaluate(
        "() => document.activeElement.matches('.crossfolio-cell')"
        " ? document.activeElement.getAttribute('aria-label') : ''"
    )
    return str(name).partition(":")[0]


def test_keyboard(browser: Browser, worked: Site) -> None:
    """Three steps of the Tab key lead past the menu to the first cell; arrows go on from there."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("href", "#matrix")
        page.keyboard.press("Enter")
        page.wait_for_url("**#matrix")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Past the key and the filters")
        page.keyboard.press("Enter")
        page.wait_for_url("**#matrix-*")
        page.keyboard.press("Tab")
        assert focused_cell(page) == "PROD, E03 shows BUD.AC1"
        outline, width = page.locator(":focus").evaluate(
            "it => [getComputedStyle(it).outlineStyle, getComputedStyle(it).outlineWidth]"
        )
        assert outline != "none"
        assert width != "0px"
        page.locator(".crossfolio-filters [type=reset]").focus()
        page.keyboard.press("Tab")
        assert focused_cell(page) == "PROD, E03 shows BUD.AC1"
        page.keyboard.press("ArrowRight")
        assert focused_cell(page) == "PROD, E12 shows BUD.AC1"
        page.keyboard.press("ArrowDown")
        assert focused_cell(page) == "PROD, E12 shows BUD.AC6"
        page.keyboard.press("Home")
        expect(page.locator(":focus")).to_contain_text("BUD.AC6")
        page.keyboard.press("End")
        assert focused_cell(page) == "PROD, E12 shows BUD.AC6"
        page.keyboard.press("Tab")
        assert not page.locator(".crossfolio-matrix :focus").count()
        page.keyboard.press("Shift+Tab")
        assert focused_cell(page) == "PROD, E12 shows BUD.AC6"
        assert seen.troubles == []


def test_preview_by_keyboard(browser: Browser, worked: Site) -> None:
    """Enter shows the passage, arrows take it along, Escape closes it, Enter twice opens it."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/")
        preview = page.locator(".crossfolio-preview")
        page.locator(".crossfolio-cell").first.focus()
        page.keyboard.press("Enter")
        expect(preview).to_contain_text("Open E03 here")
        page.keyboard.press("ArrowRight")
        expect(preview).to_contain_text("Open E12 here")
        assert page.locator(".crossfolio-cell:focus").evaluate(UNDER)
        page.keyboard.press("Escape")
        expect(preview).to_be_hidden()
        assert focused_cell(page) == "PROD, E12 shows BUD.AC1"
        page.keyboard.press("Enter")
        expect(preview).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url("**/evidence/e12/**")
        page.go_back()
        page.wait_for_url("**/units/bud/*")
        assert seen.troubles == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_focus_is_not_covered(browser: Browser, worked: Site, width: int) -> None:
    """No cell that has the focus lies under the head of its row or of its column."""
    with visit(browser, worked.address, width=width) as seen:
        page = seen.go("units/bud/")
        page.locator(".crossfolio-cell").first.focus()
        reached = set()
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "ArrowRight"):
            for _ in range(14):
                page.keyboard.press(key)
                name = focused_cell(page)
                if name:
                    reached.add(name)
                    assert page.locator(".crossfolio-cell:focus").evaluate(UNDER), (key, name)
        assert len(reached) > 6


def test_arrows_scroll_the_matrix(browser: Browser, worked: Site) -> None:
    """Without scripts the box scrolls by keyboard, and its first column stays."""
    with visit(browser, worked.address, width=1000, scripts=False) as seen:
        page = seen.go("units/bud/")
        box = page.locator(".crossfolio-tall")
        box.focus()
        first = page.locator(".crossfolio-matrix tbody tr:not(.crossfolio-group) th").first
        before = first.bounding_box()
        page.keyboard.press("ArrowRight")
        while box.evaluate("it => it.scrollLeft") <= 30:
            continue  # No script of the page can tell.

        after = first.bounding_box()
        assert before
        assert after
        assert after["x"] == pytest.approx(before["x"], abs=1)
        assert after["width"] < WIDE / 3
