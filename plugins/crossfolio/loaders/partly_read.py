"""What a decision or a sample that cannot be read names all the same."""

import re
from collections.abc import Iterator
from hashlib import sha256

from crossfolio.core.evidence import Json
from crossfolio.core.ids import LOCAL, NAME, UNIT, is_full
from crossfolio.core.place import Place
from crossfolio.core.record.values import Unreadable
from crossfolio.core.regex import regex
from crossfolio.loaders.losses import raw_text
from crossfolio.loaders.values import day
from crossfolio.loaders.yaml.values import Document, Tree

_FULL = regex(rf"(?<![\w./-]){UNIT}\.{LOCAL}(?![\w/-])", re.ASCII)
_ID = regex(rf"(?m)^[^\w\n]*(?:decision|sample)\W+({NAME})\b", re.ASCII)
_DATE = regex(r"(?m)^[^\w\n]*date\W+([0-9]{4}-[0-9]{2}-[0-9]{2})\b", re.ASCII)
_SAMPLED = regex(rf"\b{NAME}\b", re.ASCII)
_ENTRY = regex(r"\bcriterion\b[\"']?[ \t]*:[ \t]*[\"']?([^\s,}\"'#]*)", re.ASCII)
"""What an entry says that its criterion is."""
_WORDS = ("feedback", "method")
"""Fields of an entry that name no criterion."""


def partly_read(
    data: bytes, path: str, document: Document | None, *, is_sample: bool
) -> Unreadable:
    """Return what a file names: criteria, or decisions, its ID and its date.

    Args:
        data: The file.
        path: Of the file.
        document: Its values with their places; `None` where it is no YAML.
        is_sample: Whether it is a sample.
    """
    written = raw_text(data)
    fields = document.data if document and not document.findings else None
    if isinstance(fields, dict):
        entries = fields.get("decisions" if is_sample else "criteria")
        names = tuple(_named(entries, is_sample=is_sample))
        names = names or _spelled(written, is_sample=is_sample)
        made_on, id = day(_text(fields.get("date"))), _text(fields.get(_key(is_sample)))
    else:
        names = _spelled(written, is_sample=is_sample)
        days = {day(match) for match in _DATE.findall(written)}
        made_on = days.pop() if len(days) == 1 else None
        found = _ID.search(written)
        id = found[1] if found else ""
    digest = sha256(data).hexdigest()
    return Unreadable(Place(path), names, made_on, id, digest, is_sample=is_sample)


def is_sample_text(data: bytes) -> bool:
    """Tell whether a file that looks like a record is a sample."""
    written = raw_text(data)
    return re.search(r"(?mi)^[^\w\n]*(?:sample|quality_assurer)\W*:", written) is not None


def _named(entries: Tree, *, is_sample: bool) -> Iterator[str]:
    """Give what each entry names; an empty text for one that names nothing."""
    for entry in entries if isinstance(entries, list) else [entries] if entries else []:
        texts = list(_texts(entry.get("criterion", entry) if isinstance(entry, dict) else entry))
        if is_sample:
            yield texts[0] if texts else ""
        else:
            named = [text.strip() for text in texts if is_full(text.strip())]
            yield from named or [""]


def _texts(value: Tree | Json) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in _WORDS:
                yield from _texts(one)


def _spelled(written: str, *, is_sample: bool) -> tuple[str, ...]:
    """Return every name that a text spells where it cannot be read as YAML.

    An empty text is among them for an entry whose criterion is no ID.
    """
    if is_sample:
        listed = written.partition("decisions")[2]
        return tuple(dict.fromkeys(_SAMPLED.findall(listed.partition("\n\n")[0])))
    nameless = any(not is_full(match) for match in _ENTRY.findall(written))
    named = (match for match in _FULL.findall(written) if is_full(match))
    return tuple(dict.fromkeys((*named, *([""] if nameless else []))))


def _key(is_sample: bool) -> str:  # noqa: FBT001
    return "sample" if is_sample else "decision"


def _text(value: Tree) -> str:
    return str(value) if isinstance(value, str) else ""
