"""Random graphs of decisions, judged by the package and by a judge written apart from it."""

import os
import random
from pathlib import Path

import pytest

from core.record_oracle import (
    CRITERIA,
    Broken,
    Decided,
    Disagrees,
    Item,
    Verdict,
    World,
    states,
)
from crossfolio.core.check import Checked
from crossfolio.core.coverage import ORDER
from crossfolio.core.dialect import Dialect
from crossfolio.core.record.fingerprint import fingerprint
from crossfolio.core.states import State
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, page, unit, write

NUMBER = int(os.environ.get("CROSSFOLIO_RECORDS", "300"))
"""How many worlds are tried; all of them are 10,000."""
IN_ONE = 50
DAYS = ("2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04")
FUTURE = "2026-08-01"
OUTCOMES = ("met", "met", "met", "not-yet-met", "more-evidence", "withdrawn")
PEOPLE = {"A1": "assessor", "A2": "assessor", "L1": "learner", "W1": "witness", "Q1": "manager"}
NAMES = [f"D{n}" for n in range(1, 8)]


def cased(name: str, r: random.Random) -> str:
    """Return an ID in some case."""
    return r.choice((name, name.lower(), name.upper()))


def rank(state: State) -> int:
    """Return how good a state is; what has changed since assessed is worth what is covered is."""
    return ORDER[State.COVERED if state is State.STALE else state]


def any_world(r: random.Random) -> World:
    """Return a world with contradictions, circles, broken files and more."""
    items = [
        Item(
            f"E{n}",
            tuple(c for c in CRITERIA if r.random() < 0.7),
            is_draft=r.random() < 0.15,
            has_changed=r.random() < 0.15,
        )
        for n in (1, 2, 3)
    ]
    roles = dict(PEOPLE) if r.random() < 0.8 else None
    names = r.sample(NAMES, r.randint(1, 6))
    world = World(items, roles, [any_decision(name, r) for name in names])
    world.register_is_broken = roles is not None and r.random() < 0.15
    if world.register_is_broken:
        world.unread = tuple(r.sample(list(PEOPLE), r.randint(0, 3)))
    for _ in range(r.choice((0, 0, 1, 2))):
        known = tuple(r.sample(CRITERIA, r.randint(0, 2)))
        world.broken.append(Broken(known, r.choice((*DAYS, None))))
    if r.random() < 0.3:
        looked = tuple(r.sample(names, r.randint(1, len(names))))
        world.samples.append(Disagrees(r.choice(DAYS), looked))
    return world


def any_decision(name: str, r: random.Random) -> Decided:
    lists = tuple(r.sample(("E1", "E2", "E3"), r.randint(1, 3)))
    about = [r.choice(CRITERIA) for _ in range(r.randint(1, 3))]
    if r.random() < 0.8:
        about = list(dict.fromkeys(about))
    verdicts = tuple(
        Verdict(c, r.choice(OUTCOMES), tuple(r.sample(lists, r.randint(1, len(lists)))))
        for c in about
    )
    who = r.choice(("A1", "A1", "A2", "A2", "a1", "L1", "W1", "Q1", "X9"))
    day = FUTURE if r.random() < 0.08 else r.choice(DAYS)
    ends = tuple(r.sample(NAMES, r.choice((0, 0, 1, 1, 2))))
    return Decided(name, who, day, lists, verdicts, ends)


def files_of(world: World, r: random.Random) -> dict[str, str]:
    """Return the files of a world; IDs are in any case, and broken files broken in any way."""
    files = {"criteria/bud.yml": unit("AC1", "AC2", "AC3"), "evidence/portfolio.yml": PORTFOLIO}
    hashes = {}
    for item in world.items:
        status = "draft" if item.is_draft else "submitted"
        tags = f"[{', '.join(cased(c, r) for c in item.claims)}]"
        text = page(id=item.id, criteria=tags, status=status, body=f"Text of {item.id}\n")
        files[f"evidence/{item.id.lower()}.md"] = text
        hashes[item.id] = OTHER if item.has_changed else hash_of(text)
    for number, decided in enumerate(world.decisions):
        folder = r.choice(("", "sub/"))
        files[f"assessment/decisions/{folder}{number}.yml"] = written(decided, hashes, r)
    for number, broken in enumerate(world.broken):
        name, text = broken_file(broken, f"B{number}", r)
        files[name] = text
    for number, sample in enumerate(world.samples):
        looked = ", ".join(cased(decision, r) for decision in sample.decisions)
        files[f"assessment/samples/{number}.yml"] = (
            f"sample: S{number}\nquality_assurer: Q1\ndate: {sample.date}\nstage: interim\n"
            f"decisions: [{looked}]\noutcome: disagree\nfeedback: Look again\n"
        )
    if world.roles is not None:
        rows = (
            f"  {id}: {{roles: [{role}], display_name: {id}{', y: 1' * (id in world.unread)}}}\n"
            for id, role in PEOPLE.items()
        )
        slip = "  Z1: {roles: [wizard], display_name: Z}\n" if world.register_is_broken else ""
        files["assessment/people.yml"] = "people:\n" + "".join(rows) + slip
    return files


PORTFOLIO = "learner: L1\nunits: {BUD: submitted}\n"
OTHER = f"cf2:{'0' * 64}"


def hash_of(text: str) -> str:
    item, _ = read_evidence(text.encode(), "evidence/e.md", "evidence", Dialect())
    assert item is not None
    return fingerprint(item, {}, set(CRITERIA)).value


def written(it: Decided, hashes: dict[str, str], r: random.Random) -> str:
    """Return a decision as a file."""
    ends = ", ".join(cased(name, r) for name in it.supersedes)
    lists = "".join(f"  - {{id: {cased(e, r)}, fingerprint: '{hashes[e]}'}}\n" for e in it.lists)
    rows = "".join(
        f"  - {{criterion: {cased(v.criterion, r)}, outcome: {v.outcome}, feedback: Words, "
        f"on: [{', '.join(cased(e, r) for e in v.on)}]}}\n"
        for v in it.verdicts
    )
    return (
        f"decision: {cased(it.id, r)}\nassessor: {it.assessor}\ndate: {it.date}\n"
        + (f"supersedes: [{ends}]\n" if ends else "")
        + f"evidence:\n{lists}criteria:\n{rows}"
    )


def broken_file(it: Broken, id: str, r: random.Random) -> tuple[str, str]:
    """Return a file that cannot be read, and names just what it is to name."""
    names = it.names or ("BUD.AC77",)
    verdicts = tuple(Verdict(c, r.choice(OUTCOMES), ("E1",)) for c in names)
    text = written(Decided(id, "A1", it.date or "soon", ("E1",), verdicts), {"E1": OTHER}, r)
    path = f"assessment/decisions/{id}.yml"
    way = r.randrange(7) if it.names and it.date else 0
    match way:
        case 1:
            path = f"assessment/decisions/{r.choice((f'{id}.yaml', f'{id}.YML', id))}"
        case 2:
            path = f"assessment/{id}.yml"
        case 3:
            text = text.replace("0" * 64, "0" * 63)
        case 4:
            text += "x: [\n"
        case 5:
            text = text.replace("feedback: Words", "feedbock: Words")
        case 6:
            text += "assessor: A2\n"
        case _:
            text = text.replace("outcome: ", "outcome: not-")
    return path, text


def check(root: Path, files: dict[str, str]) -> Checked:
    """Check files in a folder of their own."""
    return check_project(open_project(write(root, files)), TODAY)


@pytest.mark.parametrize("first", range(0, NUMBER, IN_ONE))
def test_the_same_state_everywhere(first: int, tmp_path: Path) -> None:
    """Every state is the judge's; what is unreadable is an error, and makes nothing better."""
    for seed in range(first, min(first + IN_ONE, NUMBER)):
        r = random.Random(seed)  # noqa: S311 - no secret
        world = any_world(r)
        files = files_of(world, r)
        checked = check(tmp_path / str(seed), files)
        found = {name: it.state.value for name, it in checked.coverage.criteria.items()}
        assert found == dict(states(world)), (seed, world)
        slips = {d.finding.place.path for d in checked.diagnostics if d.severity.word == "error"}
        unread = {it.place.path for it in checked.portfolio.unreadable}
        assert len(unread) == len(world.broken)
        assert unread <= slips
        whole = {path: text for path, text in files.items() if path not in unread}
        without = check(tmp_path / f"{seed} whole", whole)
        for name, criterion in without.coverage.criteria.items():
            assert ORDER[checked.coverage.criteria[name].state] <= ORDER[criterion.state], (
                seed,
                name,
            )
        if world.register_is_broken:
            world.register_is_broken = False
            for name, state in states(world):
                assert rank(checked.coverage.criteria[name].state) <= rank(State(state)), seed
        assert checked.coverage.total.covered <= without.coverage.total.covered
        assert checked.coverage.total.accepted <= without.coverage.total.accepted
        for key in checked.record.bars:
            decision = checked.record.facts.by_key[key]
            assert decision.place.path in slips, (seed, key)
