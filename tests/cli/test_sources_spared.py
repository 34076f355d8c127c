"""No command writes over a source, wherever it is told to write."""

from pathlib import Path

import pytest

from support import Build, Run, tree

SITE = "site_name: X\ndocs_dir: pages\nplugins: [crossfolio]\n"
TOUCHING = (
    "criteria/x",
    "criteria/bud.yml",
    "evidence/x",
    "evidence/e01.md",
    "evidence/sub/x",
    "assessment/x",
    "pages/x",
    "pages/about.md",
    "mkdocs.yml",
    "site/../evidence/x",
    "Evidence/x",
    "link/x",
    "link/bud.yml",
    "page-link",
)


@pytest.fixture
def root(portfolio: Build) -> Path:
    made = portfolio({"mkdocs.yml": SITE, "pages/about.md": "# About\n"})
    (made / "link").symlink_to(made / "criteria")
    (made / "page-link").symlink_to(made / "evidence/e01.md")
    return made


@pytest.mark.parametrize("output", TOUCHING)
def test_reports(root: Path, run: Run, output: str) -> None:
    """A report is not written among the sources: nothing is checked, and nothing is touched."""
    before = tree(root)

    ran = run("check", root, "--format", "concise", "--format", f"json={root / output}")

    assert ran.code == 2
    assert ran.out == ""
    (said,) = [line for line in ran.err.splitlines() if "error:" in line]
    assert f"nothing was written to {(root / output).as_posix()}: it " in said
    assert tree(root) == before


@pytest.mark.parametrize("output", TOUCHING)
def test_summaries_of_jobs(
    root: Path, run: Run, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what a forge asks for by a variable."""
    before = tree(root)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / output))

    assert run("check", root, "--format", "github").code == 2
    assert tree(root) == before


@pytest.mark.parametrize("output", TOUCHING)
def test_schemas_and_new_portfolios(root: Path, run: Run, output: str) -> None:
    """Nor do schemas and new portfolios go into the folders of a project that is there."""
    before = tree(root)

    for command in (("schema",), ("new", "portfolio")):
        ran = run(*command, root / output)
        assert ran.code == 2
        assert "Traceback" not in ran.err
    assert tree(root) == before


def test_reports_beside_the_sources(root: Path, run: Run) -> None:
    """A report beside the sources is written, also once the result of the check is kept."""
    for _ in range(2):
        assert run("check", root, "--format", f"json={root / 'report.json'}").code == 0
        assert (root / "report.json").is_file()
        (root / "report.json").unlink()


def test_refused_as_well_where_nothing_has_changed(
    root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an earlier check has kept is written into no source either."""
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "kept"))
    run("check", root, "--format", f"json={root / 'report.json'}")
    before = tree(root)

    assert run("check", root, "--format", f"json={root / 'evidence/report.json'}").code == 2
    assert tree(root) == before
