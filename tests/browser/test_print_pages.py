"""The pages to print, on a screen and on paper."""

import re
from io import BytesIO

import pytest
from axe import found
from browsing import LOOKS, Site, recolour, visit
from playwright.sync_api import Browser
from pypdf import PdfReader

LEGIBLE = 120
"""Pixels that a column of words needs."""
UNITS = ("BUD", "BUDA", "DOS", "MCS", "POE")
PAGES = ("print/bud.html", "print/whole_portfolio.html")
HEAD = re.compile(r"Criterion\s+Method\s+Evidence details\s+Reference\s+Date")


def printed(browser: Browser, site: Site, path: str) -> list[str]:
    """Print a page as PDF, and return the text of each sheet of paper."""
    with visit(browser, site.address) as seen:
        page = seen.go(path)
        data = page.pdf(prefer_css_page_size=True)
        assert seen.troubles == []
    return [" ".join(it.extract_text().split()) for it in PdfReader(BytesIO(data)).pages]


def test_sheet_of_a_unit(browser: Browser, worked: Site) -> None:
    """Every sheet of paper says which unit it is and repeats the heads of the columns."""
    pages = printed(browser, worked, "print/bud.html")

    tracking = [page for page in pages if re.search(r"BUD\.AC\d", page)]
    assert 3 <= len(pages) <= 6
    assert len(tracking) >= 3
    for number, text in enumerate(tracking, start=1):
        assert "BUD: Buddy a colleague" in text
        assert HEAD.search(text)
        assert f"Page {number} of {len(pages)}" in text
    (signed,) = [page for page in pages if "For signature" in page]
    assert (
        "BUD: Buddy a colleague to develop their customer service skills · learner L001" in signed
    )
    assert "Back to the site" not in "".join(pages)


def test_criteria_are_not_torn(browser: Browser, worked: Site) -> None:
    """All items of a criterion stand on the sheet of paper on which the criterion stands."""
    pages = printed(browser, worked, "print/bud.html")
    (one,) = [page for page in pages if "BUD.AC4" in page]

    for item in ("E02", "E17", "E19", "E25"):
        assert item in one[one.index("BUD.AC4") :]


def test_whole_portfolio(browser: Browser, worked: Site) -> None:
    """Each unit begins on a sheet of its own, after the front page and before the items."""
    pages = printed(browser, worked, "print/whole_portfolio.html")
    of_unit = [
        {unit for unit in UNITS if HEAD.search(text) and re.search(rf"\b{unit}\.AC\d", text)}
        for text in pages
    ]

    assert 12 <= len(pages) <= 20
    assert "Portfolio Learner L001" in pages[0]
    assert all(len(it) <= 1 for it in of_unit)
    assert list(dict.fromkeys(unit for it in of_unit for unit in it)) == list(UNITS)
    last = [page for page in pages if "Reference Title Method Date Status Criteria" in page]
    assert len(last) >= 2
    assert last[-1] == pages[-1]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "schemes"), LOOKS)
def test_on_a_screen(
    browser: Browser, worked: Site, path: str, width: int, schemes: tuple[str, ...]
) -> None:
    """On a screen such a page is quiet, no wider than its window, and Axe finds nothing."""
    with visit(browser, worked.address, width=width, scheme=schemes[0]) as seen:
        page = seen.go(path)
        for scheme in schemes:
            recolour(page, scheme)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            for cell in page.locator(".tracking tbody td:nth-of-type(2)").all()[:3]:
                assert cell.evaluate("it => it.clientWidth") > LEGIBLE
            assert found(page, colours=scheme != schemes[0]) == []
            assert seen.troubles == []


def test_reached_from_the_unit_and_the_overview(browser: Browser, worked: Site) -> None:
    """A link on the page of a unit leads to its sheet, and back again."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/bud/")
        page.get_by_role("link", name="Tracking sheet to print").click()
        page.wait_for_url("**/print/bud.html")
        page.get_by_role("link", name="Back to the site").click()
        page.wait_for_url("**/units/bud/")
        page = seen.go("")
        page.get_by_role("link", name="The whole portfolio to print").click()
        page.wait_for_url("**/print/whole_portfolio.html")
        assert seen.troubles == []
