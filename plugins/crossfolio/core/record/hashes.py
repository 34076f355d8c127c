"""Hashes of what a decision rests on beside the items: what a claim says, how a criterion reads."""

import json
from collections.abc import Mapping
from hashlib import sha256

from crossfolio.core.evidence import Claim

canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
"""Returns a value as JSON with sorted keys and no white space."""

WORDING = ("title", "text", "requires", "level", "range", "parts")
"""The fields of a criterion that say what is asked."""


def claim_hash(claim: Claim) -> str:
    """Return the SHA-256 of what a claim says beside the criterion: its note and its range."""
    said: dict[str, object] = {"note": claim.note} if claim.note else {}
    values: dict[str, list[str]] = {}
    for value in claim.range:
        values.setdefault(value.range, []).append(value.value)
    return _hash(said | ({"range": values} if values else {}))


def wording_hash(fields: Mapping[str, object]) -> str:
    """Return the SHA-256 of a criterion's wording.

    Args:
        fields: The criterion as its unit file gives it, typed by the schema.
    """
    return _hash({name: fields[name] for name in WORDING if name in fields})


def _hash(value: Mapping[str, object]) -> str:
    return sha256(canonical(value).encode()).hexdigest()
