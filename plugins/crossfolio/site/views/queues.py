"""What criteria wait for: a decision, a new one, or the learner."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from crossfolio.core.coverage import Cover, State
from crossfolio.core.scope import Scope
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import ASSESSMENT, Link


class Wait(NamedTuple):
    """What criteria wait for."""

    anchor: str
    title: Text
    meaning: Text
    holds: Callable[[Cover], bool]
    is_rare: bool = False
    """Whether it is only spoken of where there is some."""


class QueueSize(NamedTuple):
    """How many criteria wait for the same thing."""

    anchor: str
    title: Text
    meaning: Text
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
        if not it.is_rare or any(map(it.holds, asked))
    )


def required(covers: Iterable[Cover]) -> list[Cover]:
    """Return the criteria that are asked for, or that a higher level rests on."""
    return [
        it
        for it in covers
        if it.scope is Scope.REQUIRED or (it.scope is Scope.OPTIONAL and it.criterion.rank)
    ]


def new_items(cover: Cover) -> frozenset[str]:
    """Return the counting items that the latest decision on a criterion did not judge, by ID."""
    return frozenset(it.item.key for it in cover.claims if it.is_new)


def _answered(cover: Cover) -> bool:
    return cover.state is State.COVERED and cover.standing is not None and not cover.standing.met


def _in_doubt(cover: Cover) -> bool:
    """Tell whether a `met` that nothing has changed does not make the criterion accepted."""
    return bool(cover.objections) and not cover.disputed and not cover.unreadable


LATER = Wait(
    "later",
    Text("Claimed since the decision"),
    Text("The decision stands; these items have come since, or were not looked at."),
    lambda it: it.state is State.ACCEPTED and bool(new_items(it)),
)
WAITS = (
    Wait(
        "disputed",
        Text("Disputed"),
        Text("A quality assurer disagrees with the decision; a later decision settles it."),
        lambda it: it.disputed,
        is_rare=True,
    ),
    Wait(
        "unreadable",
        Text("Something cannot be read"),
        Text(
            "What may say more cannot be read: a decision, a sample, who is who, or what is asked."
        ),
        lambda it: it.unreadable,
        is_rare=True,
    ),
    Wait(
        "changed",
        Text("Changed since assessed"),
        Text("What was judged has changed, so the decision no longer stands."),
        lambda it: it.state is State.STALE,
    ),
    Wait(
        "answered",
        Text("Answered since the decision"),
        Text("More was asked for, and something new claims it or what was judged has changed."),
        _answered,
        is_rare=True,
    ),
    Wait(
        "in-doubt",
        Text("Decided, and not accepted"),
        Text("The decision is met and does not carry the criterion as things are."),
        _in_doubt,
        is_rare=True,
    ),
    Wait(
        "awaiting",
        Text("Awaiting a decision"),
        Text("The claims are there, and nobody has decided on them."),
        lambda it: it.state is State.COVERED and it.standing is None and not it.objections,
    ),
    LATER,
    Wait(
        "asked",
        Text("Asked for more"),
        Text("The decision is not met, and it stands: the learner's turn."),
        lambda it: bool(it.standing and it.standing.asks_more) and not _answered(it),
    ),
)
