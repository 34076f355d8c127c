"""The worked portfolio, open in an editor."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from editor import Editor, Json, Start, copy_worked


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """Return a copy of the worked portfolio."""
    return copy_worked(tmp_path / "worked")


@pytest.fixture
def start(worked: Path) -> Iterator[Start]:
    """Start an editor on the worked portfolio, or on another folder."""
    with ExitStack() as running:

        def started(
            root: Path = worked, encoding: str = "utf-16", can: Json = None, **options: Json
        ) -> Editor:
            return running.enter_context(Editor(root, encoding, can, **options))

        yield started


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Run one editor for the tests of a module that write nothing to the disk."""
    with Editor(copy_worked(tmp_path_factory.mktemp("lsp") / "worked")) as editor:
        yield editor


@pytest.fixture
def editor(running: Editor) -> Iterator[Editor]:
    """Return the module's editor, and close its documents after the test."""
    yield running
    for path in list(running.texts):
        running.close(path)
    running.settle()
    assert running.said == []
