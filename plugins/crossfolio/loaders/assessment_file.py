"""Files in the assessment folder beside decisions: the people register and samples."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.record.values import Action, Person, Reference, Sample, Unreadable
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules import record_rules
from crossfolio.core.texts import Text
from crossfolio.loaders.losses import lossy
from crossfolio.loaders.partly_read import partly_read
from crossfolio.loaders.values import day, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile, apply_schema, open_yaml

_OWN_KEYS = {
    "decision": {"assessor", "evidence", "criteria", "supersedes", "countersigned_by"},
    "sample": {"quality_assurer", "decisions", "outcome", "stage", "actions"},
}
"""Fields by which a decision or a sample is known that does not say its ID."""


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
    unread = _unread_entries(file, found)
    people = {id: one._replace(is_unread=id in unread) for id, one in people.items()}
    return people, lossy(found, "people", lambda _: tuple(known), is_whole=not known)


def _unread_entries(file: YamlFile, found: list[Finding]) -> set[str]:
    """Return the people in whose entries something was found; all where nobody knows in which."""
    keys = ((place[1:3], trail) for trail, place in file.document.keys.items())
    starts = sorted((at, str(key[1])) for at, key in keys if len(key) == 2 and key[0] == "people")  # noqa: PLR2004
    numbers = {bisect_right(starts, (finding.place[1:3], "\uffff")) - 1 for finding in found}
    return {id for n, (_, id) in enumerate(starts) if n in numbers or -1 in numbers}


def _same_but_case(file: YamlFile, people: Iterable[str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for id in people:
        other = first.setdefault(id.upper(), id)
        if other != id:
            place = file.document.keys.get(("people", id), file.document.place(("people",)))
            why = Text(
                "`{person}` is `{other}`: IDs are compared without case", person=id, other=other
            )
            yield rules.assessment_invalid(place, why, Text("give one of the two another ID"))


def read_sample(data: bytes, path: str) -> tuple[Sample | Unreadable | None, list[Finding]]:
    """Read a sample; of one that breaks its schema, what it names."""
    if not data.strip():
        return None, [record_rules.empty_file(path)]
    file, found = open_record(data, path, "sample")
    is_sample = True
    if file is not None and (other := misfiled(file, "sample", path)):
        found, is_sample = [other], "decision" not in file.fields
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        document = file.document if file else None
        return partly_read(data, path, document, is_sample=is_sample), found
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
        text(fields, "plan"),
        file.document.place(("plan",)) if "plan" in fields else None,
        places_of(file, "quality_assurer", "date"),
    )
    return sample, found


def misfiled(file: YamlFile, what: str, path: str) -> Finding | None:
    """Return the one finding about a file that is something else than its folder holds.

    Args:
        file: The file, which has been held against the schema of its folder.
        what: What the folder holds: `decision` or `sample`.
        path: Of the file.
    """
    keys = file.fields.keys()
    if what in keys:
        return None
    place = Place(path)
    if keys & {"unit", "qualification"}:
        return rules.criteria_among_records(place, what)
    other = next((key for key in ("decision", "sample") if key in keys), "")
    if other or not keys & _OWN_KEYS[what]:
        return rules.other_record(place, what, other)
    return None


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


def places_of(file: YamlFile, *names: str) -> dict[str, Place]:
    """Return where fields of a file stand, by name; those that are not there are left out."""
    known = file.document.places
    return {name: known[name,] for name in names if (name,) in known}


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
