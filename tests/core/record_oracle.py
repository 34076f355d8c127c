"""A judge of records of its own: what RECORD.md says, by brute force, and nothing of the package.

It works on plain worlds: items, people, decisions, broken files and samples. Slow, and short
enough to be read beside the text that it is written from.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

CRITERIA = ("BUD.AC1", "BUD.AC2", "BUD.AC3")
WORST_FIRST = ("not-yet-met", "more-evidence", "withdrawn", "met")
TODAY = "2026-07-01"


@dataclass
class Item:
    """An item of evidence."""

    id: str
    claims: tuple[str, ...]
    is_draft: bool = False
    has_changed: bool = False
    """Since any decision on it."""


@dataclass
class Verdict:
    """What a decision says of a criterion."""

    criterion: str
    outcome: str
    on: tuple[str, ...]


@dataclass
class Decided:
    """A decision that can be read."""

    id: str
    assessor: str
    date: str
    lists: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    supersedes: tuple[str, ...] = ()


@dataclass
class Broken:
    """A decision that cannot be read."""

    names: tuple[str, ...]
    """None: it names none."""
    date: str | None


@dataclass
class Disagrees:
    """A sample that disagrees with decisions."""

    date: str
    decisions: tuple[str, ...]


@dataclass
class World:
    """A portfolio of one unit."""

    items: list[Item]
    roles: dict[str, str] | None
    """By ID in upper case; `None` without a register."""
    decisions: list[Decided] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    samples: list[Disagrees] = field(default_factory=list)
    learner: str = "L1"
    register_is_broken: bool = False
    unread: tuple[str, ...] = ()
    """The people whose entries in the register cannot be read."""


def same(one: str, other: str) -> bool:
    """Compare IDs without case."""
    return one.casefold() == other.casefold()


def may_count(it: Decided, world: World) -> bool:
    """Rules 3 and 4."""
    if it.date > TODAY or same(it.assessor, world.learner):
        return False
    if world.roles is None or is_doubtful(it, world):
        return True
    return world.roles.get(it.assessor.upper()) == "assessor"


def is_doubtful(it: Decided, world: World) -> bool:
    """Whether nobody knows who decided, since the register cannot be read there."""
    if world.roles is None or not world.register_is_broken:
        return False
    return it.assessor.upper() in world.unread or it.assessor.upper() not in world.roles


def asking(it: Decided) -> Decided:
    """A decision with what asks for more, and nothing else."""
    asks = tuple(v for v in it.verdicts if v.outcome in WORST_FIRST[:2])
    return replace(it, verdicts=asks)


def says(it: Decided, criterion: str) -> list[Verdict]:
    """What a decision says of a criterion; twice in one file where it does."""
    return [v for v in it.verdicts if same(v.criterion, criterion)]


def arrows(good: list[Decided]) -> set[tuple[int, int]]:
    """Which decision names which under `supersedes`."""
    return {
        (a, b)
        for a, one in enumerate(good)
        for b, other in enumerate(good)
        if any(same(name, other.id) for name in one.supersedes)
    }


def void_arrows(good: list[Decided]) -> set[tuple[int, int]]:
    """Rule 5: itself, a circle, or something newer."""
    named = arrows(good)
    reach = set(named)
    while True:
        longer = {(a, d) for a, b in reach for c, d in reach if b == c} - reach
        if not longer:
            break
        reach |= longer
    return {(a, b) for a, b in named if a == b or (b, a) in reach or good[b].date > good[a].date}


def holding(criterion: str, good: list[Decided]) -> tuple[Decided, Verdict] | None:
    """The judgement that holds on a criterion."""
    named, void = arrows(good), void_arrows(good)
    ended = {b for a, b in named - void if says(good[a], criterion) and says(good[b], criterion)}
    left = [n for n, it in enumerate(good) if says(it, criterion) and n not in ended]
    if not left:
        return None
    latest = max(good[n].date for n in left)
    last = {n for n in left if good[n].date == latest}
    for _ in left:
        last |= {a for a in left for b in last if (a, b) in void or (b, a) in void}
    rows = sorted(
        ((good[n].date, good[n].id.upper(), at, good[n], verdict) for n in last
         for at, verdict in enumerate(says(good[n], criterion))),
        key=lambda row: row[:3],
    )  # fmt: skip
    worst = min(WORST_FIRST.index(row[4].outcome) for row in rows)
    return next(row[3:] for row in reversed(rows) if WORST_FIRST.index(row[4].outcome) == worst)


def is_unsure(criterion: str, good: list[Decided], world: World) -> bool:
    """Whether a file that cannot be read, a sample or the register keeps it from acceptance."""
    days = [it.date for it in good if says(it, criterion)]
    for it in world.broken:
        is_about = not it.names or criterion in it.names
        if is_about and not (it.date and any(day > it.date for day in days)):
            return True
    for sample in world.samples:
        sampled = [
            decision
            for decision in world.decisions
            if any(same(decision.id, n) for n in sample.decisions)
        ]
        for it in sampled:
            last = it.date if sample.date < it.date <= TODAY else sample.date
            if says(it, criterion) and not any(day > last for day in days):
                return True
    return world.register_is_broken


def states(world: World) -> Iterator[tuple[str, str]]:
    """Give the state of each criterion."""
    counting_ones = [it for it in world.decisions if may_count(it, world)]
    good = [asking(it) if is_doubtful(it, world) else it for it in counting_ones]
    for criterion in CRITERIA:
        claiming = [item for item in world.items if criterion in item.claims]
        counting = {it.id for it in claiming if not it.is_draft}
        if not counting:
            yield criterion, "draft" if claiming else "uncovered"
            continue
        if any(is_doubtful(it, world) for it in counting_ones) and any(
            v.outcome in WORST_FIRST[:2]
            and not counting - set(it.lists)
            and not any(item.has_changed for item in world.items if item.id in v.on)
            for it in counting_ones
            for v in says(it, criterion)
        ):
            yield criterion, "partial"
            continue
        held = holding(criterion, good)
        if held is None or held[1].outcome == "withdrawn":
            yield criterion, "covered"
            continue
        decision, verdict = held
        changed = any(item.has_changed for item in world.items if item.id in verdict.on)
        is_new = bool(counting - set(decision.lists))
        if verdict.outcome != "met":
            yield criterion, "covered" if changed or is_new else "partial"
        elif changed:
            yield criterion, "stale"
        elif set(verdict.on) <= counting and not is_unsure(criterion, good, world):
            yield criterion, "accepted"
        else:
            yield criterion, "covered"
