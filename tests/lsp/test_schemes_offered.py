"""Every scheme of codes in the editor: offered as printed, hovered and followed in any case."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_completion import labels, offered

from editor import Editor
from schemes import SCHEMES, Scheme

PAGE = "evidence/new.md"
HEAD = "---\nid: N1\ntitle: T\nkind: product\ndate: 2026-04-14\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Run one editor on a portfolio with a unit of each scheme."""
    root: Path = tmp_path_factory.mktemp("schemes")
    for folder in ("criteria", "evidence"):
        (root / folder).mkdir()
    (root / "mkdocs.yml").write_text("site_name: S\nplugins: [crossfolio]\n", "utf-8")
    for number, scheme in enumerate(SCHEMES, start=1):
        (root / f"criteria/u{number}.yml").write_text(scheme.file(), "utf-8")
    (root / PAGE).write_text(f"{HEAD}criteria: []\n---\n", "utf-8")
    with Editor(root) as editor:
        yield editor


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda it: it.name)
def test_scheme(scheme: Scheme, editor: Editor) -> None:
    """Behind the unit's code in another case all its criteria are offered, in their order."""
    typed = scheme.unit.swapcase()

    items = offered(editor, f"{HEAD}criteria:\n  - {typed}.¦\n---\n", PAGE)
    marks = offered(editor, f"{HEAD}criteria: []\n---\n\n[{typed}.¦\n", PAGE)

    ordered = labels(sorted(items, key=lambda item: item["sortText"]))
    assert [it for it in ordered if "." in it] == scheme.ids  # Beside keys such as `criterion`.
    assert set(labels(marks)) == set(scheme.ids)
    last = scheme.ids[-1]
    editor.open(PAGE, f"{HEAD}criteria:\n  - {last.swapcase()}\n---\n")
    editor.settle(PAGE)
    at = editor.at(PAGE, last.swapcase())
    assert last in editor.about("hover", PAGE, at)["contents"]["value"].replace("\\", "")
    (there,) = editor.about("definition", PAGE, at)
    assert editor.path(there["uri"]) == f"criteria/u{SCHEMES.index(scheme) + 1}.yml"
