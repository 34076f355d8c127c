"""The worked portfolio, built as its readers will see it, and broken as learners break it."""

import os
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml
from links import broken_links, loaded_from_elsewhere
from tea import PAGE, Project, Run

BUILDS = (("build",), ("build", "--strict"), ("build", "--quiet", "--strict"))


def found(log: str) -> list[str]:
    """Return the findings in a log, without what MkDocs writes before each."""
    return re.findall(r"\S+:\d+:\d+: (?:error|warning|info)\[\w+\].*", log)


def test_strict_build(worked: Path, mkdocs: Run) -> None:
    """The worked portfolio builds under --strict, without a warning.

    No link of the site is broken, pages, files and anchors alike; nothing comes from outside.
    """
    built = mkdocs(worked, "build", "--strict")

    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    assert broken_links(worked / "site") == []
    assert loaded_from_elsewhere(worked / "site") == []


def test_public_edition(worked: Path, mkdocs: Run) -> None:
    """Its public edition builds under --strict too; it names nobody, and holds no hidden text."""
    settings = worked / "mkdocs.yml"
    text = settings.read_text("utf-8")
    public = text.replace("  - crossfolio\n", "  - crossfolio: {edition: public}\n")
    settings.write_text(public, encoding="utf-8")

    built = mkdocs(worked, "build", "--strict")

    assert built.returncode == 0, built.stderr
    site = worked / "site"
    people = yaml.safe_load((worked / "assessment/people.yml").read_text("utf-8"))["people"]
    names = [
        person["display_name"].encode() for person in people.values() if "display_name" in person
    ]
    names += [f">{one}<".encode() for one in people]
    data = [site / name for name in ("index.html", "portfolio.json", "matrix.csv", "coverage.csv")]
    for path in (*data, *site.glob("evidence/**/*.html"), *site.glob("units/*/*.html")):
        held = [name for name in names if name in path.read_bytes()]
        assert not held, path
    assert b"I found out before I planned" in (site / "evidence/e19/index.html").read_bytes()
    assert broken_links(site) == []


def test_check(worked: Path, crossfolio: Run) -> None:
    """The worked portfolio passes the check even where warnings fail."""
    checked = crossfolio(worked, "check", "--fail-on", "warning")

    assert checked.returncode == 0, checked.stdout
    assert "26 of 26 criteria covered (100 %)" in checked.stdout


def with_gap(root: Path) -> None:
    """Ask for one more criterion, POE.AC4, for which there is no evidence."""
    unit = root / "criteria/poe.yml"
    more = "\n  - id: AC4\n    title: One more\n    text: Do one more thing.\n    outcomes: [LO1]\n"
    unit.write_text(unit.read_text("utf-8").rstrip("\n") + more, encoding="utf-8")


def place_of(root: Path, unit: str, criterion: str) -> str:
    """Return where a criterion's `id` stands."""
    text = (root / f"criteria/{unit}.yml").read_text("utf-8")
    at = re.search(rf"^( +- id: ){criterion}$", text, re.MULTILINE)
    assert at
    return f"criteria/{unit}.yml:{text.count(chr(10), 0, at.end()) + 1}:{len(at[1]) + 1}"


@pytest.mark.parametrize("arguments", BUILDS, ids=" ".join)
def test_gap_fails_the_build(undocumented: Path, mkdocs: Run, arguments: tuple[str, ...]) -> None:
    """A gap fails every sort of build, and the failing site is whole and names the gap."""
    with_gap(undocumented)

    built: CompletedProcess[str] = mkdocs(undocumented, *arguments)

    assert built.returncode == 1
    unit = (undocumented / "site/units/poe/index.html").read_text("utf-8")
    assert "POE.AC4" in unit
    assert "Not covered" in unit or "Uncovered" in unit
    assert broken_links(undocumented / "site") == []


def test_gap_fails_the_check(undocumented: Path, crossfolio: Run) -> None:
    """The check names the gap at the line of the criterion."""
    with_gap(undocumented)

    checked = crossfolio(undocumented, "check")

    place = place_of(undocumented, "poe", "AC4")
    assert checked.returncode == 1
    assert f"{place}: error[COV101] no evidence for `POE.AC4`" in checked.stdout


def test_unfinished_unit(
    undocumented: Path, project: Project, mkdocs: Run, crossfolio: Run
) -> None:
    """A gap in a unit in progress is pending: it is shown, and fails no build, strict or not."""
    page = PAGE.replace("TEA.AC1, ", "").replace(" [TEA.AC1]", "")
    pending = {
        "evidence/e01.md": page,
        "evidence/portfolio.yml": "learner: L1\nunits: {TEA: in-progress}\n",
    }
    small = project(pending)
    for arguments in BUILDS[:2]:
        assert mkdocs(small, *arguments).returncode == 0
    assert "warning[COV101]" in crossfolio(small, "check").stdout

    with_gap(undocumented)
    portfolio = undocumented / "evidence/portfolio.yml"
    text = portfolio.read_text("utf-8")
    portfolio.write_text(text.replace("POE: submitted", "POE: in-progress"), encoding="utf-8")

    assert mkdocs(undocumented, *BUILDS[-1]).returncode == 0
    assert "warning[COV101]" in crossfolio(undocumented, "check").stdout


def test_misspelt_tag(undocumented: Path, mkdocs: Run, crossfolio: Run) -> None:
    """A misspelt tag is named with its nearest ID, alike in the check and in the build's log."""
    page = next(undocumented.glob("evidence/own-development/e05*.md"))
    text = page.read_text("utf-8")
    page.write_text(text.replace("criteria: [POE.AC2]", "criteria: [PEO.AC2]"), encoding="utf-8")

    checked = crossfolio(undocumented, "check", "--format", "full")
    concise = crossfolio(undocumented, "check")
    built = mkdocs(undocumented, "build")

    path = page.relative_to(undocumented).as_posix()
    assert f"{path}:6:12: error[TAG101] unknown criterion `PEO.AC2`" in checked.stdout
    assert "help: did you mean `POE.AC2`?" in checked.stdout
    assert found(concise.stdout) == found(built.stderr)


BACKWARDS = """\
import os

forwards = os.scandir


class Backwards:
    def __init__(self, path="."):
        with forwards(path) as entries:
            self.entries = sorted(entries, key=lambda entry: entry.name)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        if not self.entries:
            raise StopIteration
        return self.entries.pop()

    def close(self):
        self.entries = []


os.scandir = Backwards
listdir = os.listdir
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
"""
"""A file system that lists its files from the last name to the first."""


def test_same_bytes(undocumented: Path, mkdocs: Run, tmp_path: Path) -> None:
    """The same input and SOURCE_DATE_EPOCH give the same bytes, however files are listed."""
    (tmp_path / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    first = digest_of(undocumented, mkdocs, "one")
    again = digest_of(undocumented, mkdocs, "two")
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    backwards = digest_of(undocumented, mkdocs, "three", PYTHONPATH=path)

    assert first == again
    assert first == backwards


def digest_of(root: Path, mkdocs: Run, name: str, **environment: str) -> dict[str, bytes]:
    epoch = {"SOURCE_DATE_EPOCH": "1790000000"}
    built = mkdocs(root, "build", "--site-dir", name, **epoch, **environment)
    assert built.returncode == 0, built.stderr
    site = root / name
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
