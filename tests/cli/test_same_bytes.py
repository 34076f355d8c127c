"""Machine formats are the same bytes on every system, and no text stops a terminal."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from crossfolio.cli.formats import FOR_PEOPLE, FORMATS
from crossfolio.cli.main import main
from support import TODAY, Build, Files, page, unit

PLUGINS = Path(__file__).parents[2] / "plugins"
MACHINE = [name for name in FORMATS if name not in FOR_PEOPLE]
FILES: Files = {
    "criteria/bud.yml": unit("AC1", "AC2").replace("Title", "Café ☕ 計画 \U0001f600"),
    "evidence/e01.md": page(title="Café: ☕"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC9]"),
}
TERMINALS: list[dict[str, str]] = [
    {"PYTHONUTF8": "1"},
    {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-16"},
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"},
]


def printed(root: Path, names: list[str], env: dict[str, str]) -> bytes:
    """Return what the command prints under an environment."""
    wanted = [word for name in names for word in ("--format", name)]
    done = subprocess.run(
        [sys.executable, "-m", "crossfolio", "check", str(root), "--today", str(TODAY), *wanted],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(PLUGINS), **env},
        check=False,
    )
    assert done.returncode == 1, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout


def test_same_bytes_everywhere(portfolio: Build) -> None:
    """Whatever a terminal's encoding and locale are, a report is what is written to a file."""
    root = portfolio(FILES)
    files = {name: root.parent / f"report.{name}" for name in MACHINE}
    wanted = [word for name, file in files.items() for word in ("--format", f"{name}={file}")]
    main(["check", str(root), "--today", str(TODAY), *wanted])
    expected = b"".join(file.read_bytes() for file in files.values())

    for env in TERMINALS:
        assert printed(root, MACHINE, env) == expected, env
    assert b"\r" not in expected
    assert "計画" in expected.decode()


def test_texts_on_every_terminal(portfolio: Build) -> None:
    """A report for people is printed on terminals that have no letters for it."""
    root = portfolio(FILES)

    for env in TERMINALS:
        assert b"TAG101" in printed(root, list(FOR_PEOPLE), env).replace(b"\0", b"")


@pytest.mark.parametrize("name", MACHINE)
def test_line_ends_of_windows(portfolio: Build, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A console that writes CRLF, and has no UTF-8, gets the bytes as they are."""
    console = io.TextIOWrapper(io.BytesIO(), "cp1252", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", console)

    main(["check", str(portfolio(FILES)), "--today", str(TODAY), "--format", name])

    data = console.buffer.getvalue()  # type: ignore[attr-defined]
    assert data.decode()
    assert b"\r" not in data


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_names_that_are_no_text(portfolio: Build) -> None:
    """A file's name that is no UTF-8 breaks no report."""
    root = portfolio()
    (root / "evidence" / os.fsdecode(b"caf\xe9.csv")).write_bytes(b"a,b\n")
    (root / "evidence" / os.fsdecode(b"caf\xe9.md")).write_text(page(id="E02", criteria="[X.1]"))
    reports = {name: printed(root, [name], {}) for name in MACHINE}

    assert "caf\\udce9" in json.dumps(json.loads(reports["json"])).replace("\\\\", "\\")
    json.loads(reports["sarif"])
    json.loads(reports["gitlab"])
    ET.fromstring(reports["junit"])  # noqa: S314 - it is our own
    assert all(report.decode() for report in reports.values())
