"""Fingerprints: a hash of what was judged, in the frozen format `cf2`."""

from collections.abc import Container, Mapping
from hashlib import sha256
from typing import NamedTuple

from crossfolio.core.evidence import Evidence, Json
from crossfolio.core.record.hashes import canonical
from crossfolio.core.record.marks import without_marks
from crossfolio.core.record.values import Parts

DOMAIN = b"crossfolio cf2\n"

NOT_JUDGED = {"criteria", "status", "audience", "declaration", "attachments", "language"}
"""Claims, and fields that say how an item is handled. Attached files are hashed by their bytes."""

_DEFAULTS: dict[str, Json] = {"context": {"real_work": True}}


class Fingerprint(NamedTuple):
    """A fingerprint with the hashes of its parts, so that a changed item says what changed."""

    value: str
    """`cf2:` and 64 hexadecimal digits."""
    parts: Parts


def fingerprint(
    item: Evidence, attachments: Mapping[str, str], codes: Container[str]
) -> Fingerprint:
    """Return the fingerprint of an item.

    Args:
        item: The item; how it is handled (status, audience, declaration) leaves no trace.
        attachments: SHA-256 of each attached file in hexadecimal, by its path
            relative to the page's folder.
        codes: The full IDs of all criteria of the unit files, in upper case, withdrawn
            ones among them; brackets that name them are marks, and left out.

    Source:
        The format `cf2`: SHA-256 over the domain line and length-prefixed records. A
        record is a name and its bytes, each as its length in decimal, a colon, and itself:
        `fields` with the canonical JSON, `body` with the body without its marks, then each
        attachment's path with the hexadecimal SHA-256 of its bytes, in the order of the
        paths' bytes.
    """
    fields = canonical_fields(item).encode()
    body = without_marks(item.body, codes).encode()
    files = sorted((path.encode(), digest.encode()) for path, digest in attachments.items())
    whole = sha256(DOMAIN)
    for name, data in ((b"fields", fields), (b"body", body), *files):
        whole.update(b"%d:%b%d:%b" % (len(name), name, len(data), data))
    parts = Parts(sha256(fields).hexdigest(), sha256(body).hexdigest(), dict(attachments))
    return Fingerprint(f"cf2:{whole.hexdigest()}", parts)


def canonical_fields(item: Evidence) -> str:
    """Return the front matter that was judged, as JSON with sorted keys and no white space.

    Values that equal their default and keys that begin with `x-` are left out, so that
    a new field moves no fingerprint; claims are left out, so that a new tag moves none.
    """
    judged = {
        name: _own_fields_off(value)
        for name, value in item.fields.items()
        if name not in NOT_JUDGED and not name.startswith("x-")
    }
    kept: dict[str, Json] = {
        name: value
        for name, value in judged.items()
        if value != _DEFAULTS.get(name) and value not in ([], {}, None)
    }
    return canonical(kept)


def _own_fields_off(value: Json) -> Json:
    """Leave out keys that begin with `x-`, at every depth."""
    if isinstance(value, list):
        return [_own_fields_off(one) for one in value]
    if isinstance(value, dict):
        return {k: _own_fields_off(one) for k, one in value.items() if not k.startswith("x-")}
    return value
