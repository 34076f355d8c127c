"""`crossfolio history`: a repository's history through the engine, or the dates in the files."""

import csv
import io
import json
import os
import subprocess
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from crossfolio.core.progress.figures import Period
from crossfolio.workspace.history import replay as replay_module
from crossfolio.workspace.history.commits import Blob, commits_of, files_in, repository_of
from crossfolio.workspace.history.copies import WorkingCopy
from crossfolio.workspace.history.git import blobs
from crossfolio.workspace.history.replay import replay
from crossfolio.workspace.store import Store
from support import Build, Run, page, tree, unit, write

DAY = ("--today", "2026-07-01")
TWO = {"criteria/bud.yml": unit("AC1", "AC2")}
SECOND = page(id="E02", criteria="[BUD.AC2]", date="2026-05-02")


def git(root: Path, *words: str, day: str = "2026-04-01", written: str = "") -> None:
    """Run git in a folder on a day, with nobody's settings."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b.invalid", "-c", "init.defaultBranch=main")
    on = {
        "GIT_AUTHOR_DATE": f"{written or day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
    }
    command = ["git", *who, "-C", root, *words]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | on)


def commit(root: Path, day: str, written: str = "", **files: str) -> None:
    """Write files, of which `__` stands for a slash and `_` for a dot, and commit all there is."""
    write(root, {k.replace("__", "/").replace("_", "."): v for k, v in files.items()})
    git(root, "add", "-A")
    git(root, "commit", "--allow-empty", "-m", "More", day=day, written=written)


def begun(root: Path) -> Path:
    """Make a repository whose first commit has one of two criteria covered."""
    git(root, "init")
    commit(root, "2026-04-01")
    return root


def grown(root: Path) -> Path:
    """Make a repository in which the second criterion is covered a month later."""
    begun(root)
    commit(root, "2026-05-03", evidence__e02_md=SECOND)
    return root


def report(run: Run, root: Path, *more: str) -> dict[str, Any]:
    """Return the history as JSON, which fits its schema."""
    done = run("history", root, "--format", "json", *more, *DAY)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    schema = resources("crossfolio.reports").joinpath("schemas/history.schema.json").read_text()
    jsonschema.validate(found, json.loads(schema))
    return found


def covered(found: dict[str, Any]) -> list[tuple[str, int | None]]:
    """Return each period with what was covered at its end."""
    return [(period["period"], period["covered"]) for period in found["periods"]]


def test_replay(portfolio: Build, run: Run) -> None:
    """Each month has the figures of its last commit, and nothing in the folder changes."""
    root = grown(portfolio(TWO))
    (root / "evidence/e03.md").write_text("not committed")
    before = tree(root)

    found = report(run, root)

    assert found["source"] == "git"
    assert covered(found) == [("2026-04", 1), ("2026-05", 2)]
    assert [period["evidence"] for period in found["periods"]] == [1, 2]
    assert found["periods"][1]["units"][0] | {"accepted": 0} == {
        "id": "BUD",
        "measured": True,
        "required": 2,
        "covered": 2,
        "accepted": 0,
    }
    assert tree(root) == before


def test_by_week(portfolio: Build, run: Run) -> None:
    """Weeks are those of ISO 8601, and one commit stands for each."""
    root = begun(portfolio(TWO))
    for day in ("2026-04-01", "2026-04-02"):
        commit(root, day, x_txt=day)

    assert covered(report(run, root, "--by", "week")) == [("2026-W14", 1)]


def test_same_bytes(
    portfolio: Build, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every format the same history gives the same bytes, whether it is kept or not."""
    root = grown(portfolio(TWO))
    monkeypatch.setenv("CROSSFOLIO_CACHE_DIR", str(tmp_path / "cache"))
    for format in ("json", "csv", "svg"):
        first, again, anew = (
            run("history", root, "--format", format, *more).out
            for more in ((), (), ("--no-cache",))
        )
        assert first == again == anew


def test_what_is_kept_is_not_looked_at_again(
    portfolio: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that was looked at costs nothing the next time; a flipped bit is not believed."""
    root, store = grown(portfolio(TWO)), tmp_path / "store"
    store.mkdir()
    first = replay(root, Period.MONTH, Store(store))
    looked: list[object] = []
    check = replay_module.check_project
    monkeypatch.setattr(
        replay_module, "check_project", lambda *a, **k: (looked.append(a), check(*a, **k))[1]
    )

    assert replay(root, Period.MONTH, Store(store)) == first
    assert not looked
    kept = store / "history"
    kept.write_bytes(kept.read_bytes().replace(b"2026", b"2027"))
    assert replay(root, Period.MONTH, Store(store)) == first
    assert len(looked) == 2


def test_project_in_a_folder_that_was_moved(tmp_path: Path, run: Run) -> None:
    """A project below the top of its repository is found, and where it lay before as well."""
    git(tmp_path, "init")
    old, new = tmp_path / "old", tmp_path / "work/new"
    write(old, {**TWO, "mkdocs.yml": "plugins: [crossfolio]\n", "evidence/e01.md": page()})
    commit(tmp_path, "2026-04-01")
    new.parent.mkdir()
    old.rename(new)
    commit(tmp_path, "2026-05-01", work__new__evidence__e02_md=SECOND)

    found = report(run, new)

    assert covered(found) == [("2026-04", 1), ("2026-05", 2)]
    assert "before it was moved, the project lay in old/" in found["notes"]


def test_before_there_was_a_project(tmp_path: Path, run: Run) -> None:
    """What a repository held before the project is no part of its history."""
    git(tmp_path, "init")
    commit(tmp_path, "2026-01-01", README_md="Hello")
    write(tmp_path, {**TWO, "evidence/e01.md": page()})
    commit(tmp_path, "2026-04-01")

    assert covered(report(run, tmp_path)) == [("2026-04", 1)]


def test_squashed(portfolio: Build, run: Run) -> None:
    """Of a history that was squashed one commit is left, and that is what it says."""
    found = report(run, begun(portfolio(TWO)))

    assert covered(found) == [("2026-04", 1)]
    assert found["notes"][0].startswith("one commit on the line of first parents")


def test_shallow(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A shallow clone says that what came before is not in it."""
    root = grown(portfolio(TWO))
    git(tmp_path, "clone", "--depth", "1", f"file://{root}", "shallow")

    found = report(run, tmp_path / "shallow")

    assert covered(found) == [("2026-05", 2)]
    assert any("shallow" in note for note in found["notes"])


def test_rewritten(portfolio: Build, run: Run) -> None:
    """A rebased history keeps the days on which it was written; one far ahead moves no other."""
    root = portfolio(TWO)
    git(root, "init")
    commit(root, "2026-06-30", written="2026-04-01")
    commit(root, "2026-06-30", written="2031-01-01", x_txt="from the future")
    commit(root, "2026-06-30", written="2026-05-03", evidence__e02_md=SECOND)

    assert covered(report(run, root)) == [("2026-04", 1), ("2026-05", 2), ("2031-01", 2)]


def test_merged(portfolio: Build, run: Run) -> None:
    """Branches count from the day on which they were merged."""
    root = begun(portfolio(TWO))
    git(root, "checkout", "-b", "work")
    commit(root, "2026-05-03", evidence__e02_md=SECOND)
    git(root, "checkout", "main")
    git(root, "merge", "--no-ff", "-m", "Merge", "work", day="2026-06-01")

    assert covered(report(run, root)) == [("2026-04", 1), ("2026-06", 2)]


def test_settings_that_cannot_be_used(portfolio: Build, run: Run) -> None:
    """A commit with broken settings is said not to have been looked at, and costs no other."""
    root = begun(portfolio(TWO))
    commit(root, "2026-05-01", mkdocs_yml="plugins: [{crossfolio: {nonsense: 1}}]\n")
    commit(root, "2026-06-01", mkdocs_yml="plugins: [crossfolio]\n")

    found = report(run, root)

    assert covered(found) == [("2026-04", 1), ("2026-05", None), ("2026-06", 1)]
    assert found["periods"][1]["why"] == "its settings cannot be used"
    for format in ("csv", "svg"):
        assert run("history", root, "--format", format).code == 0


def test_by_dates(portfolio: Build, run: Run) -> None:
    """Without git the dates in the files tell, and that they are statements."""
    found = report(run, portfolio({**TWO, "evidence/e02.md": SECOND}))

    assert found["source"] == "dates"
    assert covered(found) == [("2026-04", 1), ("2026-05", 2)]
    assert any("no git repository" in note for note in found["notes"])
    assert any("statements" in note for note in found["notes"])
    assert {period["commit"] for period in found["periods"]} == {None}


def test_nothing_at_all(portfolio: Build, run: Run) -> None:
    """A portfolio without evidence has a history without periods, in every format."""
    root = portfolio({"evidence/e01.md": None})

    assert report(run, root)["periods"] == []
    assert run("history", root, "--format", "csv").out.count("\n") == 1
    assert "Nothing is known" in run("history", root, "--format", "svg").out


def test_public_edition(portfolio: Build, run: Run) -> None:
    """For the public edition nothing of decisions is told, nor anything that rests on them."""
    decision = (
        "decision: D1\nassessor: A1\ndate: 2026-05-02\nevidence: [{id: E01}]\n"
        "criteria: [{criterion: BUD.AC1, outcome: not-yet-met, feedback: More.}]\n"
    )
    public = "plugins: [{crossfolio: {edition: public}}]\n"
    root = portfolio({**TWO, "assessment/decisions/d1.yml": decision, "mkdocs.yml": public})

    by_dates = report(run, root)
    found = report(run, begun(root))

    for period in (by_dates["periods"][-1], found["periods"][-1]):
        assert (period["accepted"], period["decisions"], period["samples"], period["covered"]) == (
            None,
        ) * 3 + (1,)
    table = csv.DictReader(io.StringIO(run("history", root, "--format", "csv").out))
    assert "Accepted" not in (table.fieldnames or ())
    assert "accepted" not in run("history", root, "--format", "svg").out


def test_repository_runs_nothing(portfolio: Build, run: Run) -> None:
    """Neither hooks nor filters nor monitors of the repository are run."""
    root = grown(portfolio({**TWO, ".gitattributes": "*.md filter=x diff=x export-ignore\n"}))
    hook = root / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    for name in ("filter.x.smudge", "filter.x.clean", "core.fsmonitor", "diff.x.textconv"):
        git(root, "config", name, "touch ran")

    assert covered(report(run, root)) == [("2026-04", 1), ("2026-05", 2)]
    assert not list(root.parent.rglob("ran"))


def test_links_and_other_repositories_are_left_out(portfolio: Build, run: Run) -> None:
    """A link of a commit is never followed: it is not laid out."""
    root = begun(portfolio(TWO))
    secret = root.parent / "secret.md"
    secret.write_text(SECOND)
    (root / "evidence/e02.md").symlink_to(secret)
    commit(root, "2026-05-01")

    assert covered(report(run, root)) == [("2026-04", 1), ("2026-05", 1)]


def test_forged_paths_stay_inside(portfolio: Build, tmp_path: Path) -> None:
    """A tree that names a path out of its folder writes nothing there."""
    root, outside = begun(portfolio(TWO)), tmp_path / "copy"
    repository = repository_of(root)
    name = files_in(repository, commits_of(repository)[0])[0].name
    forged = [Blob(path, name, 1) for path in ("../out.md", f"{tmp_path}/out.md", "a/../../out.md")]
    with blobs(root, 10) as contents:
        WorkingCopy(outside, contents).lay_out(forged, "")

    assert not list(tmp_path.rglob("out.md"))


def test_usage(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """A format has to be named, and without a project it ends with 2."""
    (tmp_path / "empty").mkdir()

    assert run("history", portfolio()).code == 2
    assert run("history", portfolio(), "--format", "svgg").code == 2
    assert run("history", portfolio(), "--format", "json", "--by", "day").code == 2
    assert run("history", tmp_path / "empty", "--format", "json").code == 2
