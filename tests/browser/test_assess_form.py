"""The assessor's form in a browser without a network: the same file as that of the command."""

import random
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import violations
from browsing import LOOKS, Site, Visit, recolour, visit
from forms import PEOPLE, TODAY, Formed, formed, offline_page, rebuilt, tab_to
from playwright.sync_api import Browser, Page, Route, expect

from crossfolio.cli.main import main
from crossfolio.core.drafting import Answer, Draft, fields_of, resolved
from crossfolio.core.record.values import Decision, Verdict
from crossfolio.loaders.decision_file import read_decision
from crossfolio.scaffold.decision import decision_file
from crossfolio.workspace.assessing import drafted, seen_by_assessor
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

DAY = str(TODAY)
RECORD = "assets/crossfolio/assess/record.js"
ITEM, UNIT = "evidence/e01/index.html", "units/bud/index.html"
FORM = ".crossfolio-judge-form"
JUDGED = """([id, outcome, texts]) => {
  const part = [...document.querySelectorAll(".crossfolio-judge-form fieldset")]
    .find((it) => it.querySelector("legend .crossfolio-id").textContent === id);
  const text = part.querySelector("textarea");
  const form = part.closest("form");
  part.querySelector(`input[value="${outcome}"]`).checked = true;
  return texts.map((it) => {
    text.value = typeof it === "string" ? it : String.fromCharCode(...it);
    text.dispatchEvent(new Event("change", { bubbles: true }));
    form.requestSubmit();
    const why = [...form.querySelectorAll(".crossfolio-judge-reasons li")];
    const file = why.length ? "" : form.querySelector("pre").textContent;
    return { text: text.value, why: why.map((one) => one.textContent), file };
  });
}"""
"""Writes each text as feedback and asks for the file, as an assessor would."""
DRAWN = f"""
window.drawn = [];
new MutationObserver((changes) => {{
  for (const added of changes.flatMap((change) => [...change.addedNodes])) {{
    if (added.matches?.("{FORM}")) window.drawn.push(getComputedStyle(added).borderLeftWidth);
  }}
}}).observe(document, {{ childList: true, subtree: true }});
"""
"""Keeps the width of the line beside each form at the moment when it comes into the page."""
HOSTILE = (
    *("\n", "\r\n", "\r", "\t", " ", "\u00a0", "---\n", "...\n", ": ", " #", "- ", "? ", "| "),
    *("'", '"', "\\", "\\u202e", "&a", "*a", "!!python/object", "%", "@", "`", "{x}", "[BUD.AC1]"),
    *("{{ x }}", "<script>", "</script>", "<!--", "]]>", "&#0;", "é", "ŵ", "שלום", "مرحبا"),
    *("\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\u202e", "\u2066"),
    *("\ufffe", "\u200f", "\u0301", "feedback: x\n", "  - id: E09\n", "assessor: A2\n", "null"),
    *("~", "> ", "👍", "\U0001d4b3"),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Formed:
    """Build the portfolio once."""
    top = tmp_path_factory.mktemp("forms")
    return formed(top / "root", top / "site")


def opened(page: Page, site: Formed, path: str = ITEM, name: str = "E01") -> None:
    """Open the form of an item or a criterion."""
    page.goto(site.address(path))
    page.get_by_text(f"Decide on {name}", exact=True).click()
    expect(page.locator(FORM)).to_be_visible()


def by_command(site: Formed, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return the file that the command would write."""
    assert main(["assess", str(site.root), *words, "--dry-run", "--today", DAY]) == 0
    return capsys.readouterr().out


def downloaded(page: Page) -> tuple[str, str]:
    """Download the file of a form; return its name and its text."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_by_keyboard_alone_without_a_network(
    browser: Browser, site: Formed, capsys: pytest.CaptureFixture[str]
) -> None:
    """An item is opened from the desk, judged, downloaded, laid into the folder, and accepted."""
    with offline_page(browser) as page:
        page.goto(site.address("desk/index.html"))
        tab_to(page, ".crossfolio-queue a[href*='e01']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{ITEM}")
        tab_to(page, ".crossfolio-judge > summary")
        page.keyboard.press("Enter")
        expect(page.locator(FORM)).to_be_visible()
        tab_to(page, "fieldset input[type=radio]")
        page.keyboard.press("ArrowRight")
        tab_to(page, "fieldset:nth-of-type(2) input[type=radio]")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        tab_to(page, "textarea")
        page.keyboard.type("Say it in your own words.")
        tab_to(page, "select")
        page.keyboard.type("Ada")
        tab_to(page, "button[type=submit]")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        name, text = download.value.suggested_filename, Path(download.value.path()).read_text()

    said = "BUD.AC2=Say it in your own words."
    words = ("E01", "--as", "A1", "--not-yet-met", "BUD.AC2", "--feedback", said)
    assert text == by_command(site, capsys, *words, "--met", "BUD.AC1")
    decisions = site.root / "assessment/decisions"
    decisions.mkdir()
    (decisions / name).write_text(text, encoding="utf-8")
    checked = check_project(open_project(site.root), TODAY)
    (decisions / name).unlink()
    decisions.rmdir()
    assert checked.coverage.criteria["BUD.AC1"].state == "accepted"
    assert [
        str(diagnostic) for diagnostic in checked.diagnostics if diagnostic.rule.family == "DEC"
    ] == []


def test_a_criterion_from_its_card(
    browser: Browser, site: Formed, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it rests on can be chosen; an item that the edition holds back cannot."""
    with offline_page(browser) as page:
        opened(page, site, UNIT, "BUD.AC1")
        expect(page.locator(FORM)).to_contain_text("E03 is not in this edition.")
        page.get_by_label("Met", exact=True).check()
        page.get_by_label("Who decides").select_option("T1")
        page.get_by_label("Countersigned by").select_option("A2")
        page.get_by_label("Method").fill('by "hand"')
        _, both = downloaded(page)
        page.get_by_label("E01 A plan").uncheck()
        page.get_by_label("Countersigned by").select_option("")
        name, one = downloaded(page)

    words = ("--as", "T1", "--met", "BUD.AC1", "--method", 'by "hand"', "--on", "BUD.AC1=E02")
    assert one == by_command(site, capsys, *words)
    assert name == f"{one.split()[1]}.yml"
    assert both.endswith("countersigned_by: A2\n")
    checked = seen_by_assessor(open_project(site.root), TODAY)
    answer = Answer("BUD.AC1", Verdict.MET, ("E02", "E01"))
    draft = Draft("T1", TODAY, (answer,), 'by "hand"', countersigned_by="A2")
    assert drafted(draft, open_project(site.root), checked).text == both


def test_what_came_before(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that knows other decisions supersedes them, and names the files that are there."""
    site = formed(tmp_path / "root", tmp_path / "site")
    for words in (
        ("--as", "A1", "--met", "BUD.AC1", "--on", "BUD.AC1=E01", "--met", "BUD.AC2"),
        ("--as", "A2", "--met", "BUD.AC10"),
    ):
        assert main(["assess", str(site.root), *words, "--today", "2026-06-30"]) == 0
    (site.root / "assessment/decisions/odd.yml").write_text("decision: [\n", encoding="utf-8")
    rebuilt(site)
    capsys.readouterr()
    with offline_page(browser) as page:
        opened(page, site)
        for part in page.locator("fieldset").all():
            part.get_by_label("More evidence").check()
            part.get_by_role("textbox").fill("Once more,\n\nplease.")
        page.get_by_label("Who decides").select_option("A2")
        _, text = downloaded(page)

    words = [
        it
        for name in ("BUD.AC10", "BUD.AC2", "BUD.AC1")
        for it in ("--more-evidence", name, "--feedback", f"{name}=Once more,\n\nplease.")
    ]
    assert text == by_command(site, capsys, "E01", "--as", "A2", *words)
    assert text.count("\n  - D260630-") == 2
    assert "\n  odd.yml: " in text


def test_hostile_feedback(browser: Browser, site: Formed) -> None:
    """Each of 3,000 texts is written as by the command, and read back as it stands in the form."""
    random_ = random.Random(15)  # noqa: S311 - made up
    texts = ["".join(random_.choices(HOSTILE, k=random_.randint(1, 25))) for _ in range(2990)]
    texts += ["x" * 4000, "x" * 4001, "é" * 65_536, "\U0001d4b3" * 4000, " ", "\n"]
    alone = [[0xD800], [0x61, 0xDC00, 0x62], [0xDC00, 0xD800], [0x61, 0xD83D, 0xDC4D]]
    project = open_project(site.root)
    checked = seen_by_assessor(project, TODAY)
    with offline_page(browser) as page:
        opened(page, site)
        page.get_by_label("Who decides").select_option("A1")
        page.evaluate("HTMLAnchorElement.prototype.click = () => {}")
        told = page.evaluate(JUDGED, ["BUD.AC1", "more-evidence", [*texts, *alone]])

    fits = [it for it in told if not it["why"]]
    for it in told:
        assert not it["why"] or not it["text"].strip() or len(it["text"]) > 4000, it
    for number, it in enumerate(fits):
        answer = Answer("BUD.AC1", Verdict.MORE_EVIDENCE, ("E01",), it["text"])
        draft = Draft("A1", TODAY, (answer,))
        fields = fields_of(draft, resolved(draft, checked), checked)
        assert it["file"] == decision_file(fields).text
        read, found = read_decision(it["file"].encode(), "d.yml")
        assert (found, isinstance(read, Decision)) == ([], True)
        assert read.judgements[0].feedback == it["text"]  # type: ignore[union-attr]
        if number % 50 == 0:
            assert it["file"] == drafted(draft, project, checked).text
    assert (len(told), len(fits) > 2800) == (3000, True)


def test_the_writer_is_that_of_the_command(browser: Browser, site: Formed) -> None:
    """Names of any sort make the same text and the same ID."""
    random_ = random.Random(4)  # noqa: S311 - made up
    names = [
        *("E01", "on", "No", "null", "1.10", "7", "a:", "a b", "x-", "é.csv", "a/b.csv", "level"),
        *("-", "#", "'", '"', "a: b", "cf2:00", "0e1", "date.x", "\\", "[a]", "~", "method"),
    ]

    def fields() -> dict[str, object]:
        some = random_.sample(names, random_.randint(1, 9))
        day = date(2026, random_.randint(1, 12), random_.randint(1, 28))
        person = random_.choice(["A1", "a" * 25, "b-2"])
        return {
            "assessor": person, "date": day, "method": random_.choice(names),
            "evidence": [{"id": it, "parts": {"files": dict.fromkeys(some, it)}} for it in some],
            "criteria": [{"criterion": some[0], "on": some, "feedback": some[-1]}],
            "supersedes": some, "after": {it: random_.choice(names) for it in some},
        }  # fmt: skip

    def mapped(value: object) -> object:
        if isinstance(value, dict):
            return {"map": [[k, mapped(v)] for k, v in value.items()]}
        return [mapped(it) for it in value] if isinstance(value, list) else str(value)

    made = [fields() for _ in range(1000)]
    script = """made => {
      const read = (it) => (it.map && !Array.isArray(it)
        ? new Map(it.map.map(([k, v]) => [k, read(v)])) : Array.isArray(it) ? it.map(read) : it);
      return made.map((it) => crossfolioForms.decisionFile(read(it)));
    }"""
    with offline_page(browser) as page:
        opened(page, site)
        found = page.evaluate(script, [mapped(it) for it in made])
    assert [(it["id"], it["text"]) for it in found] == [decision_file(it) for it in made]


def test_what_keeps_a_decision_from_being_made(browser: Browser, site: Formed) -> None:
    """Everything that is missing is said at once, with the first field in focus."""
    with offline_page(browser) as page:
        opened(page, site)
        page.get_by_role("button", name="Download").click()
        reasons = page.locator(".crossfolio-judge-reasons li")
        assert reasons.all_inner_texts() == [
            "nothing is decided: choose an outcome",
            "nobody is named who decides",
        ]
        part = page.locator("fieldset").first
        part.get_by_label("Not yet met").check()
        page.get_by_label("Date").fill("2026-07-02")
        page.locator("fieldset").nth(1).get_by_role("textbox").fill("To whom?")
        page.get_by_role("button", name="Copy").click()
        assert reasons.all_inner_texts() == [
            "feedback is missing for BUD.AC1: not yet met says what is wanted",
            "BUD.AC2 has feedback, and no outcome",
            "nobody is named who decides",
            "2026-07-02 is after today, 2026-07-01",
        ]
        expect(part.get_by_role("textbox")).to_be_focused()
        part.get_by_role("textbox").fill("a\u202eb\x00c")
        part.get_by_role("textbox").blur()
        expect(page.get_by_role("status")).to_contain_text("U+202E, U+0000")
        expect(part.get_by_role("textbox")).to_have_value("abc")


def test_a_draft_is_kept_until_it_is_downloaded(browser: Browser, site: Formed) -> None:
    """What was written is there again on the next visit, and gone once it was downloaded."""
    with offline_page(browser) as page:
        opened(page, site)
        page.locator("fieldset").first.get_by_label("Met", exact=True).check()
        page.locator("fieldset").first.get_by_role("textbox").fill("Well done.")
        page.get_by_label("Who decides").select_option("A2")
        opened(page, site)
        expect(page.locator(FORM)).to_contain_text("This draft is from an earlier visit.")
        expect(page.locator("fieldset").first.get_by_role("textbox")).to_have_value("Well done.")
        expect(page.get_by_label("Who decides")).to_have_value("A2")
        name, _ = downloaded(page)
        opened(page, site)
        expect(page.locator(FORM)).to_contain_text(f"{name} was downloaded here, dated {DAY}")
        expect(page.locator("fieldset").first.get_by_role("textbox")).to_have_value("")


def test_clear_begins_anew(browser: Browser, site: Formed) -> None:
    """The form is as it was before anything was written, and gives a file as before."""
    with offline_page(browser) as page:
        opened(page, site, UNIT, "BUD.AC1")
        for _ in range(2):
            page.get_by_label("Met", exact=True).check()
            page.get_by_label("Who decides").select_option("A2")
            page.get_by_label("E01 A plan").uncheck()
            page.locator(FORM).get_by_role("button", name="Clear").click()
            expect(page.get_by_label("Not decided")).to_be_checked()
            expect(page.get_by_label("E01 A plan")).to_be_checked()
            expect(page.get_by_label("Date")).to_have_value(DAY)
        page.reload()
        page.get_by_text("Decide on BUD.AC1", exact=True).click()
        expect(page.get_by_label("Not decided")).to_be_checked()


@pytest.mark.parametrize(
    "junk", ['{"answers": 7}', '{"answers": {"BUD.AC1": {}}, "prints": {}}', "7", "x"]
)
def test_an_odd_draft_is_left(browser: Browser, site: Formed, junk: str) -> None:
    """What another version has kept keeps no form from beginning."""
    with offline_page(browser) as page:
        opened(page, site)
        page.evaluate(
            "junk => localStorage.setItem(`crossfolio ${crossfolioForms.ROOT} decision E01`, junk)",
            junk,
        )
        opened(page, site)
        expect(page.locator("fieldset").first.get_by_label("Not decided")).to_be_checked()
        expect(page.get_by_label("Date")).to_have_value(DAY)


def test_without_storage_it_says_so(browser: Browser, site: Formed) -> None:
    """Where a browser keeps nothing, the form works and says what that means."""
    with offline_page(browser) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
        )
        opened(page, site)
        page.locator("fieldset").first.get_by_label("Met", exact=True).check()
        expect(page.locator(FORM)).to_contain_text("This browser keeps nothing for this page")
        page.get_by_label("Who decides").select_option("A2")
        assert downloaded(page)[1].startswith("decision: D260701-A2-")


def test_an_item_that_changed_since_the_page_was_loaded(browser: Browser, site: Formed) -> None:
    """A page that shows another version than the data are about decides nothing."""
    with offline_page(browser) as page:
        page.goto(site.address(ITEM))
        page.locator(".crossfolio-judge").evaluate("it => { it.dataset.print = 'cf2:0'; }")
        page.get_by_text("Decide on E01", exact=True).click()
        page.get_by_role("button", name="Download").click()
        expect(page.locator(".crossfolio-judge-reasons")).to_contain_text(
            "E01 is not what this page shows: load the page again"
        )


def test_the_forge_of_the_site(site: Formed) -> None:
    """The site's own repository is where a new file is begun, and its text is in no address."""
    record = (site.site / RECORD).read_text("utf-8")
    start = "https://github.com/centre/portfolio/new/main/assessment/decisions"
    assert f'"forge":{{"new":"{start}","name":"filename","text":""}}' in record


@pytest.mark.parametrize("text", ["", "value"])
def test_the_forge(browser: Browser, site: Formed, text: str) -> None:
    """The forge gets the name, and the text in the address only where the site says so."""
    file = site.site / RECORD
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('"text":""', f'"text":"{text}"'), encoding="utf-8")
    with offline_page(browser) as page:
        page.add_init_script(
            "window.copied = []; Object.defineProperty(navigator, 'clipboard', "
            "{ value: { writeText: async (it) => { window.copied.push(it); } } });"
            "HTMLAnchorElement.prototype.click = function () { window.opened = this.href; };"
        )
        opened(page, site)
        page.locator("fieldset").first.get_by_label("Met", exact=True).check()
        page.get_by_label("Who decides").select_option("A1")
        page.get_by_role("button", name="Open in the forge").click()
        expect(page.get_by_role("status")).to_contain_text("The forge is opened")
        address, copied = page.evaluate("[window.opened, window.copied]")
        made = page.locator(f"{FORM} pre").text_content()
        page.locator("fieldset").first.get_by_role("textbox").fill("ü" * 3000)
        page.get_by_role("button", name="Open in the forge").click()
        expect(page.get_by_role("status")).to_contain_text("paste the text there")
        assert "value" not in parse_qs(urlsplit(page.evaluate("window.opened")).query)
    file.write_text(whole, encoding="utf-8")

    query = parse_qs(urlsplit(address).query)
    assert address.startswith("https://github.com/centre/portfolio/new/main/assessment/decisions?")
    assert query["filename"][0].startswith("D260701-A1-")
    assert query.get("value", copied) == [made]
    assert list(query) == ["filename", *([text] if text else [])]


def test_no_register(browser: Browser, tmp_path: Path) -> None:
    """Without a register the ID is written; the learner's is refused."""
    root = tmp_path / "root"
    site = formed(root, tmp_path / "site")
    (root / "assessment/people.yml").unlink()
    rebuilt(site)
    with offline_page(browser) as page:
        opened(page, site)
        page.locator("fieldset").first.get_by_label("Met", exact=True).check()
        for wrong in ("l1", "a b"):
            page.get_by_label("Who decides").fill(wrong)
            page.get_by_role("button", name="Download").click()
            expect(page.locator(".crossfolio-judge-reasons")).to_contain_text(wrong)
        page.get_by_label("Who decides").fill("A7")
        assert "\nassessor: A7\n" in downloaded(page)[1]


def test_a_register_that_cannot_be_read(browser: Browser, tmp_path: Path) -> None:
    """Nobody is known to be an assessor then, and the form says so."""
    root = tmp_path / "root"
    site = formed(root, tmp_path / "site")
    (root / "assessment/people.yml").write_text(PEOPLE + "  A1: [\n", encoding="utf-8")
    rebuilt(site)
    with offline_page(browser) as page:
        opened(page, site)
        page.get_by_role("button", name="Download").click()
        expect(page.locator(".crossfolio-judge-reasons")).to_contain_text(
            "the register of people cannot be read (assessment/people.yml"
        )


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_for_everyone(browser: Browser, tmp_path: Path, theme: str) -> None:
    """Under each theme, wide and narrow, light and dark, axe finds nothing, and nothing is cut."""
    site = formed(tmp_path / "root", tmp_path / "site", theme=theme)
    for width, schemes in LOOKS:
        with offline_page(browser, width=width, scheme=schemes[0]) as page:
            for path, name in ((ITEM, "E01"), (UNIT, "BUD.AC1")):
                recolour(page, schemes[0])
                opened(page, site, path, name)
                page.get_by_role("button", name="Download").click()
                page.locator("fieldset").first.get_by_label("Met", exact=True).check()
                page.get_by_label("Who decides").select_option("A1")
                page.get_by_text("The file as it will be").click()
                for scheme in schemes:
                    recolour(page, scheme)
                    found = violations(page, colours=scheme != schemes[0])[0]
                    assert found == [], (path, width, scheme)
                    assert page.evaluate(
                        "document.documentElement.scrollWidth - window.innerWidth"
                    ) <= 0  # fmt: skip


def test_without_scripts(browser: Browser, site: Formed) -> None:
    """The page says how to do it with the command."""
    with offline_page(browser, scripts=False) as page:
        page.goto(site.address(ITEM))
        page.get_by_text("Decide on E01", exact=True).click()
        expect(page.locator(".crossfolio-judge code").first).to_have_text(
            "crossfolio assess E01 --as ID --met BUD.AC1"
        )


def open_two_forms(seen: Visit) -> Page:
    """Open the form of an item, and that of a criterion on a page that is gone to instantly."""
    page = seen.go_instantly("evidence/e08/")
    page.get_by_text("Decide on E08", exact=True).click()
    expect(page.locator(FORM)).to_be_visible()
    page.locator(".crossfolio-claims a").first.click()
    page.wait_for_url("**/units/**")
    page.get_by_text("Decide on BUD.AC2", exact=True).click()
    expect(page.locator(FORM)).to_be_visible()
    return page


def test_instant_navigation(browser: Browser, instant: Site) -> None:
    """Where Material changes pages without loading them, the next page has its form as well."""
    with visit(browser, instant.address) as seen:
        page = open_two_forms(seen)
        page = seen.go_instantly("gaps/")
        page.get_by_role("link", name="New evidence").click()
        expect(page.locator("#new")).to_be_visible()
        assert seen.troubles == []


def test_a_form_is_not_shown_before_its_style(browser: Browser, instant: Site) -> None:
    """However late its stylesheet comes, on the first page and on the next."""
    with visit(browser, instant.address) as seen:

        def late(route: Route) -> None:
            seen.page.wait_for_function("Boolean(window.crossfolioForms.build)")
            route.continue_()

        seen.page.add_init_script(DRAWN)
        seen.page.route("**/assess.css", late)
        page = open_two_forms(seen)
        first, second = page.evaluate("window.drawn")
        assert first == second != "0px"


def test_the_public_edition_holds_not_a_byte_of_it(tmp_path: Path) -> None:
    """No file of the public site is one of the forms', or names them."""
    site = formed(tmp_path / "root", tmp_path / "site", options="edition: public")
    names = {path.name for path in site.site.rglob("*")}
    assert not [name for name in names if "assess" in name and "assessment" not in name]
    for path in site.site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for word in (b"crossfolio-judge", b"crossfolioForms", b"assess.js", b"new-evidence"):
                assert word not in data, path


def test_what_is_held_back_is_in_no_data(site: Formed) -> None:
    """Of a withheld item the data of forms say that it is not there, and nothing else."""
    folder = (site.site / RECORD).parent
    data = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert '{"id":"E03","why":"is not in this edition"}' in data
    assert "CANARYTITLE" not in data


def test_scripts_stay_small() -> None:
    """Each script has fewer than 17,000 bytes."""
    folder = Path(main.__code__.co_filename).parents[1] / "site/forms"
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.js")}
    assert len(sizes) > 2
    assert {name for name, size in sizes.items() if size >= 17_000} == set()
