"""A file in the criteria folder: one unit or one qualification."""

from collections.abc import Iterator
from dataclasses import replace

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.framework import (
    Criterion,
    Group,
    Outcome,
    Qualification,
    Requirement,
    Source,
    Unit,
)
from crossfolio.core.grading import Grading
from crossfolio.core.ids import in_order, is_full, unit_of
from crossfolio.core.kinds import BUILT_IN
from crossfolio.core.place import Place
from crossfolio.core.rules import criteria_rules as rules
from crossfolio.core.rules.assessment_rules import record_among_criteria
from crossfolio.core.texts import Text
from crossfolio.core.wording import title_of
from crossfolio.loaders import breadth
from crossfolio.loaders.grading import grades, grading, level_rule
from crossfolio.loaders.guidance import feedback, guidance, needs
from crossfolio.loaders.losses import at_or_before, code_in, lossy, raw_text
from crossfolio.loaders.named_twice import named_twice
from crossfolio.loaders.values import integer, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile, apply_schema, open_yaml


def read_criteria(data: bytes, path: str) -> tuple[Unit | Qualification | None, list[Finding]]:
    """Read a criteria file: its unit or qualification as far as it goes, and what is wrong."""
    value, found = _read(data, path)
    if not found:
        return value, found
    if value is None:
        codes = code_in(raw_text(data))
        return None, lossy(found, "criteria", lambda _: codes, is_whole=True)
    criteria = value.criteria if isinstance(value, Unit) else ()
    starts = sorted((criterion.place, criterion.id) for criterion in criteria)

    def names(finding: Finding) -> tuple[str, ...]:
        return (
            finding.loss.names if finding.loss else (value.id, *at_or_before(finding.place, starts))
        )

    return value, lossy(found, "criteria", names)


def _read(data: bytes, path: str) -> tuple[Unit | Qualification | None, list[Finding]]:
    document, found = open_yaml(data, path)
    if document is None:
        return None, found
    fields = document.data if isinstance(document.data, dict) else None
    is_qualification = "qualification" in (fields or ())
    if fields is not None and not is_qualification and "unit" not in fields:
        if other := record_among_criteria(Place(path), fields):
            return None, [*found, other]
        why = Text("this file is neither a unit nor a qualification")
        help = Text("begin with `unit: CODE` or `qualification: CODE`, or move the file away")
        return None, [*found, rules.criteria_invalid(Place(path), why, help)]
    file, problems = apply_schema(document, "qualification" if is_qualification else "unit")
    found += problems
    if file is None:
        return None, found
    if is_qualification:
        return _qualification(file), [*found, *named_twice(file, "grades", "points")]
    unit, doubles = _unit(file)
    return unit, found + doubles


def _unit(file: YamlFile) -> tuple[Unit | None, list[Finding]]:
    fields, code = file.fields, text(file.fields, "unit")
    if not is_full(f"{code}.AC1"):
        return None, []
    levels = grading(file)
    criteria: dict[str, Criterion] = {}
    doubles = []
    for criterion in _criteria(file, code, levels):
        first = criteria.setdefault(criterion.id.upper(), criterion)
        if first is not criterion:
            double = rules.duplicate_criterion(criterion.place, criterion.id, first.place)
            doubles.append(replace(double, loss=Loss("criteria", (code, criterion.id))))
    unit = Unit(
        code,
        text(fields, "title") or code,
        file.document.place(("unit",)),
        tuple(_outcomes(file, code)),
        tuple(criteria[name] for name in in_order(criteria)),
        _source(fields),
        texts(fields, "phases"),
        integer(fields, "credit"),
        integer(fields, "level"),
        text(fields, "official_ref"),
        guidance(fields),
        text(fields, "version"),
        text(fields, "reference"),
        levels,
    )
    return unit, doubles


def _outcomes(file: YamlFile, code: str) -> Iterator[Outcome]:
    for number, outcome in enumerate(listed(file.fields, "outcomes")):
        if isinstance(outcome, dict) and text(outcome, "id"):
            yield Outcome(
                f"{code}.{text(outcome, 'id')}",
                text(outcome, "text"),
                file.document.place(("outcomes", number, "id")),
                text(outcome, "kind") or "performance",
                text(outcome, "provenance") or "stated",
                f"{code}.{text(outcome, 'within')}" if text(outcome, "within") else "",
                file.document.places.get(("outcomes", number, "within")),
            )


def _criteria(file: YamlFile, code: str, levels: Grading | None) -> Iterator[Criterion]:
    for number, criterion in enumerate(listed(file.fields, "criteria")):
        if not isinstance(criterion, dict):
            continue
        full = f"{code}.{text(criterion, 'id')}"
        if is_full(full):
            place = file.document.place(("criteria", number, "id"))
            made = _criterion(criterion, full, place, twice=_is_doubled(file, number))
            if levels and not _is_doubled(file, number):  # Else it asks as the first level does.
                made = _graded(made, criterion, levels)
            yield _placed(made, criterion, number, file)


def _graded(made: Criterion, fields: dict[str, Json], levels: Grading) -> Criterion:
    """Return a criterion with its level; a word that is no level asks as the first does."""
    written = text(fields, "level")
    rank = levels.rank(written) if written and levels.is_sure else 0
    known = written if rank is None or not levels.levels else levels.levels[rank]
    return replace(made, level=known, rank=rank or 0)


def _placed(made: Criterion, fields: dict[str, Json], number: int, file: YamlFile) -> Criterion:
    """Return a criterion with its parts, its ranges, and the places of what it names."""
    document, trail = file.document, ("criteria", number)
    parts = tuple(breadth.parts(fields, trail, document))
    return replace(
        made,
        outcome_places=_places(fields, "outcomes", number, file),
        parts=parts,
        parts_needed=breadth.parts_needed(fields, len(parts)),
        ranges=tuple(breadth.ranges(fields, trail, document)),
        level_place=document.places.get((*trail, "level")),
        method_places=_places(fields, "methods", number, file),
    )


def _places(fields: dict[str, Json], name: str, number: int, file: YamlFile) -> tuple[Place, ...]:
    """Return where each text of a list of a criterion stands."""
    named = enumerate(listed(fields, name))
    trails = [("criteria", number, name, at) for at, text in named if isinstance(text, str)]
    return tuple(map(file.document.place, trails))


def _is_doubled(file: YamlFile, number: int) -> bool:
    """Tell whether it can be read in two ways what a criterion asks for."""
    doubles = file.document.doubles
    return file.document.is_doubled("criteria", number) or bool(
        doubles and (("unit",) in doubles or ("criteria",) in doubles)
    )


def _criterion(fields: dict[str, Json], full: str, place: Place, *, twice: bool) -> Criterion:
    code = unit_of(full)
    return Criterion(
        full,
        code,
        title_of(text(fields, "title"), text(fields, "text")) or full,
        text(fields, "text"),
        place,
        tuple(f"{code}.{name}" for name in texts(fields, "outcomes")),
        text(fields, "outcome_basis"),
        _source(fields),
        _kind(fields),
        _requirement(fields, twice=twice),
        fields.get("optional") is True and not twice,
        integer(fields, "revision") or 1,
        text(fields, "status") == "withdrawn" and not twice,
        text(fields, "replaced_by"),
        needs(fields, "expects"),
        feedback(fields),
        texts(fields, "similar_to"),
        texts(fields, "follows"),
        texts(fields, "followed_by"),
        texts(fields, "editorial"),
        fields,
        ksb=text(fields, "ksb"),
        methods=texts(fields, "methods"),
    )


def _kind(fields: dict[str, Json]) -> str:
    """Return what a criterion asks for: what it says, or what follows from its place in a KSB."""
    knows = text(fields, "ksb") == "knowledge"
    return text(fields, "kind") or ("knowledge" if knows else "performance")


def _requirement(fields: dict[str, Json], *, twice: bool) -> Requirement:
    asked = mapping(fields, "requires")
    return Requirement(
        texts(asked, "any_kind"),
        integer(asked, "at_least") or 1,
        texts(asked, "all_kinds"),
        integer(asked, "min_kinds") or 1,
        needs(asked, "needs"),
        is_sure=not twice and breadth.is_sure(fields),
    )


def _source(fields: dict[str, Json]) -> Source:
    source = mapping(fields, "source")
    return Source(text(source, "kind"), text(source, "document"), integer(source, "item"))


def _qualification(file: YamlFile) -> Qualification | None:
    fields = file.fields
    code = text(fields, "qualification")
    if not code or file.document.doubles:  # One of two rules of combination may be the weaker.
        return None
    kinds, policy = mapping(fields, "kinds"), mapping(fields, "policy")
    codes = {k: v for k, v in mapping(kinds, "codes").items() if isinstance(v, str)}
    ruled_out = tuple(
        kind.id for kind in BUILT_IN if kind.policy and policy.get(kind.policy) is False
    )
    barred = [pair for pair in listed(fields, "barred") if isinstance(pair, list)]
    return Qualification(
        code,
        text(fields, "title") or code,
        file.document.place(("qualification",)),
        tuple(_groups(file)),
        text(fields, "awarding_organisation"),
        _source(fields),
        text(fields, "number"),
        integer(fields, "level"),
        integer(fields, "credits") or 0,
        tuple((str(pair[0]), str(pair[1])) for pair in barred if len(pair) > 1),
        codes,
        texts(kinds, "allowed"),
        (*texts(kinds, "forbidden"), *ruled_out),
        integer(policy, "currency_months"),
        integer(policy, "min_items") or 1,
        level_rule(fields),
        grades(file),
    )


def _groups(file: YamlFile) -> Iterator[Group]:
    for number, group in enumerate(listed(file.fields, "groups")):
        if not isinstance(group, dict):
            continue
        yield Group(
            text(group, "id"),
            text(group, "title"),
            texts(group, "units"),
            file.document.place(("groups", number, "units")),
            group.get("mandatory") is True,
            integer(group, "min_units") or 0,
            integer(group, "max_units"),
            integer(group, "min_credits") or 0,
            integer(group, "max_credits"),
            tuple(
                file.document.place(("groups", number, "units", at))
                for at, name in enumerate(listed(group, "units"))
                if isinstance(name, str)
            ),
        )
