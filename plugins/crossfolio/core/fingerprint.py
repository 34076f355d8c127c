"""Fingerprints: a hash of what was judged, in the frozen format `cf1`."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from crossfolio.core.assessment import Parts
from crossfolio.core.evidence import Evidence, Json

DOMAIN = b"crossfolio cf1\n"

_NOT_JUDGED = {"status", "audience", "declaration", "attachments", "language"}
"""Fields that say how an item is handled. Attached files are hashed by their bytes."""

_DEFAULTS: dict[str, Json] = {"context": {"real_work": True}}
_as_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


class Fingerprint(NamedTuple):
    """A fingerprint with the hashes of its parts, so that a changed item says what changed."""

    value: str
    """`cf1:` and 64 hexadecimal digits."""
    parts: Parts


def fingerprint(item: Evidence, attachments: Mapping[str, str]) -> Fingerprint:
    """Return the fingerprint of an item.

    Args:
        item: The item; how it is handled (status, audience, declaration) leaves no trace.
        attachments: SHA-256 of each attached file in hexadecimal, by its path
            relative to the page's folder.

    Source:
        The format `cf1`: SHA-256 over the domain line and length-prefixed records. A
        record is a name and its bytes, each as its length in decimal, a colon, and itself:
        `fields` with the canonical JSON, `body` with the body, then each attachment's
        path with the hexadecimal SHA-256 of its bytes, in the order of the paths' bytes.
    """
    fields, body = canonical_fields(item).encode(), item.body.encode()
    files = sorted((path.encode(), digest.encode()) for path, digest in attachments.items())
    whole = sha256(DOMAIN)
    for name, data in ((b"fields", fields), (b"body", body), *files):
        whole.update(b"%d:%b%d:%b" % (len(name), name, len(data), data))
    parts = Parts(sha256(fields).hexdigest(), sha256(body).hexdigest(), dict(attachments))
    return Fingerprint(f"cf1:{whole.hexdigest()}", parts)


def canonical_fields(item: Evidence) -> str:
    """Return the front matter that was judged, as JSON with sorted keys and no white space.

    Values that equal their default and keys that begin with `x-` are left out, so that
    a new field moves no fingerprint; claims are sorted, so that their order moves none.
    """
    judged = {
        name: _own_fields_off(value)
        for name, value in item.fields.items()
        if name not in _NOT_JUDGED and not name.startswith("x-")
    }
    kept: dict[str, Json] = {
        name: value
        for name, value in judged.items()
        if value != _DEFAULTS.get(name) and value not in ([], {}, None)
    }
    kept["criteria"] = sorted((_claim(c) for c in _listed(item.fields)), key=_as_json)
    return _as_json(kept)


def changed_parts(then: Parts, now: Parts) -> list[str]:
    """Name what differs between two versions of an item, in words."""
    changes = []
    if then.fields != now.fields:
        changes.append("the front matter")
    if then.body != now.body:
        changes.append("the text")
    paths = sorted({*then.attachments, *now.attachments})
    changes += [p for p in paths if then.attachments.get(p) != now.attachments.get(p)]
    return changes


def _listed(fields: Mapping[str, Json]) -> list[Json]:
    listed = fields.get("criteria")
    return listed if isinstance(listed, list) else []


def _claim(claim: Json) -> Json:
    if isinstance(claim, str):
        return claim.upper()
    if not isinstance(claim, dict):
        return claim
    kept: dict[str, Json] = {k: v for k, v in claim.items() if not k.startswith("x-")}
    tag = kept.get("criterion")
    if isinstance(tag, str):
        kept["criterion"] = tag.upper()
        if len(kept) == 1:
            return kept["criterion"]
    return kept


def _own_fields_off(value: Json) -> Json:
    """Leave out keys that begin with `x-`, at every depth."""
    if isinstance(value, list):
        return [_own_fields_off(it) for it in value]
    if isinstance(value, dict):
        return {k: _own_fields_off(it) for k, it in value.items() if not k.startswith("x-")}
    return value
