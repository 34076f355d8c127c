"""Fourteen sorts of personal data in each of eight carriers: all found, and none said."""

from itertools import product
from pathlib import Path

import pytest

from crossfolio.core.personal.sorts import Sort
from crossfolio.core.rules.personal_rules import OF_SORT
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Files, Run, write

UNIT = """unit: BUD
title: A unit
source: {kind: draft}
outcomes: [{id: LO1, text: Do it., provenance: stated}]
criteria:
  - {id: AC1, title: One, text: Do it., outcomes: [LO1], outcome_basis: wording, kind: performance}
"""
DECISION = """decision: D{n:03d}
assessor: A1
date: 2026-05-03
evidence: [{{id: E{n:03d}, fingerprint: "cf2:{hash}"}}]
criteria:
  - {{criterion: BUD.AC1, outcome: more-evidence, on: [E{n:03d}], feedback: >-
      {value} }}
"""
VALUES = {
    Sort.EMAIL: "jo.lee@centre.org.uk",
    Sort.MOBILE: "07911 123 456",
    Sort.LANDLINE: "0117 928 0456",
    Sort.NI: "JM 12 34 56 C",
    Sort.NHS: "943-476-5870",
    Sort.PASSPORT: "passport 523456789",
    Sort.LICENCE: "WALSH 905126 AB9XY",
    Sort.CARD: "4929 5885 7154 6997",
    Sort.ACCOUNT: "sort code 77-45-11, account 55779911",
    Sort.IBAN: "GB33 BUKB 2020 1555 5555 55",
    Sort.ADDRESS: "12 High Street, Bristol BS1 4DJ",
    Sort.POSTCODE: "LS12 4DJ",
    Sort.BIRTH: "born on 3 May 1990",
    Sort.NAME: "Amara Okafor",
}
CARRIERS = ("text", "front matter", "feedback", "alt text", "file name", "CSV", "VTT", "PDF")
TOLD = (
    *("jo.lee", "centre.org", "123 456", "928 0456", "12 34 56", "476-5870", "523456789"),
    *("905126", "5885 7154", "55779911", "BUKB 2020", "High Street", "LS12 4DJ", "3 May 1990"),
    *("amara", "okafor"),
)
"""What of each value no mask leaves."""


def pdf(line: str) -> bytes:
    """Return a PDF of one line, as a printer's driver writes it."""
    text = line.replace("(", "\\(").replace(")", "\\)")
    content = f"BT /F 11 Tf 50 780 Td ({text}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        ),
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    out, starts = "%PDF-1.4\n", list[int]()
    for number, it in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n{it}\nendobj\n"
    rows = "".join(f"{at:010d} 00000 n \n" for at in starts)
    table = f"xref\n0 5\n0000000000 65535 f \n{rows}trailer<</Size 5/Root 1 0 R>>\n"
    return f"{out}{table}startxref\n{len(out)}\n%%EOF\n".encode()


def carried(n: int, carrier: str, value: str) -> Files:
    """Return the files of an item that carries a value in one way."""
    name, said = f"e{n:03d}", f"It was {value} then"
    attached: dict[str, tuple[str, str | bytes]] = {
        "file name": (f"{name} {value}.txt", "x\n"),
        "CSV": (f"{name}.csv", f'minutes,note\n3,"{value}"\n'),
        "VTT": (f"{name}.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Caller>{said}\n"),
        "PDF": (f"{name}.pdf", pdf(said)),
    }
    fields, body, more = "", "", dict[str, str | bytes | None]()
    if carrier in attached:
        file, content = attached[carrier]
        fields = f"attachments: ['{file}']\n"
        more[f"evidence/{file}"] = content
    elif carrier == "front matter":
        escaped = "".join(f"\\u{ord(it):04x}" for it in value[:4]) + value[4:]
        fields = f'context: "{escaped}"\n'
    elif carrier == "feedback":
        broken = value.replace(" ", "\n      ", 1)
        decision = DECISION.format(n=n, hash="0" * 64, value=broken)
        more[f"assessment/decisions/d{n:03d}.yml"] = decision
    else:
        body = f"![a {value}](x.png)" if carrier == "alt text" else said.replace(" ", "\n", 3)
    page = (
        f"---\nid: E{n:03d}\ntitle: A call\nkind: product\ndate: 2026-05-01\naudience: public\n"
        f"criteria: [BUD.AC1]\n{fields}---\n[BUD.AC1]\n\n{body}\n"
    )
    return {f"evidence/{name}.md": page, **more}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with an item for each value in each carrier."""
    root = tmp_path_factory.mktemp("planted")
    write(root, {"names.txt": "Amara Okafor\n", "p/criteria/bud.yml": UNIT})
    people = "people:\n  A1: {roles: [assessor], display_name: Assessor A1}\n"
    settings = "plugins:\n  - crossfolio: {personal_data: {names_file: ../names.txt}}\n"
    write(root / "p", {"mkdocs.yml": settings, "assessment/people.yml": people})
    for n, (carrier, value) in enumerate(product(CARRIERS, VALUES.values())):
        write(root / "p", carried(n, carrier, value))
    return root / "p"


def test_all_are_found(planted: Path) -> None:
    """Each value is found where it stands, under the rule of its sort."""
    found: dict[str, set[str]] = {}
    for diagnostic in check_project(open_project(planted), TODAY).diagnostics:
        found.setdefault(diagnostic.finding.place.path, set()).add(diagnostic.rule.code)
    missed = []
    for n, (carrier, sort) in enumerate(product(CARRIERS, VALUES)):
        ending = {"CSV": ".csv", "VTT": ".vtt", "PDF": ".pdf"}.get(carrier, ".md")
        path = f"evidence/e{n:03d}{ending}"
        path = f"assessment/decisions/d{n:03d}.yml" if carrier == "feedback" else path
        if OF_SORT[sort].code not in found.get(path, ()):
            missed.append((carrier, sort))

    assert missed == []


@pytest.mark.parametrize("edition", ["assessor", "public"])
@pytest.mark.parametrize("form", ["full", "json", "sarif", "junit", "gitlab", "markdown"])
def test_none_is_said(planted: Path, run: Run, edition: str, form: str) -> None:
    """No report holds what a mask has to hide, nor do the words of a run."""
    ran = run("check", planted, "--format", form, "--edition", edition, "--no-cache")
    said = (ran.out + ran.err).lower()

    assert [it for it in TOLD if it.lower() in said and not is_of_our_own(it, form)] == []


def is_of_our_own(value: str, form: str) -> bool:
    """Tell whether the pages of rules, which SARIF holds, have it in their examples."""
    return form == "sarif" and value in ("55779911", "High Street", "3 May 1990")
