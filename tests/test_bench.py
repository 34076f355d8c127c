"""The benchmark: the same portfolio for the same numbers, and honest sums."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bench.__main__ import Row, growth, ratio, table
from bench.cases import FLOOR, floors
from bench.measure import Case, Measured, measure
from bench.portfolio import Size, items, write
from bench.shapes import SHAPES, write_shape

from support import Check, codes

ROOT = Path(__file__).parents[1]


def run(cpu: float) -> Measured:
    """Return a run that took this long."""
    return Measured(cpu, cpu, 0, 0, 0, failed="")


def row(name: str, items: int, cpu: float, over: float | None = None) -> Row:
    """Return a case that took this long at best."""
    return Row(Case(name, [], "b"), "plain", items, (run(cpu), run(2 * cpu)), over)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_whole_and_the_same(tmp_path: Path, check: Check, shape: str) -> None:
    """Each has its items, attachments, decisions that stand, withheld items and nothing broken."""
    size = Size(items=60, criteria=20, words=80)
    for name in ("one", "other"):
        write_shape(shape, tmp_path / name, size)
    checked = check(tmp_path / "one")
    portfolio = checked.portfolio
    files = [path for path in sorted((tmp_path / "one").rglob("*")) if path.is_file()]

    assert len(portfolio.evidence) == 60
    assert not codes(checked, "SRC", "EVI101", "TAG", "DEC101")
    if shape != "plain":
        assert len(portfolio.decisions) == 12
        assert any(item.attachments for item in portfolio.evidence)
        assert any(item.audience == "withheld" for item in portfolio.evidence)
        assert all(it.stands for it in checked.record.standing.values())
        assert "permalink: true" in (tmp_path / "one/mkdocs.yml").read_text("utf-8")
    for file in files:
        other = tmp_path / "other" / file.relative_to(tmp_path / "one")
        assert file.read_bytes() == other.read_bytes()


def test_the_floor_survives_pictures(tmp_path: Path) -> None:
    """What nothing can be faster than reads attached files too, whatever they hold."""
    write_shape("rich", tmp_path, Size(items=8, criteria=10))
    (case,) = (it for it in floors(tmp_path) if it.name == FLOOR)

    assert next(tmp_path.rglob("*.png"))
    assert measure(case).failed == ""


def test_the_portfolio_is_whole_and_the_same(tmp_path: Path, check: Check) -> None:
    """It has what it was asked for, every criterion is covered, and it is always the same."""
    size = Size(items=12, criteria=10, claims=3, words=30, attachments=1)
    for name in ("one", "other"):
        write(tmp_path / name, size)
    checked = check(tmp_path / "one")
    files = [path for path in sorted((tmp_path / "one").rglob("*")) if path.is_file()]

    assert len(checked.portfolio.evidence) == len(list(items(size))) == 12
    assert checked.coverage.total.covered == checked.coverage.total.required == 10
    assert not codes(checked, "SRC", "EVI", "TAG", "CRI")
    for file in files:
        other = tmp_path / "other" / file.relative_to(tmp_path / "one")
        assert file.read_bytes() == other.read_bytes()


def test_a_process_is_measured(tmp_path: Path) -> None:
    """What a process wrote is counted, and what it took is more than nothing."""
    write_file = "from pathlib import Path; Path('out').mkdir(); Path('out/a').write_text('ab')"
    ran = measure(Case("a", [[sys.executable, "-c", write_file]], "", tmp_path, tmp_path / "out"))

    assert (ran.size, ran.files, ran.failed) == (2, 1, "")
    assert ran.cpu > 0 < ran.wall


@pytest.mark.parametrize(
    ("script", "ends", "why"),
    [
        ("import sys; sys.exit(3)", (0, 1), "ended with 3"),
        ("import sys; sys.exit(1)", (0, 1), ""),
        ("import sys; sys.exit(1)", (0,), "ended with 1"),
        ("1 / 0", (0, 1), "ended with 1: ZeroDivisionError: division by zero"),
    ],
)
def test_a_crash_is_a_failure(script: str, ends: tuple[int, ...], why: str) -> None:
    """A crash counts for nothing, though it ends with the 1 of a check that finds something."""
    case = Case("a", [[sys.executable, "-c", script]], ends=frozenset(ends))

    assert measure(case).failed == why


def test_the_least_of_several_runs_counts() -> None:
    """A figure is that of the run that was disturbed least, and a ratio one of two such."""
    runs = {"a": [run(2), run(3), run(40)], "b": [run(5), run(1), run(10)]}

    assert ratio(runs, Case("a", [], "b")) == 2
    assert ratio(runs, Case("b", [], "b")) is None
    assert ratio({"a": [run(2)], "b": []}, Case("a", [], "b")) is None
    text = table([row("a", 10, 3, 3), row("a", 20, 6, 2)])
    assert "| a | plain | 10 | 3.00 | 3.00 | b |" in text
    assert text.endswith("| 1.00 |\n")
    assert "| a | plain | 10 | failed |" in table([Row(Case("a", []), "plain", 10, (), None)])


@pytest.mark.parametrize(
    ("smaller", "larger", "shown"),
    [(row("a", 1, 1), row("a", 10, 100), "2.00"), (None, row("a", 1, 1), "")],
)
def test_growth(smaller: Row | None, larger: Row, shown: str) -> None:
    """Ten times the items in a hundred times the time is a growth of 2."""
    assert growth(smaller, larger) == shown


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count processor time elsewhere")
def test_a_server_is_measured() -> None:
    """It builds, sees every edit, and ends."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.serve", "4"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    first, edited = re.findall(r"([\d.]+) s\b", ran.stdout)

    assert float(first)
    assert float(edited)
