"""A decision: one assessor's judgement on claims, or what is left of it where it cannot be read."""

from collections.abc import Iterator
from hashlib import sha256

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.record.values import (
    Decision,
    Judged,
    Judgement,
    Parts,
    Unreadable,
    Verdict,
)
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import record_rules
from crossfolio.core.texts import Text
from crossfolio.loaders.assessment_file import misfiled, open_record, places_of, references
from crossfolio.loaders.partly_read import is_sample_text, partly_read
from crossfolio.loaders.values import day, integer, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile

Record = Decision | Unreadable | None
"""A decision, what one names that cannot be read, or `None` where the file holds none."""


def read_decision(data: bytes, path: str) -> tuple[Record, list[Finding]]:
    """Read a decision; of one that cannot be read, what it names."""
    if not data.strip():
        return None, [record_rules.empty_file(path)]
    file, found = open_record(data, path, "decision")
    is_sample = False
    if file is not None and (other := misfiled(file, "decision", path)):
        found, is_sample = [other], "sample" in file.fields
    elif file is not None and not found:
        found += _unfitting(file)
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        document = file.document if file else None
        return partly_read(data, path, document, is_sample=is_sample), found
    fields, document = file.fields, file.document
    decision = Decision(
        text(fields, "decision"),
        text(fields, "assessor"),
        made_on,
        document.place(("decision",)),
        _evidence(file),
        _judgements(file),
        text(fields, "feedback"),
        references(file, "supersedes"),
        {name: str(digest) for name, digest in mapping(fields, "after").items()},
        text(fields, "countersigned_by"),
        text(fields, "method"),
        sha256(data).hexdigest(),
        _places(file),
        sha256(data.replace(b"\r\n", b"\n")).hexdigest() if b"\r\n" in data else "",
    )
    return decision, found


def read_misplaced(data: bytes, path: str) -> tuple[Unreadable, list[Finding]]:
    """Read what a decision or a sample names that lies, or is called, as none may be."""
    file, _ = open_record(data, path, "decision")
    document = file.document if file else None
    return partly_read(data, path, document, is_sample=is_sample_text(data)), []


def _places(file: YamlFile) -> dict[str, Place]:
    """Return where the fields stand that something may be found in, by name."""
    at = {f"after.{field}": ("after", field) for field in mapping(file.fields, "after")}
    known = {name: file.document.places[trail] for name, trail in at.items()}
    return places_of(file, "assessor", "date", "countersigned_by") | known


def _unfitting(file: YamlFile) -> Iterator[Finding]:
    """Find what a schema cannot say: names that do not fit one another."""
    place = file.document.place
    listed_items: set[str] = set()
    for number, one in enumerate(_mappings(file, "evidence")):
        key = text(one, "id").upper()
        if key in listed_items:
            why = Text("`{item}` is listed twice", item=printable(text(one, "id")))
            help = Text("list each item once, as it was judged")
            yield rules.assessment_invalid(place(("evidence", number, "id")), why, help)
        listed_items.add(key)
    for number, one in enumerate(_mappings(file, "criteria")):
        at = ("criteria", number)
        if "on" not in one and len(listed_items) > 1:
            why = Text(
                "several items are listed, and `on` does not say on which of them this rests"
            )
            where = place((*at, "criterion"))
            yield rules.assessment_invalid(where, why, Text("add `on: […]` with their IDs"))
        rests_on = {name.upper() for name in texts(one, "on")} or listed_items
        named: set[str] = set()
        for position, name in enumerate(texts(one, "on")):
            where = place((*at, "on", position))
            if name.upper() not in listed_items:
                why = Text("`{item}` is not listed under `evidence`", item=printable(name))
                yield rules.assessment_invalid(where, why, Text("list it there, or correct the ID"))
            elif name.upper() in named:
                why = Text("`{item}` is named twice under `on`", item=printable(name))
                yield rules.assessment_invalid(where, why, Text("name each item once"))
            named.add(name.upper())
        for name in mapping(one, "claims"):
            if name.upper() not in rests_on:
                why = Text("`{item}` is under `claims` and not under `on`", item=printable(name))
                where = place((*at, "claims", name))
                yield rules.assessment_invalid(where, why, Text("name it under `on` as well"))


def _mappings(file: YamlFile, key: str) -> list[dict[str, Json]]:
    return [field for field in listed(file.fields, key) if isinstance(field, dict)]


def _evidence(file: YamlFile) -> tuple[Judged, ...]:
    return tuple(
        Judged(
            text(one, "id").upper(),
            text(one, "fingerprint"),
            file.document.place(("evidence", number, "id")),
            _parts(mapping(one, "parts")),
            file.document.place(("evidence", number, "fingerprint")),
        )
        for number, one in enumerate(_mappings(file, "evidence"))
    )


def _parts(fields: dict[str, Json]) -> Parts | None:
    files = {path: str(digest) for path, digest in mapping(fields, "attachments").items()}
    return Parts(text(fields, "fields"), text(fields, "body"), files) if fields else None


def _judgements(file: YamlFile) -> tuple[Judgement, ...]:
    all_items = tuple(text(one, "id").upper() for one in _mappings(file, "evidence"))
    return tuple(
        Judgement(
            text(one, "criterion").upper(),
            Verdict(text(one, "outcome")),
            file.document.place(("criteria", number, "criterion")),
            text(one, "feedback"),
            integer(one, "revision"),
            tuple(name.upper() for name in texts(one, "on")) or all_items,
            {name.upper(): str(digest) for name, digest in mapping(one, "claims").items()},
            text(one, "wording"),
            one.get("mapped") is True,
            text(one, "level"),
            file.document.places.get(("criteria", number, "level")),
        )
        for number, one in enumerate(_mappings(file, "criteria"))
    )
