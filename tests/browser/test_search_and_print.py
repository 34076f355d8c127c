"""The worked portfolio searched and printed."""

from io import BytesIO
from pathlib import Path

import pytest
from browsing import Site, visit
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize("site", ["worked", "instant"])
def test_search(browser: Browser, request: pytest.FixtureRequest, site: str) -> None:
    """The text of an item is found, and the result opens its page."""
    built: Site = request.getfixturevalue(site)
    with visit(browser, built.address) as seen:
        page = seen.go("")
        page.locator(".md-search__input").click()
        page.locator(".md-search__input").press_sequentially("situations from memory")
        result = page.locator(".md-search-result__link[href*='evidence/e11']").first
        expect(result).to_be_visible()
        result.click()
        page.wait_for_url("**/evidence/e11/**")

        expect(page.locator(".crossfolio-evidence h1")).to_contain_text("Second talk off the job")
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


def test_print(browser: Browser, worked: Site, tmp_path: Path) -> None:
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
        data = page.pdf(path=tmp_path / "unit.pdf", format="A4", landscape=True)
        assert data.startswith(b"%PDF")
        assert BytesIO(data).getvalue().count(b"/Type /Page") >= 2
