"""What a build does to a project's site, whatever the project holds."""

import shutil
import sys
from pathlib import Path

import pytest
from links import broken_links
from tea import PAGE, SITE, Project, Run

from forking import run_python

SENTENCE = "The quiet kettle in the northern pantry was named Bartholomew."

FAILED = "This portfolio did not pass its check when the site was built."

WITHHELD = f"""\
---
id: E02
title: The appraisal of the northern pantry
kind: product
date: 2026-05-01
criteria: [TEA.AC1]
audience: withheld
attachments: [appraisal.csv]
location: {{where: In the pantry's green folder}}
---

{SENTENCE} [TEA.AC1]
"""


def contents(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_pages(project: Project, mkdocs: Run) -> None:
    """A build makes an overview, a page per unit and per item, an index, gaps and data."""
    root = project({})

    assert mkdocs(root, "build", "--strict").returncode == 0

    made = contents(root / "site")
    expected = ("index.html", "units/tea/index.html", "evidence/index.html", "gaps/index.html")
    for page in (*expected, "evidence/e01/index.html", "schemas/evidence.schema.json"):
        assert page in made
    assert broken_links(root / "site") == []
    assert FAILED.encode() not in made["index.html"]


def test_mark_is_a_target(built: Project) -> None:
    """The cell of a matrix leads to the mark, and the mark leads to the criterion."""
    root = built({})

    unit = (root / "site/units/tea/index.html").read_text("utf-8")
    page = (root / "site/evidence/e01/index.html").read_text("utf-8")

    assert 'href="../../evidence/e01/#TEA.AC1"' in unit
    assert 'id="TEA.AC1" href="../../units/tea/#TEA.AC1"' in page
    assert 'id="the-tea"' in page
    assert "[TEA.AC1]" not in page


def test_home_page_of_the_docs(project: Project, mkdocs: Run) -> None:
    """Where docs/ has a home page of its own, the overview stands beside it."""
    root = project({"docs/index.md": "# Welcome\n"})

    assert mkdocs(root, "build", "--strict").returncode == 0

    assert "Welcome" in (root / "site/index.html").read_text("utf-8")
    assert (root / "site/overview/index.html").is_file()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@pytest.mark.parametrize("directories", [True, False])
def test_themes_and_addresses(project: Project, mkdocs: Run, theme: str, directories: bool) -> None:  # noqa: FBT001
    """Every theme shows the same pages, with addresses of folders or of files."""
    settings = f"theme: {{name: {theme}}}\nuse_directory_urls: {str(directories).lower()}\n"
    root = project({"mkdocs.yml": f"site_name: Tea\nplugins: [search, crossfolio]\n{settings}"})

    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    page = "evidence/e01/index.html" if directories else "evidence/e01.html"
    assert "crossfolio-mark" in (root / "site" / page).read_text("utf-8")
    ours = [link for link in broken_links(root / "site") if "search.html" not in link]
    assert ours == []


@pytest.mark.parametrize("edition", ["assessor", "public"])
def test_withheld_evidence(project: Project, mkdocs: Run, edition: str) -> None:
    """A withheld item's title, text and files reach no file of the site, in no edition."""
    scores = b"week,score\n1,77\n2,78\n"
    site = SITE.replace("crossfolio]", f"crossfolio: {{edition: {edition}}}]")
    root = project(
        {
            "mkdocs.yml": site,
            "evidence/e01.md": PAGE.replace("criteria:", "audience: public\ncriteria:"),
            "evidence/e02.md": WITHHELD,
            "evidence/appraisal.csv": scores,
        }
    )

    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    index = "search/search_index.json"
    for name, data in contents(root / "site").items():
        assert b"Bartholomew" not in data, name
        assert b"northern pantry" not in data, name
        assert data != scores, name
        assert "appraisal" not in name
        told = edition == "assessor" and name in ("evidence/e02/index.html", index)
        assert told or b"green folder" not in data, name
    assert "E02" in (root / "site/units/tea/index.html").read_text("utf-8")
    assert "northern" not in built.stderr


def test_public_edition_names_nobody(project: Project, mkdocs: Run) -> None:
    """The public edition holds no person, no decision, and stubs of what is not public."""
    people = "people: {A1: {roles: [assessor], display_name: Odile Quartermain}}\n"
    observed = PAGE.replace("kind: product", "kind: observation\nassessor: A1")
    site = SITE.replace("crossfolio]", "crossfolio: {edition: public}]")
    root = project(
        {"mkdocs.yml": site, "evidence/e01.md": observed, "assessment/people.yml": people}
    )

    assert mkdocs(root, "build", "--strict").returncode == 0

    for name, data in contents(root / "site").items():
        assert b"Quartermain" not in data, name
        assert b"I warmed the pot" not in data, name
        assert b"A morning" not in data, name


def test_unusable_settings(built: Project, mkdocs: Run) -> None:
    """Settings that cannot be used stop the build at their line, and leave the old site."""
    root = built({})
    before = contents(root / "site")
    (root / "mkdocs.yml").write_text(
        SITE.replace("crossfolio]", "crossfolio: {editon: public}]"), encoding="utf-8"
    )

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert "mkdocs.yml:3:32: error[CFG101] unknown setting `editon`" in built.stderr
    assert "did you mean `edition`?" in built.stderr
    assert contents(root / "site") == before


def test_unreadable_docs_page_keeps_the_old_site(built: Project, mkdocs: Run) -> None:
    """A page that MkDocs cannot read breaks the build and not the site that was there."""
    root = built({})
    before = contents(root / "site")
    (root / "docs/latin.md").write_bytes(b"caf\xe9\n")

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert contents(root / "site") == before
    assert not list(root.glob(".site.crossfolio*"))


def test_hidden_files_are_carried_over(built: Project, mkdocs: Run) -> None:
    """Files of the old site that begin with a dot stand in the new one."""
    root = built({})
    (root / "site/.nojekyll").write_text("", encoding="utf-8")
    (root / "site/.git").mkdir()
    (root / "site/.git/HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (root / "site/left-over.html").write_text("old", encoding="utf-8")

    mkdocs(root, "build")

    assert (root / "site/.nojekyll").is_file()
    assert (root / "site/.git/HEAD").read_text("utf-8") == "ref: refs/heads/pages\n"
    assert not (root / "site/left-over.html").exists()


def test_interrupted_swap_is_mended(built: Project, mkdocs: Run) -> None:
    """A site that a killed build had moved aside is found by the next one."""
    root = built({})
    (root / "site").rename(root / ".site.crossfolio-old")
    (root / "docs/latin.md").write_bytes(b"caf\xe9\n")

    assert mkdocs(root, "build").returncode == 1

    assert (root / "site/index.html").is_file()
    assert not (root / ".site.crossfolio-old").exists()


KILLED = """
import os, signal, sys
last, steps, at = int(sys.argv.pop()), 0, os.path.realpath(".")
def step(event, words):
    global steps
    if event in WRITES and any(isinstance(it, str) and it.startswith(at) for it in words[:2]):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
WRITES = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "shutil.rmtree", "open")
sys.addaudithook(step)
from mkdocs.__main__ import cli
try:
    cli()
finally:
    print(steps)
"""
"""Builds a site, and kills itself at a step: when it opens, makes, moves or removes a file."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_build(project: Project, mkdocs: Run) -> None:
    """A build killed at any moment leaves the old site whole, or the new one."""
    root = project({f"evidence/f{n}.md": PAGE.replace("E01", f"F{n}") for n in range(9)})
    day = {"SOURCE_DATE_EPOCH": "1780000000"}
    mkdocs(root, "build", **day)
    old = contents(root / "site")
    (root / "evidence/e01.md").write_text(PAGE.replace("I made it.", "I did."), encoding="utf-8")
    shutil.copytree(root / "site", root.parent / "old")
    counted = run_python(["-c", KILLED], root, ("build", "0"), day)
    new, steps = contents(root / "site"), int(counted.stdout)
    assert old != new

    seen = set()
    for step in [*range(1, steps, steps // 5), *range(steps - 8, steps + 2)]:
        for folder in root.glob("*site*"):
            shutil.rmtree(folder)
        shutil.copytree(root.parent / "old", root / "site")
        ran = run_python(["-c", KILLED], root, ("build", str(step)), day)
        now = contents(root / "site")
        assert now in (old, new), (step, ran.returncode)
        seen.add((ran.returncode, now == new))
    assert seen == {(-9, False), (-9, True), (0, True)}


def test_dirty_build_is_left_alone(built: Project, mkdocs: Run) -> None:
    """A dirty build writes into the site as MkDocs does."""
    root = built({})
    (root / "site/own.txt").write_text("own", encoding="utf-8")

    assert mkdocs(root, "build", "--dirty").returncode == 0

    assert (root / "site/own.txt").is_file()


def test_sources_are_left_alone(project: Project, mkdocs: Run) -> None:
    """A build writes the site and nothing else."""
    root = project({})
    before = {p: p.stat().st_mtime_ns for p in root.rglob("*") if p.is_file()}

    mkdocs(root, "build")

    after = {
        p: p.stat().st_mtime_ns
        for p in root.rglob("*")
        if p.is_file() and not p.is_relative_to(root / "site")
    }
    assert after == before


def test_evidence_inside_docs(project: Project, mkdocs: Run) -> None:
    """Evidence that lies in the docs folder is published once, as evidence."""
    site = SITE.replace("crossfolio]", "crossfolio: {evidence: docs/evidence}]")
    root = project({"mkdocs.yml": site})
    (root / "evidence").rename(root / "docs/evidence")
    (root / "docs/evidence/notes.txt").write_text("not listed", encoding="utf-8")

    assert mkdocs(root, "build").returncode == 0

    made = contents(root / "site")
    assert "evidence/e01/index.html" in made
    assert not [name for name in made if "notes" in name or "docs/" in name]


def test_only_listed_files_are_published(project: Project, mkdocs: Run) -> None:
    """What no item lists is not published, nor is a file that is not what it is called."""
    root = project(
        {
            "evidence/e01.md": PAGE + "\n[scores](scores.csv) and [picture](picture.png)\n",
            "evidence/scores.csv": "week,score\n1,2\n",
            "evidence/picture.png": "<svg onload=alert(1)>",
            "evidence/draft.md~": "old",
            "evidence/page.html": "<script>alert(1)</script>",
        }
    )

    built = mkdocs(root, "build")

    assert built.returncode == 1
    made = contents(root / "site")
    assert "evidence/scores.csv" in made
    for name in ("evidence/picture.png", "evidence/draft.md~", "evidence/page.html"):
        assert name not in made


def test_navigation(project: Project, mkdocs: Run) -> None:
    """With a navigation of the user's, ours comes first; items are in none."""
    site = SITE + "nav:\n  - About: about.md\n  - All gaps: gaps.md\n"
    root = project({"mkdocs.yml": site, "docs/about.md": "# About\n"})

    built = mkdocs(root, "build", "--strict")

    assert built.returncode == 0, built.stderr
    home = (root / "site/index.html").read_text("utf-8")
    nav = home[home.index("md-nav--primary") :]
    assert nav.index("Overview") < nav.index("TEA: Make tea") < nav.index("About")
    assert nav.count('href="gaps/"') == 1
    assert 'href="evidence/e01/"' not in nav[: nav.index("md-content")]


def test_no_criteria_at_all(project: Project, mkdocs: Run) -> None:
    """An empty criteria folder fails the build and still gives a site, which says so."""
    root = project({"criteria/tea.yml": "# nothing yet\n"})

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert "CRI101" in built.stderr
    assert FAILED in (root / "site/index.html").read_text("utf-8")


def test_broken_page_costs_no_other(project: Project, mkdocs: Run) -> None:
    """Every sort of unreadable page is a finding; all the others are built."""
    broken = {
        "colon.md": b"---\nid: B1\ntitle: a: b\n---\n",
        "latin.md": b"---\nid: B2\ntitle: caf\xe9\n---\n",
        "utf16.md": "---\nid: B3\n---\n".encode("utf-16"),
        "nul.md": PAGE.replace("E01", "B4").replace("I made it", "I \0 made it").encode(),
        "bomb.md": b"---\nid: B5\na: &a [x,x]\nb: [*a,*a]\n---\n",
        "deep.md": b"---\nid: B6\nx: " + b"[" * 100_000 + b"\n---\n",
        "deeper.md": b"---\n" + b"- " * 40_000 + b"\n---\n",
        "none.md": b"# No front matter\n",
        "python.md": b"---\nid: !!python/object:os.system B7\n---\n",
        "template.md": PAGE.replace("E01", "B8")
        .replace("kind:", "template: x.html\nkind:")
        .encode(),
    }
    root = project({f"evidence/{name}": data for name, data in broken.items()})

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert "Traceback" not in built.stderr
    for name in broken:
        assert f"evidence/{name}:" in built.stderr
    assert "I made it" in (root / "site/evidence/e01/index.html").read_text("utf-8")
    assert (root / "site/units/tea/index.html").is_file()


def test_two_pages_with_one_address(project: Project, mkdocs: Run) -> None:
    """A page of the docs that would overwrite a page of evidence fails the build by name."""
    root = project({"docs/evidence/e01.md": "# Mine\n"})

    built = mkdocs(root, "build")

    assert built.returncode == 1
    assert FAILED in (root / "site/index.html").read_text("utf-8")
    finding = "docs/evidence/e01.md:1:1: error[SRC109] this name collides with `evidence/e01.md`"
    assert finding in built.stderr


@pytest.mark.parametrize("body", ['--8<-- "a.txt"\n', "[" * 300 + "\n"])
@pytest.mark.parametrize("at", ["", "the-tea"])
def test_nothing_leads_to_a_text_that_is_not_shown(built: Project, body: str, at: str) -> None:
    """An item that is too costly, or asks for another file, has a page and no passages."""
    page = PAGE.replace("I made it.", body)
    if at:
        page = page.replace("[TEA.AC1, TEA.AC2]", f"[TEA.AC2, {{criterion: TEA.AC1, at: {at}}}]")
    site = f"{SITE}markdown_extensions: [pymdownx.snippets]\n"
    root = built({"evidence/e01.md": page, "mkdocs.yml": site})
    unit = (root / "site/units/tea/index.html").read_text("utf-8")

    assert 'href="../../evidence/e01/"' in unit
    assert "evidence/e01/#" not in unit
    assert broken_links(root / "site") == []
