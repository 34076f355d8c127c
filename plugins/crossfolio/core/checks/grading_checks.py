"""CRI: outcomes within outcomes, levels, tables and points, parts and ranges."""

from collections.abc import Iterable, Iterator, Sequence

from crossfolio.core.findings import Finding
from crossfolio.core.framework import Criterion, Framework, Qualification, Unit
from crossfolio.core.grading import GradeRule, Grading, TableRow, rank_of
from crossfolio.core.ids import nearest
from crossfolio.core.outcomes import circles
from crossfolio.core.place import Place
from crossfolio.core.rules import grading_rules as rules
from crossfolio.core.texts import Text


def check_grading(framework: Framework) -> Iterator[Finding]:
    """Look at what units and qualifications say of levels, parts and ranges."""
    for unit in framework.units.values():
        yield from _outcomes(unit)
        yield from _levels(unit)
        for criterion in unit.criteria:
            yield from _breadth(criterion)
    yield from _parts(framework)
    for qualification in framework.qualifications.values():
        yield from _grades(qualification, framework)


def _outcomes(unit: Unit) -> Iterator[Finding]:
    known = {outcome.id: outcome for outcome in unit.outcomes}
    for outcome in unit.outcomes:
        if outcome.within and outcome.within not in known:
            parent = outcome.within.partition(".")[2]
            others = [name.partition(".")[2] for name in known if name != outcome.id]
            place = outcome.within_place or outcome.place
            yield rules.unknown_parent(place, outcome.id, parent, nearest(parent, others))
    for circle in circles(unit.outcomes):
        first = known[circle[0]]
        yield rules.outcome_circle(first.within_place or first.place, circle)


def _levels(unit: Unit) -> Iterator[Finding]:
    grading = unit.grading
    levels = grading.levels if grading else ()
    for criterion in unit.criteria:
        written = str(criterion.written.get("level") or "")
        if written and rank_of(written, levels) is None:
            place = criterion.level_place or criterion.place
            yield rules.unknown_level(place, written, levels, nearest(written, levels))
    if grading and grading.rule is GradeRule.TABLE:
        yield from _table(grading)
        yield from _beside_table(unit, grading)


def _table(grading: Grading) -> Iterator[Finding]:
    methods = grading.methods
    if not (methods and grading.rows):
        why = Text("the rule is `table`, and there is no table")
        help = Text("add `table: {{of: [METHOD, …], rows: [[LEVEL, …, RESULT], …]}}`")
        yield rules.unusable_grading(grading.place, why, help)
    first: dict[tuple[str, ...], TableRow] = {}
    for row in grading.rows:
        if len(row.levels) != len(methods):
            why = Text(
                "this row has {count} levels, and there are {wanted} methods",
                count=len(row.levels) + 1,
                wanted=len(methods),
            )
            yield rules.unusable_grading(
                row.place, why, Text("give a level for each, and the result")
            )
            continue
        yield from _row_levels(row, grading)
        key = tuple(level.casefold() for level in row.levels)
        other = first.setdefault(key, row)
        if other.result.casefold() != row.result.casefold():
            why = Text(
                "the row at line {line} has the same levels and another result",
                line=other.place.line,
            )
            yield rules.unusable_grading(
                row.place, why, Text("keep one of the two; the lower holds")
            )


def _row_levels(row: TableRow, grading: Grading) -> Iterator[Finding]:
    for level in (*row.levels, row.result):
        if grading.rank(level) is None:
            near = nearest(level, grading.levels)
            yield rules.unknown_level(row.place, level, grading.levels, near)


def _beside_table(unit: Unit, grading: Grading) -> Iterator[Finding]:
    methods = {method.casefold() for method in grading.methods}
    for criterion in unit.criteria if methods else ():
        for method, place in zip(criterion.methods, criterion.method_places, strict=True):
            if method.casefold() not in methods:
                yield rules.method_beside_table(place, method, grading.methods)


def _breadth(criterion: Criterion) -> Iterator[Finding]:
    number = len(criterion.parts)
    if "parts_needed" in criterion.written and not number:
        why = Text("`{criterion}` asks for a number of parts, and has none", criterion=criterion.id)
        yield rules.out_of_reach(
            criterion.place, why, Text("add `parts`, or remove `parts_needed`")
        )
    elif criterion.parts_needed > number:
        why = Text(
            "`{criterion}` asks for {wanted} parts, and has {count}",
            criterion=criterion.id,
            wanted=criterion.parts_needed,
            count=number,
        )
        yield rules.out_of_reach(
            criterion.place, why, Text("write `parts_needed: {count}` or fewer", count=number)
        )
    seen: set[str] = set()
    for one in criterion.ranges:
        if one.id.casefold() in seen:
            why = Text("the range `{range}` is defined twice", range=one.id)
            yield rules.out_of_reach(one.place, why, Text("give this one an ID of its own"))
        seen.add(one.id.casefold())
        if one.is_by_day == bool(one.of):
            both = Text("the range `{range}` has both `of` and `distinct`", range=one.id)
            neither = Text("the range `{range}` has neither `of` nor `distinct`", range=one.id)
            help = Text("give it `of: [VALUE, …]` or `distinct: date`")
            yield rules.out_of_reach(one.place, both if one.of else neither, help)
        elif not one.is_by_day and one.at_least > len({value.casefold() for value in one.of}):
            why = Text(
                "the range `{range}` asks for {wanted} of {count} values",
                range=one.id,
                wanted=one.at_least,
                count=len(one.of),
            )
            yield rules.out_of_reach(one.place, why, Text("lower `at_least`, or add values"))


def _parts(framework: Framework) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for criterion in framework.criteria.values():
        for part in criterion.parts:
            tag = f"{criterion.id}{part.id}"
            other = framework.criterion(tag)
            if other:
                what = Text("criterion `{criterion}`", criterion=other.id)
                yield rules.ambiguous_part(part.place, tag, what, other.place)
            elif tag.upper() in seen:
                yield rules.ambiguous_part(part.place, tag, Text("another part"), seen[tag.upper()])
            seen.setdefault(tag.upper(), part.place)


def _grades(qualification: Qualification, framework: Framework) -> Iterator[Finding]:
    grades = qualification.grades
    if grades is None:
        return
    if not (grades.thresholds or grades.credits):
        why = Text(
            "`grades` of {qualification} say neither points nor credit that a level takes",
            qualification=qualification.id,
        )
        yield rules.unusable_grading(grades.place, why, Text("add `thresholds` or `credits`"))
    for level in _unknown((*grades.thresholds, *grades.credits), grades.levels):
        near = nearest(level, grades.levels)
        yield rules.unknown_level(grades.place, level, grades.levels, near)
    for code, worth in grades.points.items():
        place, unit = grades.point_places[code], framework.units.get(code)
        if code not in qualification.units:
            why = Text(
                "`{unit}` is no unit of {qualification}", unit=code, qualification=qualification.id
            )
            yield rules.unusable_grading(
                place, why, Text("add it to a group, or remove its points")
            )
        elif unit and unit.grading is None:
            why = Text("points are given for levels of {unit}, which is not graded", unit=code)
            yield rules.unusable_grading(
                place, why, Text("give the unit `grading`, or remove them")
            )
        elif unit and unit.grading:
            levels = unit.grading.levels
            for level in _unknown(worth, levels):
                yield rules.unknown_level(place, level, levels, nearest(level, levels))
    falling = [grades.thresholds[level] for level in grades.levels if level in grades.thresholds]
    if falling != sorted(falling):
        why = Text(
            "a higher level of {qualification} takes fewer points than a lower one",
            qualification=qualification.id,
        )
        yield rules.unusable_grading(
            grades.place, why, Text("put the thresholds in the order of levels")
        )


def _unknown(names: Iterable[str], levels: Sequence[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if rank_of(name, levels) is None]
