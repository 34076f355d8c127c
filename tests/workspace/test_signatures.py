"""Signed decisions: by whom, from where the signers come, and what becomes of the others."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from crossfolio.cli.main import main
from crossfolio.workspace import signatures
from crossfolio.workspace.project import UnusableSettingsError, open_project
from support import Build, Ran, Run, page, unit

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen here")
DAY = ("--today", "2026-07-01")
SITE = "site_name: X\nplugins:\n  - crossfolio:\n      trust: {}\n"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with keys of two people, a locked one, and the signers."""
    folder = tmp_path_factory.mktemp("keys")
    for name, words in (("a1", ""), ("x", ""), ("locked", "a passphrase")):
        make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", words, "-C", name, "-f", folder / name)
        subprocess.run(make, check=True)
    (folder / "signers").write_text(f"A1 {(folder / 'a1.pub').read_text()}")
    (folder / "loose.pub").write_text((folder / "x.pub").read_text())
    return folder


@pytest.fixture
def root(portfolio: Build, keys: Path) -> Path:
    """Return a portfolio that asks for signed decisions."""
    return portfolio(
        {
            "mkdocs.yml": SITE.format(f"{{signers: {keys / 'signers'}, required: true}}"),
            "docs/index.md": "# X\n",
            "criteria/bud.yml": unit("AC1", "AC2"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]"),
            "assessment/people.yml": "people:\n  A1: {roles: [assessor], display_name: A}\n"
            "  A2: {roles: [assessor], display_name: B}\n",
        }
    )


def assess(run: Run, root: Path, *words: object) -> Ran:
    return run("assess", root, *words, *DAY)


def found(run: Run, root: Path) -> list[str]:
    """Return the codes about decisions."""
    report = run("check", root, "--format", "json", *DAY).report
    return [
        diagnostic["code"]
        for diagnostic in report["diagnostics"]
        if diagnostic["code"].startswith("DEC")
    ]


def state(run: Run, root: Path, criterion: str = "BUD.AC1") -> str:
    criteria = run("check", root, "--format", "json", *DAY).report["coverage"]["criteria"]
    return str(next(it["state"] for it in criteria if it["id"] == criterion))


def files(root: Path) -> list[Path]:
    return sorted((root / "assessment/decisions").glob("*"))


def test_signed_by_its_assessor(root: Path, run: Run, keys: Path) -> None:
    """A decision that is signed as it is written counts; both files are there."""
    ran = assess(run, root, "--as", "a1", "--met", "BUD.AC1", "--sign", keys / "a1")

    decision, signature = files(root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"wrote {decision}\nwrote {signature}\nBUD.AC1 is accepted\n"
    assert signature.name == f"{decision.name}.sig"
    assert found(run, root) == []
    words = ("ssh-keygen", "-Y", "verify", "-f", keys / "signers", "-I", "A1", "-s", signature)
    with decision.open("rb") as opened:
        subprocess.run([*words, "-n", "crossfolio-decision"], stdin=opened, check=True)


def test_unsigned(root: Path, run: Run, keys: Path) -> None:
    """One that is not signed counts for nothing, and nothing lowers that; a warning is not one."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    ran = assess(run, root, "--as", "A2", "--more-evidence", "BUD.AC1", "--feedback", "BUD.AC1=?")

    assert "error[DEC117]" in ran.out
    assert state(run, root) == "covered"
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text() + "      rules: {DEC: off}\n      fail_on: error\n"
    )
    assert found(run, root) == ["DEC117"]
    assert run("check", root, *DAY).code == 1


def test_a_later_signed_decision_settles_it(root: Path, run: Run, keys: Path) -> None:
    """What is not signed holds nothing up for ever."""
    assess(run, root, "--as", "A2", "--met", "BUD.AC1", "--date", "2026-06-01")
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    assert (state(run, root), found(run, root)) == ("accepted", ["DEC117"])


@pytest.mark.parametrize("how", ["other key", "text", "other file", "namespace", "no signature"])
def test_wrongly_signed(root: Path, run: Run, keys: Path, how: str) -> None:
    """A signature by another key, of another text, for another purpose, or that is none."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    decision, signature = files(root)
    if how == "other key":
        signature.write_bytes(signatures.sign(decision.read_bytes(), keys / "x", may_ask=False))
    elif how == "text":
        decision.write_text(f"{decision.read_text()}# more\n")
    elif how == "other file":
        signature.write_bytes(signatures.sign(b"another", keys / "a1", may_ask=False))
    elif how == "namespace":
        words = ("ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", keys / "a1", decision)
        signature.unlink()
        subprocess.run(words, check=True)
    else:
        signature.write_bytes(b"x" * 70_000)
    assert (state(run, root), found(run, root)) == ("covered", ["DEC118"])


def test_line_ends_that_git_changed(root: Path, run: Run, keys: Path) -> None:
    """A checkout with other line ends is no other text."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    decision, _ = files(root)
    decision.write_bytes(decision.read_bytes().replace(b"\n", b"\r\n"))
    assert (state(run, root), found(run, root)) == ("accepted", [])


def test_not_required(root: Path, run: Run) -> None:
    """Where nothing has to be signed, only a signature that does not fit is an error."""
    text = (root / "mkdocs.yml").read_text().replace(", required: true", "")
    (root / "mkdocs.yml").write_text(text)
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assert (state(run, root), found(run, root)) == ("accepted", [])
    (decision,) = files(root)
    decision.with_name(f"{decision.name}.sig").write_bytes(b"no signature")
    assert (state(run, root), found(run, root)) == ("covered", ["DEC118"])


def test_a_key_has_its_days(root: Path, run: Run, keys: Path, tmp_path: Path) -> None:
    """A key proves what was decided while it was good."""
    public = (keys / "a1.pub").read_text()
    for days, expected in (("20260601", "accepted"), ("20260702", "covered")):
        listed = tmp_path / "signers"
        listed.write_text(f'A1 namespaces="crossfolio-decision",valid-after="{days}" {public}')
        (root / "mkdocs.yml").write_text(SITE.format(f"{{signers: {listed}, required: true}}"))
        if not files(root):
            assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
        assert state(run, root) == expected


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("none", "there is no such file"),
        (".", "it is no file"),
        ("locked", "it is locked; give its passphrase in a terminal"),
        ("loose.pub", "no agent holds the private one"),
        ("signers", "it is no private key of OpenSSH"),
        ("x", "is not listed for `A1` in"),
    ],
)
def test_a_key_that_cannot_be_used(root: Path, run: Run, keys: Path, key: str, reason: str) -> None:
    """One sentence says why, and nothing is written."""
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / key)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert reason in ran.err
    assert files(root) == []


def test_no_ssh_keygen(
    root: Path, run: Run, keys: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the program nothing is signed, and where signatures are required nothing counts."""
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", "")
    assert (state(run, root), found(run, root)) == ("covered", ["DEC119"])
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC2", "--sign", keys / "a1")
    assert (ran.code, len(files(root))) == (1, 2)
    assert "ssh-keygen, of OpenSSH, is not there or cannot be run" in ran.err


def test_both_files_or_none(root: Path, run: Run, keys: Path) -> None:
    """Where the signature cannot be laid down, the decision is not there either."""
    text = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--dry-run").out
    name = text.split()[1]
    folder = root / "assessment/decisions"
    folder.mkdir()
    (folder / f"{name}.yml.sig").write_bytes(b"occupied")
    ran = assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    assert (ran.code, [file.name for file in files(root)]) == (1, [f"{name}.yml.sig"])
    assert "this is there already" in ran.err
    assert found(run, root) == ["DEC121"]


def test_nothing_is_started_without_trust(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, keys: Path, tmp_path: Path
) -> None:
    """No program looks at a signature unless the settings ask for it, nor twice at the same."""
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "cache"))
    started = list[object]()
    know = signatures._run
    monkeypatch.setattr(signatures, "_run", lambda *w, **o: started.append(w) or know(*w, **o))
    assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1")
    run("check", root, *DAY)
    started.clear()
    run("check", root, *DAY)
    assert started == []
    (root / "mkdocs.yml").write_text("site_name: X\nplugins: [crossfolio]\n")
    run("check", root, *DAY)
    assert started == []


@pytest.mark.parametrize(
    "signers",
    ["signers", "./sub/../signers", "../project/signers", "../link/signers", "out/signers",
     ".git/signers", "HEAD:signers", "HEAD~1:signers", "@:signers", ":signers", "main^:x"],
)  # fmt: skip
def test_signers_in_the_change(root: Path, signers: str) -> None:
    """Signers that any change could bring are refused, also by a link, and nothing is checked."""
    (root / "signers").write_text("A1 ssh-ed25519 AAAA\n")
    (root.parent / "link").symlink_to(root / "assessment")
    (root / "out").symlink_to(root.parent)
    (root / "mkdocs.yml").write_text(SITE.format(f'{{signers: "{signers}"}}'))
    with pytest.raises(UnusableSettingsError):
        open_project(root)
    assert main(["check", str(root)]) == 2


def test_a_repository_around_the_project(root: Path) -> None:
    """What lies in the repository lies in the change, even beside the project."""
    (root.parent / ".git").mkdir()
    (root / "mkdocs.yml").write_text(SITE.format("{signers: ../signers}"))
    with pytest.raises(UnusableSettingsError):
        open_project(root)


def git(root: Path, *words: str) -> str:
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    return subprocess.run([*own, *words], check=True, capture_output=True, text=True).stdout.strip()


def test_signers_of_the_base_branch(root: Path, run: Run, keys: Path) -> None:
    """A change that adds its own key is judged by the signers that the base branch names."""
    (root / "mkdocs.yml").write_text(SITE.format('{signers: "main:keys/signers", required: true}'))
    (root / "keys").mkdir()
    shutil.copy(keys / "signers", root / "keys/signers")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    assert assess(run, root, "--as", "A1", "--met", "BUD.AC1").code == 0
    assert "DEC119" in found(run, root)  # The branch that is checked out is no base.

    git(root, "checkout", "-q", "-b", "change")
    with (root / "keys/signers").open("a") as file:
        file.write(f"A2 {(keys / 'x.pub').read_text()}")
    (decision,) = files(root)
    decision.write_text(decision.read_text().replace("assessor: A1", "assessor: A2"))
    words = ("ssh-keygen", "-q", "-Y", "sign", "-n", "crossfolio-decision", "-f", keys / "x")
    subprocess.run([*words, decision], check=True)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    assert (state(run, root), found(run, root)) == ("covered", ["DEC118"])

    whole = git(root, "rev-parse", "HEAD")
    for named in (f"{whole}:keys/signers", "change:keys/signers", "none:keys/signers"):
        (root / "mkdocs.yml").write_text(SITE.format(f'{{signers: "{named}", required: true}}'))
        assert "DEC119" in found(run, root), named


@pytest.mark.parametrize("what", ["none", "folder", "empty", "pipe"])
def test_signers_that_cannot_be_read(root: Path, run: Run, tmp_path: Path, what: str) -> None:
    """It is said once, where the setting stands; nothing counts meanwhile."""
    signers = tmp_path / "listed"
    if what == "folder":
        signers.mkdir()
    elif what == "empty":
        signers.write_text("# nobody\n")
    elif what == "pipe":
        os.mkfifo(signers)
    (root / "mkdocs.yml").write_text(SITE.format(f"{{signers: {signers}, required: true}}"))
    assess(run, root, "--as", "A1", "--met", "BUD.AC1")
    assess(run, root, "--as", "A1", "--met", "BUD.AC2")
    report = run("check", root, "--format", "json", *DAY).report
    (one,) = [
        diagnostic for diagnostic in report["diagnostics"] if diagnostic["code"].startswith("DEC")
    ]
    assert (one["code"], one["path"], one["line"]) == ("DEC119", "mkdocs.yml", 4)
    assert state(run, root) == "covered"


def test_the_history_is_judged_by_the_same_signers(root: Path, run: Run, keys: Path) -> None:
    """What was accepted in an earlier commit is told so, wherever that is laid out."""
    shutil.copy(keys / "signers", root.parent / "signers")
    (root / "mkdocs.yml").write_text(SITE.format("{signers: ../signers, required: true}"))
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    assert assess(run, root, "--as", "A1", "--met", "BUD.AC1", "--sign", keys / "a1").code == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    ran = run("history", root, "--format", "json", "--today", "2026-12-01")
    assert ran.report["periods"][-1]["accepted"] == 1
