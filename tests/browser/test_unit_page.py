"""The page of a unit at work: filters, order, folds, the preview; and as good without them."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe import violations
from browsing import NARROW, SCHEMES, Site, alone, visit
from playwright.sync_api import Browser, Page, Route, expect

UNIT = "units/bud/"
CARDS = """
() => [...document.querySelectorAll('.crossfolio-matrix *, .crossfolio-tall')]
  .filter(it => it.getClientRects().length && !it.closest('.crossfolio-hidden'))
  .filter(it => it.getBoundingClientRect().right > window.innerWidth
    || it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== 'visible')
  .map(it => it.outerHTML.slice(0, 100))
"""
"""What of the matrix is cut off or has to be scrolled sideways to be read."""


def rows(page: Page) -> list[str]:
    """Return the criteria that the matrix shows, from top to bottom."""
    found = page.locator(".crossfolio-matrix tbody tr:not(.crossfolio-group) th .crossfolio-id")
    return [it.inner_text() for it in found.all() if it.is_visible()]


def items(page: Page) -> list[str]:
    """Return the items that the matrix shows, from left to right."""
    found = page.locator(".crossfolio-matrix thead th a").all()
    return [it.evaluate("it => it.firstChild.data") for it in found if it.is_visible()]


def is_square(page: Page) -> bool:
    """Tell whether each row has a cell for each column, and each claim stands under its item."""
    return bool(
        page.evaluate(
            """() => {
              const table = document.querySelector('.crossfolio-matrix');
              const heads = [...table.tHead.rows[0].cells].filter(it => !it.hidden);
              const shown = [...table.rows].filter(it => it.checkVisibility());
              return shown.every(row => {
                const cells = [...row.cells].filter(it => !it.hidden);
                const width = cells.reduce((sum, it) => sum + it.colSpan, 0);
                return width === heads.length && cells.every(it => {
                  const claim = it.querySelector('.crossfolio-cell');
                  const x = it.getBoundingClientRect().x + 1;
                  const head = heads.find(one => {
                    const box = one.getBoundingClientRect();
                    return x >= box.left && x < box.right;
                  });
                  return !claim || head.textContent.startsWith(claim.dataset.item);
                });
              });
            }"""
        )
    )


def test_filters(browser: Browser, worked: Site) -> None:
    """Filters narrow rows and columns, say how many are left, and stand in the address."""
    with visit(browser, worked.address) as seen:
        page = seen.go(UNIT)
        whole = rows(page), items(page)
        assert len(whole[0]) == 9
        assert is_square(page)
        form, said = page.locator(".crossfolio-filters"), page.locator("[role=status]")

        form.get_by_label("Kind").select_option("OBS")
        assert items(page) == ["E09"]
        assert rows(page) == whole[0]
        form.get_by_label("Kind").select_option("")
        form.get_by_label("State").select_option("covered")
        expect(said).to_have_text(re.compile(r"^3 of 9 criteria, \d+ of 12 items$"))
        assert rows(page) == ["BUD.AC9", "BUD.AC3", "BUD.AC4"]
        assert "E03" not in items(page)
        assert is_square(page)
        form.get_by_label("State").select_option("")
        form.get_by_label("From").fill("2026-04-01")
        form.get_by_label("To").fill("2026-04-30")
        assert items(page) == ["E14"]
        form.get_by_label("To").fill("")
        form.get_by_label("Text").fill("oral QUESTIONS")
        assert items(page) == ["E25"]
        assert rows(page) == ["BUD.AC4"]
        assert is_square(page)
        page.wait_for_url(lambda url: "from=2026-04-01" in url)
        page.wait_for_url(lambda url: "text=oral+QUESTIONS" in url)

        page.reload()
        expect(said).to_have_text("1 of 9 criteria, 1 of 12 items")
        assert form.get_by_label("Text").input_value() == "oral QUESTIONS"
        form.get_by_label("Text").fill("nothing like it")
        expect(said).to_have_text("Nothing fits. Clear the filters to see everything.")
        expect(page.locator(".crossfolio-desk")).to_be_hidden()
        form.get_by_role("button", name="Clear").click()
        expect(said).to_have_text("9 of 9 criteria, 12 of 12 items")
        assert (rows(page), items(page)) == whole
        page.wait_for_url(lambda url: "?" not in url)
        assert is_square(page)
        assert seen.troubles == []


def test_order_and_folds(browser: Browser, worked: Site) -> None:
    """Rows are put in order within their outcome; a folded outcome stays folded; by keyboard."""
    with visit(browser, worked.address) as seen:
        page = seen.go(UNIT)
        whole = rows(page)
        head = page.locator(".crossfolio-matrix thead th[data-sort=state]")
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert rows(page) == [*("BUD.AC9", "BUD.AC1", "BUD.AC6"), *whole[3:]]
        head.get_by_role("button").press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        page.wait_for_url(lambda url: "sort=-state" in url)

        fold = page.locator(".crossfolio-group button").first
        fold.press("Enter")
        expect(fold).to_have_attribute("aria-expanded", "false")
        assert "BUD.AC1" not in rows(page)
        page.goto(seen.site + UNIT)
        expect(fold).to_have_attribute("aria-expanded", "false")
        assert rows(page) == whole[3:]
        fold.press("Space")
        assert rows(page) == whole
        assert seen.troubles == []


def test_preview(browser: Browser, worked: Site) -> None:
    """A cell shows its passage beside the matrix; its second press, or its link, opens the page."""
    with visit(browser, worked.address) as seen:
        page = seen.go(UNIT)
        preview = page.locator(".crossfolio-preview")
        cell = page.locator(".crossfolio-cell[data-item=E12]").first
        cell.click()
        expect(preview).to_contain_text("Open E12 here")
        expect(preview.locator(".crossfolio-mark.crossfolio-here")).to_be_visible()
        expect(cell).to_have_attribute("aria-current", "true")
        assert preview.locator("[id]").count() == 0
        for link in preview.locator("a").all():
            assert (link.get_attribute("href") or "").startswith(seen.site)
        page.keyboard.press("Escape")
        expect(preview).to_be_hidden()
        expect(cell).to_be_focused()

        page.get_by_role("checkbox", name="Preview").uncheck()
        page.reload()
        expect(page.get_by_role("checkbox", name="Preview")).not_to_be_checked()
        page.locator(".crossfolio-cell[data-item=E12]").first.click()
        page.wait_for_url("**/evidence/e12/**")
        assert seen.troubles == []


def test_preview_that_comes_late(browser: Browser, worked: Site) -> None:
    """A passage that nobody waits for any more is not shown, and leads nobody away."""
    with visit(browser, worked.address) as seen:
        page = seen.go(UNIT)
        preview, held = page.locator(".crossfolio-preview"), list[Route]()

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/evidence/e12/", hold)
        late, other = (page.locator(f".crossfolio-cell[data-item={it}]") for it in ("E12", "E03"))
        late.first.click()
        expect(late.first).to_have_attribute("aria-current", "true")
        page.keyboard.press("Escape")
        expect(late.first).not_to_have_attribute("aria-current", "true")
        late.first.click()
        other.first.click()
        expect(preview).to_contain_text("Open E03 here")
        while len(held) < 2:
            page.evaluate("0")  # Until the browser has asked for both.
        with page.expect_event("requestfinished"):
            held[0].continue_()
        with page.expect_event("requestfailed"):
            held[1].abort()
        page.evaluate("() => fetch(location.href).then(it => it.text())")
        expect(preview).to_contain_text("Open E03 here")
        assert page.url.endswith(UNIT)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_preview_is_for_everyone(browser: Browser, worked: Site, scheme: str) -> None:
    """Axe finds nothing wrong with a matrix that is filtered, folded and has its preview open."""
    with visit(browser, worked.address, scheme=scheme) as seen:
        page = seen.go(f"{UNIT}?text=buddy&sort=-items")
        page.locator(".crossfolio-cell:visible").first.click()
        expect(page.locator(".crossfolio-preview")).to_be_visible()
        page.locator(".crossfolio-group button:visible").last.press("Enter")

        assert violations(page)[0] == []


def test_stub_in_the_preview(browser: Browser, worked: Site) -> None:
    """A withheld item shows in the preview what its stub says, and its cell is marked."""
    with visit(browser, worked.address) as seen:
        page = seen.go("units/buda/")
        cell = page.locator(".crossfolio-cell[data-item=E16]").first
        expect(cell).to_contain_text("restricted")
        cell.click()

        expect(page.locator(".crossfolio-preview")).to_contain_text("This item is withheld")
        assert seen.troubles == []


def test_back_to_where_it_was(browser: Browser, worked: Site) -> None:
    """Back shows the matrix scrolled and filtered as it was, with the last cell marked."""
    with visit(browser, worked.address) as seen:
        page = seen.go(f"{UNIT}?text=buddy")
        page.get_by_role("checkbox", name="Preview").uncheck()
        cell = page.locator(".crossfolio-cell").last
        cell.scroll_into_view_if_needed()
        box = page.locator(".crossfolio-tall")
        left = box.evaluate("it => it.scrollLeft")
        shown = rows(page), items(page)
        cell.click()
        page.wait_for_url("**/evidence/**")
        page.go_back()
        page.wait_for_url("**/?text=buddy")

        expect(page.locator("[role=status]")).to_contain_text("criteria")
        assert (rows(page), items(page)) == shown
        assert box.evaluate("it => it.scrollLeft") == left


def test_instant_navigation(browser: Browser, instant: Site) -> None:
    """Filters and the preview work on pages that Material changes without loading them."""
    with visit(browser, instant.address) as seen:
        page = seen.go_instantly("")
        page.evaluate("() => { window.kept = true }")
        for path in ("units/bud/", "units/mcs/"):
            page.locator(f".md-nav a[href*='{path}']").first.evaluate("it => it.click()")
            page.wait_for_url(f"**/{path}")
            code = path.split("/")[1].upper()  # The address is there before the page is.
            expect(page.locator(".crossfolio-unit h1")).to_contain_text(f"{code}:")
            expect(page.locator(".crossfolio-filters")).to_be_visible()
            assert page.locator(".crossfolio-matrix thead button").count() == 3
        page.locator(".crossfolio-cell").first.click()
        expect(page.locator(".crossfolio-preview")).to_be_visible()
        assert page.url.endswith("units/mcs/")
        page.locator(".crossfolio-preview a").first.click()
        page.wait_for_url("**/evidence/**")

        assert page.evaluate("() => window.kept") is True
        assert seen.troubles == []


def test_cards(browser: Browser, worked: Site) -> None:
    """On a phone each criterion is a card, read without scrolling sideways, and filtered too."""
    for scripts in (True, False):
        with visit(browser, worked.address, width=NARROW, scripts=scripts) as seen:
            page = seen.go(UNIT)
            assert page.evaluate(CARDS) == []
            card = page.locator(".crossfolio-matrix tr[data-order]").first
            expect(card).to_contain_text("BUD.AC1")
            expect(card).to_contain_text("Accepted")
            shown = card.locator(".crossfolio-cell").first
            label = shown.evaluate("it => getComputedStyle(it, '::before').content")
            assert label.startswith('"E03')
            if scripts:
                page.get_by_label("Kind").select_option("OBS")
                assert page.locator(".crossfolio-cell:visible").count() == 2
                assert page.evaluate(CARDS) == []
            assert seen.troubles == []


def test_without_scripts(browser: Browser, worked: Site) -> None:
    """Without JavaScript no filter is shown, every row is, and a cell leads to its passage."""
    with visit(browser, worked.address, scripts=False) as seen:
        page = seen.go(f"{UNIT}?state=accepted")
        assert page.locator(".crossfolio-filters").is_hidden()
        assert page.locator(".crossfolio-matrix button").count() == 0
        assert len(rows(page)) == 9
        page.locator(".crossfolio-cell").first.click()
        page.wait_for_url("**/evidence/e03/#BUD.AC1")
        assert seen.troubles == []


NO_STORAGE = """
for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });
}
"""


def test_storage_that_is_blocked(browser: Browser, small: Callable[..., Site]) -> None:
    """Where a browser lets nothing be kept, everything but remembering works."""
    site = small(
        {
            # Not Material, whose own scripts need storage.
            "mkdocs.yml": "site_name: Tea\ntheme: {name: mkdocs, highlightjs: false}\n"
            "plugins: [search, crossfolio]\n",
            "criteria/tea.yml": "unit: TEA\ntitle: Make tea\nsource: {kind: draft}\n"
            "criteria: [{id: AC1, title: Tea, text: Make tea.}]\n",
            "evidence/e01.md": "---\nid: E01\ntitle: Tea\nkind: product\ndate: 2026-04-14\n"
            "criteria: [TEA.AC1]\n---\nText. [TEA.AC1]\n",
        }
    )
    with visit(browser, site.address) as seen:
        seen.page.add_init_script(NO_STORAGE)
        page = seen.go("units/tea/")
        page.locator(".crossfolio-group button").click()
        assert rows(page) == []
        page.locator(".crossfolio-group button").click()
        page.locator(".crossfolio-cell").click()
        expect(page.locator(".crossfolio-preview")).to_contain_text("Text.")
        assert seen.troubles == []


def test_opened_from_a_folder(browser: Browser, worked: Site, tmp_path: Path) -> None:
    """Opened as files, without a server, the filters work and a cell is a plain link."""
    folder = shutil.copytree(worked.folder, tmp_path / "site")
    errors: list[str] = []
    with alone(browser) as page:
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((folder / UNIT / "index.html").as_uri())
        page.get_by_label("State").select_option("covered")
        assert len(rows(page)) == 3
        assert page.get_by_role("checkbox", name="Preview", include_hidden=True).is_hidden()
        page.locator(".crossfolio-cell:visible").first.click()
        page.wait_for_url("**/evidence/**")
    assert [error for error in errors if "crossfolio" in error] == []


@pytest.mark.parametrize("name", ["e10", "e15"])
def test_claims_stand_beside_the_passages(browser: Browser, worked: Site, name: str) -> None:
    """The claims of an item stay beside its text, and lead to the passages."""
    with visit(browser, worked.address) as seen:
        page = seen.go(f"evidence/{name}/")
        claims, body = page.locator(".crossfolio-claims"), page.locator(".crossfolio-body")
        beside, text = claims.bounding_box(), body.bounding_box()
        assert beside
        assert text
        assert beside["x"] >= text["x"] + text["width"]
        link = claims.locator("a[href^='#']").last
        target = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
        expect(claims).to_be_in_viewport()
        assert seen.troubles == []
