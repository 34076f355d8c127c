"""The record verified: by a shell with what every system has, and by `crossfolio verify`."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tampering import (
    Maker,
    Tamper,
    commit,
    copy,
    edit,
    export,
    git,
    honest,
    make_keys,
    sum_anew,
)

from crossfolio.core.drafting import Answer
from crossfolio.core.record.values import Verdict
from crossfolio.workspace.signatures import sign
from support import Ran, Run

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, ("sha256sum", "ssh-keygen", "git"))), reason="no tools for it here"
)
LAST = date(2026, 7, 1)
SHELL = shutil.which("dash") or "/bin/sh"
HONEST = int(os.environ.get("CROSSFOLIO_HONEST", "6"))
"""How many honest portfolios are made; 500 take some minutes."""


def shell(folder: Path, signers: Path | None = None) -> tuple[int, str]:
    words = [SHELL, folder / "verify.sh", folder, *([signers] if signers else [])]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def verify(run: Run, root: Path, *words: object) -> Ran:
    return run("verify", root, "--today", str(LAST), *words)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_keys(tmp_path_factory.mktemp("keys") / "keys")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> tuple[Path, Path]:
    """Return a portfolio with five signed decisions, and its audit folder; tests take copies."""
    from crossfolio.cli.main import main  # noqa: PLC0415 - as the command does it

    folder = tmp_path_factory.mktemp("made")
    maker = Maker(folder / "project", keys)
    root = maker.root
    for day, person, answer in (
        (1, "A1", Answer("BUD.AC1", Verdict.NOT_YET_MET, feedback="Not yet.")),
        (3, "A1", Answer("BUD.AC2", Verdict.MET)),
        (5, "A2", Answer("BUD.AC3", Verdict.MET)),
        (8, "A1", Answer("BUD.AC1", Verdict.MET)),
        (9, "A2", Answer("BUD.AC4", Verdict.MET)),
    ):
        maker.day = date(2026, 6, day)
        decided = maker.decide(person, answer)
        commit(root)
    words = ["sample", "plan", str(root), "--by", "Q1", "--today", "2026-06-20"]
    assert main(words) == 0
    maker.day = date(2026, 6, 21)
    maker.sampled("S1", decided.stem)
    commit(root)
    return root, export(root, folder / "audit", LAST)


def decision(folder: Path, number: int) -> Path:
    """Return a decision file of a project or an audit folder, by its place in time."""
    return sorted(folder.glob("decisions/*.yml"))[number]


def _deleted(folder: Path, _: Path) -> None:
    for file in (decision(folder, 0), decision(folder, 0).with_suffix(".yml.sig")):
        file.unlink()


def _self_signed(folder: Path, keys: Path, number: int = 4) -> None:
    """Change a decision and sign it with a key that the change lists itself."""
    file = decision(folder, number)
    edit(file, "outcome: met", "outcome: withdrawn\n    feedback: x")
    (folder / "signers").write_text(f"A2 {(keys / 'X.pub').read_text()}")
    file.with_suffix(".yml.sig").write_bytes(sign(file.read_bytes(), keys / "X", may_ask=False))


def _forged(folder: Path, _: Path) -> None:
    text = decision(folder, 3).read_text()
    file = folder / "decisions/D260610-A1-F0F0.yml"
    file.write_text(text.replace(decision(folder, 3).stem, file.stem).replace("06-08", "06-10"))


def _cut(folder: Path, keys: Path) -> None:
    """Take `after` out of a decision, and what it names away."""
    file = decision(folder, 1)
    text = file.read_text()
    start = text.index("after:")
    file.write_text(text[:start])
    _deleted(folder, keys)


def _foreign(folder: Path, keys: Path) -> None:
    file = decision(folder, 4)
    file.with_suffix(".yml.sig").write_bytes(sign(file.read_bytes(), keys / "X", may_ask=False))


def _swapped(folder: Path, _: Path) -> None:
    """Have a decision name another item than was judged."""
    edit(decision(folder, 4), "id: E03", "id: E01")


def _plan(folder: Path) -> Path:
    return next(folder.glob("samples/plan-*.yml"))


def _left_out(folder: Path, _: Path) -> None:
    """Have a plan draw from fewer decisions than there were, with the right hash of those."""
    file = _plan(folder)
    text = file.read_text()
    text = text.replace(f"      - {decision(folder, 1).stem}\n", "", 1)
    ids = sorted(line[8:] for line in text.splitlines() if line.startswith("      - D"))
    from crossfolio.core.sampling.draw import population_of  # noqa: PLC0415

    old = next(line for line in text.splitlines() if line.startswith("population:"))
    file.write_text(text.replace(old, f"population: {population_of(ids)}"))


RECORD: dict[str, Tamper] = {
    "decision": lambda it, _: edit(decision(it, 0), "not-yet-met", "met"),
    "deleted": _deleted,
    "back-dated": lambda it, _: edit(decision(it, 4), "date: 2026-06-09", "date: 2026-05-02"),
    "forged": _forged,
    "self-added signer": _self_signed,
    "cut chain": _cut,
    "swapped items": _swapped,
    "foreign signature": _foreign,
    "altered sample": lambda it, _: edit(_plan(it), "reason: draw", "reason: rule"),
    "left out of the population": _left_out,
}
"""What may be done to the record, in a project as in an audit folder."""
ITEMS: dict[str, Tamper] = {
    "text": lambda it, _: edit(it / "items/E03/body", "There.", "Elsewhere."),
    "attachment": lambda it, _: edit(it / "items/E02/files/a.csv", "1,2", "1,3"),
    "swapped items, in the folder": lambda it, _: _exchange(it / "items/E01", it / "items/E03"),
}
"""What may be done to what was judged, in an audit folder."""


def _exchange(one: Path, other: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def test_the_list_of_sums(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """Whoever does not know of the list is found by it alone: here by a sample."""
    folder = copy(made[1], tmp_path / "audit")
    edit(folder / "samples/S1.yml", "outcome: agree", "outcome: disagree")
    code, said = shell(folder)
    assert (code, "samples/S1.yml: FAILED" in said) == (1, True)
    assert "samples/S1.yml: is not what the list of sums says" in verify(run, folder).out


def test_as_it_was_made(made: tuple[Path, Path], keys: Path, run: Run) -> None:
    """Nothing is found in what nobody has touched."""
    root, folder = made
    code, said = shell(folder, keys / "signers")
    assert (code, said.count(": ok\n")) == (0, 6)
    for where in (root, folder):
        ran = verify(run, where, "--signers", keys / "signers")
        assert (ran.code, ran.out.splitlines()[-1]) == (0, "5 decisions; everything fits")
        assert ran.out.count(", signed: ") == 5


@pytest.mark.parametrize("name", [*RECORD, *ITEMS])
def test_tampering_in_an_audit_folder(
    made: tuple[Path, Path], keys: Path, run: Run, tmp_path: Path, name: str
) -> None:
    """A shell finds it with what every system has, and so does the command, without sums too."""
    folder = copy(made[1], tmp_path / "audit")
    (RECORD | ITEMS)[name](folder, keys)
    sum_anew(folder)

    code, said = shell(folder, keys / "signers")
    ran = verify(run, folder, "--signers", keys / "signers")

    assert code == 1, said
    assert ran.code == 1, ran.out
    assert "[does not fit]" in ran.out


def test_plans_that_nothing_looks_at(made: tuple[Path, Path], tmp_path: Path) -> None:
    """A shell says so where the script that looks at plans was taken away, from the sums too."""
    folder = copy(made[1], tmp_path / "audit")
    (folder / "plans.sh").unlink()
    sum_anew(folder)

    assert shell(folder)[0] == 1


@pytest.mark.parametrize("how", ["uncommitted", "unsigned"])
@pytest.mark.parametrize("name", RECORD)
def test_tampering_in_a_repository(
    made: tuple[Path, Path], keys: Path, run: Run, tmp_path: Path, name: str, how: str
) -> None:
    """It is found by the command, and most of it by what git says even without signatures."""
    root = copy(made[0], tmp_path / "project")
    RECORD[name](root / "assessment", keys)
    (root / "assessment/signers").unlink(missing_ok=True)
    if how != "uncommitted":
        commit(root)
    by_signature = name in ("forged", "foreign signature")
    signers = () if how == "unsigned" and not by_signature else ("--signers", keys / "signers")

    ran = verify(run, root, *signers)

    assert ran.code == 1, ran.out
    assert "[does not fit]" in ran.out
    if how == "uncommitted" and name == "decision":
        assert "was rewritten, and that is not committed" in ran.out


@pytest.mark.parametrize("file", ["evidence/e03.md", "evidence/in/a.csv"])
def test_what_was_judged_has_changed(
    made: tuple[Path, Path], run: Run, tmp_path: Path, file: str
) -> None:
    """In a project a judged item may change, and the decision no longer stands: it is named."""
    root = copy(made[0], tmp_path / "project")
    (root / file).write_bytes((root / file).read_bytes() + b"more\n")
    ran = verify(run, root)
    assert ran.code == 0
    assert "has changed: " in ran.out


@pytest.mark.parametrize("seed", range(HONEST))
def test_honest_portfolios(keys: Path, run: Run, tmp_path: Path, seed: int) -> None:
    """Nothing is found in what honest people have written, whatever way they went about it."""
    root = tmp_path / "project"
    root.mkdir()
    is_signed = honest(root, keys, seed)
    signers = ("--signers", keys / "signers") if is_signed else ()

    ran = verify(run, root, *signers)
    assert ran.code == 0, ran.out
    folder = export(root, tmp_path / "audit", LAST)
    code, said = shell(folder, keys / "signers" if is_signed else None)
    assert code == 0, said
    ran = verify(run, folder, *signers)
    assert ran.code == 0, ran.out


def test_two_assessors_on_two_branches(tmp_path: Path, run: Run, keys: Path) -> None:
    """Both decide at once; the branches merge without conflict, and both decisions are found."""
    maker = Maker(tmp_path / "project", keys)
    root = maker.root
    maker.decide("A1", Answer("BUD.AC1", Verdict.MET))
    commit(root)
    for branch, person in (("one", "A1"), ("two", "A2")):
        git(root, "checkout", "-qb", branch, "HEAD" if branch == "one" else "one~1")
        maker.decide(person, Answer(f"BUD.AC{2 if branch == 'one' else 3}", Verdict.MET))
        commit(root)
    git(root, "merge", "-q", "--no-edit", "one")

    ran = verify(run, root, "--signers", keys / "signers")

    assert ran.code == 0, ran.out
    assert ran.out.count(", signed: ok\n") == 3
    assert "so that their loss would not show" in ran.out
    maker.day = date(2026, 5, 2)
    maker.decide("A1", Answer("BUD.AC4", Verdict.MET))
    ran = verify(run, root, "--signers", keys / "signers")
    assert (ran.code, "would not show" in ran.out) == (0, False)


@pytest.mark.parametrize("history", ["squashed", "renamed", "shallow", "none", "moved project"])
def test_histories(made: tuple[Path, Path], run: Run, tmp_path: Path, history: str) -> None:
    """What the history cannot tell is said, and is no fault."""
    root = copy(made[0], tmp_path / "project")
    if history == "squashed":
        shutil.rmtree(root / ".git")
        git(root, "init", "-q")
        commit(root)
        expected = "one commit changes the record"
    elif history == "renamed":
        for file in (decision(root / "assessment", 0), *root.glob("evidence/e0*.md")):
            git(root, "mv", str(file), str(file.with_name(f"x{file.name}")))
        sig = decision(root / "assessment", 0).with_suffix(".yml.sig")
        expected = "commits change the record"
        old = next(
            path
            for path in root.glob("assessment/decisions/*.sig")
            if not path.with_suffix("").exists()
        )
        git(root, "mv", str(old), str(old.with_name(f"x{old.name}")))
        assert sig
        commit(root)
    elif history == "shallow":
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(tmp_path / "clone"))
        root = tmp_path / "clone"
        expected = "the clone is shallow"
    elif history == "none":
        shutil.rmtree(root / ".git")
        expected = "cannot be told: the folder is in no git repository"
    else:
        (root / "sub").mkdir()
        for name in ("criteria", "evidence", "assessment"):
            git(root, "mv", name, f"sub/{name}")
        commit(root)
        root /= "sub"
        expected = "before it was moved, the record lay in assessment/"
    ran = verify(run, root)
    assert ran.code == 0, ran.out
    assert expected in ran.out
    if history in ("renamed", "moved project"):
        file = decision(root / "assessment", 2)
        git(root, "rm", "-q", str(file), f"{file}.sig")
        commit(root)
        ran = verify(run, root)
        assert ran.code == 1
        assert "was deleted in commit" in ran.out


def test_a_commit_that_was_kept_outside(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """A history that was made anew does not hold a commit that somebody wrote down."""
    root = copy(made[0], tmp_path / "project")
    kept = git(root, "rev-parse", "HEAD~1")
    assert verify(run, root, "--since", kept).code == 0
    shutil.rmtree(root / ".git")
    git(root, "init", "-q")
    commit(root)
    ran = verify(run, root, "--since", kept)
    assert ran.code == 1
    assert f"commit {kept}: the history does not hold it" in ran.out


def test_what_may_be_changed(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """A trainee's decision is countersigned in its file; that is told, and is no fault."""
    maker = Maker(tmp_path / "project")
    root = maker.root
    file = maker.decide("T1", Answer("BUD.AC1", Verdict.MET))
    commit(root)
    file.write_text(f"{file.read_text()}countersigned_by: A1\n")
    ran = verify(run, root)
    assert ran.code == 0
    assert "was countersigned, and that is not committed" in ran.out
    assert made


def test_as_json(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """The same for programs."""
    root = copy(made[0], tmp_path / "project")
    RECORD["decision"](root / "assessment", tmp_path)
    report = verify(run, root, "--format", "json").report
    assert (report["format"], report["fits"], len(report["decisions"])) == (1, False, 5)
    assert {decision["signature"] for decision in report["decisions"]} == {"not asked"}
    (rewritten,) = [finding for finding in report["findings"] if "rewritten" in finding["says"]]
    assert rewritten["path"] == f"assessment/decisions/{decision(root / 'assessment', 0).name}"
    wrong = [decision for decision in report["decisions"] if not decision["fits"]]
    assert ["was there when this decision was made" in it["says"][0] for it in wrong] == [True]


@pytest.mark.parametrize(
    "words",
    [("--signers", "HEAD:x"), ("--signers", "people"), ("--since", "a b"), ("--format", "x")],
)
def test_usage(made: tuple[Path, Path], run: Run, words: tuple[str, ...]) -> None:
    """What no command can mean ends with 2; so do signers that lie in what is verified."""
    if words[1] == "people":
        words = ("--signers", str(made[0] / "assessment/people.yml"))
    ran = verify(run, made[0], *words)
    assert (ran.code, ran.out) == (2, "")


def test_signers_that_are_not_there(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """Nothing is verified without them."""
    for root in made:
        ran = verify(run, root, "--signers", tmp_path / "none")
        assert (ran.code, ran.out) == (2, "")
        assert "not verified: there is no such file" in ran.err


@pytest.mark.parametrize("aside", ["notes/D.txt", "decisions/other.yml.sig"])
def test_an_earlier_version_laid_aside(
    made: tuple[Path, Path], run: Run, tmp_path: Path, aside: str
) -> None:
    """What was rewritten shows, though the old text lies somewhere else as something else."""
    root = copy(made[0], tmp_path / "project")
    file = decision(root / "assessment", 4)
    (root / "assessment" / aside).parent.mkdir(exist_ok=True)
    (root / "assessment" / aside).write_text(file.read_text())
    edit(file, "outcome: met", "outcome: withdrawn\n    feedback: x")
    commit(root)
    ran = verify(run, root)
    assert ran.code == 1
    assert f"{file.name}: was rewritten in commit" in ran.out


def test_a_deletion_hidden_in_a_merge(made: tuple[Path, Path], run: Run, tmp_path: Path) -> None:
    """What only a merge did is found as well, and a link to another repository blinds nobody."""
    root = copy(made[0], tmp_path / "project")
    git(root, "checkout", "-qb", "side")
    (root / "docs").mkdir()
    (root / "docs/a.md").write_text("A\n")
    commit(root)
    git(root, "checkout", "-q", "-")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/b.md").write_text("B\n")
    commit(root)
    git(root, "merge", "-q", "--no-commit", "side")
    file = decision(root / "assessment", 4)
    git(root, "rm", "-q", "-f", str(file), f"{file}.sig")
    head = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{head},assessment/decisions/sub")
    git(root, "commit", "-qm", "merged")
    ran = verify(run, root)
    assert ran.code == 1
    assert f"{file.name}: was deleted in commit" in ran.out
