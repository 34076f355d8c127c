"""CASE 1.0: a framework as a package of items and associations, in JSON.

Source: 1EdTech, Competencies and Academic Standards Exchange 1.0, the object CFPackage.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from crossfolio.core.framework import Unit
from crossfolio.exchange.exported import Exported, drafts
from crossfolio.exchange.model import ExportLoss, Node, UnitDraft
from crossfolio.exchange.tree_export import branches, framework_name, marker

_OURS = uuid5(NAMESPACE_URL, "crossfolio:case")
_NO_DAY = "1970-01-01T00:00:00+00:00"
"""CASE asks when things changed last; unit files do not say."""
_KINDS = ("Unit", "Outcome", "Criterion")


def export(units: Sequence[Unit]) -> Exported:
    """Return units as a CFPackage; identifiers are made of the content, and stay as they are."""
    made, losses = drafts(units)
    document = _uuid("document", *(f"{draft.code} {draft.version}" for draft in made))
    items = [item for draft in made for item in _items(draft, document)]
    package = {
        "CFDocument": {
            "identifier": document,
            "uri": f"urn:uuid:{document}",
            "creator": "not stated",
            "title": framework_name(made),
            "description": marker(made),
            "adoptionStatus": "Draft",
            "lastChangeDateTime": _NO_DAY,
        },
        "CFItems": items,
        "CFAssociations": [
            association for draft in made for association in _associations(draft, document)
        ],
        "CFDefinitions": {"CFItemTypes": [_type(kind) for kind in _KINDS]},
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    why = "CASE asks for a creator and a day, and the unit files have none"
    losses.append(ExportLoss("the file", "creator and lastChangeDateTime", why))
    return Exported(text, tuple(losses))


def _uuid(*parts: str) -> str:
    return str(uuid5(_OURS, "\n".join(parts)))


def _unit_id(draft: UnitDraft) -> str:
    return _uuid("unit", draft.code, draft.version)


def _node_id(draft: UnitDraft, node: Node) -> str:
    """Return the identifier that was imported, or one made of unit, version and code."""
    return node.identifier or _uuid("node", draft.code, draft.version, node.code)


def _item(identifier: str, kind: str, code: str, text: str, document: str) -> dict[str, Any]:
    return {
        "identifier": identifier,
        "uri": f"urn:uuid:{identifier}",
        "CFDocumentURI": _link("document", document),
        "humanCodingScheme": code,
        "fullStatement": text,
        "CFItemType": kind,
        "CFItemTypeURI": _link(kind, _uuid("type", kind)),
        "lastChangeDateTime": _NO_DAY,
    }


def _items(draft: UnitDraft, document: str) -> Iterator[dict[str, Any]]:
    unit = _item(_unit_id(draft), "Unit", draft.code, draft.title, document)
    yield unit | _notes({"reference": draft.reference, "version": draft.version})
    for number, node in enumerate(draft.nodes()):
        kind = "Outcome" if number < len(draft.outcomes) else "Criterion"
        item = _item(_node_id(draft, node), kind, node.code, node.text, document)
        if node.title:
            item["abbreviatedStatement"] = node.title
        yield item | _notes({"level": node.level, "ksb": node.ksb})


def _notes(fields: dict[str, str]) -> dict[str, str]:
    """Return what CASE has no field for as notes, a line for each field."""
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return {"notes": "\n".join(lines)} if lines else {}


def _associations(draft: UnitDraft, document: str) -> Iterator[dict[str, Any]]:
    """Give who is whose child; a criterion of several outcomes is a child of each."""
    unit = _unit_id(draft)
    yield _child(unit, document, 0, document)
    outcomes = {outcome.code: _node_id(draft, outcome) for outcome in draft.outcomes}
    for number, branch in enumerate(branches(draft), 1):
        parents = [branch.parent] if branch.is_outcome else list(branch.node.parents)
        above = [outcomes[code] for code in parents if code in outcomes] or [unit]
        for parent in above:
            yield _child(_node_id(draft, branch.node), parent, number, document)


def _child(origin: str, destination: str, number: int, document: str) -> dict[str, Any]:
    identifier = _uuid("child", origin, destination)
    return {
        "identifier": identifier,
        "uri": f"urn:uuid:{identifier}",
        "associationType": "isChildOf",
        "originNodeURI": _link("child", origin),
        "destinationNodeURI": _link("parent", destination),
        "sequenceNumber": number,
        "CFDocumentURI": _link("document", document),
        "lastChangeDateTime": _NO_DAY,
    }


def _link(title: str, identifier: str) -> dict[str, str]:
    return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}


def _type(kind: str) -> dict[str, str]:
    identifier = _uuid("type", kind)
    return {
        "identifier": identifier,
        "uri": f"urn:uuid:{identifier}",
        "title": kind,
        "hierarchyCode": str(_KINDS.index(kind) + 1),
        "lastChangeDateTime": _NO_DAY,
    }
