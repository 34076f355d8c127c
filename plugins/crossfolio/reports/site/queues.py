"""What criteria wait for: a decision, a new one, or the learner."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from crossfolio.core.coverage import Cover, State
from crossfolio.core.scope import Scope
from crossfolio.reports.site.addresses import ASSESSMENT, Link


class Wait(NamedTuple):
    """What criteria wait for."""

    anchor: str
    title: str
    meaning: str
    holds: Callable[[Cover], bool]


class QueueSize(NamedTuple):
    """How many criteria wait for the same thing."""

    anchor: str
    title: str
    meaning: str
    href: str
    number: int


def queue_sizes(covers: Iterable[Cover], to: Link) -> tuple[QueueSize, ...]:
    """Return how many criteria wait for what."""
    asked = required(covers)
    return tuple(
        QueueSize(
            it.anchor,
            it.title,
            it.meaning,
            to(f"{ASSESSMENT}#{it.anchor}"),
            sum(map(it.holds, asked)),
        )
        for it in WAITS
    )


def required(covers: Iterable[Cover]) -> list[Cover]:
    """Return the criteria that are asked for."""
    return [it for it in covers if it.scope is Scope.REQUIRED]


def new_items(cover: Cover) -> frozenset[str]:
    """Return the counting items that the latest decision on a criterion did not judge, by ID."""
    return frozenset(it.item.key for it in cover.claims if it.is_new)


LATER = Wait(
    "later",
    "Claimed since the decision",
    "The decision stands; these items have come since, or were not looked at.",
    lambda it: it.state is State.ACCEPTED and bool(new_items(it)),
)
WAITS = (
    Wait(
        "changed",
        "Changed since assessed",
        "What was judged has changed, so the decision no longer stands.",
        lambda it: it.state is State.STALE,
    ),
    Wait(
        "awaiting",
        "Awaiting a decision",
        "The claims are there, and nobody has decided on them.",
        lambda it: it.state is State.COVERED,
    ),
    LATER,
    Wait(
        "asked",
        "Asked for more",
        "The latest decision is not met, and it stands: the learner's turn.",
        lambda it: bool(it.standing and it.standing.asks_more),
    ),
)
