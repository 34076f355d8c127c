"""Which paths may be written."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.workspace.outputs import (
    Location,
    RefusedOutputError,
    sources_of,
    spare_sources,
    why_refused,
)
from crossfolio.workspace.project import open_project
from support import Build

NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple)


def placed(names: tuple[str, ...]) -> Location:
    above = ["/".join(names[:n]) for n in range(1, len(names))]
    return Location(frozenset(("/".join(names),)), frozenset(above))


@given(NAMES, NAMES)
def test_refused_exactly_where_one_begins_with_the_other(
    output: tuple[str, ...], source: tuple[str, ...]
) -> None:
    """An output is refused where it is a source, holds one or lies in one, and nowhere else."""
    shorter = min(len(output), len(source))
    touches = output[:shorter] == source[:shorter]

    why = why_refused(placed(output), [("x", placed(source))])

    assert bool(why) == touches
    if touches:
        words = {True: "it holds your", False: "it lies in your"}[len(output) < len(source)]
        assert why.startswith("it is your" if output == source else words)


@pytest.mark.parametrize(
    "output",
    [
        "criteria",
        "evidence",
        "assessment",
        "docs",
        "mkdocs.yml",
        "base.yml",
        ".",
        "..",
        "evidence/site",
        "evidence/e01.md",
        "docs/new/deep/site",
        "site/../evidence",
        "EVIDENCE/Site",
        "Mkdocs.YML",
        "link-to-evidence",
        "link-to-evidence/x.json",
        "link-to-page",
        "link-to-root",
        "evidence/link-out",
        "chain",
        "missing-link/x",
    ],
)
def test_what_could_touch_a_source(portfolio: Build, output: str) -> None:
    """Every way to a source is seen: folders, files, links, dots, letters of another case."""
    root = with_links(portfolio)

    with pytest.raises(RefusedOutputError):
        spare_sources(root / output, sources_of(open_project(root)))
    with pytest.raises(RefusedOutputError):
        spare_sources(Path(os.path.relpath(root / output)), sources_of(open_project(root)))


@pytest.mark.parametrize(
    "output", ["site", "evidence2", "reports/evidence", "out.json", "link-out", "site/docs", "bin"]
)
def test_what_touches_none(portfolio: Build, output: str) -> None:
    """What lies beside the sources may be written, whatever it is called."""
    root = with_links(portfolio)

    spare_sources(root / output, sources_of(open_project(root)))


def test_names_with_accents(portfolio: Build) -> None:
    """A name is the same however its accents are written."""
    root = portfolio({"mkdocs.yml": "plugins: [crossfolio: {evidence: belege-für}]\n"})
    (root / "evidence").rename(root / "belege-für")

    output = root / unicodedata.normalize("NFD", "belege-für/site")

    with pytest.raises(RefusedOutputError):
        spare_sources(output, sources_of(open_project(root)))


def test_sources_of_another_project(portfolio: Build, tmp_path: Path) -> None:
    """The project around an output is spared as well, whichever one is at work."""
    root = portfolio({"mkdocs.yml": "plugins: [crossfolio: {criteria: kriterien}]\n"})

    spare_sources(root / "site", {})
    with pytest.raises(RefusedOutputError):
        spare_sources(root / "evidence/x.json", {})
    with pytest.raises(RefusedOutputError):
        spare_sources(root / "criteria/x.json", {})  # The settings cannot be used.
    spare_sources(tmp_path / "x.json", {})


def test_a_project_that_lies_in_its_own_pages(portfolio: Build) -> None:
    """Where the folder of pages is the project itself, reports may lie beside the sources."""
    root = portfolio({"mkdocs.yml": "docs_dir: .\nplugins: [crossfolio]\n"})
    sources = sources_of(open_project(root))

    spare_sources(root / "report.json", sources)
    with pytest.raises(RefusedOutputError):
        spare_sources(root / "evidence/report.json", sources)


def with_links(portfolio: Build) -> Path:
    """Write a project with links to its sources and out of them."""
    site = "INHERIT: base.yml\nplugins: [crossfolio]\n"
    root = portfolio({"mkdocs.yml": site, "base.yml": "site_name: X\n", "docs/about.md": "# A\n"})
    outside = root.parent / "outside"
    outside.mkdir()
    links = {
        "link-to-evidence": root / "evidence",
        "link-to-page": root / "evidence/e01.md",
        "link-to-root": root,
        "chain": root / "link-to-evidence",
        "missing-link": root / "assessment",
        "link-out": outside,
        "evidence/link-out": outside,
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    return root
