"""`crossfolio check`: exit codes, options, outputs and what it never does."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crossfolio.cli import checking
from support import Build, Golden, Run, page, unit

HERE = Path(__file__).parent
SITE = "plugins:\n  - crossfolio:\n      "
WARNS = {"evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC1]")}
FAILS = {"criteria/bud.yml": unit("AC1", "AC2")}
DAY = ("--today", "2026-07-01")


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ({}, "", 0),
        (WARNS, "", 0),
        (WARNS, "--fail-on warning", 1),
        (WARNS, "--profile strict", 1),
        (WARNS, "--profile strict --fail-on never", 0),
        (FAILS, "", 1),
        (FAILS, "--fail-on never", 0),
        (FAILS, "--fail-on=error", 1),
        (FAILS, "--profile advisory", 0),
        (FAILS, "--profile advisory --fail-on warning", 1),
        (FAILS, "--profile advisory --min-coverage 50", 0),
        (FAILS, "--min-coverage 50.1 --fail-on error --profile advisory", 0),
        ({}, "--min-coverage 100", 0),
        ({"evidence/e02.md": b"\xff\xfe"}, "", 1),
        ({"criteria/bud.yml": None}, "", 1),
        ({"mkdocs.yml": "strict: true\n"} | WARNS, "", 1),
        ({"mkdocs.yml": "strict: true\n"} | WARNS, "--fail-on error", 0),
        ({"mkdocs.yml": f"strict: true\n{SITE}fail_on: never\n"} | FAILS, "", 0),
        ({"mkdocs.yml": f"{SITE}profile: advisory\n"} | FAILS, "--profile default", 1),
        ({"mkdocs.yml": f"{SITE}min_coverage: 60\n"} | FAILS, "--min-coverage 40", 1),
        ({"mkdocs.yml": f"{SITE}nonsense: 1\n"}, "", 2),
        ({}, "--nonsense", 2),
        ({}, "--format pdf", 2),
        ({}, "--config-file nowhere.yml", 2),
        ({}, "--today soon", 2),
        ({}, "--min-coverage 101", 2),
        ({}, "--edition secret", 2),
    ],
)
def test_exit_codes(
    portfolio: Build, run: Run, files: dict[str, str | bytes | None], options: str, code: int
) -> None:
    """0: nothing at the failing level. 1: findings or a gate. 2: not checked."""
    ran = run("check", portfolio(files), *DAY, *options.split())

    assert ran.code == code
    assert bool(ran.err) == (code == 2)
    assert (ran.out == "") == (code == 2)


def test_many_findings_are_no_larger_code(portfolio: Build, run: Run) -> None:
    """The exit code is never a count."""
    root = portfolio({"criteria/bud.yml": unit(*(f"AC{n}" for n in range(1, 300)))})

    assert run("check", root, *DAY).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("check --formt json", "unknown argument --formt; did you mean --format?"),
        ("check --fail-one error", "did you mean --fail-on?"),
        ("check --format jsn", "`jsn` is unknown; did you mean json?"),
        ("check --fail-on warnings", "did you mean warning?"),
        ("check --profile strickt", "did you mean strict?"),
        ("check --edition publc", "did you mean public?"),
        ("check --profile zzz", "it is one of advisory, default, strict"),
        ("check --today 1.7.2026", "write it as 2026-04-14"),
        ("check --today 20260701", "write it as 2026-04-14"),
        ("check --min-coverage lots", "is not a percentage from 0 to 100"),
        ("check nowhere", "there is no folder nowhere"),
        ("chek", "check"),
        ("", "COMMAND"),
    ],
)
def test_usage(run: Run, arguments: str, said: str) -> None:
    """Arguments that cannot be used end with 2 and name the nearest right one."""
    ran = run(*arguments.split())

    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("failon: warning", "[CFG101] unknown setting `failon`\nhelp: did you mean `fail_on`?"),
        ("fail_on: warnings", "error[CFG102] setting `fail_on` cannot be `warnings`\nhelp: did"),
        ("fail_on: warnings", "mean `warning`? it is one of error, warning, never"),
        ("min_coverage: 120", "error[CFG102] setting `min_coverage` cannot be `120`"),
        ("min_coverage: true", "error[CFG102]"),
        ("rules: {TAG11: off}", "error[CFG103] unknown rule `TAG11`"),
        ("rules: {unknown-criterium: off}", "did you mean `unknown-criterion`?"),
        ("rules: {TAG101: loud}", "it is one of off, info, warning, error"),
        ("rules: [TAG101]", "error[CFG102] setting `rules` must be a mapping"),
        ("profile: strickt", "did you mean `strict`?"),
        ("edition: 5", "it is one of public, assessor"),
        ("criteria: nowhere", "error[CFG102] setting `criteria` names no folder: nowhere"),
        ("evidence: ../other", "name a folder inside the project"),
        ("evidence: /etc", "name a folder inside the project"),
        ("evidence: 7", "name a folder inside the project"),
        ("min_coverage: 2026-99-99", "error[CFG102]"),
        ("<<: 5", "error[CFG102]"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used(portfolio: Build, run: Run, option: str, said: str) -> None:
    """A setting that cannot be used stops the run, with its place and the nearest right word."""
    ran = run("check", portfolio({"mkdocs.yml": f"{SITE}{option}\n"}))

    assert ran.code == 2
    assert ran.err.startswith("mkdocs.yml:")
    assert said in ran.err
    assert ran.out == ""


def test_every_wrong_setting_is_named_at_once(portfolio: Build, run: Run) -> None:
    """One run names all of them, each at its line."""
    site = f"{SITE}a: 1\n      profile: b\n      rules: {{c: off, TAG101: d}}\n"
    ran = run("check", portfolio({"mkdocs.yml": site}))

    assert [line.split(":")[1] for line in ran.err.split("\n") if "CFG" in line] == [
        "3",
        "4",
        "5",
        "5",
    ]


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("a: [\n", "this bracket is not closed"),
        ("a: b: c\n", "a second colon in one line"),
        ("- a\n", "is no mapping"),
        ("INHERIT: nowhere.yml\n", "there is no file nowhere.yml"),
        ("INHERIT: mkdocs.yml\n", "inherits from itself"),
        (b"a: \xff\n", "mkdocs.yml"),
    ],
)
def test_site_files_that_cannot_be_read(
    portfolio: Build, run: Run, site: str | bytes, said: str
) -> None:
    """A mkdocs.yml that cannot be read stops the run with one finding."""
    ran = run("check", portfolio({"mkdocs.yml": site}))

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    "site",
    [
        "",
        "site_name: X\n",
        "plugins: [search]\n",
        "plugins: []\n",
        "plugins:\n",
        "plugins: [crossfolio]\n",
        "plugins:\n  crossfolio:\n",
        "plugins:\n  - crossfolio: {}\n",
        "plugins:\n  - crossfolio: {enabled: false}\n",
        "plugins:\n  - search: !!python/name:a.b\nx: !!python/object/apply:os.system [exit 1]\n",
        "markdown_extensions:\n  - x: {f: !!python/name:material.extensions.emoji.twemoji }\n",
        "theme: !relative x\nextra: !ENV [A, B, c]\n",
        "a: &a {x: 1}\nb: {<<: *a}\n",
        "strict: false\n",
        "\ufeffsite_name: X\n",
    ],
)
def test_site_files_of_all_sorts(portfolio: Build, run: Run, site: str) -> None:
    """Whatever else MkDocs and its plugins put there is passed over, and nothing is run."""
    assert run("check", portfolio({"mkdocs.yml": site}), *DAY).code == 0


@pytest.mark.parametrize(
    "site",
    [
        f"{SITE}fail_on: warning\n",
        "plugins:\n  crossfolio:\n    fail_on: warning\n",
        "x: &o\n  fail_on: warning\nplugins:\n  - crossfolio: *o\n",
        "x: &o {fail_on: warning}\nplugins:\n  - crossfolio:\n      <<: *o\n",
        f"{SITE}fail_on: !ENV LEVEL\n",
        f"{SITE}fail_on: !ENV [NONE, LEVEL, never]\n",
        f"{SITE}fail_on: !ENV [NONE, warning]\n",
        "strict: !ENV [YES_PLEASE, false]\n",
        "INHERIT: base.yml\n",
        "INHERIT: base.yml\nplugins:\n  crossfolio: {profile: default}\n",
    ],
)
def test_ways_to_set(
    portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    """Lists, mappings, anchors, merge keys, the environment and INHERIT all say the same."""
    monkeypatch.setenv("LEVEL", "warning")
    monkeypatch.setenv("YES_PLEASE", "true")
    base = "plugins:\n  crossfolio: {fail_on: warning}\n"
    root = portfolio({"mkdocs.yml": site, "base.yml": base} | WARNS)

    assert run("check", root, *DAY).code == 1


def test_a_list_of_plugins_is_not_inherited(portfolio: Build, run: Run) -> None:
    """As in MkDocs, a mapping takes the place of an inherited list."""
    files = {"mkdocs.yml": "INHERIT: base.yml\nplugins:\n  crossfolio: {profile: default}\n"}
    files["base.yml"] = f"{SITE}fail_on: warning\n"

    assert run("check", portfolio(files | WARNS), *DAY).code == 0


def test_other_folders_by_another_site_file(portfolio: Build, run: Run) -> None:
    """`--config-file` reads settings from elsewhere; folders are relative to ROOT."""
    files = {"a/b.yml": unit("AC1"), "c/d/e.md": page(), "criteria/bud.yml": None}
    root = portfolio({**files, "conf/x.yml": f"{SITE}criteria: a\n      evidence: ./c/d/\n"})

    assert run("check", root, "--config-file", root / "conf/x.yml", *DAY).code == 0


def test_reports_to_files(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Several reports can be written at once; the screen then shows the counts."""
    root = portfolio(FAILS)
    ran = run(
        "check",
        root,
        *DAY,
        *(a for f in ("json", "concise", "full") for a in ("--format", f"{f}={tmp_path / f}")),
    )

    assert ran.code == 1
    assert (
        ran.out == "1 of 2 criteria covered (50 %), 0 accepted (0 %); 1 error, 0 warnings, 1 info\n"
    )
    for form in ("json", "concise", "full"):
        written = (tmp_path / form).read_text("utf-8")
        assert written == run("check", root, *DAY, "--format", form).out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["concise", "full", "json", "project"]


def test_a_file_that_cannot_be_written(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Where there is no folder for a report, the run says so in one line and ends with 2."""
    target = tmp_path / "no/such/folder/out.json"
    ran = run("check", portfolio(), "--format", f"json={target}")

    assert ran.code == 2
    assert ran.err == f"crossfolio: not checked: No such file or directory: {target}\n"


def test_a_broken_write_leaves_the_old_file(
    portfolio: Build, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report is written whole or not at all: a full disk costs neither old file nor order."""

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "out.json"
    target.write_text("old")
    monkeypatch.setattr("crossfolio.cli.output.os.fsync", full_disk)
    ran = run("check", portfolio(), "--format", f"json={target}")

    assert ran.code == 2
    assert ran.err == f"crossfolio: not checked: No space left on device: {target}\n"
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_no_report_without_the_others(portfolio: Build, run: Run, tmp_path: Path) -> None:
    """Where one of several reports cannot be written, none takes an old one's place."""
    target = tmp_path / "out.json"
    target.write_text("old")
    no = tmp_path / "no/out.xml"

    ran = run("check", portfolio(), "--format", f"json={target}", "--format", f"junit={no}")

    assert ran.code == 2
    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.json", "project"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is said in one line, with the file where there is one."""
    root, no_space = portfolio(), "crossfolio: not checked: No space left on device"

    assert run("check", root, "--format", "json=/dev/full").err == f"{no_space}: /dev/full\n"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/dev/full")
    assert run("check", root, "--format", "github").err == f"{no_space}: /dev/full\n"
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "crossfolio", "check", str(root)]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr.decode()) == (2, f"{no_space}\n")


def test_stopped_in_the_middle(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a check with one line and code 2: nothing was checked."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crossfolio.cli.checking.check_project", stopped)
    ran = run("check", portfolio())

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "crossfolio: not checked: it was stopped\n"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null")
def test_devices_stay_devices(portfolio: Build, run: Run) -> None:
    """A report to /dev/null does not put a file in its place, even for root."""
    assert run("check", portfolio(), *DAY, "--format", "json=/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_nothing_is_written(portfolio: Build, run: Run) -> None:
    """A check leaves every byte of the project as it was, and adds no file."""
    root = portfolio(WARNS)

    def state() -> dict[str, str]:
        files = (p for p in sorted(root.rglob("*")) if p.is_file())
        return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = state()
    run("check", root, "--format", "full")

    assert state() == before


@pytest.mark.parametrize("arguments", ["--help", "check --help"])
def test_help(run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch, arguments: str) -> None:
    """The help of each command is as documented."""
    monkeypatch.setenv("COLUMNS", "80")
    ran = run(*arguments.split())

    assert ran.code == 0
    golden(HERE / f"{arguments.replace('--', '').replace(' ', '-')}.txt", ran.out)


def test_version(process: Run) -> None:
    """`--version` names the version."""
    assert process("--version").out.startswith("crossfolio 0.")


def test_from_another_folder(portfolio: Build, process: Run, tmp_path: Path) -> None:
    """Paths in a report are relative to ROOT, wherever the command is run."""
    root = portfolio(FAILS)
    inside = process("check", *DAY, cwd=root)
    outside = process("check", "project", *DAY, cwd=tmp_path)

    assert inside.code == 1
    assert inside == outside


def test_root_with_blanks_and_accents(run: Run, tmp_path: Path) -> None:
    """ROOT may have blanks and letters beyond ASCII."""
    root = tmp_path / "Fy mhortffolio ŵ 🎧"
    (root / "criteria").mkdir(parents=True)
    (root / "criteria/bud.yml").write_text(unit("AC1"))
    (root / "evidence").mkdir()
    (root / "evidence/tystiolaeth ŵ.md").write_text(page(criteria="[BUD.AC9]"))
    ran = run("check", root, *DAY)

    assert "evidence/tystiolaeth ŵ.md:6:12: error[TAG101]" in ran.out


def test_output_in_any_encoding(portfolio: Build, process: Run) -> None:
    """A terminal that knows no UTF-8 gets escapes, not a fault."""
    files = {"criteria/bud.yml": unit("AC1", "AC2").replace("Title AC2", "Teitl ŵ 🎧")}
    ran = process("check", portfolio(files), PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert ran.code == 1
    assert "Teitl \\u0175 \\U0001f3a7" in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way there")
def test_a_closed_pipe(portfolio: Build) -> None:
    """Whoever stops reading gets no complaint."""
    root = portfolio({"criteria/bud.yml": unit(*(f"AC{n}" for n in range(1, 999)))})
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "crossfolio", "check", str(root)],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1] / "plugins")},
        check=False,
    )
    os.close(writing)

    assert (done.returncode, done.stderr) == (2, b"")


def test_a_fault_of_our_own(portfolio: Build, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault inside is one line with its place and code 2, never a traceback."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(checking, "check_project", broken)
    ran = run("check", portfolio())

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("crossfolio: not checked: a fault in Crossfolio, please report it")
    assert ran.err.count("\n") == 1
    assert "RuntimeError: first line" in ran.err


@pytest.mark.parametrize("error", [RuntimeError, OSError])
def test_a_fault_quotes_no_value(
    portfolio: Build,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    """What a fault says of the user's files is masked, names of the register as well."""
    (tmp_path / "names.txt").write_text("Amara Okafor\n", "utf-8")
    option = f"{{personal_data: {{names_file: '{tmp_path}/names.txt'}}}}"
    root = portfolio({"mkdocs.yml": f"plugins:\n  - crossfolio: {option}\n"})

    def broken(*_: object, **__: object) -> None:
        raise error(5, "cannot read", "e01 Amara Okafor 07911 123456.md")

    monkeypatch.setattr(checking, "check_project", broken)
    ran = run("check", root)

    assert (ran.code, ran.out) == (2, "")
    assert "cannot read" in ran.err
    assert "Amara" not in ran.err
    assert "123456" not in ran.err


def test_colour_only_on_a_terminal(portfolio: Build) -> None:
    """A terminal gets colour, unless NO_COLOR says no; a pipe and a file get none."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    root = portfolio({})
    shown = {}
    for name, setting in (("plain", {}), ("asked", {"NO_COLOR": "1"})):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "crossfolio", "check", str(root)]
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        environment |= {"TERM": "xterm", **setting}
        subprocess.run(command, stdout=theirs, env=environment, check=False)
        os.close(theirs)
        shown[name] = os.read(ours, 65536)
        os.close(ours)

    assert b"\x1b[1;36minfo[" in shown["plain"] or b"\x1b[1;31merror[" in shown["plain"]
    assert b"\x1b" not in shown["asked"]
