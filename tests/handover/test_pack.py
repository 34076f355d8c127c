"""A pack for a visit: what was sampled is in it, and not one byte of an item that was not."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from crossfolio.cli.main import main
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Run, page, unit, write

DAY = ("--today", str(TODAY))
CANARY = re.compile(rb"canary[0-9]{2}", re.IGNORECASE)

_UNSAMPLED = """\
---
id: CANARY01
title: A talk about Canary02 on the floor
kind: witness-testimony
date: 2026-04-20
witness: W9
author: L001
criteria:
  - criterion: BUD.AC1
    at: canary03-heading
    note: Canary04 was there
  - BUD.AC2
  - DOS.AC1
phase: canary05
x-own: Canary06
attachments: [canary07.csv]
---
# Canary08 heading [BUD.AC1]

Canary09 said so. ![Canary10 at work](canary11.png) [the list](canary07.csv)

<!-- crossfolio-ignore COV109: Canary12 is a reason -->

## Canary03 heading [BUD.AC2]

--8<-- "own/snippet.txt"

[DOS.AC1] Canary13 again, with a link to [the plan](e01.md "Canary14").
"""
_SITE = """\
site_name: Canary15's portfolio
site_description: Canary16
copyright: Canary17
site_author: Canary18
repo_url: https://canary19.example/x
extra: {canary: Canary20}
extra_css: [canary21.css]
nav: [{"Canary22": index.md}]
theme: {name: material, custom_dir: own, font: false}
plugins:
  - search
  - crossfolio: {rules: {COV109: off}}
hooks: [own/canary23.py]
markdown_extensions: [pymdownx.snippets: {base_path: [.]}, admonition]
"""
_OTHER_UNIT = """\
unit: DOS
title: Develop Canary24
source: {kind: draft}
x-guide: Canary25 is the guide
outcomes:
  - {id: LO1, text: Know Canary26}
criteria:
  - {id: AC1, title: Show Canary27, text: Show Canary28 to a customer., outcomes: [LO1]}
  - {id: AC2, title: More, text: Do Canary42., parts: [{id: a, text: Canary48}]}
"""
_PEOPLE = """\
people:
  L001: {roles: [learner], display_name: Learner}
  A1: {roles: [assessor], display_name: Assessor One}
  A9: {roles: [assessor], display_name: Canary29}
  Q1: {roles: [internal-quality-assurer], display_name: Quality One}
  W9: {roles: [witness], display_name: Canary30, relationship: Canary31}
"""
_BODY = """
# A plan [BUD.AC1]

Words of the sampled item [DOS.AC2a], with ![a picture](plan.png) and [the list](plan.csv).
"""


def _decision(id: str, item: str, print_: str, criteria: str, more: str = "") -> str:
    return (
        f"decision: {id}\nassessor: A1\ndate: 2026-05-0{id[-1]}\n"
        f"evidence: [{{id: {item}, fingerprint: {print_}}}]\ncriteria: [{criteria}]\n{more}"
    )


def _made(root: Path) -> Path:
    """Lay out a portfolio of which one decision was sampled, with a canary in all the rest."""
    png = (Path(__file__).parents[2] / "evidence/buddying/e15-call-scores.png").read_bytes()
    write(
        root,
        {
            "mkdocs.yml": _SITE,
            "own/main.html": "{% extends 'base.html' %}{% block footer %}Canary33{% endblock %}",
            "own/canary23.py": "def on_page_content(html, **_):\n    return html + 'Canary23'\n",
            "docs/index.md": "# Canary34\n\nCanary35\n",
            "docs/canary21.css": "/* Canary21 */\n",
            "criteria/bud.yml": unit("AC1", "AC2").replace("Title AC2", "Title Canary36"),
            "criteria/dos.yml": _OTHER_UNIT,
            "evidence/portfolio.yml": "learner: L001\nunits: {BUD: submitted, DOS: submitted}\n"
            "waivers: [{criterion: DOS.AC2, reason: Canary37 was ill}]\n",
            "evidence/e01.md": page(attachments="[plan.csv]", author="L001", body=_BODY),
            "evidence/plan.csv": "a,b\n1,2\n",
            "evidence/plan.png": png,
            "own/snippet.txt": "Canary32 from elsewhere\n",
            "evidence/canary47.md": _UNSAMPLED,
            "evidence/canary07.csv": "name,what\nCanary38,x\n",
            "evidence/canary11.png": png + b"Canary39",
            "assessment/people.yml": _PEOPLE,
            "assessment/sampling.yml": "share: {canary40: 10%}\n",
        },
    )
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    one, other = (checked.portfolio.fingerprints[it].value for it in ("E01", "CANARY01"))
    first = _decision("D1", "E01", one, "{criterion: BUD.AC1, outcome: met, feedback: Well done}")
    digest = sha256(first.encode()).hexdigest()
    second = _decision(
        "D2",
        "CANARY01",
        other,
        "{criterion: BUD.AC2, outcome: more-evidence, feedback: Canary41 is missing}, "
        "{criterion: DOS.AC1, outcome: met}",
        f"feedback: Canary43\nmethod: canary44\nafter: {{D1: {digest}}}\n",
    )
    third = _decision("D3", "E01", one, "{criterion: BUD.AC1, outcome: met}")
    third += f"supersedes: [D1]\nafter: {{D2: {sha256(second.encode()).hexdigest()}}}\n"
    sample = "quality_assurer: Q1\ndate: 2026-06-01\nstage: interim\noutcome: agree\n"
    write(
        root,
        {
            "assessment/decisions/D1.yml": first,
            "assessment/decisions/D2.yml": second,
            "assessment/decisions/D3.yml": third,
            "assessment/samples/S04.yml": f"sample: S04\n{sample}decisions: [D3]\n"
            "feedback: I would have come to the same.\n"
            "actions: [{text: Show it to the team, due: 2026-08-01}]\n",
            "assessment/samples/S05.yml": f"sample: S05\n{sample}decisions: [D2]\n"
            "feedback: Canary45\nactions: [{text: Canary46, due: 2026-08-01}]\n",
        },
    )
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the portfolio and the pack of its sample S04, unpacked."""
    top = tmp_path_factory.mktemp("pack")
    root, out = _made(top / "portfolio"), top / "visit.zip"
    words = ("export", "pack", root, "--sample", "S04", "--out", out, *DAY)
    assert main([str(word) for word in words]) == 0
    with ZipFile(out) as archive:
        archive.extractall(top / "unpacked")
    return root, top / "unpacked/portfolio"


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def test_not_one_byte_of_what_was_not_sampled(made: tuple[Path, Path]) -> None:
    """No canary is in any file or name of the pack, and each was in the portfolio."""
    root, pack = made
    planted = {
        match.lower()
        for name, data in _files(root)
        for match in CANARY.findall(name.encode() + b"\n" + data)
    }
    assert len(planted) == 48
    found = {
        (name, match.lower())
        for name, data in _files(pack)
        for match in CANARY.findall(name.encode() + b"\n" + data)
    }
    assert found == set()


def test_what_was_sampled_is_in_full(made: tuple[Path, Path]) -> None:
    """The sampled item, its files, its criterion and its decision are there in words."""
    pack = made[1] / "data"
    texts = {name: data.decode("utf-8", "replace") for name, data in _files(pack)}
    item = texts["site/evidence/e01/index.html"]

    assert "Words of the sampled item" in item
    assert "Do it." in texts["site/units/bud/index.html"]
    assert (pack / "site/evidence/plan.csv").is_file()
    assert "I would have come to the same." in texts["site/sampling/index.html"]
    assert "Show it to the team" in texts["site/sampling/index.html"]
    assert texts["audit/decisions/D3.yml"].startswith("decision: D3\n")
    assert not (pack / "audit/decisions/D2.yml").exists()
    assert (pack / "audit/items/E01/files/plan.csv").is_file()


def test_states_and_counts_of_the_rest(made: tuple[Path, Path], run: Run) -> None:
    """The rest is there by states and numbers, which are those of the whole portfolio."""
    root, pack = made
    overview = (pack / "data/site/index.html").read_text("utf-8")
    rest = (pack / "data/audit/rest.tsv").read_text("utf-8")
    checked = check_project(open_project(root), TODAY)
    states = {name: criterion.state.value for name, criterion in checked.coverage.criteria.items()}

    assert "Edition <strong>visit</strong>" in overview
    assert "S04" in overview
    assert "1 other item" in overview
    assert "In all, 2 of 3 decisions were sampled." in overview
    assert f"BUD.AC2\t{states['BUD.AC2']}\n" in rest
    assert f"DOS.AC1\t{states['DOS.AC1']}\n" in rest
    assert (pack / "data/audit/states.tsv").read_text("utf-8").startswith("BUD.AC1\taccepted\t")
    assert run("receive", pack.parents[1] / "visit.zip", pack.parents[1] / "new").code == 2


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_its_audit_folder_verifies(made: tuple[Path, Path]) -> None:
    """The script finds what was sampled as it was, and nothing missing that is known by hash."""
    audit = made[1] / "data/audit"
    words = ["/bin/sh", audit / "verify.sh", audit]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "decisions/D3.yml by A1: ok\n"

    (audit / "items/E01/body").write_bytes(b"another")
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


def test_the_same_bytes_each_time(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """A pack is deterministic, and no other host is named where a browser would ask it."""
    root, pack = made
    out = tmp_path / "again.zip"
    assert run("export", "pack", root, "--sample", "s04", "--out", out, *DAY).code == 0
    assert out.read_bytes() == (pack.parents[1] / "visit.zip").read_bytes()
    for name, data in _files(pack):
        if name.endswith(".html"):
            assert not re.search(rb"(?:src|href)=\"?(?:https?:)?//(?!schema)", data), name


def test_what_is_refused(run: Run, portfolio: Build, tmp_path: Path) -> None:
    """A sample that is not there, a file among the sources, and no sample at all."""
    root = portfolio({"mkdocs.yml": "site_name: X\nplugins: [crossfolio]\n"})
    ran = run("export", "pack", root, "--sample", "S9", "--out", tmp_path / "x.zip", *DAY)
    assert ran.code == 2
    assert "CFG117" in ran.err
    assert "sample `S9`" in ran.err
    inside = root / "evidence/x.zip"
    assert run("export", "pack", root, "--sample", "S9", "--out", inside, *DAY).code == 2
    assert run("export", "pack", root, "--out", tmp_path / "x.zip").code == 2
    assert not (tmp_path / "x.zip").exists()


def test_nothing_is_written_in_a_visit(made: tuple[Path, Path]) -> None:
    """The pack has no form for decisions and no page for new evidence, nor a byte of either."""
    words = (b"crossfolio-judge", b"crossfolioForms", b"assess.js", b"new-evidence")
    found = {(name, word) for name, data in _files(made[1]) for word in words if word in data}
    assert found == set()
