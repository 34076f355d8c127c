"""A unit of 60 criteria and 400 items: its page stays small, and its matrix can be used."""

import gzip
from collections.abc import Callable, Iterator

from browsing import Site, visit
from playwright.sync_api import Browser, expect

CRITERIA, ITEMS, EACH = 60, 400, 8
FIRST = 60
"""Columns that are shown before somebody asks for the others."""
SETTINGS = """\
site_name: Large
theme: {name: material, font: false}
plugins: [{crossfolio: {fail_on: never}}]
"""


def files() -> Iterator[tuple[str, str]]:
    """Give the files of a portfolio with one large unit."""
    yield "mkdocs.yml", SETTINGS
    outcomes = ", ".join(f"{{id: LO{n}, text: Outcome {n}}}" for n in range(1, 11))
    criteria = "\n".join(
        f"  - {{id: AC{n}, title: Title of criterion {n}, text: Do {n}., "
        f"outcomes: [LO{(n - 1) // 6 + 1}]}}"
        for n in range(1, CRITERIA + 1)
    )
    head = f"unit: BIG\ntitle: A large unit\nsource: {{kind: draft}}\noutcomes: [{outcomes}]\n"
    yield "criteria/big.yml", f"{head}criteria:\n{criteria}\n"
    kinds = ("product", "case-study", "reflective-account", "simulation")
    for number in range(1, ITEMS + 1):
        # Claims lie spread out, so that no row and no column is empty.
        tags = sorted({(number * 7 + n * 13) % CRITERIA + 1 for n in range(EACH)})
        claims = ", ".join(f"BIG.AC{tag}" for tag in tags)
        marks = " ".join(f"[BIG.AC{tag}]" for tag in tags)
        yield (
            f"evidence/e{number}.md",
            (
                f"---\nid: E{number}\ntitle: Item number {number}\nkind: {kinds[number % 4]}\n"
                f"date: 2026-{number % 12 + 1:02}-14\ncriteria: [{claims}]\n---\nText. {marks}\n"
            ),
        )


def test_large_matrix(browser: Browser, small: Callable[..., Site]) -> None:
    """The page is under a megabyte compressed, and filtering shows what fits and nothing else."""
    site = small(dict(files()))
    page_bytes = (site.folder / "units/big/index.html").read_bytes()
    assert len(gzip.compress(page_bytes)) < 1_000_000

    with visit(browser, site.address) as seen:
        page = seen.go("units/big/")
        table = page.locator(".crossfolio-matrix")
        assert table.locator("thead th").count() == ITEMS + 3
        assert table.locator(".crossfolio-cell").count() == ITEMS * EACH
        said = page.locator("[role=status]")
        expect(said).to_have_text(f"{CRITERIA} of {CRITERIA} criteria, {ITEMS} of {ITEMS} items")

        heads = table.locator("thead th:visible")
        assert heads.count() == FIRST + 3
        page.get_by_role("button", name=f"Show {ITEMS - FIRST} more columns").focus()
        page.keyboard.press("Enter")
        assert heads.count() == ITEMS + 3
        expect(heads.nth(FIRST + 3).get_by_role("link")).to_be_focused()
        page.wait_for_url("**/?columns=all")
        page.reload()
        expect(heads).to_have_count(ITEMS + 3)

        page.emulate_media(media="print")
        expect(table).to_be_hidden()
        expect(page.get_by_text("too many columns for paper")).to_be_visible()
        rows = page.locator(".crossfolio-criterion .crossfolio-rows > li:visible")
        assert rows.count() == ITEMS * EACH
        page.emulate_media(media="screen")
        expect(page.get_by_text("too many columns for paper")).to_be_hidden()

        page.get_by_label("Kind").select_option("CS")
        expect(said).to_have_text(
            f"{CRITERIA} of {CRITERIA} criteria, {ITEMS // 4} of {ITEMS} items"
        )
        page.get_by_label("Text").fill("criterion 17")
        numbers = [
            number
            for number in range(1, ITEMS + 1)
            if number % 4 == 1 and 16 in {(number * 7 + n * 13) % CRITERIA for n in range(EACH)}
        ]
        claiming, october = len(numbers), sum(number % 12 >= 9 for number in numbers)
        expect(said).to_have_text(f"1 of {CRITERIA} criteria, {claiming} of {ITEMS} items")
        assert table.locator(".crossfolio-cell:visible").count() == claiming
        page.get_by_label("From").fill("2026-10-01")
        expect(said).to_have_text(f"1 of {CRITERIA} criteria, {october} of {ITEMS} items")
        page.emulate_media(media="print")
        expect(table).to_be_visible()
        expect(said).to_be_visible()
        assert seen.troubles == []
