"""A command finds its project upwards; in a folder that is none it says how to begin one."""

import os
from pathlib import Path

import pytest

from support import PAGE, UNIT, Build, Run, page, write

DAY = ("--today", "2026-07-01")
SITE = "site_name: S\nplugins: [crossfolio]\n"
COMMANDS = [
    ("check", *DAY),
    ("check", *DAY, "--format", "json"),
    ("explain", "BUD.AC1"),
    ("fix",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("settings", [{}, {"mkdocs.yml": SITE}], ids=["bare", "settings"])
@pytest.mark.parametrize("within", ["evidence", "criteria", "evidence/a/b", "docs", "x"])
def test_every_command_finds_its_project(
    portfolio: Build,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    settings: dict[str, str],
    within: str,
) -> None:
    """Run deep inside a project, or given a folder in it, a command does what it does above."""
    root = portfolio({**settings, "evidence/e02.md": page(id="E02", body="[BUD.AC9]\n")})
    (root / within).mkdir(parents=True, exist_ok=True)
    above = run(*command, root)
    named = run(*command, root / within)
    monkeypatch.chdir(root / within)
    inside = run(*command)

    assert (named.code, named.out) == (inside.code, inside.out) == (above.code, above.out)
    assert inside.err == above.err


def test_new_files_come_into_the_project(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files lie where the project has such, wherever the command is run."""
    root = portfolio()
    monkeypatch.chdir(root / "evidence")

    assert run("new", "evidence", "--for", "BUD.AC1", *DAY).code == 0
    assert run("new", "unit", "POE").code == 0
    assert run("schema").code == 0
    assert len(list((root / "evidence").glob("e02-*.md"))) == 1
    assert (root / "criteria/poe.yml").is_file()
    assert (root / "schemas/unit.schema.json").is_file()
    assert not (root / "evidence/schemas").exists()


def test_the_nearest_project(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of projects in one another the nearest is meant, one of criteria alone as well."""
    root = portfolio({"mkdocs.yml": SITE, "inner/criteria/poe.yml": UNIT.replace("BUD", "POE")})
    assert "POE.AC1" in run("check", root / "inner", *DAY).out
    monkeypatch.chdir(root / "inner/criteria")
    assert "POE.AC1" in run("check", *DAY).out


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_through_a_link(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A link into a project leads to it."""
    root = portfolio()
    (tmp_path / "link").symlink_to(root / "evidence", target_is_directory=True)

    assert run("check", tmp_path / "link", *DAY).out == run("check", root, *DAY).out


@pytest.mark.parametrize(
    "command",
    [
        *COMMANDS,
        ("new", "evidence", "--kind", "product"),
        ("new", "unit", "POE"),
        ("new", "qualification", "POE-Q"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("way", ["here", "named"])
def test_no_project(
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    way: str,
) -> None:
    """In a folder that is none, nothing is checked or written, and the next step is said."""
    (tmp_path / "letters").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = run(*command, *([tmp_path] if way == "named" else []))

    assert (ran.code, ran.out) == (2, "")
    assert "this folder is no portfolio, and lies in none" in ran.err
    assert "crossfolio new portfolio FOLDER" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"mkdocs.yml": "site_name: S\n"}, "does not name the plugin `crossfolio`"),
        ({"e01.md": PAGE}, "`e01.md` looks like a page of evidence"),
        ({"proofs/e01.md": PAGE}, "`proofs/e01.md` looks like a page of evidence"),
        ({"units/bud.yml": UNIT}, "`units/bud.yml` looks like a file of criteria"),
    ],
)
def test_nearly_a_project(tmp_path: Path, run: Run, files: dict[str, str], said: str) -> None:
    """What is there is named, and where it belongs."""
    ran = run("check", write(tmp_path, files))

    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("name", "said"), [("mkdocs.yml", "name its folder"), ("evidence/e01.md", "is a file")]
)
def test_a_file_is_no_project(portfolio: Build, run: Run, name: str, said: str) -> None:
    """A file as ROOT is refused, with what to name instead."""
    ran = run("check", portfolio({"mkdocs.yml": SITE}) / name)

    assert ran.code == 2
    assert said in ran.err
