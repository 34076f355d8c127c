"""A visit sees what was sampled in full, and of the rest what makes its states, field by field."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover
from crossfolio.core.framework import Criterion, Outcome, Source, Unit
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding
from crossfolio.core.settings import Visit
from crossfolio.core.visited_record import Sampled
from crossfolio.core.visiting import narrowed, rest_of, sampled
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY

CRITERION = {
    *("id", "unit", "place", "outcomes", "optional", "revision", "withdrawn", "replaced_by"),
    *("outcome_places", "level", "rank"),
}
"""What is known of a criterion that was not sampled."""
OUTCOME = {"id", "place", "kind", "provenance", "within", "within_place"}
UNIT = {"id", "place", "grading"}
SAMPLED_UNIT = {
    *("id", "title", "place", "source", "phases", "credit", "level", "official_ref", "version"),
    *("reference", "grading"),
}
VISITS = [(), ("S01",), ("s02",), ("S02", "S01"), ("S99",)]


@pytest.fixture(scope="module")
def whole() -> Checked:
    """Return the worked portfolio, which has eleven decisions and two samples."""
    return check_project(open_project(Path(__file__).parents[2]), TODAY)


@pytest.fixture(scope="module", params=VISITS, ids="+".join)
def of(request: pytest.FixtureRequest, whole: Checked) -> Sampled:
    """Return what the samples of a visit are about."""
    return sampled(Visit("visit", request.param), whole.portfolio)


def default(field: Field[Any]) -> object:
    """Return what a field holds where nothing is said."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def same(one: Any, other: Any, kept: Collection[str], **others: object) -> None:  # noqa: ANN401
    """Hold each field of a value against another's, a value that is named, or its default."""
    for field in fields(one):
        wanted = others.get(field.name, default(field))
        if field.name in kept:
            wanted = getattr(other, field.name)
        assert getattr(one, field.name) == wanted, field.name


def every(kind: type) -> set[str]:
    """Return the names of all fields."""
    return {field.name for field in fields(kind)}


def test_what_is_sampled(whole: Checked) -> None:
    """The decisions that the samples name, and the items and criteria that these are about."""
    found = sampled(Visit("visit", ("s01", "S02")), whole.portfolio)
    named = [one for one in whole.portfolio.decisions if one.id in ("D02", "D04", "D07")]
    assert [one.id for one in found.samples] == ["S01", "S02"]
    assert found.decisions == {"D02", "D04", "D07"}
    assert found.items == {key for one in named for key in (two.evidence for two in one.evidence)}
    assert found.criteria == {name for one in named for name in one.criteria}
    assert {one.id for one in whole.portfolio.decisions if found.has(one)} == found.decisions


def test_framework(whole: Checked, of: Sampled) -> None:
    """Criteria that were sampled stand in full, with their outcomes and the head of the unit."""
    before = whole.portfolio.framework
    after = narrowed(whole, of).portfolio.framework
    assert list(after.units) == list(before.units)
    assert after.qualifications == before.qualifications
    for unit, old in zip(after.units.values(), before.units.values(), strict=True):
        own = [one for one in old.criteria if one.id in of.criteria]
        named = {name for one in own for name in one.outcomes}
        for criterion, other in zip(unit.criteria, old.criteria, strict=True):
            kept = every(Criterion) if other in own else CRITERION
            same(criterion, other, kept, title="Not sampled", text="")
        for outcome, was in zip(unit.outcomes, old.outcomes, strict=True):
            kept = every(Outcome) if was.id in named else OUTCOME
            same(outcome, was, kept, text="Not sampled")
        built = {"criteria": unit.criteria, "outcomes": unit.outcomes, "title": "Not sampled"}
        built["source"] = Source(old.source.kind)
        same(unit, old, SAMPLED_UNIT if own else UNIT, **built)
    assert every(Unit) >= SAMPLED_UNIT


def test_portfolio(whole: Checked, of: Sampled) -> None:
    """Items, decisions, samples, fingerprints and pages are those that were sampled."""
    before, seen = whole.portfolio, narrowed(whole, of).portfolio
    items = tuple(item for item in before.evidence if item.key in of.items)
    assert seen.evidence == items
    assert seen.decisions == tuple(one for one in before.decisions if one.key in of.decisions)
    assert (seen.samples, seen.place, seen.today) == (of.samples, before.place, before.today)
    assert dict(seen.fingerprints) == of_keys(before.fingerprints, of.items)
    assert seen.pages == {item.path for item in items} & before.pages
    attached = {one.path for item in items for one in item.attachments}
    assert dict(seen.files) == of_keys(before.files, attached)
    assert seen.people_unread == before.people_unread


def of_keys(found: Mapping[str, object], keys: Collection[str]) -> dict[str, object]:
    """Return what stands under some keys."""
    return {key: value for key, value in found.items() if key in keys}


def test_people(whole: Checked, of: Sampled) -> None:
    """A person is there whom an item, a decision, a sample or the enrolment names."""
    seen = narrowed(whole, of).portfolio
    texts = [str(item.fields) for item in seen.evidence]
    texts += [f"'{one.assessor}' '{one.countersigned_by}'" for one in seen.decisions]
    texts += [f"'{one.quality_assurer}'" for one in seen.samples]
    texts += [f"'{seen.enrolment.learner}'"] if seen.enrolment else []
    said = " ".join(texts).upper()
    people = whole.portfolio.people or {}
    assert dict(seen.people or {}) == {
        key: one for key, one in people.items() if f"'{key}'" in said
    }


def test_coverage(whole: Checked, of: Sampled) -> None:
    """States and numbers are those of the whole; what stands behind them is what was sampled."""
    before, seen = whole.coverage, narrowed(whole, of)
    after = seen.coverage
    same(after, before, every(type(before)) - {"criteria"}, criteria=after.criteria)
    assert list(after.criteria) == list(before.criteria)
    kept = {"scope", "state", "turn", "is_whole"}
    for name, cover in after.criteria.items():
        old = before.criteria[name]
        assert cover.criterion is seen.portfolio.framework.criteria[name] or name in of.criteria
        assert cover.undecided.state == old.undecided.state
        if name in of.criteria:
            behind(cover, old, of)
        else:
            nothing = {"items": (), "drafts": (), "lacking": (), "standing": None}
            nothing |= {"objections": (), "known": (), "undecided": cover.undecided}
            same(cover, old, kept, criterion=cover.criterion, **nothing)
            assert (cover.undecided.items, cover.undecided.lacking) == ((), ())


def behind(cover: Cover, old: Cover, of: Sampled) -> None:
    """Hold what stands behind a criterion that was sampled against what the whole has."""
    for name in ("items", "drafts"):
        wanted = tuple(item for item in getattr(old, name) if item.key in of.items)
        assert getattr(cover, name) == wanted
    assert cover.undecided.items == tuple(
        item for item in old.undecided.items if item.key in of.items
    )
    assert cover.undecided.lacking == old.undecided.lacking
    holds = old.standing and old.standing.decision.key in of.decisions
    assert cover.standing == (old.standing if holds else None)
    assert cover.objections == tuple(
        one for one in old.objections if one.id.upper() in of.decisions
    )
    assert cover.known == tuple(
        one
        if one.decision is None or one.decision.key in of.decisions
        else ClaimRecord(one.item, ClaimStanding.CLAIMED)
        for one in old.known
        if one.item.key in of.items
    )
    assert [(part.id, part.state, part.shown) for part in cover.parts] == [
        (part.id, part.state, part.shown) for part in old.parts
    ]
    assert [part.items for part in cover.parts] == [
        tuple(id for id in part.items if id.upper() in of.items) for part in old.parts
    ]
    same(
        cover,
        old,
        {"criterion", "scope", "state", "turn", "is_whole", "lacking"},
        **{
            name: getattr(cover, name)
            for name in ("items", "drafts", "standing", "objections", "known", "undecided", "parts")
        },
    )


def test_record(whole: Checked, of: Sampled) -> None:
    """Of a decision that was not sampled its ID and its day show, where it ended a sampled one."""
    before, checked = whole.record, narrowed(whole, of)
    seen = checked.record
    for key, ending in seen.order.ended.items():
        old = before.order.ended[key]
        assert key[0] in of.decisions
        assert (
            ending == old
            if old.key in of.decisions
            else (
                (ending.id, ending.date, ending.assessor) == (old.id, old.date, "")
                and (ending.evidence, ending.judgements, ending.place.path) == ((), (), "")
            )
        )
    assert set(seen.order.ended) == {key for key in before.order.ended if key[0] in of.decisions}
    for mine, its in (
        (seen.order.holding, before.order.holding),
        (seen.standing, before.standing),
    ):
        assert dict(mine) == {
            name: one for name, one in its.items() if one.decision.key in of.decisions
        }
    assert dict(seen.bars) == of_keys(before.bars, of.decisions)
    assert seen.strangers == ()
    facts = before.facts
    same(
        seen.facts,
        facts,
        {"today", "least", "learner", "people_unread"},
        criteria=checked.portfolio.framework.criteria,
        items=checked.portfolio.by_id,
        fingerprints=of_keys(facts.fingerprints, of.items),
        claims=checked.claims,
        people=checked.portfolio.people,
        decisions=checked.portfolio.decisions,
        samples=of.samples,
    )


def test_findings(whole: Checked, of: Sampled) -> None:
    """What was found in what is shown is said in the words of its rule alone."""
    seen = narrowed(whole, of)
    paths = {item.path for item in seen.portfolio.evidence}
    paths |= {one.place.path for one in (*seen.portfolio.decisions, *seen.portfolio.samples)}
    assert [
        (one.rule, one.severity, one.pending, one.finding.place, one.finding.unit)
        for one in seen.diagnostics
    ] == [
        (one.rule, one.severity, one.pending, one.finding.place, one.finding.unit)
        for one in whole.diagnostics
        if one.finding.place.path in paths
    ]
    for one in seen.diagnostics:
        assert (one.finding.message, one.finding.help) == (one.rule.about, "")


def test_what_is_not_shown_is_counted(whole: Checked, of: Sampled) -> None:
    """The numbers of the shown and of the rest make those of the whole."""
    rest = rest_of(whole, of, Visit("visit", ()))
    portfolio = whole.portfolio
    assert rest.name == "visit"
    assert rest.samples == tuple(one.id for one in of.samples)
    assert rest.items == len(portfolio.evidence) - len(of.items)
    assert rest.decisions == len(portfolio.decisions) - len(of.decisions)
    assert rest.criteria == len(whole.coverage.criteria) - len(of.criteria)
    assert (rest.decided, rest.sampled) == (11, 3)
