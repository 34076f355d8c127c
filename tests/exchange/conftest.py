"""What tests of imports share."""

from collections.abc import Mapping

import pytest
from made import Importing

from crossfolio.exchange import reading
from crossfolio.exchange.build import build
from crossfolio.exchange.child import answer
from crossfolio.exchange.model import Note, RefusedFileError, UnitDraft
from crossfolio.exchange.reading import Choice, read_file
from crossfolio.exchange.tables import Tables


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Importing:
    """Import a file; what reads packed files runs in this process, to be quick."""

    def here(sort: str, data: bytes) -> Tables:
        said = answer(sort, data)
        if said.tables is None:
            raise RefusedFileError(said.refused or said.missing)
        return said.tables

    monkeypatch.setattr(reading, "read_apart", here)

    def brought(
        data: bytes,
        name: str,
        command: str = "spreadsheet",
        sheet: str = "",
        columns: Mapping[str, str] | None = None,
    ) -> tuple[tuple[UnitDraft, ...], tuple[Note, ...]]:
        return build(read_file(data, name, Choice(command, sheet, columns or {})), "U3")

    return brought
