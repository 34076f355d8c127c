"""Texts are kept between runs with all that they are made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.texts import Text, Value
from crossfolio.workspace import result_cache
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.store import Store
from support import TODAY

ROOT = Path(__file__).parents[2]
CASES = sorted(path for path in (ROOT / "tests/cases").iterdir() if path.is_dir())
DOUBLED = ("copies", "duplicate_ids")
"""Items with one ID are renamed after they are read, and so looked at in each run."""
WORKED = [ROOT, *(case for case in CASES if case.name not in DOUBLED)]


def parts(value: Value) -> object:
    """Return all that a text is made of, and the texts within it."""
    if isinstance(value, Text):
        return value.pattern, value.plural, {name: parts(arg) for name, arg in value.args.items()}
    return [parts(it) for it in value] if isinstance(value, tuple) else value


def said(checked: Checked) -> Iterator[object]:
    """Give what the texts of findings and items are made of."""
    for diagnostic in checked.diagnostics:
        texts = (
            diagnostic.finding.message,
            diagnostic.finding.help,
            *(one.message for one in diagnostic.finding.related),
        )
        yield diagnostic.finding.place, [parts(one) for one in texts]
    yield from (parts(item.unshown) for item in checked.portfolio.evidence)


@pytest.mark.parametrize("root", WORKED, ids=lambda it: it.name)
def test_a_second_run_reads_nothing_anew(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever holds a text is kept, of each sort of file and item, and comes back whole."""
    (tmp_path / "store").mkdir(mode=0o700)
    store = Store(tmp_path / "store")
    first = check_project(open_project(root), TODAY, cache=ResultCache(store))

    def refuse(*_: object) -> None:
        raise AssertionError("it was not kept")

    monkeypatch.setattr(result_cache, "read_file", refuse)
    monkeypatch.setattr(result_cache, "look_anew", refuse)
    again = check_project(open_project(root), TODAY, cache=ResultCache(store))
    assert list(said(again)) == list(said(first))
