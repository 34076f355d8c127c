"""What has changed since it was judged, on the built page of an item."""

import re
import subprocess
from pathlib import Path

import pytest
from tea import PAGE, SITE, Project, Run, files_of

PEOPLE = "people: {A1: {roles: [assessor], display_name: Ann}}\n"
DECISION = """\
decision: D01
assessor: A1
date: 2026-05-02
evidence: [{{id: E01, fingerprint: "{}"}}]
criteria: [{{criterion: TEA.AC1, outcome: met, on: [E01]}}]
"""


def git(root: Path, *words: str) -> None:
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*own, *words], check=True, capture_output=True)


@pytest.fixture
def build(project: Project, mkdocs: Run) -> object:
    """Return what builds a project in which an item was judged as it was first."""

    def judged(then: str, now: str, **files: str) -> Path:
        root = project({"evidence/e01.md": then, **files})
        mkdocs(root, "build", "-q")
        page = (root / "site/evidence/e01/index.html").read_text("utf-8")
        fingerprint = re.findall("cf2:[0-9a-f]{64}", page)[0]
        git(root, "init", "-q")
        git(root, "add", "evidence")
        git(root, "commit", "-qm", "judged")
        record = {"assessment/people.yml": PEOPLE}
        record["assessment/decisions/d01.yml"] = DECISION.format(fingerprint)
        for name, text in {**record, "evidence/e01.md": now}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        return root

    return judged


def text_of(root: Path, name: str = "e01", site: str = "site") -> str:
    """Return the words of an item's page."""
    html = (root / f"{site}/evidence/{name}/index.html").read_text("utf-8")
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_by_words_at_the_passage(build: object, mkdocs: Run) -> None:
    """The banner, the passage and the foot say what has changed; the search does not."""
    root = build(PAGE, PAGE.replace("I made it.", "I made it well, with care."))  # type: ignore[operator]
    mkdocs(root, "build")

    html = (root / "site/evidence/e01/index.html").read_text("utf-8")
    assert '<ins><span class="crossfolio-hidden">put in: </span>well, with care' in html
    assert "the passage that was judged" in html
    assert 'id="crossfolio-since"' in html
    assert "crossfolio-note-" not in html
    body = html[html.index("crossfolio-body") :]
    assert body.index("This passage") < body.index("crossfolio-foot")
    index = (root / "site/search/search_index.json").read_text("utf-8")
    assert "This passage" not in index
    assert "Since it was judged" not in index


def test_what_is_kept_goes_by_the_history(build: object, mkdocs: Run, tmp_path: Path) -> None:
    """A build that remembers says the same as one that does not, whatever git has learnt."""
    root = build(PAGE, PAGE.replace("I made it.", "I made it well."))  # type: ignore[operator]
    cache = str(tmp_path / "kept")
    stamp = {"SOURCE_DATE_EPOCH": "1790000000"}
    seen = []
    for steps in (
        (),
        (("checkout", "-q", "--orphan", "new"), ("add", "-A"), ("commit", "-qm", "x")),
    ):
        for step in steps:
            git(root, *step)
        for branch in ("main", "master") if steps else ():
            own = ("git", "-C", str(root))
            subprocess.run([*own, "branch", "-q", "-D", branch], check=False, capture_output=True)
        for name, where in (("warm", cache), ("cold", "")):
            mkdocs(root, "build", "-d", name, CROSSFOLIO_CACHE_DIR=where, **stamp)
        assert files_of(root / "warm") == files_of(root / "cold"), steps
        seen.append(text_of(root, site="warm"))
    assert "is in commit" in seen[0]
    assert "no commit has the version that was judged" in seen[-1]


def test_the_public_edition_tells_nothing(build: object, mkdocs: Run) -> None:
    """No word that was taken out, and not that anything was judged, is public."""
    then = PAGE.replace("I made it.", "I made it with the zaffrecanary.")
    then = then.replace("\nkind:", "\naudience: public\nkind:")
    root = build(then, then.replace(" with the zaffrecanary", ""))  # type: ignore[operator]
    mkdocs(root, "build", "-q")
    assert "zaffrecanary" in text_of(root)
    (root / "mkdocs.yml").write_text(SITE.replace("crossfolio", "crossfolio: {edition: public}"))
    mkdocs(root, "build", "-q")

    assert "I made it" in text_of(root)
    for path, content in files_of(root / "site").items():
        assert b"zaffrecanary" not in content, path
        assert b"since it was judged" not in content.lower(), path
    assert not (root / "site/desk").exists()
