"""Personal data in the files of a portfolio: where it is found, what is said, what is held back."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from crossfolio.cli.main import main
from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.edition import Hold, stubs
from crossfolio.core.findings import Severity
from crossfolio.core.settings import Edition
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.pdf_reader import PdfReader
from crossfolio.workspace.project import UnusableSettingsError, open_project
from crossfolio.workspace.publishing import refuse_to_publish
from support import TODAY, Build, Run

PUBLIC = Edition.PUBLIC
VALUE = "0117 928 0456"
"""A number that looks given out; it belongs to no person."""
UNIT = """unit: BUD
title: A unit
source: {kind: draft}
outcomes: [{id: LO1, text: Do it., provenance: stated}]
criteria:
  - {id: AC1, title: One, text: Do it., outcomes: [LO1], outcome_basis: wording, kind: performance}
"""


def check_at(root: Path, edition: Edition = Edition.ASSESSOR) -> Checked:
    project = open_project(root)
    return check_project(
        replace(project, settings=replace(project.settings, edition=edition)), TODAY
    )


def page(fields: str = "", body: str = "") -> str:
    return (
        "---\nid: E01\ntitle: A call\nkind: product\ndate: 2026-05-01\naudience: public\n"
        f"criteria: [BUD.AC1]\n{fields}---\n[BUD.AC1]\n{body}\n"
    )


def files(fields: str = "", body: str = "", **more: str) -> dict[str, str]:
    return {"criteria/bud.yml": UNIT, "evidence/e01.md": page(fields, body), **more}


CARRIERS: dict[str, tuple[dict[str, str], str]] = {
    "text": (files(body=f"It was {VALUE}."), "evidence/e01.md:10:8"),
    "alternative text": (files(body=f"![a {VALUE}](x.png)"), "evidence/e01.md:10:5"),
    "front matter": (files(f"context: it was {VALUE}\n"), "evidence/e01.md:8:17"),
    "CSV": (
        files("attachments: [a.csv]\n", **{"evidence/a.csv": f"a,b\n1,{VALUE}\n"}),
        "evidence/a.csv:2:3",
    ),
    "captions": (
        files("attachments: [a.vtt]\n", **{"evidence/a.vtt": f"WEBVTT\n\n{VALUE}\n"}),
        "evidence/a.vtt:3:1",
    ),
    "name of a file": (
        files("attachments: [0117-928-0456.txt]\n", **{"evidence/0117-928-0456.txt": "x\n"}),
        "evidence/e01.md:8:15",
    ),
}


def found(checked: Checked) -> list[str]:
    return [
        str(diagnostic) for diagnostic in checked.diagnostics if diagnostic.rule.code == "PRV201"
    ]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_carrier(portfolio: Build, carrier: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A value is found where it stands, and no report holds it."""
    given, place = CARRIERS[carrier]
    root = portfolio(given)

    assert [it.partition(": ")[0] for it in found(check_at(root))] == [place]
    for form in REPORTS:
        main(["check", str(root), "--no-cache", "--format", form])
        said = "".join(capsys.readouterr())
        assert VALUE not in said
        assert "0117-928-0456" not in said


BROKEN = "0117\n928 0456"
"""A value of which a line shows but a part."""
REPORTS = ("concise", "full", "json", "sarif", "junit", "github", "gitlab", "markdown")


def test_values_over_two_lines(portfolio: Build, run: Run) -> None:
    """No report quotes the part of a value that stands in the line it shows."""
    root = portfolio(files(body=f"It was {BROKEN} and [x](gone.pdf)."))

    for form in REPORTS:
        ran = run("check", str(root), "--no-cache", "--format", form)
        assert "928 0456" not in ran.out + ran.err, form
        assert "was 0117" not in ran.out + ran.err, form


@pytest.mark.parametrize("place", ["title: A call from 0117 928 0456", "context: 0117 928 0456"])
def test_explained(portfolio: Build, run: Run, place: str) -> None:
    """`explain` masks what it quotes of an item, and `status` quotes nothing."""
    text = page().replace("title: A call", place) if "title" in place else page(f"{place}\n")
    root = portfolio({"criteria/bud.yml": UNIT, "evidence/e01.md": text})

    for command in (("explain", "E01"), ("explain", "BUD.AC1"), ("explain", "BUD"), ("status",)):
        ran = run(*command, str(root))
        assert ran.code == 0
        assert "928 0456" not in ran.out + ran.err


def test_a_path_in_the_next_step(portfolio: Build, run: Run) -> None:
    """`status` names a file that is to be finished, and masks what its name holds."""
    text = page("status: draft\n")
    pages = {"evidence/e01.md": None, "evidence/e01 0117-928-0456.md": text}
    root = portfolio({"criteria/bud.yml": UNIT, **pages})

    said = run("status", str(root)).out
    assert said.startswith("Next: finish E01 (evidence/e01 01")
    assert "928" not in said


def test_an_id_that_is_a_name(portfolio: Build, tmp_path: Path, run: Run) -> None:
    """Every edition shows IDs, so that nothing is made for the public."""
    (tmp_path / "names.txt").write_text("Amara Okafor\n", "utf-8")
    option = f"{{personal_data: {{names_file: '{tmp_path}/names.txt'}}}}"
    given = {"mkdocs.yml": f"plugins:\n  - crossfolio: {option}\n"}
    text = page().replace("E01", "Amara-Okafor")
    root = portfolio({"criteria/bud.yml": UNIT, "evidence/e01.md": text, **given})

    ran = run("check", str(root), "--edition", "public")
    assert ran.code == 2
    assert "evidence/e01.md:2:5: error[PRV205]" in ran.err
    assert "okafor" not in (ran.out + ran.err).lower()
    assert run("check", str(root)).code == 0
    assert run("export", "tracking", str(root), "--edition", "public", "--out", "x.xlsx").code == 2


def test_a_value_in_a_wrong_place(portfolio: Build) -> None:
    """One slip is one finding; the public edition has both, by which it holds the item back."""
    text = page().replace("date: 2026-05-01", f"date: {VALUE}")
    root = portfolio({"criteria/bud.yml": UNIT, "evidence/e01.md": text})

    for edition, wanted in ((Edition.ASSESSOR, ["EVI102"]), (PUBLIC, ["EVI102", "PRV201"])):
        said = [
            diagnostic
            for diagnostic in check_at(root, edition).diagnostics
            if diagnostic.finding.place.line == 5
        ]
        assert [it.rule.code for it in said] == wanted


def test_a_kind_that_is_a_name(portfolio: Build) -> None:
    """A stub shows a kind that there is, and not what somebody wrote in its place."""
    text = page(body=VALUE).replace("kind: product", "kind: Amara Okafor")
    public = check_at(portfolio({"criteria/bud.yml": UNIT, "evidence/e01.md": text}), PUBLIC)

    assert [item.kind for item in seen_in_edition(public).portfolio.evidence] == [""]


def test_the_public_edition(portfolio: Build) -> None:
    """What it would show in full is an error there and a stub; elsewhere a warning."""
    given, _ = CARRIERS["CSV"]
    root = portfolio(given)
    public = check_at(root, edition=Edition.PUBLIC)

    assert [d.severity for d in check_at(root).diagnostics if d.rule.code == "PRV201"] == [
        Severity.WARNING
    ]
    assert [d.severity for d in public.diagnostics if d.rule.code == "PRV201"] == [Severity.ERROR]
    held = stubs(public.portfolio.evidence, Edition.PUBLIC, public.diagnostics)
    assert held == {"E01": Hold.FOUND}


def test_a_register_that_cannot_be_read(portfolio: Build) -> None:
    """It is one warning, and nothing is made for the public."""
    settings = "plugins:\n  - crossfolio: {personal_data: {names_file: ../nobody.txt}}\n"
    root = portfolio(files(**{"mkdocs.yml": settings}))
    public = check_at(root, edition=Edition.PUBLIC)

    refuse_to_publish(check_at(root))
    with pytest.raises(UnusableSettingsError):
        refuse_to_publish(public)


def test_a_register(portfolio: Build, tmp_path: Path) -> None:
    """Its names are found, and an allowance that nothing needs is a finding."""
    (tmp_path / "names.txt").write_text("# ours\nZo\u00eb Vaughan\n", "utf-8")
    settings = (
        f"plugins:\n  - crossfolio: {{personal_data: {{names_file: '{tmp_path}/names.txt', "
        "allow: [nothing.org]}}\n"
    )
    given = files(body="I asked ZO\u00cb VAUGHAN's team.", **{"mkdocs.yml": settings})
    codes = [diagnostic.rule.code for diagnostic in check_at(portfolio(given)).diagnostics]

    assert codes.count("PRV205") == 1
    assert codes.count("CFG115") == 1


def test_mask(portfolio: Build, capsys: pytest.CaptureFixture[str]) -> None:
    """The patch holds the mask; with --write the file does, with its own line ends."""
    root = portfolio(files())
    path = root / "evidence/e01.md"
    path.write_bytes(page(body=f"It was {VALUE}.").replace("\n", "\r\n").encode())

    assert main(["mask", "e01", str(root)]) == 1
    assert "+It was 01\u2022\u2022 \u2022\u2022\u2022 \u2022456." in capsys.readouterr().out
    assert main(["mask", "E01", str(root), "--write"]) == 0
    new = path.read_bytes()
    assert VALUE.encode() not in new
    assert new.count(b"\r\n") == new.count(b"\n") == page(body="x").count("\n")
    assert main(["mask", "E01", str(root)]) == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("value", ["12 High\n    Street", "0117\n    928 0456", "LS12\n    4DJ"])
def test_masks_over_two_lines(portfolio: Build, run: Run, value: str, end: str) -> None:
    """Indentation and ends of lines stay, so that the front matter can still be read."""
    text = page(f"context:\n  note: >-\n    she said {value} then\n").replace("\n", end)
    root = portfolio({"criteria/bud.yml": UNIT, "evidence/e01.md": text})

    assert run("mask", "E01", str(root), "--write").code == 0
    new = (root / "evidence/e01.md").read_bytes().decode()
    assert new.count(end) == text.count(end) == new.count("\n")
    assert [
        diagnostic
        for diagnostic in check_at(root).diagnostics
        if diagnostic.rule.family in ("PRV", "SRC")
    ] == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("sign", ["", "> ", "> > ", "  "])
@pytest.mark.parametrize(
    ("lines", "masked"),
    [
        (("07911", "123456"), ("07\u2022\u2022\u2022", "\u2022\u2022\u2022456")),
        (("Call 0117", "928", "0456"), ("Call 01\u2022\u2022", "\u2022\u2022\u2022", "\u2022456")),
        (("(07911)", "123456 now"), ("(07\u2022\u2022\u2022)", "\u2022\u2022\u2022456 now")),
    ],
)
def test_masks_of_a_value_that_breaks(
    portfolio: Build,
    run: Run,
    lines: tuple[str, ...],
    masked: tuple[str, ...],
    sign: str,
    end: str,
) -> None:
    """A number over lines shows what it shows in one, with its quotation signs where they were."""
    body = f"{sign}We rang" + "".join(f"\n{sign}{line}" for line in lines)
    root = portfolio(files())
    path = root / "evidence/e01.md"
    path.write_bytes(page(body=body).replace("\n", end).encode())

    said = [
        diagnostic.finding.message
        for diagnostic in check_at(root).diagnostics
        if diagnostic.rule.code == "PRV201"
    ]
    assert len(said) == 1
    assert ">" not in said[0]
    assert run("mask", "E01", str(root), "--write").code == 0
    new = path.read_bytes().decode().split(end)
    assert new[-len(masked) - 1 : -1] == [f"{sign}{line}" for line in masked]


def test_masks_of_escapes_and_of_names(portfolio: Build, run: Run) -> None:
    """No half of an escape is left, and what a page calls an attached file stays as it is."""
    name = "0117 928 0456.txt"
    fields = f"attachments: ['{name}']\ncontext: \"\\u0030117 928 0456\"\n"
    root = portfolio(files(fields, **{f"evidence/{name}": "x\n"}))

    ran = run("mask", "E01", str(root), "--write")
    assert ran.code == 1
    assert "rename it" in ran.err
    assert name not in ran.err
    text = (root / "evidence/e01.md").read_text("utf-8")
    assert f"attachments: ['{name}']" in text
    assert 'context: "01\u2022\u2022 \u2022\u2022\u2022 \u2022456"' in text


def test_pdfs_that_cannot_be_read() -> None:
    """A PDF that is none, or takes too long, costs a sentence, and not the next one."""
    with PdfReader() as reader:
        assert reader.read(b"%PDF-1.4 junk") == ([], "it cannot be read")
        assert reader.read(b"")[1] == "it cannot be read"
    with PdfReader(seconds=0) as hasty:
        assert hasty.read(b"%PDF-1.4 junk")[1] == "it cannot be read in time"


def pdf(trailer: str, shown: str) -> bytes:
    """Return a PDF with one page that shows a line."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 300] >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 {font} >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Title (A call) /Left#20By (0117 928 0456) /Desk (desk@aldercombe.org.uk) >>",
    )
    body = "".join(f"{n} 0 obj\n{it}\nendobj\n" for n, it in enumerate(objects, start=1))
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R {trailer} >>\n%%EOF\n".encode()


def test_what_a_pdf_says() -> None:
    """Its pages are read, a line end with a hyphen as one, and all that it says of itself."""
    shown = "BT /F1 12 Tf 20 200 Td (It was 0117-) Tj 0 -14 Td (928 0456.) Tj ET"
    with PdfReader() as reader:
        texts, why = reader.read(pdf("/Info 5 0 R", shown))
    assert why == ""
    assert [text for where, text in texts if where == "in its properties"] == [
        "A call",
        "0117 928 0456",
        "desk@aldercombe.org.uk",
    ]
    assert [text for where, text in texts if where == "on page 1"] == ["It was 0117-\n928 0456."]


def test_a_pdf_without_text() -> None:
    """A scan, or what is damaged, is not said to be looked into, but for what it says of itself."""
    with PdfReader() as reader:
        texts, why = reader.read(pdf("/Info 5 0 R", "BT ( ) Tj ET"))
    assert why == "it cannot be read"
    assert "0117 928 0456" in [text for _, text in texts]


def test_an_encrypted_pdf() -> None:
    """It is said to be encrypted, whether a password opens it or not."""
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00> <00>]"
    with PdfReader() as reader:
        assert reader.read(pdf(locked, "")) == ([], "it is encrypted")


def test_a_comment_takes_it_back(portfolio: Build) -> None:
    """Beside the value, or for an attached file where the page names it; then nothing is held."""
    said = "because it is the centre's own"
    fields = f"attachments:\n  - a.csv # crossfolio: ignore PRV201 {said}\n"
    body = f"{VALUE} <!-- crossfolio: ignore contact {said} -->"
    public = check_at(
        portfolio(files(fields, body, **{"evidence/a.csv": f"a,b\n1,{VALUE}\n"})), Edition.PUBLIC
    )

    assert [d.rule.code for d in public.diagnostics if d.rule.family in ("PRV", "SUP")] == []
    assert len(public.suppressed) == 2
    assert stubs(public.portfolio.evidence, Edition.PUBLIC, public.diagnostics) == {}


def test_earlier_commits(portfolio: Build) -> None:
    """What was taken out still stands in the history, and is said where all is published."""
    root = portfolio(files(body=f"It was {VALUE}."))

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)  # noqa: S607

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    (root / "evidence/e01.md").write_text(page(body="It was hers."), "utf-8")
    git("commit", "-qam", "two")
    project = open_project(root)
    past = check_project(replace(project, looks_back=True), TODAY)

    said = [str(diagnostic) for diagnostic in past.diagnostics if diagnostic.rule.code == "PRV209"]
    assert [it.partition(": ")[0] for it in said] == ["evidence/e01.md:1:1"]
    assert VALUE not in said[0]
    assert [
        diagnostic for diagnostic in check_at(root).diagnostics if diagnostic.rule.code == "PRV209"
    ] == []
