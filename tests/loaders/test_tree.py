"""Files and folders that are not what they seem."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crossfolio.workspace.disk import Disk
from support import PAGE, Build, Check, Run, page, shown

links = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")


@links
def test_links_are_found_and_never_followed(portfolio: Build, check: Check, tmp_path: Path) -> None:
    """A link to a file, a folder, itself or nothing is a finding each, and nothing is read."""
    root = portfolio()
    secret = tmp_path / "secret.md"
    secret.write_text(page(id="SECRET"))
    folder = root / "evidence"
    (folder / "file.md").symlink_to(secret)
    (folder / "folder").symlink_to(tmp_path, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.md").symlink_to(tmp_path / "nothing")
    (folder / "self.md").symlink_to("self.md")
    checked = check(root)

    assert shown(checked.diagnostics, "SRC") == [
        f"evidence/{name}:1:1 SRC108"
        for name in ("dangling.md", "file.md", "folder", "loop", "self.md")
    ]
    assert [item.id for item in checked.portfolio.evidence] == ["E01"]


@links
def test_a_linked_folder_is_not_read(portfolio: Build, check: Check, tmp_path: Path) -> None:
    """The evidence folder itself may not be a link."""
    root = portfolio()
    (root / "evidence").rename(tmp_path / "elsewhere")
    (root / "evidence").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    checked = check(root)

    assert shown(checked.diagnostics, "SRC") == ["evidence:1:1 SRC108"]
    assert not checked.portfolio.evidence


@links
def test_lines_of_links_are_not_shown(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """The full report shows no line of what a link leads to."""
    root = portfolio()
    (tmp_path / "secret").write_text("top secret\n")
    (root / "evidence/e09.md").symlink_to(tmp_path / "secret")

    assert "top secret" not in run("check", root, "--format", "full").out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("form", ["concise", "full", "json"])
def test_a_pipe_does_not_hang(portfolio: Build, process: Run, form: str) -> None:
    """A named pipe is a finding; nobody waits for someone to write into it."""
    root = portfolio()
    os.mkfifo(root / "evidence/pipe.md")
    os.mkfifo(root / "evidence/pipe.png")
    ran = process("check", root, "--format", form)

    assert ran.code == 1
    assert ran.out.count('"SRC108"' if form == "json" else "[SRC108]") == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root may read all")
def test_files_that_may_not_be_read(portfolio: Build, check: Check) -> None:
    """A page, an attachment and a folder without the right to read are findings."""
    root = portfolio({"evidence/e01.md": page(attachments="[a.txt]"), "evidence/a.txt": "a"})
    portfolio({"evidence/e02.md": page(id="E02"), "evidence/shut/x.md": "x"}, bare=True)
    for name in ("a.txt", "e02.md", "shut"):
        (root / "evidence" / name).chmod(0)
    checked = check(root)
    (root / "evidence/shut").chmod(0o700)

    assert shown(checked.diagnostics, "SRC") == [
        f"evidence/{name}:1:1 SRC110" for name in ("a.txt", "e02.md", "shut")
    ]


def test_a_file_that_cannot_be_opened(
    portfolio: Build, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the system says against opening a file, the other files are still checked."""
    root = portfolio({"evidence/e01.md": page(attachments="[a.txt]"), "evidence/a.txt": "a"})
    portfolio({"evidence/e02.md": page(id="E02")}, bare=True)
    for name, allowed in (("open", Disk.open), ("read", Disk.read)):

        def refusing(
            disk: Disk, path: str, *more: int, allowed: Callable[..., object] = allowed
        ) -> object:
            if path.endswith(("e02.md", "a.txt")):
                raise PermissionError(13, "Permission denied", path)
            return allowed(disk, path, *more)

        monkeypatch.setattr(Disk, name, refusing)
    checked = check(root)

    assert shown(checked.diagnostics, "SRC") == [
        "evidence/a.txt:1:1 SRC110",
        "evidence/e02.md:1:1 SRC110",
    ]
    assert checked.coverage.total.covered == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only there two such names are two files")
@pytest.mark.parametrize(
    ("one", "other"),
    [("a.md", "A.md"), ("caf\u00e9.csv", "cafe\u0301.csv"), ("STRASSE.txt", "stra\u00dfe.txt")],
)
def test_names_that_collide(portfolio: Build, check: Check, one: str, other: str) -> None:
    """Names that differ in case or in how accents are written are found, once."""
    files = {f"evidence/{one}": page(id="E02"), f"evidence/{other}": page(id="E03")}
    checked = check(portfolio(files))

    later = max(one, other)
    assert shown(checked.diagnostics, "SRC") == [f"evidence/{later}:1:1 SRC109"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses to make such names")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("con.md", "is reserved on Windows"),
        ("LPT1", "is reserved on Windows"),
        ("nul.tar.gz", "is reserved on Windows"),
        ("what?.md", "cannot hold: ?"),
        ("a#b%.md", "cannot hold: # %"),
        ("a\nb.md", r"cannot hold: \n"),
        ("a\x1b[31m.md", r"cannot hold: \x1b"),
        ("a\u202eb.md", r"cannot hold: \u202e"),
        ("dot.", "ends in a dot or a blank"),
        ("blank ", "ends in a dot or a blank"),
    ],
)
def test_unusable_names(portfolio: Build, check: Check, name: str, said: str) -> None:
    """A name that some system or address cannot hold is found, and shown without harm."""
    root = portfolio({f"evidence/{name}": page(id="E02")})
    found = [d for d in check(root).diagnostics if d.rule.code == "SRC110"]

    assert len(found) == 1
    assert said in found[0].finding.message
    assert str(found[0]).isprintable()


@pytest.mark.skipif(sys.platform != "linux", reason="only there are names bytes")
def test_names_that_are_no_text(portfolio: Build, run: Run) -> None:
    """A name in another encoding is a finding that can be printed and written."""
    root = portfolio()
    with open(os.fsencode(root) + b"/evidence/caf\xe9.md", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"x")
    ran = run("check", root, "--format", "json")

    assert ran.code == 1
    assert [d["code"] for d in ran.report["diagnostics"] if d["severity"] == "error"] == ["SRC110"]


def test_dot_files_are_left_alone(check: Check) -> None:
    """What systems and editors leave behind is nobody's evidence, nor are hidden folders."""
    left = (
        ".DS_Store",
        "._e01.md",
        ".#e01.md",
        ".~e01.md",
        ".git/config",
        ".trash/e02.md",
        ".x.swp",
    )
    checked = check({f"evidence/{it}": "x" for it in left})

    assert shown(checked.diagnostics, "SRC", "EVI") == []


@pytest.mark.parametrize("name", ["criteria/.poe.yml", "evidence/.e02.md", "evidence/.E02.MD"])
def test_hidden_twins(check: Check, name: str) -> None:
    """A page or a unit that somebody has hidden is named."""
    checked = check({name: PAGE})

    assert shown(checked.diagnostics, "SRC", "EVI") == [f"{name}:1:1 SRC113"]
    assert checked.coverage.total.is_whole is not name.startswith("criteria/")


def test_digits_of_other_scripts_in_names(check: Check) -> None:
    """A suggestion among odd file names is no fault."""
    checked = check(
        {
            "evidence/e01.md": page(attachments="['\u00b2\u00b2\u00b3']"),
            "evidence/\u00b2\u00b2": "x",
        }
    )

    assert [c for c in shown(checked.diagnostics, "EVI") if "EVI105" in c]


def test_criteria_in_folders(check: Check) -> None:
    """Criteria and evidence may lie in folders of any depth."""
    checked = check(
        {
            "criteria/bud.yml": None,
            "criteria/a/b/bud.yml": "unit: BUD\ntitle: B\nsource: {kind: draft}\ncriteria:\n"
            "  - {id: AC1, title: T, text: T}\n",
            "evidence/e01.md": None,
            "evidence/a/b/c.md": page(),
        }
    )

    assert checked.coverage.total.covered == 1
