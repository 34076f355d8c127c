"""What criteria wait for: a decision, a new one, or the learner."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from crossfolio.core.coverage import Cover, State
from crossfolio.core.scope import Scope
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import ASSESSMENT, Link


class QueueKind(NamedTuple):
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
            wait.anchor,
            wait.title,
            wait.meaning,
            to(f"{ASSESSMENT}#{wait.anchor}"),
            sum(map(wait.holds, asked)),
        )
        for wait in WAITS
        if not wait.is_rare or any(map(wait.holds, asked))
    )


def required(covers: Iterable[Cover]) -> list[Cover]:
    """Return the criteria that are asked for, or that a higher level rests on."""
    return [
        cover
        for cover in covers
        if cover.scope is Scope.REQUIRED or (cover.scope is Scope.OPTIONAL and cover.criterion.rank)
    ]


def new_items(cover: Cover) -> frozenset[str]:
    """Return the counting items that the latest decision on a criterion did not judge, by ID."""
    return frozenset(record.item.key for record in cover.claims if record.is_new)


def _answered(cover: Cover) -> bool:
    return cover.state is State.COVERED and cover.standing is not None and not cover.standing.met


def _in_doubt(cover: Cover) -> bool:
    """Tell whether a `met` that nothing has changed does not make the criterion accepted."""
    return bool(cover.objections) and not cover.disputed and not cover.unreadable


LATER = QueueKind(
    "later",
    Text("Claimed since the decision"),
    Text("The decision stands; these items have come since, or were not looked at."),
    lambda cover: cover.state is State.ACCEPTED and bool(new_items(cover)),
)
WAITS = (
    QueueKind(
        "disputed",
        Text("Disputed"),
        Text("A quality assurer disagrees with the decision; a later decision settles it."),
        lambda cover: cover.disputed,
        is_rare=True,
    ),
    QueueKind(
        "unreadable",
        Text("Something cannot be read"),
        Text(
            "What may say more cannot be read: a decision, a sample, who is who, or what is asked."
        ),
        lambda cover: cover.unreadable,
        is_rare=True,
    ),
    QueueKind(
        "changed",
        Text("Changed since assessed"),
        Text("What was judged has changed, so the decision no longer stands."),
        lambda cover: cover.state is State.STALE,
    ),
    QueueKind(
        "answered",
        Text("Answered since the decision"),
        Text("More was asked for, and something new claims it or what was judged has changed."),
        _answered,
        is_rare=True,
    ),
    QueueKind(
        "in-doubt",
        Text("Decided, and not accepted"),
        Text("The decision is met and does not carry the criterion as things are."),
        _in_doubt,
        is_rare=True,
    ),
    QueueKind(
        "awaiting",
        Text("Awaiting a decision"),
        Text("The claims are there, and nobody has decided on them."),
        lambda cover: (
            cover.state is State.COVERED and cover.standing is None and not cover.objections
        ),
    ),
    LATER,
    QueueKind(
        "asked",
        Text("Asked for more"),
        Text("The decision is not met, and it stands: the learner's turn."),
        lambda cover: bool(cover.standing and cover.standing.asks_more) and not _answered(cover),
    ),
)
