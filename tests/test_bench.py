"""The benchmark: the same portfolio for the same numbers, and honest sums."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bench.__main__ import growth, ratios, table
from bench.measure import Case, Measured, measure
from bench.portfolio import Size, items, write

from support import Check, codes

ROOT = Path(__file__).parents[1]


def run(cpu: float) -> Measured:
    """Return a run that took this long."""
    return Measured(cpu, cpu, 0, 0, 0, failed=False)


def test_the_portfolio_is_whole_and_the_same(tmp_path: Path, check: Check) -> None:
    """It has what it was asked for, every criterion is covered, and it is always the same."""
    size = Size(items=12, criteria=10, claims=3, words=30, attachments=1)
    for name in ("one", "other"):
        write(tmp_path / name, size)
    checked = check(tmp_path / "one")
    files = [it for it in sorted((tmp_path / "one").rglob("*")) if it.is_file()]

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

    assert (ran.size, ran.files, ran.failed) == (2, 1, False)
    assert ran.cpu > 0 < ran.wall
    assert measure(Case("b", [[sys.executable, "-c", "import sys; sys.exit(3)"]])).failed


def test_ratios_are_taken_round_by_round() -> None:
    """A ratio is that of two runs of one round; the table has their median."""
    runs = {"a": [run(2), run(3), run(40)], "b": [run(1), run(1), run(10)]}

    assert ratios(runs, Case("a", [], "b")) == [2, 3, 4]
    assert ratios(runs, Case("b", [], "b")) == []
    text = table({"a": [(10, "b", runs["a"], [2, 3, 4]), (20, "b", [run(6)], [2])]})
    assert "| a | 10 | 3.00 | 3.00 | b |" in text
    assert text.endswith("| 1.00 |\n")


@pytest.mark.parametrize(
    ("smaller", "larger", "shown"), [((1, 1), (10, 100), "2.00"), (None, (1, 1), "")]
)
def test_growth(smaller: tuple[int, float] | None, larger: tuple[int, float], shown: str) -> None:
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
        timeout=300,
        check=True,
    )
    first, edited = (float(it) for it in re.findall(r"([\d.]+) s\b", ran.stdout))

    assert first > edited > 0
