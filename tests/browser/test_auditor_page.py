"""The auditor's page: every fingerprint recomputed in a browser, from files, with no network."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from axe import violations
from browsing import REPOSITORY, alone
from playwright.sync_api import Browser, Page, expect

from crossfolio.cli.main import main
from crossfolio.handover.verifying_folder import proof_of_folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the audit folder of the worked portfolio; tests take copies."""
    folder = tmp_path_factory.mktemp("audit") / "folder"
    words = ["export", "audit", str(REPOSITORY), "--out", str(folder), "--today", "2026-07-01"]
    assert main(words) == 0
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """Return a copy that may be changed."""
    return Path(shutil.copytree(kept, tmp_path / "copy"))


@pytest.fixture
def page(browser: Browser, kept: Path) -> Iterator[Page]:
    """Give the page, opened by double click, off the network."""
    with alone(browser, offline=True, viewport={"width": 390, "height": 800}) as page:
        page.goto((kept / "auditor.html").as_uri())
        yield page


def chosen(page: Page, folder: Path) -> str:
    """Choose a folder; return what is said of it."""
    page.locator("#folder").set_input_files(folder)
    expect(page.locator("#said")).to_contain_text("items:")
    return page.locator("#said").inner_text()


def test_it_recomputes_what_the_command_does(page: Page, kept: Path) -> None:
    """Each fingerprint is the one that Crossfolio makes, each decision what the script says."""
    said = chosen(page, kept)
    proof = proof_of_folder(kept)
    assert said.endswith("everything fits.")
    rows = page.locator("#decisions li").all_inner_texts()
    expected = [
        f"{decision.path} by {decision.assessor}, {decision.date}: "
        + ("; ".join(decision.says) or "ok")
        for decision in proof.decisions
    ]
    assert rows == expected
    items = dict(it.split(": ") for it in page.locator("#items li").all_inner_texts())
    assert len(items) == len(list((kept / "items").iterdir()))
    text = "".join(path.read_text() for path in (kept / "decisions").iterdir())
    assert sum(item in text for item in items.values()) > 8
    whole = sha256((kept / "SHA256SUMS").read_bytes()).hexdigest()
    assert page.locator("#whole").inner_text() == whole


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("items/E03/body", "BUD.AC1 is said to be accepted"),
        ("items/E15/files/e15-call-scores.csv", "is not what the list of sums says"),
        ("states.tsv", "states.tsv is not what the list of sums says"),
        ("decisions/D01.yml", ""),
    ],
)
def test_what_was_changed(page: Page, folder: Path, file: str, words: str) -> None:
    """A byte more is found, and named in words."""
    with (folder / file).open("ab") as opened:
        opened.write(b"\n# more")
    assert "not fitting" in chosen(page, folder)
    assert words in page.locator("#wrong").inner_text()


def test_sums_of_every_length(page: Page) -> None:
    """The sum is right at each length around the ends of blocks, and of what is large."""
    for size in (0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 127, 128, 129, 100_001):
        made = page.evaluate(
            "n => sha256(Uint8Array.from({ length: n }, (_, i) => i * 7 % 251))", size
        )
        assert made == sha256(bytes(i * 7 % 251 for i in range(size))).hexdigest(), size


def test_a_hash_that_was_kept(page: Page, kept: Path) -> None:
    """A hash from outside is compared."""
    chosen(page, kept)
    page.locator("#kept").fill(sha256((kept / "SHA256SUMS").read_bytes()).hexdigest())
    expect(page.locator("#same")).to_contain_text("It is the same")
    page.locator("#kept").fill("0" * 64)
    expect(page.locator("#same")).to_contain_text("It is another")


def test_another_folder(page: Page, kept: Path) -> None:
    """A folder of something else is said to be none."""
    page.locator("#folder").set_input_files(kept / "decisions")
    expect(page.locator("#said")).to_contain_text("this is no audit folder")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_for_everybody(page: Page, kept: Path, colours: str) -> None:
    """Axe finds nothing, the keyboard reaches all, and a phone's width holds it."""
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    assert violations(page) == ([], [])
    chosen(page, kept)
    assert violations(page) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("h1").click()
    reached = []
    for _ in range(2):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert reached == ["folder", "kept"]
