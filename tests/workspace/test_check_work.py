"""How much work a check is, counted and not timed."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bench.portfolio import Size, write

from crossfolio.loaders import evidence_file
from crossfolio.loaders.schema import check as schema
from crossfolio.loaders.yaml.values import Document
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.project import open_project
from support import TODAY, Build, page
from support import write as put

ROOT = Path(__file__).parents[2]
FEW, MANY = Size(items=20, criteria=10, words=40), Size(items=60, criteria=30, words=40)


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> Counter[str]:  # noqa: ANN401
    """Count the calls of a function, by the path that it is given."""
    calls: Counter[str] = Counter()
    real: Callable[..., object] = getattr(owner, name)

    def counting(*arguments: Any) -> object:  # noqa: ANN401
        path = next(argument for argument in arguments if isinstance(argument, str | Document))
        calls[path if isinstance(path, str) else path.path] += 1
        return real(*arguments)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_everything_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is read once, each body scanned once, each document held against one schema."""
    write(tmp_path, FEW)
    put(tmp_path, {"evidence/broken.md": page(id="B1", kind="x y", body="`code` [BUD.AC1](x)\n")})
    reads = counted(monkeypatch, Disk, "read")
    scans = counted(monkeypatch, evidence_file, "scan")
    fields = counted(monkeypatch, evidence_file, "checked")
    checked = check_project(open_project(tmp_path), TODAY)

    assert len(checked.portfolio.evidence) == FEW.items + 1
    assert set(reads.values()) == set(scans.values()) == set(fields.values()) == {1}
    assert len(reads) == FEW.items + 1 + FEW.criteria // 10
    assert len(scans) == len(fields) == FEW.items + 1


def test_only_what_may_be_wrong_is_validated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a file that may break its schema is asked about: jsonschema is not needed for others."""
    write(tmp_path, FEW)
    put(tmp_path, {"evidence/broken.md": page(id="B1", kind="x y")})
    asked: list[str] = []
    real = schema.judge

    def counting(name: str) -> object:
        asked.append(name)
        return real(name)

    monkeypatch.setattr(schema, "judge", counting)
    check_project(open_project(tmp_path), TODAY)

    assert asked == ["evidence"]


def calls_of(root: Path) -> int:
    """Return how many calls of our own functions a check makes."""
    number = 0

    def count(frame: Any, event: str, _: object) -> None:  # noqa: ANN401
        nonlocal number
        number += event == "call" and "crossfolio" in frame.f_code.co_filename

    sys.setprofile(count)
    try:
        check_project(open_project(root), TODAY)
    finally:
        sys.setprofile(None)
    return number


def test_three_times_the_portfolio_is_three_times_the_work(tmp_path: Path) -> None:
    """The calls that a check makes grow with items and criteria, and no faster."""
    for name, size in (("few", FEW), ("many", MANY)):
        write(tmp_path / name, size)
        check_project(open_project(tmp_path / name), TODAY)  # What is made once is made.
    few, many = calls_of(tmp_path / "few"), calls_of(tmp_path / "many")

    assert many <= 3.05 * few


@pytest.mark.parametrize("form", ["concise", "json"])
def test_nothing_is_imported_before_it_is_needed(tmp_path: Path, form: str) -> None:
    """A check that finds nothing wrong with the files needs neither MkDocs nor jsonschema."""
    write(tmp_path, Size(items=10, criteria=10))
    script = (
        "import json, sys\nfrom crossfolio.cli.main import main\n"
        "code = main(sys.argv[1:])\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    command = [sys.executable, "-c", script, "check", str(tmp_path), "--format", form]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.returncode == 0
    assert "crossfolio.core.check" in ran.stderr
    loaded = {name.partition(".")[0] for name in json.loads(ran.stderr)}
    assert "crossfolio" in loaded
    assert loaded.isdisjoint({"mkdocs", "jsonschema", "jinja2", "markdown", "nh3", "pygls"})


def test_little_is_imported_where_nothing_has_changed(portfolio: Build, tmp_path: Path) -> None:
    """A second run loads neither what reads files nor what checks them."""
    root = portfolio()
    for path in root.rglob("*.*"):
        os.utime(path, (0, 0))
    environment = {**os.environ, "CROSSFOLIO_CACHE_DIR": str(tmp_path / "kept")}
    script = (
        "import json, sys, time\nfrom crossfolio.cli.main import main\n"
        "time.time_ns = lambda: 9 * 10**18\n"
        "main(['check', sys.argv[1]])\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, str(root)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        for _ in range(2)
    )

    assert first.stdout == second.stdout
    assert "crossfolio.core.check" in json.loads(first.stderr)
    few = {"crossfolio.loaders", "crossfolio.core.findings", "crossfolio.reports", "yaml"}
    assert set(json.loads(second.stderr)).isdisjoint({*few, "dataclasses", "inspect"})
