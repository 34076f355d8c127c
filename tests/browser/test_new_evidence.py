"""New evidence on a phone: without a network, with a photograph, accepted by the check."""

import io
import random
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe import violations
from browsing import NARROW, SCHEMES, WIDE, server
from forms import TODAY, Formed, formed, offline_page, tab_to, until
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, expect

from crossfolio.core.findings import Severity
from crossfolio.core.kinds import BUILT_IN
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

PAGE = "new-evidence/index.html"
HOSTILE = (
    *("\n", "\r\n", "\t", " ", "---\n", "...", ": ", " #", "- ", "'", '"', "\\", "{{ x }}", "]"),
    *("<script>", "`", "*", "_", "é", "שלום", "👍", "\0", "\x85", "\u2028", "\ufeff", "\u202e"),
    *("[BUD.AC1]", "](x)", "![", "%}", "null", "&amp;", "~~~\n", "    ", "1. ", "\ud7ff", "[", "a"),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Formed:
    """Build the portfolio once."""
    top = tmp_path_factory.mktemp("new")
    return formed(top / "root", top / "site")


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take a picture that says where and by whom it was taken, turned on its side."""
    file = tmp_path_factory.mktemp("camera") / "IMG 1 (Köln).jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "CANARYARTIST"
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.IFD.GPSInfo] = {1: "N", 2: (51.0, 2.0, 3.0), 29: "CANARYDAY"}
    picture = Image.new("RGB", (3000, 1000), (20, 90, 160))
    picture.save(file, exif=exif, comment=b"CANARYCOMMENT")
    return file


def opened(page: Page, site: Formed) -> None:
    """Open the page."""
    page.goto(site.address(PAGE))
    expect(page.locator("#new")).to_be_visible()


def downloaded(page: Page) -> tuple[str, bytes]:
    """Download what was made; return its name and its bytes."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def filled(page: Page, title: str = "What I did", text: str = "I did it.") -> None:
    """Fill in what an item needs."""
    page.get_by_label("BUD.AC11").check()
    page.get_by_label("Title").fill(title)
    page.get_by_label("What you did").fill(text)


def checked(site: Formed, files: dict[str, bytes], folder: Path) -> tuple[list[str], set[str]]:
    """Return the errors in a portfolio with more files, and the items that count for BUD.AC11."""
    shutil.copytree(site.root, folder)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    found = check_project(open_project(folder), TODAY)
    errors = [
        str(diagnostic)
        for diagnostic in found.diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.finding.place.path in files
    ]
    return errors, {item.id for item in found.coverage.criteria["BUD.AC11"].items}


def test_with_a_photograph_on_a_phone(
    browser: Browser, site: Formed, photograph: Path, tmp_path: Path
) -> None:
    """By keyboard and without a network: the zip is laid into the folder, and the item counts."""
    with offline_page(browser, width=NARROW) as page:
        opened(page, site)
        assert page.locator(".picker h2").first.inner_text() == "Gaps"
        tab_to(page, "#find")
        page.keyboard.type("ac11")
        tab_to(page, "input[name=criterion]")
        page.keyboard.press("Space")
        tab_to(page, "#title")
        page.keyboard.type("The wall: before & after")
        tab_to(page, "#text")
        page.keyboard.type("It was grey.")
        tab_to(page, "#marks button")
        page.keyboard.press("Enter")
        expect(page.locator("#text")).to_be_focused()
        page.keyboard.type(" Now it is blue.")
        page.get_by_label("Add pictures").set_input_files(photograph)
        expect(page.locator("#alt-0")).to_be_focused()
        page.keyboard.type("A blue [wall]")
        tab_to(page, "button[type=submit]")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        name, data = download.value.suggested_filename, Path(download.value.path()).read_bytes()
        expect(page.get_by_role("status")).to_contain_text("unpack it in the portfolio's folder")
        again = downloaded(page)[1]

    assert name == "e04-the-wall-before-after.zip"
    assert data == again
    packed = zipfile.ZipFile(io.BytesIO(data))
    assert packed.testzip() is None
    infos = packed.infolist()
    assert {(info.compress_type, info.date_time, info.flag_bits) for info in infos} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 0x800)
    }
    files = {it: packed.read(it) for it in packed.namelist()}
    assert list(files) == ["evidence/e04-the-wall-before-after.md", "evidence/e04-1.jpg"]
    picture = Image.open(io.BytesIO(files["evidence/e04-1.jpg"]))
    assert picture.size == (853, 2560)  # Upright, and no wider than is needed.
    assert not picture.getexif()
    assert b"CANARY" not in data
    errors, counting = checked(site, files, tmp_path / "laid")
    assert errors == []
    assert counting == {"E04"}
    assert b"It was grey. [BUD.AC11] Now it is blue." in files[next(iter(files))]


@pytest.mark.parametrize("kind", [it.id for it in BUILT_IN])
def test_every_kind(browser: Browser, site: Formed, tmp_path: Path, kind: str) -> None:
    """Whatever its kind, an item is one page that the check accepts."""
    with offline_page(browser) as page:
        opened(page, site)
        filled(page)
        page.get_by_label("Kind").select_option(kind)
        role = page.locator("#role").inner_text() if page.locator("#with").is_visible() else ""
        if role:
            page.get_by_label(role).select_option(index=1)
        name, data = downloaded(page)
    errors, counting = checked(site, {f"evidence/{name}": data}, tmp_path / "laid")
    assert (errors, counting) == ([], {"E04"})
    assert name == "e04-what-i-did.md"
    assert (b"\nauthor: L1\n" in data) == (not role)


def test_ranges_and_drafts(browser: Browser, site: Formed, tmp_path: Path) -> None:
    """The values of a range are chosen with the criterion; a draft needs no criterion."""
    with offline_page(browser) as page:
        opened(page, site)
        filled(page)
        expect(page.get_by_label("left")).to_be_hidden()
        page.get_by_role("checkbox", name="BUD.AC10").check()
        page.get_by_label("left").check()
        text = downloaded(page)[1].decode()
        assert '  - criterion: BUD.AC10\n    range: {"sides": ["left"]}\n' in text
        page.get_by_role("button", name="Clear").click()
        page.get_by_label("Title").fill("Later")
        page.get_by_label("What you did").fill("More follows.")
        page.get_by_label("It is a draft").check()
        name, data = downloaded(page)
    assert name == "e05-later.md"
    assert b"criteria: []\nstatus: draft\n" in data
    assert checked(site, {f"evidence/{name}": data}, tmp_path / "laid")[0] == []


def test_what_is_written_after_clear_stays(browser: Browser, site: Formed) -> None:
    """However long the browser takes to forget the pictures, it empties nothing written since."""
    slow = """
        const open = indexedDB.open.bind(indexedDB);
        indexedDB.open = (...given) => {
          const asked = open(...given);
          Object.defineProperty(asked, "onsuccess", { set(act) {
            asked.addEventListener("success", (event) => {
              const go = () => act(event);
              window.held ? window.held.push(go) : go();
            });
          } });
          return asked;
        };
    """
    once_more = "() => new Promise((then) => { indexedDB.open('other').onsuccess = then; })"
    with offline_page(browser) as page:
        page.add_init_script(slow)
        opened(page, site)
        filled(page)
        page.evaluate("window.held = []")
        page.get_by_role("button", name="Clear").click()
        page.get_by_label("Title").fill("Later")
        until(page, "window.held.length")
        page.evaluate("() => { for (const go of window.held) go(); window.held = null; }")
        page.get_by_label("What you did").fill("More follows.")
        for _ in range(2):  # Whatever else the page still waits for comes before these.
            page.evaluate(once_more)
        expect(page.get_by_label("Title")).to_have_value("Later")
        expect(page.get_by_label("What you did")).to_have_value("More follows.")
        expect(page.locator("#kept")).to_contain_text("is kept in this browser")


HELD = """
const drawn = createImageBitmap;
window.held = [];
createImageBitmap = async (...given) => {
  await new Promise((go) => { window.held.push(go); });
  return drawn(...given);
};
"""
"""A browser that takes as long as a test likes to read a picture."""
RELEASED = "() => { for (const go of window.held.splice(0)) go(); }"


def test_a_picture_that_was_chosen_is_in_the_file(
    browser: Browser, site: Formed, photograph: Path
) -> None:
    """However long the browser takes to draw it, what is downloaded waits for it."""
    with offline_page(browser, width=NARROW) as page:
        page.add_init_script(HELD)
        opened(page, site)
        filled(page)
        page.get_by_label("Add pictures").set_input_files(photograph)
        until(page, "window.held.length")
        page.get_by_role("button", name="Download").click()
        page.evaluate(RELEASED)
        expect(page.locator("#reasons")).to_contain_text("picture 1 has no words")


def test_a_picture_does_not_outlive_what_it_was_chosen_for(
    browser: Browser, site: Formed, photograph: Path
) -> None:
    """One that is drawn only after the page was emptied does not come; the next one does."""
    with offline_page(browser, width=NARROW) as page:
        page.add_init_script(HELD)
        opened(page, site)
        page.get_by_label("Add pictures").set_input_files(photograph)
        until(page, "window.held.length")
        page.get_by_role("button", name="Clear").click()
        page.evaluate(RELEASED)
        page.get_by_label("Add pictures").set_input_files(photograph)
        until(page, "window.held.length")
        page.evaluate(RELEASED)
        expect(page.locator("#alt-0")).to_be_focused()
        assert page.locator(".picture").count() == 1


def test_what_is_missing_is_said(browser: Browser, site: Formed) -> None:
    """All reasons at once, with the first field in focus; nothing is made."""
    with offline_page(browser) as page:
        opened(page, site)
        page.get_by_label("Kind").select_option("observation")
        page.get_by_label("Date").fill("2026-07-02")
        page.get_by_label("ID", exact=True).fill("e01")
        page.get_by_role("button", name="Download").click()
        assert page.locator("#reasons li").all_inner_texts() == [
            "no criterion is chosen: choose what it shows, or say that it is a draft",
            "the title is missing",
            "who is missing: this kind names its assessor by ID",
            "2026-07-02 is after today, 2026-07-01",
            "the ID e01 is taken",
            "there is neither a text nor a picture",
        ]
        expect(page.get_by_label("Find a criterion")).to_be_focused()


def test_no_picture(browser: Browser, site: Formed, tmp_path: Path) -> None:
    """What is no picture is named, and what is one needs words."""
    wrong = tmp_path / "wrong.jpg"
    wrong.write_text("no picture")
    right = tmp_path / "right.png"
    Image.new("RGBA", (3, 2)).save(right)
    with offline_page(browser) as page:
        opened(page, site)
        filled(page)
        page.get_by_label("Add pictures").set_input_files([wrong, right])
        expect(page.get_by_role("status")).to_contain_text("cannot read wrong.jpg")
        page.get_by_role("button", name="Download").click()
        assert page.locator("#reasons li").all_inner_texts() == ["picture 1 has no words"]
        page.get_by_label("What picture 1 shows").fill("Nothing")
        assert "e04-1.png" in zipfile.ZipFile(io.BytesIO(downloaded(page)[1])).namelist()[1]


def test_hostile_titles_and_texts(browser: Browser, site: Formed, tmp_path: Path) -> None:
    """Whatever is written, the page can be read, and says just that."""
    random_ = random.Random(7)  # noqa: S311 - made up
    texts = ["".join(random_.choices(HOSTILE, k=random_.randint(1, 20))) for _ in range(300)]
    script = """texts => texts.map((it, n) => {
      const clean = it.replace(crossfolioEvidence.REFUSED, "");
      const title = clean.replace(/\\s+/g, " ").trim() || "x";
      const page = crossfolioEvidence.page({ id: `H${n}`, title, kind: "product",
        date: "2026-06-01", claims: [{ id: "BUD.AC11" }], more: [], text: clean, pictures: [] });
      return { title, page };
    })"""
    with offline_page(browser) as page:
        opened(page, site)
        made = page.evaluate(script, texts)
    root = tmp_path / "laid"
    shutil.copytree(site.root, root)
    for number, it in enumerate(made):
        (root / f"evidence/h{number}.md").write_text(it["page"], encoding="utf-8", newline="")
    found = check_project(open_project(root), TODAY)
    unread = [
        str(diagnostic) for diagnostic in found.diagnostics if diagnostic.rule.family == "SRC"
    ]
    titles = {item.id: item.title for item in found.portfolio.evidence}
    assert [it for it in unread if "/h" in it and "SRC105" not in it] == []
    assert {f"H{n}": it["title"][:160] for n, it in enumerate(made)}.items() <= titles.items()


def test_what_was_written_is_kept(browser: Browser, site: Formed, photograph: Path) -> None:
    """A phone may close the page while the camera is open: text and pictures are there again."""
    with offline_page(browser) as page:
        opened(page, site)
        filled(page, text="Half a sen")
        page.get_by_label("Kind").select_option("witness-testimony")
        page.get_by_label("Witness").select_option("W1")
        page.get_by_label("Add pictures").set_input_files(photograph)
        page.get_by_label("What picture 1 shows").fill("A wall")
        expect(page.locator("#kept")).to_contain_text("is kept in this browser")
        opened(page, site)
        expect(page.locator("#kept")).to_contain_text("on an earlier visit")
        expect(page.get_by_label("What you did")).to_have_value("Half a sen")
        expect(page.get_by_label("BUD.AC11")).to_be_checked()
        expect(page.get_by_label("Witness")).to_have_value("W1")
        expect(page.get_by_label("What picture 1 shows")).to_have_value("A wall")
        downloaded(page)
        opened(page, site)
        expect(page.get_by_label("What you did")).to_have_value("")
        expect(page.get_by_label("ID", exact=True)).to_have_value("E05")


def test_an_odd_draft_is_left(browser: Browser, site: Formed) -> None:
    """What another version has kept keeps the page from nothing."""
    with offline_page(browser) as page:
        opened(page, site)
        name = "`crossfolio ${location.pathname.replace(/[^/]*$/, '')} draft`"
        page.evaluate(f"localStorage.setItem({name}, '{{\"claims\": 7}}')")
        opened(page, site)
        expect(page.get_by_label("Date")).to_have_value(str(TODAY))
        filled(page)
        assert downloaded(page)[0] == "e04-what-i-did.md"


def test_it_can_be_shared(browser: Browser, site: Formed) -> None:
    """A browser that shares files gets the file; one that refuses zips gets the parts."""
    with offline_page(browser) as page:
        page.add_init_script(
            "navigator.canShare = ({ files }) => files.every((it) => !/zip/.test(it.type));"
            "navigator.share = async (it) => { window.shared = it.files.map((f) => f.name); };"
        )
        opened(page, site)
        filled(page)
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_role("status")).to_contain_text("e04-what-i-did.md shared.")
        assert page.evaluate("window.shared") == ["e04-what-i-did.md"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_for_everyone(
    browser: Browser, site: Formed, photograph: Path, width: int, scheme: str
) -> None:
    """Axe finds nothing wrong, and nothing is wider than the window."""
    with offline_page(browser, width=width, scheme=scheme) as page:
        opened(page, site)
        page.get_by_role("button", name="Download").click()
        assert violations(page) == ([], [])
        filled(page)
        page.get_by_role("checkbox", name="BUD.AC10").check()
        page.get_by_label("Add pictures").set_input_files(photograph)
        page.get_by_label("What picture 1 shows").fill("A wall")
        page.get_by_text("The page as it will be").click()
        assert violations(page) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_without_scripts(browser: Browser, site: Formed) -> None:
    """The page says what makes the same file."""
    with offline_page(browser, scripts=False) as page:
        page.goto(site.address(PAGE))
        expect(page.locator("main")).to_contain_text("crossfolio new evidence makes the same file")
        expect(page.locator("#new")).to_be_hidden()


@pytest.fixture
def served(site: Formed) -> Iterator[str]:
    """Serve the site; the address of this machine is as good as https to browsers."""
    with server() as (address, folders):
        folders.append(site.site)
        yield address


def test_it_is_kept_for_when_there_is_no_network(browser: Browser, served: str) -> None:
    """Once visited, the page opens and works without a server; the rest of the site is left be."""
    context = browser.new_context(viewport={"width": NARROW, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 12))  # noqa: DTZ001
    page.goto(f"{served}gaps/index.html")
    page.get_by_role("link", name="New evidence").click()
    page.wait_for_url(f"**/{PAGE}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "navigator.serviceWorker.controller")
    manifest = context.request.get(f"{served}new-evidence/manifest.webmanifest").json()
    sent = "fetch('index.html').then(() => 'sent', () => 'refused')"
    assert page.evaluate(sent) == "refused"
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "index.html")
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512"]
    context.set_offline(True)
    page.goto(served + PAGE)
    filled(page)
    assert downloaded(page)[0] == "e04-what-i-did.md"
    scope = page.evaluate("navigator.serviceWorker.ready.then((it) => it.scope)")
    assert urlsplit(scope).path == "/new-evidence/"
    context.close()
