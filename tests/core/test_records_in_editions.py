"""What editions with people show of the record: all of it, but for the names of a stub's files."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.cover import Cover, undecided_turn
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Evidence
from crossfolio.core.place import Place
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.standing import Change, ChangeKind
from crossfolio.core.record.values import Distrust, Parts, Unreadable
from crossfolio.core.sampling.values import Plan, Planned, SampleReason
from crossfolio.core.seen_record import SeenRecord, no_record
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY

HERE = Place("a.yml", 3, 5)
FILES = {"photo.jpg": "1", "sub/note.pdf": "2"}


@pytest.fixture(scope="module")
def worked() -> Checked:
    """Return the worked portfolio."""
    return check_project(open_project(Path(__file__).parents[2]), TODAY)


@pytest.fixture
def rich(worked: Checked) -> Checked:
    """Return it with a stub's item that was judged with files, and with every sort of trouble."""
    portfolio, record = worked.portfolio, worked.record
    name, standing = next(iter(record.standing.items()))
    key = standing.judgement.on[0]
    made = standing.decision
    parts = Parts("f", "b", FILES)
    listed = tuple(
        replace(one, parts=parts if one.evidence == key else None, fingerprint_place=HERE)
        for one in made.evidence
    )
    made = replace(made, evidence=listed)
    decisions = tuple(made if one.key == made.key else one for one in portfolio.decisions)
    of = ChangeKind
    changes = (
        Change(of.FIELDS, key),
        Change(of.FILE, key, "photo.jpg"),
        Change(of.GONE, key),
        Change(of.FILE, "E99", "plan.pdf"),
        Change(of.TEXT, key),
    )
    plan = Plan("P1", "Q1", TODAY, "interim", "s", "p", HERE)
    plan = replace(plan, decisions=(Planned("D1", SampleReason.RULE, HERE, ("r",)),))
    broken = Unreadable(HERE, ("D1",), TODAY, "S9", "ab", is_sample=True)
    prints = {**portfolio.fingerprints, key: Fingerprint("cf2:1", parts)}
    more: dict[str, Any] = {
        "people_unread": HERE,
        "unreadable": (broken,),
        "decisions": decisions,
        "fingerprints": prints,
    }
    return replace(
        worked,
        portfolio=replace(
            portfolio, **more, policy_unread=HERE, plans=(plan,), plans_unread=(HERE,)
        ),
        record=replace(
            record,
            facts=replace(
                record.facts,
                **more,
                untrusted={"D1": Distrust.UNSIGNED},
                learner_unread=Place("b.yml"),
            ),
            strangers=(made,),
            standing={**record.standing, name: standing._replace(decision=made, changes=changes)},
            idle_samples=frozenset({"S01"}),
        ),
    )


def judged_in(checked: Checked) -> str:
    """Return the item that was judged with files."""
    return next(iter(checked.record.standing.values())).judgement.on[0]


def shown(checked: Checked) -> dict[str, Evidence]:
    """Return every item as an edition might show it."""
    return {key: replace(item, body="seen") for key, item in checked.portfolio.by_id.items()}


def plain(value: Any, stub: str = "") -> Any:  # noqa: ANN401
    """Return a value with all of its fields; of a stub's files, hashes in place of names."""
    if is_dataclass(value):
        own = {field.name: getattr(value, field.name) for field in fields(value)}
        if own.get("evidence") == stub and own.get("parts"):
            own["parts"] = veiled(own["parts"])
        return type(value), {name: plain(one, stub) for name, one in own.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value), {name: plain(getattr(value, name), stub) for name in value._fields}
    if isinstance(value, Mapping):
        return {key: plain(one, stub) for key, one in value.items()}
    return [plain(one, stub) for one in value] if isinstance(value, (tuple, list)) else value


def veiled(parts: Parts) -> Parts:
    """Return parts whose files are named by the hashes of their names."""
    files = parts.attachments.items()
    return Parts(
        parts.fields, parts.body, {sha256(n.encode()).hexdigest(): one for n, one in files}
    )


def known_changes(changes: Iterable[Change], stub: str) -> tuple[Change, ...]:
    """Return changes, those within a stub as one of the whole item."""
    found = [
        Change(ChangeKind.ITEM, stub)
        if one.item == stub and one.kind is not ChangeKind.GONE
        else one
        for one in changes
    ]
    return tuple(dict.fromkeys(found))


@pytest.mark.parametrize("is_held", [False, True])
def test_the_record_as_editions_show_it(rich: Checked, is_held: bool) -> None:  # noqa: FBT001
    """Every field of every value is as it was, but for what stands for the stub's files."""
    key = judged_in(rich)
    stub = key if is_held else ""
    items = shown(rich)
    seen = SeenRecord(rich, {key: Hold.WITHHELD} if is_held else {}, items)
    whole, facts = rich.portfolio, rich.record.facts
    prints = {
        name: Fingerprint(one.value, veiled(one.parts) if name == stub else one.parts)
        for name, one in whole.fingerprints.items()
    }
    parts = seen.parts()
    for name in ("people", "people_unread", "decisions", "samples", "unreadable", "policy"):
        assert plain(parts[name]) == plain(getattr(whole, name), stub), name  # type: ignore[literal-required]
    for name in ("policy_unread", "plans", "plans_unread"):
        assert plain(parts[name]) == plain(getattr(whole, name)), name  # type: ignore[literal-required]
    assert parts["fingerprints"] == prints

    claims = rich.claims
    record = seen.record(whole, claims)
    for field in fields(facts):
        told = getattr(record.facts, field.name)
        if field.name == "claims":
            assert told is claims
        elif field.name == "items":
            assert told == {name: items[name] for name in facts.items}
        elif field.name == "fingerprints":
            assert told == prints
        else:
            assert plain(told) == plain(getattr(facts, field.name), stub), field.name
    standing = {
        name: one._replace(changes=known_changes(one.changes, stub))
        for name, one in rich.record.standing.items()
    }
    assert plain(record.standing) == plain(standing, stub)
    for name in ("strangers", "bars", "order", "objections", "idle_samples"):
        assert plain(getattr(record, name)) == plain(getattr(rich.record, name), stub), name
    assert (record.facts_of, record.parts) == ({}, ())


def with_claims(cover: Cover) -> Cover:
    """Return a cover whose claims have every field."""
    decision = cover.standing.decision if cover.standing else None
    known = tuple(
        ClaimRecord(one.item, ClaimStanding.CHANGED, decision, one.verdict, mapped=True)
        for one in cover.known
    )
    return replace(cover, known=known, drafts=cover.items[:1], is_whole=not cover.is_whole)


def test_covers_as_editions_show_them(rich: Checked) -> None:
    """Each has the items as they are shown, and all else as it was; or as before decisions."""
    items = shown(rich)
    seen = SeenRecord(rich, {}, items)

    def own(some: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(items[item.key] for item in some)

    for cover in map(with_claims, rich.coverage.criteria.values()):
        before = cover.undecided._replace(items=own(cover.undecided.items))
        known = tuple(one._replace(item=items[one.item.key]) for one in cover.known)
        changed = {"items": own(cover.items), "drafts": own(cover.drafts)}
        whole = replace(cover, **changed, known=known, undecided=before)  # type: ignore[arg-type]
        assert plain(seen.cover(cover)) == plain(whole)
        parts = tuple(one._replace(state=one.shown) for one in cover.parts)
        bare = replace(
            whole,
            state=before.state,
            items=before.items,
            lacking=before.lacking,
            standing=None,
            turn=undecided_turn(cover),
            objections=(),
            known=(),
            parts=parts,
        )
        assert plain(seen.undecided(cover)) == plain(bare)


def test_a_record_without_decisions(worked: Checked) -> None:
    """It has the items, criteria and claims, the day, and how many items are needed, alone."""
    record = no_record(worked.portfolio, worked.claims)
    facts = record.facts
    assert facts.today == worked.portfolio.today
    assert facts.criteria == worked.portfolio.framework.criteria
    assert facts.items == worked.portfolio.by_id
    assert facts.claims is worked.claims
    assert facts.least == worked.record.facts.least
    assert (facts.fingerprints, facts.decisions, facts.samples, facts.people) == ({}, (), (), None)
    assert (record.strangers, record.bars, record.standing, record.objections) == ((), {}, {}, {})
    assert tuple(record.order) == ({}, {}, (), (), ())
