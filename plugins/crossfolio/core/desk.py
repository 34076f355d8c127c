"""What waits for an assessor, and since when: the one list of the command and of the pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from crossfolio.core.cover import Cover
from crossfolio.core.ids import natural
from crossfolio.core.record.admission import ASSESSOR, LEARNER, TRAINEE
from crossfolio.core.record.facts import Facts
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn


class QueueReason(StrEnum):
    """Why a criterion waits for the assessor."""

    NEW = "new"
    """Nobody has decided."""
    CHANGED = "changed"
    """What was judged has changed, or does not carry the criterion any more."""
    ANSWERED = "answered"
    """More was asked for, and something has come."""
    DISPUTED = "disputed"
    """A quality assurer disagrees."""
    UNREADABLE = "unreadable"
    """Something that may say more cannot be read."""


class Waiting(NamedTuple):
    """A criterion that waits for the assessor."""

    criterion: str
    items: tuple[str, ...]
    """The items to be looked at: those that are new or have changed, else all that count."""
    reason: QueueReason
    since: date | None
    """The day of the newest of these items, and not before the decision; `None` where no day
    is known."""
    days: int | None
    assessor: str | None
    """Who decided last; `None` where nobody has."""


class Reading(NamedTuple):
    """What waits for one reading of an item."""

    item: str
    """Its ID; empty for what waits without an item."""
    waits: tuple[Waiting, ...]
    """In the order of the queue."""

    @property
    def oldest(self) -> Waiting:
        """What has waited longest."""
        return max(self.waits, key=lambda one: -1 if one.days is None else one.days)


def assessors(facts: Facts) -> tuple[str, ...]:
    """Return who may decide, by ID in its natural order.

    That is who the register calls an assessor or a trainee, and whoever has decided where
    there is no register or the entry cannot be read.
    """
    register = facts.register or {}
    named = {
        key: person.id
        for key, person in register.items()
        if not {ASSESSOR, TRAINEE}.isdisjoint(person.roles) and LEARNER not in person.roles
    }
    for decision in facts.decisions:
        key = decision.assessor.upper()
        if facts.register is None or facts.may_be_anybody(key):
            named.setdefault(key, decision.assessor)
    return tuple(sorted(named.values(), key=natural))


def readings(waiting: Sequence[Waiting]) -> tuple[Reading, ...]:
    """Group what waits by the item to be read, so that one reading gives several verdicts.

    Each criterion stands once, under that of its items which shows most of what waits; the
    groups stand in the order of the first of each.

    Args:
        waiting: In the order of the queue.
    """
    shows = Counter(item for one in waiting for item in one.items)
    found: dict[str, list[Waiting]] = defaultdict(list)
    for one in waiting:
        under = min(one.items, key=lambda item: (-shows[item], natural(item)), default="")
        found[under].append(one)
    return tuple(Reading(item, tuple(waits)) for item, waits in found.items())


def queue(covers: Iterable[Cover], today: date, assessor: str = "") -> tuple[Waiting, ...]:
    """Return what waits: what is disputed, then all else, each oldest first.

    Args:
        covers: Of all criteria.
        today: The day of the check.
        assessor: For whom: what is theirs and what is nobody's; empty for everybody.
    """
    waits = (
        cover for cover in covers if cover.scope is Scope.REQUIRED and cover.turn is Turn.ASSESSOR
    )
    found = (_waiting(cover, today) for cover in waits)
    mine = [
        waiting
        for waiting in found
        if not assessor or (waiting.assessor or assessor).upper() == assessor.upper()
    ]
    return tuple(sorted(mine, key=partial(_place, today)))


def _place(today: date, waiting: Waiting) -> tuple[object, ...]:
    """Return where something stands in the queue."""
    settled = waiting.reason is not QueueReason.DISPUTED
    since = waiting.since or today
    return settled, waiting.since is None, since, natural(waiting.criterion)


def _waiting(cover: Cover, today: date) -> Waiting:
    fresh = [record.item for record in cover.claims if record.standing in ("new", "changed")]
    items = fresh or list(cover.items)
    decision = cover.standing.decision if cover.standing else None
    days = [item.last_day for item in items if item.last_day]
    days += [decision.date] if decision else []
    since = max(days) if days else None
    waited = max((today - since).days, 0) if since else None
    who = decision.assessor if decision else None
    named = tuple(item.id for item in items)
    return Waiting(cover.criterion.id, named, _reason(cover), since, waited, who)


def _reason(cover: Cover) -> QueueReason:
    if cover.disputed:
        return QueueReason.DISPUTED
    if cover.unreadable:
        return QueueReason.UNREADABLE
    if cover.standing is None:
        return QueueReason.NEW
    if cover.standing.met or cover.state is State.STALE:
        return QueueReason.CHANGED
    return QueueReason.ANSWERED
