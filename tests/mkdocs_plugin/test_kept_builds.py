"""What a build remembers changes how long the next one takes, and nothing else."""

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tea import PAGE, SITE, UNIT, Project, Run, files_of

from support import broken

OTHER = PAGE.replace("E01", "E02").replace("A morning's tea", "An evening's tea")
LINKED = (
    "---\nid: E03\ntitle: Both\nkind: case-study\ndate: 2026-05-01\ncriteria: [TEA.AC1]\n---\n"
    "As in [the morning](e01.md#the-tea) and [nowhere](gone.md), [TEA.AC1]\n"
    "and ![a picture](missing.png).\n"
)
START: Mapping[str, str] = {"evidence/e02.md": OTHER, "evidence/e03.md": LINKED}

EDITS: Mapping[str, Mapping[str, str | None]] = {
    "nothing": {},
    "a sentence": {"evidence/e02.md": OTHER.replace("I made it.", "I made it *well*.")},
    "a title": {"evidence/e01.md": PAGE.replace("title: A morning's", "title: Another")},
    "a heading that is linked to": {"evidence/e01.md": PAGE.replace("## The tea", "## Tea")},
    "a new page": {"evidence/e04.md": PAGE.replace("E01", "E04")},
    "a new target": {"evidence/gone.md": PAGE.replace("E01", "E05")},
    "a page gone": {"evidence/e01.md": None},
    "a criterion's words": {"criteria/tea.yml": UNIT.replace("A pot of tea", "Tea, in a pot")},
    "a unit that cannot be read": {"criteria/more.yml": "unit: [\n"},
    "a setting of Markdown": {
        "mkdocs.yml": SITE + "markdown_extensions: [admonition, attr_list]\n"
    },
    "an extension that may do anything": {
        "mkdocs.yml": SITE + "markdown_extensions: [pymdownx.snippets]\n"
    },
    "the edition": {"mkdocs.yml": SITE.replace("crossfolio", "crossfolio: {edition: public}")},
    "the search": {"mkdocs.yml": SITE.replace("search, ", "search: {lang: fr}, ")},
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_warm_is_cold(
    edit: Mapping[str, str | None], project: Project, mkdocs: Run, keeping: Run, tmp_path: Path
) -> None:
    """After each edit the site and the log are those of a build that remembers nothing."""
    cache = str(tmp_path / "cache")
    root = project(START)
    assert "gone.md" in build(keeping, root, "first", cache).stderr
    for name, content in edit.items():
        if content is None:
            (root / name).unlink()
        else:
            (root / name).write_text(content, encoding="utf-8")
    warm = build(keeping, root, "warm", cache)
    cold = build(mkdocs, root, "cold", "")
    assert files_of(root / "warm") == files_of(root / "cold")
    assert said(warm) == said(cold)


def test_what_is_said_after_a_quiet_build(project: Project, mkdocs: Run, tmp_path: Path) -> None:
    """What MkDocs did not say under --quiet is said in the next build, and never under --quiet."""
    cache = str(tmp_path / "cache")
    root = project(START)
    for cached in ("", cache, cache):
        quiet = mkdocs(root, "build", "--quiet", "-d", "quiet", CROSSFOLIO_CACHE_DIR=cached)
        assert "gone.md" not in quiet.stderr
    assert said(build(mkdocs, root, "warm", cache)) == said(build(mkdocs, root, "cold", ""))
    assert "gone.md" in build(mkdocs, root, "warm", cache).stderr


DECISION = """\
decision: D01
assessor: A1
date: 2026-05-02
evidence:
  - {{id: E01, fingerprint: "{}"}}
  - {{id: E04, fingerprint: "{}"}}
criteria:
  - {{criterion: TEA.AC1, outcome: met, on: [E01, E04], feedback: As asked.}}
"""
PEOPLE = "people: {A1: {roles: [assessor], display_name: Ann}}\n"
MARK = '<a class="own" id="{{ anchor }}" href="{{ view.href }}">{{ view.id }}</a>\n'
FAR: Mapping[str, tuple[str, str, str]] = {
    "the words of a criterion": ("criteria/tea.yml", "Make a pot of tea", "Make one pot of tea"),
    "a neighbour's title": ("evidence/e02.md", "title: ", "title: Changed "),
    "a link to it": ("evidence/e03.md", "I made it.", "I made it, [as then](e01.md)."),
    "a verdict": ("assessment/decisions/d01.yml", "outcome: met", "outcome: not-yet-met"),
    "an assessor's name": ("assessment/people.yml", "Ann", "Bea"),
    "a draft of what was judged": ("evidence/e04.md", "\nkind:", "\nstatus: draft\nkind:"),
    "the text of what was judged": ("evidence/e04.md", "I made it", "I made it well"),
    "a template": ("overrides/crossfolio/mark.html.jinja", "class", "lang='en' class"),
}
"""Edits that show on the pages of items that are not edited."""


@pytest.mark.parametrize("edit", FAR.values(), ids=FAR)
def test_what_others_change(
    edit: tuple[str, str, str], project: Project, built: Project, mkdocs: Run, tmp_path: Path
) -> None:
    """The page of an item is made anew where it shows what another file has changed."""
    cache = str(tmp_path / "cache")
    texts = {f"evidence/e0{n}.md": PAGE.replace("E01", f"E0{n}") for n in (1, 2, 3, 4)}
    root = built(texts)
    shown = [(root / f"site/evidence/{id}/index.html").read_text("utf-8") for id in ("e01", "e04")]
    fingerprints = [re.findall("cf2:[0-9a-f]{64}", it)[0] for it in shown]
    root = project(
        {
            **texts,
            "criteria/tea.yml": UNIT.replace(
                "    outcomes", "    requires: {at_least: 4}\n    outcomes", 1
            ),
            "mkdocs.yml": SITE.replace("font: false", "font: false, custom_dir: overrides"),
            "overrides/crossfolio/mark.html.jinja": MARK,
            "assessment/people.yml": PEOPLE,
            "assessment/decisions/d01.yml": DECISION.format(*fingerprints),
        }
    )
    build(mkdocs, root, "first", cache)
    file, old, new = edit
    path = root / file
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    build(mkdocs, root, "warm", cache)
    build(mkdocs, root, "cold", "")
    first, warm, cold = (files_of(root / it) for it in ("first", "warm", "cold"))
    same = first["evidence/e01/index.html"] == warm["evidence/e01/index.html"]
    assert not same
    assert warm == cold


def test_a_template_renamed(project: Project, mkdocs: Run, tmp_path: Path) -> None:
    """A template counts by its name, and not only by what it says."""
    settings = SITE.replace("font: false", "font: false, custom_dir: overrides")
    unused = "overrides/crossfolio/unused.html.jinja"
    root = project({"mkdocs.yml": settings, unused: MARK})
    build(mkdocs, root, "first", str(tmp_path / "cache"))
    (root / unused).rename(root / "overrides/crossfolio/mark.html.jinja")
    build(mkdocs, root, "warm", str(tmp_path / "cache"))
    build(mkdocs, root, "cold", "")
    assert 'class="own"' in (root / "cold/evidence/e01/index.html").read_text("utf-8")
    assert files_of(root / "warm") == files_of(root / "cold")


def test_another_day(project: Project, mkdocs: Run, tmp_path: Path) -> None:
    """What the day decides, such as a waiver that ends, is worked out for the day."""
    portfolio = "waivers: [{criterion: TEA.AC2, reason: No pot here., expires: 2026-09-22}]\n"
    root = project({"evidence/portfolio.yml": portfolio})
    sites = []
    for day in ("1790000000", "1790200000"):
        for name, cache in (("warm", str(tmp_path / "cache")), ("cold", "")):
            mkdocs(root, "build", "-d", name, CROSSFOLIO_CACHE_DIR=cache, SOURCE_DATE_EPOCH=day)
        sites.append(files_of(root / "warm"))
        assert sites[-1] == files_of(root / "cold")
    assert sites[0]["units/tea/index.html"] != sites[1]["units/tea/index.html"]


def test_what_is_kept_may_be_broken(project: Project, keeping: Run, tmp_path: Path) -> None:
    """Bits turned, files cut, emptied, gone or in one another's place: the site is the same."""
    cache = tmp_path / "cache"
    root = project({**START, "evidence/a.csv": "a,b\n"})
    first = build(keeping, root, "first", str(cache))
    kept = sorted(path for path in cache.rglob("*") if path.is_file())
    assert {it.name.partition("-")[0] for it in kept} == {"files", "pages", "template"}
    for round_ in range(14):
        for number, file in enumerate(kept):
            ways = list(broken(file.read_bytes()))
            file.write_bytes(ways[(number + round_) % len(ways)])
        again = build(keeping, root, "again", str(cache))
        assert (again.returncode, said(again)) == (first.returncode, said(first))
        assert files_of(root / "again") == files_of(root / "first")
    contents = [it.read_bytes() for it in kept]
    for file, other in zip(kept, contents[1:] + contents[:1], strict=True):
        file.write_bytes(other)
    build(keeping, root, "swapped", str(cache))
    assert files_of(root / "swapped") == files_of(root / "first")


def test_two_builds_at_once(project: Project, mkdocs: Run, tmp_path: Path) -> None:
    """Builds of two sites that read and write what is kept at the same time are right, both."""
    cache = str(tmp_path / "cache")
    root = project(START)
    with ThreadPoolExecutor() as running:
        names = ("one", "two", "three", "four")
        sites = list(running.map(lambda name: build(mkdocs, root, name, cache), names[:2]))
        sites += running.map(lambda name: build(mkdocs, root, name, cache), names[2:])
    cold = build(mkdocs, root, "cold", "")
    assert {site.returncode for site in sites} == {cold.returncode}
    assert all(files_of(root / name) == files_of(root / "cold") for name in names)


def test_only_what_changed_is_done_again(project: Project, mkdocs: Run, tmp_path: Path) -> None:
    """One edit writes few of the kept files anew, and without an edit none is."""
    cache = tmp_path / "cache"
    root = project({"evidence/e02.md": OTHER})
    build(mkdocs, root, "one", str(cache))
    before = stamps(cache)
    (root / "evidence/e02.md").write_text(OTHER + "\nMore.\n", encoding="utf-8")
    build(mkdocs, root, "two", str(cache))
    after = stamps(cache)
    assert 1 <= len(set(after.items()) - set(before.items())) <= 2
    build(mkdocs, root, "three", str(cache))
    assert stamps(cache) == after


def build(mkdocs: Run, root: Path, name: str, cache: str) -> CompletedProcess[str]:
    return mkdocs(
        root,
        "build",
        "--site-dir",
        name,
        CROSSFOLIO_CACHE_DIR=cache,
        SOURCE_DATE_EPOCH="1790000000",
    )


def said(run: CompletedProcess[str]) -> list[str]:
    """Return a log without what tells builds apart: the folder and the time."""
    return [
        line for line in run.stderr.splitlines() if "directory" not in line and "built" not in line
    ]


def stamps(cache: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in cache.glob("*/pages-*")}
