"""The index of evidence narrowed down and sorted, and the list of cross-references."""

import pytest
from axe import violations
from browsing import NARROW, Site, visit
from playwright.sync_api import Browser, Locator, Page, expect

ROWS = ".crossfolio-index tbody tr"


def ids(page: Page) -> list[str]:
    """Return the IDs of the items that are shown, in the order that they are shown in."""
    shown = page.locator(f"{ROWS}:visible > th")
    return [it.strip() for it in shown.all_inner_texts()]


def filters(page: Page) -> Locator:
    return page.get_by_role("search", name="Filter the evidence")


def test_filters(browser: Browser, worked: Site) -> None:
    """Each filter leaves the items that fit, says how many there are, and stands in the address."""
    with visit(browser, worked.address) as seen:
        page = seen.go("evidence/")
        everything = ids(page)
        assert len(everything) == 25

        filters(page).get_by_label("Kind").select_option("WT")
        assert ids(page) == ["E14", "E23"]
        filters(page).get_by_label("Unit").select_option("BUDA")
        filters(page).get_by_label("Text").fill("line manager")
        assert ids(page) == ["E23"]
        expect(filters(page).get_by_role("status").filter(has_text="items")).to_have_text(
            "1 of 25 items"
        )
        page.wait_for_url(lambda url: "kind=WT" in url and "unit=BUDA" in url)

        page.reload()
        expect(page.locator(f"{ROWS}:visible")).to_have_count(1)
        assert filters(page).get_by_label("Kind").input_value() == "WT"
        filters(page).get_by_role("button", name="Clear").click()
        expect(page.locator(f"{ROWS}:visible")).to_have_count(25)
        assert ids(page) == everything
        page.wait_for_url(lambda url: "?" not in url)

        filters(page).get_by_label("From").fill("2026-05-31")
        filters(page).get_by_label("To").fill("2026-05-31")
        assert ids(page) == ["E16"]  # A stub has a month, any day of which may be meant.
        filters(page).get_by_label("Text").fill("nowhere at all")
        expect(filters(page).get_by_role("status").filter(has_text="fits")).to_be_visible()
        assert seen.troubles == []


@pytest.mark.parametrize("state", ["met", "claimed"])
def test_filter_by_what_became_of_claims(browser: Browser, worked: Site, state: str) -> None:
    """The items left are those with a claim of that standing."""
    with visit(browser, worked.address) as seen:
        page = seen.go(f"evidence/?state={state}")
        expect(filters(page).get_by_role("button", name="Clear")).to_be_visible()
        shown = page.locator(f"{ROWS}:visible")
        with_state = page.locator(ROWS).filter(
            has=page.locator("td .crossfolio-mini", has_text=state.capitalize())
        )

        assert 0 < shown.count() < 25
        assert shown.count() == with_state.count()


def test_sorting_with_the_keyboard(browser: Browser, worked: Site) -> None:
    """A heading sorts, sorts the other way round, and says which way."""
    with visit(browser, worked.address) as seen:
        page = seen.go("evidence/")
        head = page.get_by_role("columnheader", name="Date")
        button = head.get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        assert ids(page)[0] == "E01"
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        assert ids(page)[0] == "E25"
        page.wait_for_url(lambda url: "sort=-date" in url)

        page.locator(".crossfolio-index").get_by_role("button", name="Title").click()
        titles = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
        assert titles == sorted(titles, key=str.casefold)
        assert seen.troubles == []


def test_without_scripts(browser: Browser, worked: Site) -> None:
    """Without JavaScript the table is whole, and there is no form that does nothing."""
    with visit(browser, worked.address, scripts=False) as seen:
        page = seen.go("evidence/?kind=WT")

        assert len(ids(page)) == 25
        assert page.locator(".crossfolio-filters").is_hidden()


def test_filters_under_instant_navigation(browser: Browser, instant: Site) -> None:
    """The filters work on a page that was not loaded but put in place."""
    with visit(browser, instant.address) as seen:
        page = seen.go_instantly("")
        page.get_by_role("link", name="25 items of evidence").click()
        page.wait_for_url("**/evidence/**")
        filters(page).get_by_label("Kind").select_option("WT")
        expect(page.locator(f"{ROWS}:visible")).to_have_count(2)
        assert seen.troubles == []


def test_filtered_index_is_for_everyone(browser: Browser, worked: Site) -> None:
    """Axe finds nothing where the index is narrowed down, on a phone and in the dark."""
    with visit(browser, worked.address, width=NARROW, scheme="dark") as seen:
        page = seen.go("evidence/?kind=WT&sort=-title")
        expect(page.locator(f"{ROWS}:visible")).to_have_count(2)

        assert violations(page)[0] == []


def test_list_leads_to_passages_and_back(browser: Browser, worked: Site) -> None:
    """A claim leads to its passage; an item's criterion leads to its row."""
    with visit(browser, worked.address) as seen:
        page = seen.go("list/")
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="BUD.AC7"))
        row.get_by_role("link", name="E09").click()
        page.wait_for_url("**/evidence/e09/#BUD.AC7")
        expect(page.locator("[id='BUD.AC7']")).to_be_visible()
        page.go_back()
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="E09"))
        row.get_by_role("link", name="BUD.AC7").click()
        page.wait_for_url("**/units/bud/#BUD.AC7")
        assert seen.troubles == []


@pytest.mark.parametrize("path", ["evidence/", "list/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_cards_on_a_telephone(browser: Browser, worked: Site, path: str, scripts: bool) -> None:  # noqa: FBT001
    """On a narrow screen every row is a card, and nothing has to be scrolled sideways."""
    with visit(browser, worked.address, width=NARROW, scripts=scripts) as seen:
        page = seen.go(path)
        for box in page.locator(".crossfolio-scroll").all():
            assert box.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
            expect(box.locator("tbody tr").first.locator("td").last).to_be_visible()
        assert seen.troubles == []
