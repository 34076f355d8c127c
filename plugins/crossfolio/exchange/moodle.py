"""Moodle's competency frameworks, in CSV. Source: Moodle's own importer of frameworks."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO

from crossfolio.core.framework import Unit
from crossfolio.exchange.exported import Exported, drafts
from crossfolio.exchange.model import ExportLoss, UnitDraft
from crossfolio.exchange.tree_export import (
    branches,
    framework_name,
    like_their_text,
    marker,
    moved_outcomes,
    short_text,
    tree_losses,
    without_lone,
)

COLUMNS = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
)
_SHORT = 100
MARKDOWN, HTML = "4", "1"
"""Moodle's numbers for how a description is written."""
_SCALE = "Not yet met,Met"
_CONFIGURATION = [
    {"scaleid": "1"},
    {"id": 1, "scaledefault": 1, "proficient": 0},
    {"id": 2, "scaledefault": 0, "proficient": 1},
]
_ALL = "UNITS"


def export(units: Sequence[Unit]) -> Exported:
    """Return units as top competencies of one framework, with outcomes and criteria below them.

    ID numbers are unique in a framework: those below a unit begin with its code.
    """
    made, losses = drafts(units)
    made, alone = without_lone(made)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    name = framework_name(made)
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
    scale = (_SCALE, json.dumps(_CONFIGURATION, separators=(",", ":")))
    framework = ("", _ALL, short, marker(made), MARKDOWN, *scale, "", "", "", "", "", "1")
    writer.writerow((*framework, "domain,outcome,outcome,competency"))
    for draft in made:
        for parent, own, title, text in _rows(draft):
            row = (parent, own, title, text, MARKDOWN, "", "", "", "0", "", "", "", "", "")
            writer.writerow(row)
    losses += tree_losses(made, "reference", "version", "level", "ksb", "outcomes", "x-case")
    losses += [*alone, *like_their_text(made), *moved_outcomes(made)]
    losses += _long(made)
    return Exported(out.getvalue(), tuple(losses))


def _rows(draft: UnitDraft) -> Iterator[tuple[str, str, str, str]]:
    title = draft.title
    short = title if len(title) <= _SHORT else f"{title[: _SHORT - 1]}…"
    yield "", draft.code, short, title
    for branch in branches(draft):
        parent = f"{draft.code}.{branch.parent}" if branch.parent else draft.code
        node = branch.node
        yield parent, f"{draft.code}.{node.code}", short_text(node, _SHORT), node.text


def _long(made: Sequence[UnitDraft]) -> Iterator[ExportLoss]:
    for draft in made:
        for node in draft.nodes():
            if len(draft.code) + len(node.code) + 1 > _SHORT:
                yield ExportLoss(
                    f"{draft.code}.{node.code}", "id", f"it is cut at {_SHORT} characters"
                )
