"""`portfolio.yml`: whose portfolio it is, and what is taken."""

from collections.abc import Iterable
from dataclasses import replace

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Progress, Waiver
from crossfolio.loaders.losses import lossy
from crossfolio.loaders.named_twice import named_twice, twice
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.schema.keys import stands_misspelt
from crossfolio.loaders.values import day, listed, mapping, text
from crossfolio.loaders.yaml.file import YamlFile, apply_schema, open_yaml

_TAKEN = ("units", "qualifications")
"""Fields that say what is taken."""
_BY_UNIT = ("units", "versions")


def read_portfolio(data: bytes, path: str) -> tuple[Enrolment | None, list[Finding]]:
    """Read `portfolio.yml`: what it says as far as it goes, and what is wrong with it."""
    document, found = open_yaml(data, path)
    file, problems = apply_schema(document, "portfolio") if document else (None, [])
    problems += (
        [finding for name in _BY_UNIT for finding in named_twice(file, name)] if file else []
    )
    known = None
    if file and all(_is_sure(file, name) for name in _TAKEN):
        known = replace(_enrolment(file), learner_unread=_learner_unread(file, problems))
    return known, lossy([*found, *problems], "portfolio", lambda _: (), is_whole=known is None)


def _is_sure(file: YamlFile, name: str) -> bool:
    """Tell whether a field can be read: it stands neither twice, nor misspelt, nor empty."""
    there = file.fields.keys()
    is_lost = name in there and file.fields[name] is None
    known = schema("portfolio")["properties"]
    is_doubled = file.document.is_doubled(name) or any(twice(mapping(file.fields, name)))
    return not (is_doubled or is_lost or stands_misspelt(name, known, there))


def _learner_unread(file: YamlFile, problems: Iterable[Finding]) -> Place | None:
    """Return where the file says who the learner is, if that cannot be read."""
    place = file.document.places.get(("learner",))
    has_slip = place is not None and any(finding.place[1:3] == place[1:3] for finding in problems)
    return (place or Place(file.path)) if has_slip or not _is_sure(file, "learner") else None


def _enrolment(file: YamlFile) -> Enrolment:
    fields, document = file.fields, file.document
    known = {progress.value: progress for progress in Progress}
    units = {
        name: known.get(str(word), Progress.IN_PROGRESS)
        for name, word in mapping(fields, "units").items()
    }
    qualifications = {
        name: document.place(("qualifications", number))
        for number, name in enumerate(listed(fields, "qualifications"))
        if isinstance(name, str)
    }
    versions = {
        name: version
        for name, version in mapping(fields, "versions").items()
        if isinstance(version, str) and not document.is_doubled("versions", name)
    }
    return Enrolment(
        Place(file.path),
        text(fields, "learner"),
        qualifications,
        units,
        {name: document.keys[("units", name)] for name in units},
        _waivers(file),
        document.places.get(("learner",)),
        versions,
        {name: document.place(("versions", name)) for name in versions},
    )


def _waivers(file: YamlFile) -> tuple[Waiver, ...]:
    """Return the waivers that can be read in one way only."""
    is_doubled = ("waivers",) in file.document.doubles
    return tuple(
        Waiver(
            text(waiver, "criterion").upper(),
            text(waiver, "reason"),
            file.document.place(("waivers", number, "criterion")),
            day(waiver.get("expires")),
        )
        for number, waiver in enumerate(listed(file.fields, "waivers"))
        if isinstance(waiver, dict) and _usable(waiver)
        if not file.document.is_doubled("waivers", number) and not is_doubled
    )


def _usable(waiver: dict[str, Json]) -> bool:
    """Tell whether a waiver gives its reason, and a day that can be read where it gives one."""
    expires = waiver.get("expires")
    readable = "expires" not in waiver or day(expires) is not None
    return bool(waiver.get("criterion")) and bool(waiver.get("reason")) and readable
