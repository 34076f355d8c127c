"""Mahara's SmartEvidence frameworks (`.matrix`), in JSON. Source: Mahara's own importer."""

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from crossfolio.core.framework import Unit
from crossfolio.exchange.exported import Exported, drafts
from crossfolio.exchange.model import UnitDraft
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

_NAME, _SHORT = 255, 100
_STATUSES = ("begun", "incomplete", "partialcomplete", "completed")
_LABELS = ("Claimed", "Not yet met", "More evidence", "Met")


def export(units: Sequence[Unit]) -> Exported:
    """Return units as standards of one framework, with outcomes and criteria as elements.

    A parent stands before what is below it, and both ways to name a parent are written, since
    the system writes one and reads the other.
    """
    made, losses = drafts(units)
    made, alone = without_lone(made)
    elements: list[dict[str, Any]] = []
    for number, draft in enumerate(made, 1):
        elements += _elements(draft, number)
    framework = {
        "institution": "all",
        "name": framework_name(made)[:_NAME],
        "description": marker(made),
        "selfassess": False,
        "evidencestatuses": [
            {status: label} for status, label in zip(_STATUSES, _LABELS, strict=True)
        ],
        "standards": [
            {
                "shortname": draft.code,
                "name": draft.title,
                "description": _html(draft.title),
                "standardid": number,
            }
            for number, draft in enumerate(made, 1)
        ],
        "standardelements": elements,
    }
    losses += tree_losses(made, "reference", "version", "level", "ksb", "outcomes", "x-case")
    losses += [*alone, *like_their_text(made), *moved_outcomes(made)]
    text = json.dumps({"framework": framework}, ensure_ascii=False, indent=2) + "\n"
    return Exported(text, tuple(losses))


def _elements(draft: UnitDraft, standard: int) -> Iterator[dict[str, Any]]:
    ids: dict[str, str] = {}
    counts: dict[str, int] = {}
    for branch in branches(draft):
        above = ids.get(branch.parent, "") if branch.parent else ""
        base = above or str(standard)
        counts[base] = counts.get(base, 0) + 1
        own = f"{base}.{counts[base]}"
        if branch.is_outcome:
            ids[branch.node.code] = own
        element = {
            "shortname": branch.node.code[:_SHORT],
            "name": branch.node.title or short_text(branch.node, _NAME),
            "description": _html(branch.node.text),
            "standardid": standard,
            "elementid": own,
        }
        yield element | ({"parentelementid": above, "parentid": above} if above else {})


def _html(text: str) -> str:
    return escape(text, quote=False).replace("  ", " &#160;").replace("\n", "<br />")
