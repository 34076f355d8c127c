"""The audit folder, recomputed by its own script, which knows nothing of Crossfolio."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from crossfolio.cli.main import main
from support import Build, Run, page, unit

WORKED = Path(__file__).parents[2]
DAY = ("--today", "2026-07-01")

pytestmark = pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the audit folder of the worked portfolio; tests take copies."""
    folder = tmp_path_factory.mktemp("audit") / "folder"
    assert main(["export", "audit", str(WORKED), "--out", str(folder), *DAY]) == 0
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "copy"))


def verify(folder: Path) -> tuple[int, str]:
    ran = subprocess.run(
        ["/bin/sh", folder / "verify.sh", folder], capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout


def test_what_stands_is_borne_out(folder: Path) -> None:
    """Every decision has a line; what has changed since is named, and no failure."""
    code, said = verify(folder)

    assert code == 0
    assert len(said.splitlines()) == len(list((WORKED / "assessment/decisions").glob("*.yml")))
    assert "decisions/D01.yml by A1: ok" in said
    assert "decisions/D06.yml by A1: E05 has changed" in said


def test_of_its_own_folder(folder: Path, tmp_path: Path) -> None:
    """Without a word it looks at the folder that it lies in, wherever it is run."""
    ran = subprocess.run(
        ["/bin/sh", folder / "verify.sh"], capture_output=True, cwd=tmp_path, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == verify(folder)
    assert ran.stderr == ""


def test_its_sums(folder: Path) -> None:
    """Every file but the list is in the list, with its checksum."""
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {path: digest for digest, path in (line.split("  ") for line in lines)}
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    del found["SHA256SUMS"]
    assert listed == {name: sha256(it.read_bytes()).hexdigest() for name, it in found.items()}


@pytest.mark.parametrize(
    "change",
    ["items/E03/body", "items/E03/fields.json", "items/E15/files/e15-call-scores.csv"],
)
def test_what_was_judged_has_changed(folder: Path, change: str) -> None:
    """A byte more in what an accepted criterion rests on fails, and is named."""
    with (folder / change).open("ab") as file:
        file.write(b"x")

    code, said = verify(folder)

    assert code == 1
    assert f"{change.split('/')[1]} has changed" in said


def test_what_is_gone(folder: Path) -> None:
    """An item or a decision that an accepted criterion rests on may not be missing."""
    shutil.rmtree(folder / "items/E03")
    code, said = verify(folder)
    assert code == 1
    assert "E03 is not here" in said


def test_a_decision_is_gone(folder: Path) -> None:
    """Nor may the decision itself."""
    (folder / "decisions/D01.yml").unlink()
    assert verify(folder)[0] == 1


def test_a_decision_before_it_is_gone(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A decision that another names in `after` has to be there as it was."""
    first = "decision: D01\n# the first\n"
    digest = sha256(first.encode()).hexdigest()
    second = f"decision: D02\nassessor: A1\nafter:\n  D01: {digest}\ndate: 2026-05-01\n"
    root = portfolio(
        {"assessment/decisions/D01.yml": first, "assessment/decisions/D02.yml": second}
    )
    assert run("export", "audit", root, "--out", tmp_path / "a", *DAY).code == 0
    assert verify(tmp_path / "a")[0] == 0
    (tmp_path / "a/decisions/D01.yml").write_text(first + "#\n", encoding="utf-8")

    code, said = verify(tmp_path / "a")

    assert code == 1
    assert "decisions/D02.yml by A1: a decision before it is not here as it was" in said


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_feedback_quotes_is_no_part_of_the_record(
    portfolio: Build, run: Run, tmp_path: Path, end: str
) -> None:
    """Lines of feedback over several lines are neither outcomes nor items."""
    root = portfolio({"evidence/e01.md": page(), "criteria/bud.yml": unit("AC1", "AC2")})
    run("assess", root, "--as", "A1", "--more-evidence", "BUD.AC1", "--feedback", "BUD.AC1=x", *DAY)
    (file,) = (root / "assessment/decisions").glob("*.yml")
    quoted = (
        "feedback: |\n      Said before:\n\n      criterion: BUD.AC2\n      outcome: met\n"
        f"      id: E77\n      fingerprint: cf2:{'0' * 64}\n"
    )
    text = file.read_text().replace('feedback: "x"\n', quoted)
    file.write_bytes(text.replace("\n", end).encode())
    assert run("export", "audit", root, "--out", tmp_path / "a", *DAY).code == 0

    assert verify(tmp_path / "a") == (0, f"decisions/{file.name} by A1: ok\n")

    states = tmp_path / "a/states.tsv"
    forged = f"BUD.AC2\taccepted\tdecisions/{file.name}\tE01\n"
    states.write_text(states.read_text() + forged, encoding="utf-8")
    assert "BUD.AC2 is said to be accepted" in verify(tmp_path / "a")[1]


def test_files_above_the_page(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A file that lies above the page is hashed under its path from the page."""
    files = {
        "evidence/in/e02.md": page(id="E02", attachments="[../a.csv]"),
        "evidence/a.csv": "1\n",
    }
    root = portfolio(files)
    assert run("export", "audit", root, "--out", tmp_path / "a", *DAY).code == 0
    assert (tmp_path / "a/items/E02/files/%up/a.csv").read_text("utf-8") == "1\n"


def test_links_are_not_left_out(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """What a folder cannot hold is named, and none is written."""
    root = portfolio()
    (root / "evidence/link.md").symlink_to("e01.md")
    ran = run("export", "audit", root, "--out", tmp_path / "a", *DAY)
    assert ran.code == 1
    assert "evidence/link.md: it is a link" in ran.err
    assert not (tmp_path / "a").exists()


def test_a_whole_bundle_there_and_back(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Export, receive, check: the same states, the same decisions, the same zip twice."""
    site = "site_name: X\nplugins: [search, crossfolio]\n"
    root = portfolio({"mkdocs.yml": site, "docs/index.md": "# X\n"})
    for name in ("a.zip", "b.zip"):
        ran = run("export", "bundle", root, "--out", tmp_path / name)
        assert ran.code == 0, ran.err
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()

    ran = run("receive", tmp_path / "a.zip", tmp_path / "new")

    assert ran.code == 0, ran.err
    there, here = (run("check", it, "--format", "json").report for it in (root, tmp_path / "new"))
    assert there["coverage"] == here["coverage"]
    assert (tmp_path / "new/site/index.html").is_file()
