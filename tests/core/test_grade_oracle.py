"""Random units with levels, parts and ranges, judged by the package and by a judge apart."""

import itertools
import json
import os
import random
from pathlib import Path

import pytest

from core.grade_oracle import Asked, Said, World, accepted, grade, is_shown, parts_shown
from crossfolio.core.dialect import Dialect
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.reports import json_report
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, write

NUMBER = int(os.environ.get("CROSSFOLIO_GRADES", "120"))
"""How many worlds are tried."""
IN_ONE = 20
LEVELS = ("pass", "merit", "distinction")
KINDS = ("observation", "product", "case-study")
SORTS = ("internal", "external", "angry", "business")
DAYS = ("2026-04-01", "2026-04-02", "2026-04-03")
METHODS = ("AM1", "AM2")


def any_world(r: random.Random) -> World:
    """Return a world in which most is shown, so that levels are reached and missed."""
    levels = LEVELS[: r.randint(1, 3)]
    asked = [any_asked(str(n), r.choice(levels), r) for n in range(1, r.randint(2, 6))]
    items = [any_item(n, asked, r) for n in range(1, 5)]
    every = [item.id for item in items]
    met = {it.code: tuple(r.sample(every, r.randint(1, 3))) for it in asked if r.random() < 0.8}
    world = World(levels, asked, items, met)
    if r.random() < 0.4:
        world.methods = METHODS
        pairs = list(itertools.product(levels, repeat=2))
        world.rows = [(*pair, r.choice(levels)) for pair in r.sample(pairs, len(pairs) // 2 + 1)]
    return world


def any_asked(code: str, level: str, r: random.Random) -> Asked:
    """Return a criterion, with parts, a range or days in some cases."""
    one = Asked(code, level, tuple(r.sample(METHODS, r.randint(0, 2))))
    if r.random() < 0.3:
        one.parts = ("a", "b", "c")[: r.randint(1, 3)]
        one.needed = r.choice((None, 1, len(one.parts)))
    if r.random() < 0.3:
        one.values, one.sorts = SORTS, r.randint(1, 3)
    if r.random() < 0.2:
        one.days, one.day_kinds = 2, tuple(r.sample(KINDS, r.randint(0, 2)))
    return one


def any_item(number: int, asked: list[Asked], r: random.Random) -> Said:
    """Return an item that claims most criteria, by their parts in some cases."""
    item = Said(f"E{number}", r.choice(KINDS), r.choice(DAYS), r.random() < 0.1)
    for one in asked:
        if r.random() < 0.75:
            parts = r.sample(one.parts, r.randint(1, len(one.parts))) if one.parts else [""]
            for part in [""] if r.random() < 0.2 else parts:
                said = tuple(r.sample(SORTS, r.randint(1, 2))) if one.values else ()
                item.claims.append((one.code, part, said if r.random() < 0.9 else ()))
    return item


def unit_file(world: World) -> str:
    """Return the unit as a file."""
    grading: dict[str, object] = {"levels": world.levels, "rule": "ladder"}
    if world.rows:
        grading |= {"rule": "table", "table": {"of": world.methods, "rows": world.rows}}
    criteria = []
    for one in world.asked:
        fields: dict[str, object] = {"id": one.code, "text": "Do it.", "level": one.level}
        fields |= {"methods": one.methods} if one.methods else {}
        if one.parts:
            fields["parts"] = [{"id": part, "text": "A part."} for part in one.parts]
        fields |= {"parts_needed": str(one.needed)} if one.parts and one.needed else {}
        ranges: list[dict[str, object]] = []
        if one.values:
            ranges.append({"id": "sorts", "of": one.values, "at_least": one.sorts})
        if one.days:
            days: dict[str, object] = {"id": "days", "distinct": "date", "at_least": one.days}
            ranges.append(days | ({"any_kind": one.day_kinds} if one.day_kinds else {}))
        criteria.append(fields | ({"range": ranges} if ranges else {}))
    whole = {"unit": "U3", "title": "U", "source": {"kind": "draft"}, "grading": grading}
    return json.dumps(whole | {"criteria": criteria})


def page_of(item: Said) -> str:
    """Return an item as a page."""
    claims = [
        {"criterion": f"U3.{code}{part}", **({"range": {"sorts": values}} if values else {})}
        for code, part, values in item.claims
    ]
    fields = {"id": item.id, "title": "T", "kind": item.kind, "date": item.day}
    fields |= {"assessor": "A1"} if item.kind == "observation" else {}
    fields |= {"status": "draft"} if item.is_draft else {}
    return f"---\n{json.dumps(fields | {'criteria': claims})}\n---\n"


def decisions_of(world: World, pages: dict[str, str]) -> str:
    """Return one decision on all that is met."""
    prints = {}
    for name, text in pages.items():
        item, _ = read_evidence(text.encode(), f"evidence/{name}.md", "evidence", Dialect())
        assert item
        prints[name] = fingerprint(item, {}, ()).value
    criteria = [
        {"criterion": f"U3.{code}", "outcome": "met", "on": on} for code, on in world.met.items()
    ]
    evidence = [{"id": name, "fingerprint": value} for name, value in prints.items()]
    head = {"decision": "D1", "assessor": "A1", "date": "2026-05-01"}
    return json.dumps(head | {"evidence": evidence, "criteria": criteria})


@pytest.mark.parametrize("first", range(0, NUMBER, IN_ONE))
def test_levels_parts_and_ranges(first: int, tmp_path: Path) -> None:
    """Level by claims, level by decisions, states and parts are those of the other judge."""
    for seed in range(first, first + IN_ONE):
        world = any_world(random.Random(seed))  # noqa: S311 - no secret
        pages = {item.id: page_of(item) for item in world.items}
        files = {f"evidence/{name}.md": text for name, text in pages.items()}
        files["criteria/u3.yml"] = unit_file(world)
        if world.met:
            files["assessment/decisions/D1.yml"] = decisions_of(world, pages)
        root = write(tmp_path / str(seed), files)
        checked = check_project(open_project(root), TODAY)
        told = json.loads(json_report.render(checked))["coverage"]

        shown = {it.code for it in world.asked if is_shown(it, world.items)}
        sure = {it.code for it in world.asked if accepted(it, world)}
        rows = {row["id"]: row for row in told["criteria"]}
        for one in world.asked:
            row = rows[f"U3.{one.code}"]
            assert (row["state"] in ("covered", "accepted")) == (one.code in shown), seed
            assert (row["state"] == "accepted") == (one.code in sure), seed
            counting = [item for item in world.items if not item.is_draft]
            claimed = {
                part["id"]
                for part in row.get("parts", ())
                if part["state"] in ("covered", "accepted")
            }
            assert claimed == parts_shown(one, counting), seed
            assert row["scope"] == ("required" if one.level == "pass" else "optional")
        assert told["units"][0]["grade"] == {
            "claims": grade(world, shown),
            "decisions": grade(world, sure),
        }, seed
        assert told["required"] == sum(it.level == "pass" for it in world.asked)
