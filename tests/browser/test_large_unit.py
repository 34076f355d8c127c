"""A unit of 60 criteria and 400 items: its pages stay small, and its matrices can be used."""

from collections.abc import Callable, Iterator

from browsing import Site, visit
from playwright.sync_api import Browser, expect

CRITERIA, ITEMS, EACH = 60, 400, 8
PART = range(1, 7)
"""The criteria of the first outcome, which has a page of its own."""
MOST_BYTES = 500_000
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
        tags = sorted(tags_of(number))
        claims = ", ".join(f"BIG.AC{tag}" for tag in tags)
        marks = " ".join(f"[BIG.AC{tag}]" for tag in tags)
        yield (
            f"evidence/e{number}.md",
            (
                f"---\nid: E{number}\ntitle: Item number {number}\nkind: {kinds[number % 4]}\n"
                f"date: 2026-{number % 12 + 1:02}-14\ncriteria: [{claims}]\n---\nText. {marks}\n"
            ),
        )


def tags_of(number: int) -> set[int]:
    """Return the numbers of the criteria that an item claims."""
    return {(number * 7 + n * 13) % CRITERIA + 1 for n in range(EACH)}


def test_large_matrix(browser: Browser, small: Callable[..., Site]) -> None:
    """No page is too large, none of the claims is lost, and filtering shows what fits alone."""
    site = small(dict(files()))
    pages = sorted((site.folder / "units/big").rglob("index.html"))
    texts = [page.read_text("utf-8") for page in pages]
    assert all(len(text.encode()) < MOST_BYTES for text in texts)
    assert sum(text.count('class="crossfolio-cell"') for text in texts) == ITEMS * EACH

    part = {n: tags_of(n) & set(PART) for n in range(1, ITEMS + 1) if tags_of(n) & set(PART)}
    items, rows, claims = len(part), len(PART), sum(map(len, part.values()))
    with visit(browser, site.address) as seen:
        page = seen.go("units/big/")
        page.get_by_role("link", name="LO1", exact=True).first.click()
        page.wait_for_url("**/units/big/in_lo1/")
        table = page.locator(".crossfolio-matrix")
        assert table.locator("thead th").count() == items + 3
        assert table.locator(".crossfolio-cell").count() == claims
        said = page.locator("[role=status]")
        expect(said).to_have_text(f"{rows} of {rows} criteria, {items} of {items} items")

        heads = table.locator("thead th:visible")
        assert heads.count() == FIRST + 3
        page.get_by_role("button", name=f"Show {items - FIRST} more columns").focus()
        page.keyboard.press("Enter")
        assert heads.count() == items + 3
        expect(heads.nth(FIRST + 3).get_by_role("link")).to_be_focused()
        page.wait_for_url("**/?columns=all")
        page.reload()
        expect(heads).to_have_count(items + 3)

        page.emulate_media(media="print")
        expect(table).to_be_hidden()
        expect(page.get_by_text("too many columns for paper")).to_be_visible()
        assert page.locator(".crossfolio-criterion .crossfolio-rows > li:visible").count() == claims
        page.emulate_media(media="screen")
        expect(page.get_by_text("too many columns for paper")).to_be_hidden()

        page.get_by_label("Kind").select_option("CS")
        studies = sum(number % 4 == 1 for number in part)
        expect(said).to_have_text(f"{rows} of {rows} criteria, {studies} of {items} items")
        page.get_by_label("Text").fill("criterion 5")
        claiming = [number for number, tags in part.items() if number % 4 == 1 and 5 in tags]
        october = sum(number % 12 >= 9 for number in claiming)
        expect(said).to_have_text(f"1 of {rows} criteria, {len(claiming)} of {items} items")
        assert table.locator(".crossfolio-cell:visible").count() == len(claiming)
        page.get_by_label("From").fill("2026-10-01")
        expect(said).to_have_text(f"1 of {rows} criteria, {october} of {items} items")
        page.emulate_media(media="print")
        expect(table).to_be_visible()
        expect(said).to_be_visible()
        assert seen.troubles == []
