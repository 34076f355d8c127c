"""Portfolios that are changed in one line at a time, and all that comes and goes with it.

`tests/changed/*.txt` lists of each change every finding that comes, with all that it says the
first time, what becomes of criteria, and which findings go.
"""

import shutil
from pathlib import Path

import pytest

from changing import told
from support import Golden

HERE = Path(__file__).parent
CASES = (
    *(
        "assessment",
        "attachments",
        "broken_grading",
        "combination_broken",
        "copies",
        "gates",
        "graded_ladder",
        "marks",
    ),
    *("misnamed", "misspelt", "other_shape", "partial", "stale_revision", "withdrawn_criterion"),
)


@pytest.mark.parametrize("case", CASES)
def test_what_changes(case: str, tmp_path: Path, golden: Golden) -> None:
    """A change of one line of a portfolio of `tests/cases` brings exactly what is listed."""
    root = Path(shutil.copytree(HERE / "cases" / case, tmp_path / "p"))
    golden(HERE / f"changed/{case}.txt", "".join(told(root)))
