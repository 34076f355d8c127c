"""Files in the assessment folder beside decisions: the people register and samples."""

from collections.abc import Iterable, Iterator

from crossfolio.core.findings import Finding
from crossfolio.core.record.values import Action, Person, Reference, Sample, Unreadable
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import record_rules
from crossfolio.loaders.losses import lossy
from crossfolio.loaders.partly_read import partly_read
from crossfolio.loaders.values import day, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile, apply_schema, open_yaml


def read_people(data: bytes, path: str) -> tuple[dict[str, Person] | None, list[Finding]]:
    """Read the people register as far as it goes, and what is wrong with it.

    Contacts are not kept, so that no page can show one.
    """
    file, found = open_record(data, path, "people")
    if file is None:
        return None, lossy(found, "people", lambda _: (), is_whole=True)
    known = mapping(file.fields, "people")
    people = {
        id: Person(
            id, text(one, "display_name") or id, texts(one, "roles"), text(one, "relationship")
        )
        for id, one in known.items()
        if isinstance(one, dict) and not file.document.is_doubled("people", id)
    }
    found += _same_but_case(file, people)
    return people, lossy(found, "people", lambda _: tuple(known), is_whole=not known)


def _same_but_case(file: YamlFile, people: Iterable[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for id in people:
        other = first.setdefault(id.upper(), id)
        if other != id:
            place = file.document.keys.get(("people", id), file.document.place(("people",)))
            why = f"`{id}` is `{other}`: IDs are compared without case"
            yield rules.assessment_invalid(place, why, "give one of the two another ID")


def read_sample(data: bytes, path: str) -> tuple[Sample | Unreadable | None, list[Finding]]:
    """Read a sample; of one that breaks its schema, what it names."""
    if not data.strip():
        return None, [record_rules.empty_file(path)]
    file, found = open_record(data, path, "sample")
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        return partly_read(data, path, file.document if file else None, is_sample=True), found
    fields = file.fields
    sample = Sample(
        text(fields, "sample"),
        text(fields, "quality_assurer"),
        made_on,
        file.document.place(("sample",)),
        references(file, "decisions"),
        text(fields, "outcome"),
        text(fields, "stage"),
        text(fields, "feedback"),
        _actions(file),
        text(fields, "reason"),
    )
    return sample, found


def open_record(data: bytes, path: str, name: str) -> tuple[YamlFile | None, list[Finding]]:
    """Read a file of the assessment folder and hold it against its schema.

    Args:
        data: The file.
        path: Of the file.
        name: The schema.
    """
    document, found = open_yaml(data, path)
    if document is None:
        return None, found
    file, problems = apply_schema(document, name)
    return file, found + problems


def references(file: YamlFile, key: str) -> tuple[Reference, ...]:
    """Return the decisions that a list names, each with its place."""
    return tuple(
        Reference(name, file.document.place((key, number)))
        for number, name in enumerate(texts(file.fields, key))
    )


def _actions(file: YamlFile) -> tuple[Action, ...]:
    return tuple(
        Action(
            text(one, "text"),
            due,
            file.document.place(("actions", number)),
            day(one.get("closed_on")),
        )
        for number, one in enumerate(listed(file.fields, "actions"))
        if isinstance(one, dict) and (due := day(one.get("due")))
    )
