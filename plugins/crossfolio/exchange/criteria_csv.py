"""A framework as a table that any spreadsheet opens, and that `import spreadsheet` reads back."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from crossfolio.core.framework import Unit
from crossfolio.exchange.cells import as_cell
from crossfolio.exchange.exported import Exported, drafts
from crossfolio.exchange.model import ExportLoss, Node, UnitDraft

COLUMNS = (
    "Unit",
    "Row",
    "Code",
    "Within",
    "Level",
    "K/S/B",
    "Title",
    "Text",
    "Reference",
    "Version",
)
"""`Row` is `unit`, `outcome` or `criterion`; `Within` holds codes of outcomes with `; ` between."""


def export(units: Sequence[Unit]) -> Exported:
    """Return units as CSV in UTF-8 with a header, a row for each unit, outcome and criterion."""
    made, losses = drafts(units)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for draft in made:
        for row in _rows(draft):
            writer.writerow([as_cell(cell) for cell in row])
    losses += [
        ExportLoss(f"{draft.code}.{node.code}", "x-case", "a table has no column for identifiers")
        for draft in made
        for node in draft.criteria
        if node.identifier
    ]
    return Exported(out.getvalue(), tuple(losses))


def _rows(draft: UnitDraft) -> Iterator[tuple[str, ...]]:
    about = ("", "", "", "", draft.title, "", draft.reference, draft.version)
    yield (draft.code, "unit", *about)
    for sort, nodes in (("outcome", draft.outcomes), ("criterion", draft.criteria)):
        yield from (_row(draft.code, sort, node) for node in nodes)


def _row(unit: str, sort: str, node: Node) -> tuple[str, ...]:
    within = "; ".join(node.parents)
    return (unit, sort, node.code, within, node.level, node.ksb, node.title, node.text, "", "")
