"""The PDF of a portfolio, read back by another program."""

import shutil
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.choices import Edition
from crossfolio.handover.pdf import portfolio_pdf as made
from crossfolio.handover.pdf.page_parts import document_anchor, part_of
from crossfolio.handover.pdf.portfolio_pdf import portfolio_pdf
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import Project, open_project
from support import TODAY, Build, page, without_documentation

pytestmark = pytest.mark.skipif(find_spec("weasyprint") is None, reason="needs WeasyPrint")
WORKED = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the worked portfolio, without the documentation, which is in no PDF."""
    root = tmp_path_factory.mktemp("worked")
    for name in ("criteria", "evidence", "assessment"):
        shutil.copytree(WORKED / name, root / name)
    shutil.copy(WORKED / "mkdocs.yml", root)
    return open_project(without_documentation(root))


@pytest.fixture(scope="module")
def checked(project: Project) -> Checked:
    return check_project(project, TODAY)


@pytest.fixture(scope="module")
def read(project: Project, checked: Checked) -> PdfReader:
    data, lost = portfolio_pdf(project, seen_in_edition(checked), Edition.ASSESSOR, TODAY)
    assert lost == {}
    return PdfReader(BytesIO(data))


def page_of(reader: PdfReader, name: str) -> int:
    """Return the page that a name leads to, from 1."""
    number = reader.get_destination_page_number(reader.named_destinations[name])
    assert number is not None
    return number + 1


def test_every_item_and_mark_can_be_found(read: PdfReader, checked: Checked) -> None:
    """Each item begins where the contents say, and each mark stands on the page it is said on."""
    texts = [page.extract_text() for page in read.pages]
    titles = [it.title for it in read.outline if not isinstance(it, list)]
    assert titles == ["Portfolio", "Contents", "Tracking sheets", "Matrices", "Items of evidence"]
    for item in checked.portfolio.evidence:
        number = page_of(read, item.slug)
        assert item.id in texts[number - 1]
        if item.audience.value == "withheld":
            assert not [text for text in texts if item.title in text]
            continue
        assert item.title.split()[0] in texts[number - 1]
        for mark in item.marks:
            if mark.criterion in checked.portfolio.framework.criteria:
                at = page_of(read, f"{item.slug}--{mark.criterion}")
                assert at >= number
                assert mark.criterion in texts[at - 1]


def test_every_cell_says_its_page(read: PdfReader, checked: Checked) -> None:
    """Each claim has a link from its matrix to its passage, beside the number of that page."""
    first, last = page_of(read, "matrices"), page_of(read, "items")
    linked: set[str] = set()
    for number in range(first, last):
        page = read.pages[number - 1]
        text = " ".join(page.extract_text().split())
        for annotation in page.get("/Annots", ()):
            name = str(annotation.get_object().get("/Dest", ""))
            linked.add(name)
            if "--" in name:
                assert f"p. {page_of(read, name)}" in text
    for it in checked.claims.all:
        if it.criterion and it.criterion.unit in checked.portfolio.taken:
            wanted = {f"{it.item.slug}--{it.criterion.id}", it.item.slug}
            assert wanted & linked, (it.item.id, it.criterion.id)


def test_it_is_tagged(read: PdfReader) -> None:
    """It says that it is PDF/UA-1, has a language, a title, a structure, and words for pictures."""
    root = read.root_object
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert read.metadata is not None
    assert read.metadata.title == "Portfolio"
    waiting, kinds = [root["/StructTreeRoot"]], set[str]()
    while waiting:
        element = waiting.pop().get_object()
        if not hasattr(element, "get"):
            continue
        kind = str(element.get("/S", ""))
        kinds.add(kind)
        assert kind != "/Figure" or str(element.get("/Alt", "")).strip()
        kids = element.get("/K", [])
        waiting += [
            it for it in (kids if isinstance(kids, list) else [kids]) if hasattr(it, "get_object")
        ]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Link", "/Figure", "/L"} <= kinds


def test_an_item_that_stops_the_renderer(portfolio: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named in the document and in what is returned; the others are there."""
    site = "site_name: X\nplugins: [search, crossfolio]\n"
    root = portfolio(
        {
            "mkdocs.yml": site,
            "docs/index.md": "# X\n",
            "evidence/e02.md": page(id="E02", body="# Boom\n\nWORSE\n"),
        }
    )
    draw = made._draw

    def failing(html: str, site: Path, seconds: int) -> tuple[bytes, list[str]] | None:
        return None if "WORSE" in html else draw(html, site, seconds)

    monkeypatch.setattr(made, "_draw", failing)
    project = open_project(root)
    seen = seen_in_edition(check_project(project, TODAY))
    data, lost = portfolio_pdf(project, seen, Edition.ASSESSOR, TODAY)

    assert list(lost) == ["E02"]
    texts = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    assert "This document is not whole" in texts
    assert "E02: it stops what draws the document" in " ".join(texts.split())
    assert "E01: A plan" in texts
    assert "WORSE" not in texts


def test_a_picture_that_cannot_be_drawn(portfolio: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named on the first page; the text of its item is there all the same."""
    root = portfolio(
        {
            "mkdocs.yml": "site_name: X\nplugins: [search, crossfolio]\n",
            "docs/index.md": "# X\n",
            "evidence/e02.md": page(id="E02", body="# Two\n\nWORDS ![A dot](a.csv)\n"),
            "evidence/a.csv": "1\n",
        }
    )
    draw = made._draw

    def noting(html: str, site: Path, seconds: int) -> tuple[bytes, list[str]] | None:
        drawn = draw(html, site, seconds)
        said = "Failed to load image at 'http://site.invalid/evidence/a.csv': no picture"
        return drawn and (drawn[0], [said])

    monkeypatch.setattr(made, "_draw", noting)
    project = open_project(root)
    seen = seen_in_edition(check_project(project, TODAY))
    data, lost = portfolio_pdf(project, seen, Edition.ASSESSOR, TODAY)

    assert list(lost) == ["E02"]
    texts = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    assert "E02: a picture of it cannot be drawn" in " ".join(texts[0].split())
    assert any("WORDS" in text for text in texts)


def test_parts_hold_nothing_that_acts(tmp_path: Path) -> None:
    """Scripts, forms and files of elsewhere do not get into the document."""
    (tmp_path / "a.png").write_bytes(b"x")
    html = (
        '<p>before</p><div class="crossfolio-evidence"><h1 id="t">T</h1><h4>deep</h4>'
        '<script>act()</script><form><p>typed</p></form><a href="../../etc/x" id="k">link</a>'
        '<img src="../../a.png" alt="A &quot;b&quot;"><img src="http://x.test/y.png" alt="else">'
        '<img src="../../../secret.png"><a href="../e02/index.html#p">next</a>'
        "<details><summary>more</summary>in it</details><p>open"
        '<span class="crossfolio-end" hidden></span><p>after</p>'
    )

    part = part_of(html, "evidence/e01/index.html", "E01", tmp_path).html

    assert part.startswith(
        '<section class="item" id="e01"><h2 id="e01--t">E01: T</h2><h3>deep</h3>'
    )
    for word in ("before", "after", "act()", "typed", "<form", "x.test", "secret", "etc"):
        assert word not in part
    assert '<img src="a.png" alt="A &quot;b&quot;">' in part
    assert '<a href="#e02--p">next</a>' in part
    assert "<div><p>more</p>in it</div>" in part
    assert part.endswith("<p>open</p></section>")


@pytest.mark.parametrize(
    ("path", "fragment", "anchor"),
    [
        ("evidence/e07/index.html", "BUD.AC1", "#e07--BUD.AC1"),
        ("evidence/e07", "", "#e07"),
        ("units/bud", "BUD.AC1", "#unit-bud"),
        ("units/bud/index.html", "", "#unit-bud"),
        ("assessment/index.html", "decision-d01", ""),
    ],
)
def test_addresses(path: str, fragment: str, anchor: str) -> None:
    """Links of the site lead to what the document has of it."""
    assert document_anchor(path, fragment) == anchor
