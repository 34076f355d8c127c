"""What an assessor's desk shows: all that waits, by the item to be read."""

from collections import Counter
from typing import NamedTuple

from crossfolio.core.desk import QueueReason, Reading, Waiting, assessors, queue, readings
from crossfolio.core.ids import natural
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports.addresses import DESK, Link, desk_page, evidence_page
from crossfolio.reports.words import REASONS, Badge, day
from crossfolio.site.views.criteria import CriterionLink, criterion_link
from crossfolio.site.views.items import ItemView, item_view
from crossfolio.site.views.judging import judging_item


class WaitView(NamedTuple):
    """A criterion that waits, under the item that it is read with."""

    criterion: CriterionLink
    unit: str
    reason: Badge
    waited: str
    """In words: `12 days, since 14 April 2026`."""
    others: tuple[ItemView, ...]
    """The other items to be looked at."""
    last: str
    """Who decided last; empty where nobody has."""


class ReadingView(NamedTuple):
    """An item with the criteria that one reading of it may decide."""

    item: ItemView | None
    """`None` for what waits without an item."""
    decide_href: str
    """Where the form for a decision on it is; empty where there is none."""
    waited: str
    waits: tuple[WaitView, ...]


class DeskLink(NamedTuple):
    """The desk of an assessor, seen from that of all."""

    name: str
    href: str
    waits: str
    """How much waits there, in words."""


class Desk(NamedTuple):
    """A whole desk."""

    name: str
    """Whose it is; empty for that of all."""
    number: int
    readings: tuple[ReadingView, ...]
    units: tuple[str, ...]
    """To choose from, as the next."""
    reasons: tuple[Badge, ...]
    counts: tuple[tuple[Badge, int], ...]
    """How much waits for which reason."""
    desks: tuple[DeskLink, ...]
    """Those of the assessors; none on one of theirs."""
    all_href: str


def desk_view(seen: Seen, to: Link, person: str = "") -> Desk:
    """Return the desk of an assessor, or that of all.

    Args:
        seen: The portfolio; its edition shows people.
        to: Gives addresses.
        person: The assessor's ID; empty for everybody.
    """
    waiting = _queue(seen, person)
    reasons = Counter(one.reason for one in waiting)
    found = [(REASONS[reason], reasons[reason]) for reason in QueueReason if reasons[reason]]
    units = {_unit(one, seen) for one in waiting}
    return Desk(
        seen.person(person) if person else "",
        len(waiting),
        tuple(_reading(one, seen, to) for one in readings(waiting)),
        tuple(sorted(units, key=natural)),
        tuple(badge for badge, _ in found),
        tuple(found),
        () if person else tuple(_desk(one, seen, to) for one in assessors(seen.record.facts)),
        to(DESK),
    )


def _queue(seen: Seen, person: str) -> tuple[Waiting, ...]:
    return queue(seen.coverage.criteria.values(), seen.portfolio.today, person)


def _desk(person: str, seen: Seen, to: Link) -> DeskLink:
    waiting = _queue(seen, person)
    return DeskLink(seen.person(person), to(desk_page(person)), _size(waiting))


def _size(waiting: tuple[Waiting, ...]) -> Text:
    """Say how much waits at a desk."""
    if not waiting:
        return Text("0 waiting")
    oldest = _waited(Reading("", waiting).oldest)
    return Text.counted(
        "{n} waiting, the oldest {time}",
        "{n} waiting, the oldest {time}",
        n=len(waiting),
        time=oldest,
    )


def _reading(reading: Reading, seen: Seen, to: Link) -> ReadingView:
    item = seen.portfolio.by_id.get(reading.item.upper())
    form = judging_item(item, seen) if item else None
    return ReadingView(
        item_view(item, seen, to) if item else None,
        to(f"{evidence_page(item)}#{form.anchor}") if item and form else "",
        _waited(reading.oldest),
        tuple(_wait(one, reading.item, seen, to) for one in reading.waits),
    )


def _wait(waiting: Waiting, under: str, seen: Seen, to: Link) -> WaitView:
    portfolio = seen.portfolio
    beside = (portfolio.by_id[name.upper()] for name in waiting.items if name != under)
    return WaitView(
        criterion_link(portfolio.framework.criteria[waiting.criterion], to),
        _unit(waiting, seen),
        REASONS[waiting.reason],
        _since(waiting),
        tuple(item_view(item, seen, to) for item in beside),
        seen.person(waiting.assessor) if waiting.assessor else "",
    )


def _unit(waiting: Waiting, seen: Seen) -> str:
    return seen.portfolio.framework.criteria[waiting.criterion].unit


def _waited(waiting: Waiting) -> Text:
    if waiting.days is None:
        return Text("no date")
    return Text.counted("{n} day", "{n} days", n=waiting.days)


def _since(waiting: Waiting) -> Text:
    time = _waited(waiting)
    if not waiting.since:
        return time
    return Text("{time}, since {day}", time=time, day=day(waiting.since))
