"""Levels of units and qualifications, and what leads to them, as their files give them."""

from collections.abc import Iterator

from crossfolio.core.evidence import Json
from crossfolio.core.grading import GradeRule, Grades, Grading, LevelRule, TableRow
from crossfolio.loaders.named_twice import twice
from crossfolio.loaders.schema.check import has_refused
from crossfolio.loaders.values import integer, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile


def grading(file: YamlFile) -> Grading | None:
    """Return how a unit is graded; `None` where it is not."""
    if "grading" not in file.fields:
        return None
    fields = mapping(file.fields, "grading")
    rule, table = text(fields, "rule"), mapping(fields, "table")
    methods = texts(table, "of")
    rows = tuple(_rows(table, file))
    is_table = rule == GradeRule.TABLE.value
    is_whole = not is_table or bool(methods and rows)
    return Grading(
        texts(fields, "levels"),
        GradeRule(rule) if rule else None,
        file.document.place(("grading",)),
        methods if is_table else (),
        rows if is_table else (),
        is_sure=bool(rule)
        and is_whole
        and all(len(row.levels) == len(methods) for row in rows)
        and not has_refused(file.fields["grading"])
        and not _is_doubled(file, "grading"),
    )


def _rows(table: dict[str, Json], file: YamlFile) -> Iterator[TableRow]:
    for number, row in enumerate(listed(table, "rows")):
        words = [word for word in row if isinstance(word, str)] if isinstance(row, list) else []
        if words:
            place = file.document.place(("grading", "table", "rows", number))
            yield TableRow(tuple(words[:-1]), words[-1], place)


def grades(file: YamlFile) -> Grades | None:
    """Return how a qualification is graded; `None` where it is not."""
    if "grades" not in file.fields:
        return None
    fields = mapping(file.fields, "grades")
    points = {
        unit: _numbers(fields_of) if isinstance(fields_of, dict) else {}
        for unit, fields_of in mapping(fields, "points").items()
    }
    return Grades(
        texts(fields, "levels"),
        file.document.place(("grades",)),
        points,
        _numbers(mapping(fields, "thresholds")),
        _numbers(mapping(fields, "credits")),
        {
            unit: file.document.keys.get(
                ("grades", "points", unit), file.document.place(("grades",))
            )
            for unit in mapping(fields, "points")
        },
        is_sure=bool(texts(fields, "levels"))
        and not has_refused(file.fields["grades"])
        and not any(twice(mapping(fields, "points")))
        and not _is_doubled(file, "grades"),
    )


def level_rule(fields: dict[str, Json]) -> LevelRule | None:
    """Return how much credit has to come from units at or above a level."""
    rule = mapping(fields, "level_rule")
    credit, level = integer(rule, "credits"), integer(rule, "at_or_above")
    return LevelRule(credit, level) if credit and level else None


def _numbers(fields: dict[str, Json]) -> dict[str, int]:
    return {key: number for key in fields if (number := integer(fields, key)) is not None}


def _is_doubled(file: YamlFile, name: str) -> bool:
    """Tell whether a field, or anything in it, is written twice."""
    return any(trail[:1] == (name,) for trail in file.document.doubles)
