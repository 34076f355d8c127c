"""Files in the assessment folder: the people register, decisions and samples."""

from crossfolio.core.assessment import Decision, Judged, Judgement, Parts, Person, Sample, Verdict
from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding
from crossfolio.loaders.losses import lossy
from crossfolio.loaders.values import day, integer, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile, apply_schema, open_yaml


def read_people(data: bytes, path: str) -> tuple[dict[str, Person] | None, list[Finding]]:
    """Read the people register. Contacts are not kept, so that no page can show one."""
    file, found = _open(data, path, "people")
    if file is None:
        return None, lossy(found, "people", lambda _: (), is_whole=True)
    people = {
        id: Person(id, text(it, "display_name") or id, texts(it, "roles"), text(it, "relationship"))
        for id, it in mapping(file.fields, "people").items()
        if isinstance(it, dict) and not file.document.is_doubled("people", id)
    }
    known = mapping(file.fields, "people")
    return people, lossy(found, "people", lambda _: tuple(known), is_whole=not known)


def read_decision(data: bytes, path: str) -> tuple[Decision | None, list[Finding]]:
    """Read a decision; one that breaks its schema decides nothing."""
    file, found = _open(data, path, "decision")
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        return None, found
    fields = file.fields
    decision = Decision(
        text(fields, "decision"),
        text(fields, "assessor"),
        made_on,
        file.document.place(("decision",)),
        _evidence(file),
        _judgements(file),
        text(fields, "feedback"),
        text(fields, "supersedes"),
    )
    return decision, found


def read_sample(data: bytes, path: str) -> tuple[Sample | None, list[Finding]]:
    """Read a sample; one that breaks its schema says nothing."""
    file, found = _open(data, path, "sample")
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        return None, found
    fields = file.fields
    sample = Sample(
        text(fields, "sample"),
        text(fields, "quality_assurer"),
        made_on,
        file.document.place(("sample",)),
        texts(fields, "decisions"),
        text(fields, "outcome"),
        text(fields, "stage"),
        text(fields, "feedback"),
    )
    return sample, found


def _open(data: bytes, path: str, name: str) -> tuple[YamlFile | None, list[Finding]]:
    document, found = open_yaml(data, path)
    if document is None:
        return None, found
    file, problems = apply_schema(document, name)
    return file, found + problems


def _evidence(file: YamlFile) -> tuple[Judged, ...]:
    return tuple(
        Judged(
            text(it, "id").upper(),
            text(it, "fingerprint"),
            file.document.place(("evidence", number, "id")),
            _parts(mapping(it, "parts")),
        )
        for number, it in enumerate(listed(file.fields, "evidence"))
        if isinstance(it, dict)
    )


def _parts(fields: dict[str, Json]) -> Parts | None:
    files = {path: str(digest) for path, digest in mapping(fields, "attachments").items()}
    return Parts(text(fields, "fields"), text(fields, "body"), files) if fields else None


def _judgements(file: YamlFile) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(
            text(it, "criterion").upper(),
            Verdict(text(it, "outcome")),
            file.document.place(("criteria", number, "criterion")),
            text(it, "feedback"),
            integer(it, "revision") or 1,
        )
        for number, it in enumerate(listed(file.fields, "criteria"))
        if isinstance(it, dict)
    )
