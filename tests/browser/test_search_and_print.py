"""The worked portfolio searched and printed."""

import re
from io import BytesIO

import pytest
from browsing import Site, follow_hit, search, visit
from playwright.sync_api import Browser, expect
from pypdf import PdfReader


@pytest.mark.parametrize("site", ["searched", "instant"])
def test_search(browser: Browser, request: pytest.FixtureRequest, site: str) -> None:
    """The text of an item is found, and the result opens its page."""
    built: Site = request.getfixturevalue(site)
    with visit(browser, built.address) as seen:
        page = seen.go("")
        follow_hit(page)
        assert page.locator(".crossfolio-evidence .crossfolio-mark").count() > 0
        assert seen.troubles == []


def test_instant_navigation_keeps_styles(browser: Browser, instant: Site) -> None:
    """A page that Material loads without reloading looks as it does when opened by itself."""
    with visit(browser, instant.address) as seen:
        page = seen.go_instantly("")
        page.evaluate("() => { window.kept = true }")
        page.locator(".crossfolio-units a").first.click()
        page.wait_for_url("**/units/**")
        expect(page.locator(".crossfolio-unit h1")).to_be_visible()

        assert page.evaluate("() => window.kept") is True
        assert (
            page.locator(".crossfolio-scroll").first.evaluate(
                "it => getComputedStyle(it).overflowX"
            )
            == "auto"
        )
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert seen.troubles == []


def test_print(browser: Browser, worked: Site) -> None:
    """A unit prints with its whole matrix, and without what only a screen needs."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/")
        page.emulate_media(media="print")

        assert page.locator(".crossfolio-matrix").is_visible()
        box = page.locator(".crossfolio-tall")
        assert box.evaluate(
            "it => [it.scrollHeight - it.clientHeight, getComputedStyle(it).overflowY]"
        ) == [0, "visible"]
        assert page.locator(".md-header").is_hidden()
        for cell in page.locator(".crossfolio-matrix tbody th").all():
            assert cell.evaluate("it => getComputedStyle(it).position") == "static"
        assert seen.troubles == []


def test_narrowed_unit_on_paper(browser: Browser, worked: Site) -> None:
    """What is printed of a matrix that is narrowed down says so, and has no filters."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/?kind=OBS")
        expect(page.locator(".crossfolio-filters")).to_be_visible()
        text = PdfReader(BytesIO(page.pdf(format="A4"))).pages[0].extract_text()

    assert "9 of 9 criteria, 1 of 12 items" in text
    assert "Clear" not in text


@pytest.mark.parametrize("query", ["E12", "AC9", "BUD.AC9"])
def test_search_by_id(browser: Browser, searched: Site, query: str) -> None:
    """An item is found by its ID, and a criterion by its code."""
    address = {"E12": "evidence/e12/"}.get(query, "units/bud/#BUD.AC9")
    with visit(browser, searched.address) as seen:
        page = seen.go("")
        search(page, query)
        more = page.locator(".md-search-result__more summary")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        for one in more.all():
            one.click()
        found = page.locator(f".md-search-result__link[href*='{address}']")
        expect(found.first).to_be_visible()
        assert seen.troubles == []


@pytest.mark.parametrize("scripts", [True, False])
def test_unit_on_paper(browser: Browser, worked: Site, scripts: bool) -> None:  # noqa: FBT001
    """A unit begins on the first sheet; codes are whole, and totals stand once, at the end."""
    with visit(browser, worked.address, scripts=scripts) as seen:
        page = seen.go("units/bud/")
        if scripts:
            page.get_by_role("button", name="LO1: Get ready").click()  # Folds it.
        products = page.locator(".crossfolio-cell", has_text="PROD").count()
        sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    matrix = " ".join(texts[:2])

    assert "BUD: Buddy a colleague" in texts[0]
    assert (
        len(re.findall("PROD [\N{BLACK CIRCLE}\N{CHECK MARK}\N{HEAVY GREEK CROSS}]", matrix))
        == products
    )
    assert products > 0
    assert sum("Criteria that it counts for" in text for text in texts) == 1
    assert "9 of 9 criteria" not in matrix
    assert "Preview" not in matrix
    for text in texts:
        assert text.strip()
