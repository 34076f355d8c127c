"""A hostile portfolio in a real browser: nothing acts, loads, poses or takes from the theme."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browsing import Look, Site, Visit, search, visit
from hostile import BODIES, SHOWN, TITLES
from playwright.sync_api import Browser, Locator, Page, expect

REGION = re.compile(
    r'<div class="crossfolio-evidence">.*<span class="crossfolio-end" hidden></span>', re.DOTALL
)
TOUCHED = (
    ":is(.md-content, [role=main]) :is(a, abbr, summary, label, button, input, [title], img, p,"
    " h1, h2, li, td)"
)
SCHEMES = "() => [...new Set([...document.querySelectorAll('a[href]')].map(it => it.protocol))]"
ACT = """
it => {
  for (const name of ['pointerover', 'mouseover', 'mouseenter', 'pointerenter', 'focusin'])
    it.dispatchEvent(new MouseEvent(name, {bubbles: true}));
  const link = it.closest('a[href]');
  const away = link && /^(https?|mailto|tel):$/.test(link.protocol);
  if (!away || link.getAttribute('href').startsWith('#'))
    it.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
}
"""
SETTLED = """async () => {
  const ends = ["load", "loadeddata", "error"];
  const loaded = (it) => it.complete || it.readyState > 1 || it.error || it.networkState === 3
    || new Promise(done => ends.forEach(end => it.addEventListener(end, done)));
  const all = [...document.querySelectorAll("img[src], video[src], audio[src]")];
  await Promise.all(all.map(loaded));
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
}"""
"""Whatever loads has loaded or failed, all is drawn, and what waited for that has run."""
WORDS = ("xanthippe", "FIRED", "onerror", "<img src=x onerror=FIRED(1)>", "script", '"')
ADDRESSES = frozenset(
    ("href", "xlink:href", "src", "srcset", "poster", "background", "data", "action", "formaction")
)


class Walk(HTMLParser):
    """What in a region of HTML acts, loads or poses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element by its name and its attributes."""
        if tag in ("script", "iframe", "object", "embed", "form", "base", "meta", "link", "style"):
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("srcdoc", "srcset", "contenteditable", "ping"):
                self.wrong.append(f"{tag} {name}")
            if name in ADDRESSES:
                self.address(name, re.sub(r"[\x00-\x20]", "", value or "").replace("\\", "/"))
            if name == "title" and re.search("[<>]", value or ""):
                self.wrong.append(f"{tag} title {value}")
            if name == "style" and re.sub(r"text-align:\s*\w+;?", "", value or "").strip():
                self.wrong.append(f"{tag} style {value}")

    def address(self, name: str, value: str) -> None:
        """Judge an address; the letters of a scheme may be followed by what is no colon."""
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", value, re.IGNORECASE)
        links = ("http", "https", "mailto", "tel") if name == "href" else ()
        # A blank within a scheme makes it no scheme.
        if scheme and scheme[1].lower() not in links and scheme[1] != "javascript":
            self.wrong.append(f"{name} {value}")
        if name != "href" and value.startswith("//"):
            self.wrong.append(f"{name} {value}")


def article(site: Path, name: str) -> str:
    """Return what stands on a page between the marks around evidence."""
    found = REGION.search((site / f"evidence/{name}/index.html").read_text("utf-8"))
    assert found
    return found[0]


@pytest.mark.parametrize("name", SHOWN)
def test_markup(hostile: Site, hostile_plain: Site, name: str) -> None:
    """A parser of its own finds nothing in the evidence of a page that acts or loads."""
    for site in (hostile, hostile_plain):
        html = article(site.folder, name)

        assert Walk(html).wrong == []
        assert not re.search("[\U000f0000-\U000ffffd]", html)


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("name", SHOWN)
def test_page(look: Look, hostile: Site, hostile_plain: Site, name: str, theme: str) -> None:
    """Reading, hovering over and clicking on a page of evidence runs and loads nothing."""
    site = hostile if theme == "material" else hostile_plain
    seen = look(site, f"evidence/{name}/")
    page = seen.page

    assert set(page.evaluate(SCHEMES)) <= {"http:", "https:", "mailto:", "tel:"}
    untouched(page, theme)
    for selector in (".md-content [title], [role=main] [title]", "abbr", ".footnote-ref"):
        # By themselves and not by their numbers: what is pointed at may lose its title.
        for found in page.locator(selector).element_handles()[:12]:
            if found.is_visible():
                found.hover(force=True)
    act(page)
    assert page.url.startswith(f"{site.address}evidence/{name}/")
    assert nothing_but_missing(seen) == []


def act(page: Page) -> None:
    """Point at and click on everything in the article, but for links that lead away."""
    page.evaluate(
        f"""() => {{
          document.addEventListener('click', it => {{
            const label = it.target.closest('label');
            if (label && !label.htmlFor.startsWith('__tabbed')) it.preventDefault();
          }});
          const act = {ACT};
          for (const it of document.querySelectorAll(`{TOUCHED}`)) act(it);
        }}"""
    )
    page.evaluate(SETTLED)


def untouched(page: Page, theme: str) -> None:
    """Make sure that no element of evidence stands in the place of one of the theme's."""
    inside = "id => document.getElementById(id)?.closest('.crossfolio-evidence') ?? null"
    taken = ("__config", "__search", "__drawer", "__palette_0", "__toc")
    if theme == "mkdocs":
        taken = ("mkdocs-search-results", "mkdocs_search_modal", "mkdocs-search-query")
    for id in taken:
        assert page.evaluate(inside, id) is None
    posing = page.locator(
        ".crossfolio-evidence [class*='md-']:not(.md-typeset__scrollwrap, .md-typeset__table,"
        " .md-icon, .md-code__content, .md-code__nav, .md-code__button, .md-clipboard,"
        " .md-annotation, .md-annotation__index, .md-tooltip, .md-tooltip__inner,"
        " .md-annotation__list,"
        " .md-typeset, .md-button, .md-code__line)"
    )
    assert posing.evaluate_all("all => all.map(it => it.outerHTML.slice(0, 120))") == []


def nothing_but_missing(seen: Visit) -> list[str]:
    """Return what went wrong, but for pictures that are not there.

    Material itself asks another host for Mermaid where a site has the fence for it.
    """
    known = ("status of 404", "unpkg.com/mermaid@", "net::ERR_NAME_NOT_RESOLVED")
    return [trouble for trouble in seen.troubles if not any(word in trouble for word in known)]


def test_own_pages(look: Look, hostile: Site, hostile_plain: Site) -> None:
    """The pages that quote hostile titles, criteria and units run nothing."""
    for site in (hostile, hostile_plain):
        for path in ("", "overview/", "evidence/", "gaps/", "units/bud/", "not/here/"):
            seen = look(site, path)
            act(seen.page)
            assert nothing_but_missing(seen) == []


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_preview(browser: Browser, hostile: Site, hostile_plain: Site, theme: str) -> None:
    """Pointing at a cell, opening its preview, and touching all that is in it runs nothing."""
    site = hostile if theme == "material" else hostile_plain
    with visit(browser, site.address) as seen:
        page = (seen.go_instantly if theme == "material" else seen.go)("units/bud/")
        panel = page.get_by_role("complementary", name="Preview of the passage")
        cells = page.locator(".crossfolio-cell")
        opened = []
        for cell in cells.all():
            item = str(cell.get_attribute("data-item"))
            if item.lower() not in SHOWN:
                continue
            cell.hover()
            cell.click()
            expect(panel.get_by_role("link", name=f"Open {item} here")).to_be_visible()
            touch(panel)
            assert Walk(panel.inner_html().replace(site.address, "")).wrong == []
            assert panel.locator("[id]").count() == 0
            assert page.url.startswith(f"{site.address}units/bud/")
            opened.append(item.lower())
        assert set(opened) == set(SHOWN)
        page.evaluate(SETTLED)
        assert nothing_but_missing(seen) == []


@pytest.mark.parametrize("name", [it for it in SHOWN if it.startswith("b-")])
def test_preview_cleans_too(browser: Browser, hostile: Site, name: str) -> None:
    """Were a page not cleaned when it was built, its preview would run nothing either."""
    raw = f'<h1>Raw</h1><div class="crossfolio-body">{BODIES[name.removeprefix("b-")]}</div>'
    with visit(browser, hostile.address) as seen:
        page = seen.go_instantly("units/bud/")
        page.route(
            f"**/evidence/{name}/", lambda route: route.fulfill(body=raw, content_type="text/html")
        )
        cell = page.locator(f".crossfolio-cell[href*='evidence/{name}/']").first
        cell.click()
        panel = page.get_by_role("complementary", name="Preview of the passage")
        expect(panel.get_by_text("Raw")).to_be_visible()
        touch(panel)
        page.evaluate(SETTLED)
        assert [trouble for trouble in seen.troubles if trouble.startswith("FIRED")] == []


def touch(panel: Locator) -> None:
    """Point at and click on everything in the preview, but for what opens or closes it."""
    panel.evaluate(f"it => it.querySelectorAll(':not(button, button *)').forEach({ACT.strip()})")


@pytest.mark.parametrize("word", WORDS)
def test_search(browser: Browser, hostile: Site, word: str) -> None:
    """Searching for hostile words shows them as text."""
    with visit(browser, hostile.address) as seen:
        page = seen.go("")
        search(page, word)
        page.wait_for_function(
            "() => !/Initializing|Type to/.test("
            "document.querySelector('.md-search-result__meta').innerText)"
        )
        for more in page.locator(".md-search-result summary").all():
            more.click()
        page.keyboard.press("ArrowDown")

        assert (
            page.locator(".md-search-result :is(img, svg, script, iframe, b)")
            .filter(has_not=page.locator("path"))
            .count()
            == 0
        )
        assert nothing_but_missing(seen) == []


def test_titles_are_text(browser: Browser, hostile: Site) -> None:
    """A title with markup, quotes and an emoji reads as it was written, or nearly."""
    with visit(browser, hostile.address) as seen:
        page = seen.go("")
        search(page, "xanthippe bold")
        found = page.locator(".md-search-result__article h1", has_text="bold").first

        shown = found.inner_text()
        assert "\u2039b\u203abold\u2039/b\u203a" in shown
        assert "🫖" in shown
        index = seen.go("evidence/")
        assert index.get_by_role("cell", name=TITLES["tag"]).is_visible()
        item = seen.go("evidence/t-tag/")
        assert item.locator("h1").inner_text().rstrip("¶") == TITLES["tag"]
        assert item.title().startswith("A \u2039b\u203abold\u2039/b\u203a ”quoted”")


def test_marks_cannot_be_forged(browser: Browser, hostile: Site) -> None:
    """Only what our own scan found is a mark, and each has its ID to itself."""
    with visit(browser, hostile.address) as seen:
        page = seen.go("evidence/b-marks/")
        ids = page.locator(".crossfolio-mark").evaluate_all("all => all.map(it => it.id)")
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"BUD\.AC[17](-\d+)?", it) for it in ids)
        page = seen.go("evidence/b-poses/")
        assert page.locator(".crossfolio-mark").count() == 0
        decided = page.locator(".crossfolio-decision, [data-state=accepted]")
        assert decided.count() == 0
        assert page.locator("[role=dialog]:not(.md-search), dialog, [popover]").count() == 0


def test_theme_keys_do_nothing(hostile: Site) -> None:
    """Front matter cannot choose a template, hide a page, or write into its head."""
    page = (hostile.folder / "evidence/keys/index.html").read_text("utf-8")

    head = page[: page.index("</head>")]
    assert "FIRED" not in head
    assert "evil.example" not in head
    assert "md-nav--primary" in page
    assert "crossfolio-evidence" in page


def test_forbidden_files(hostile: Site) -> None:
    """Files that could run, or are not what they are called, are not in the site."""
    for name in ("x.svg", "x.html", "fake.png", '"q"<b onclick=x>.png'):
        assert not (hostile.folder / "evidence" / name).exists()
    assert (hostile.folder / "evidence/pixel.png").is_file()
