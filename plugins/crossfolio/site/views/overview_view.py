"""What the overview shows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crossfolio.core.combination import lacking
from crossfolio.core.coverage import ORDER, Cover, State, count, worst
from crossfolio.core.framework import Qualification, Source
from crossfolio.core.grades import Grade, grade_words
from crossfolio.core.ids import natural
from crossfolio.core.seen import Seen
from crossfolio.core.texts import NOTHING, Text
from crossfolio.reports.addresses import Link, unit_page
from crossfolio.reports.words import (
    EDITIONS,
    PROGRESS,
    Badge,
    ProgressBar,
    bars,
    source_note,
    state_badge,
)
from crossfolio.site.views.attention_view import (
    Attention,
    attention_view,
    gaps_of,
    has_changed,
    is_thin,
)
from crossfolio.site.views.items import ItemView, item_view

RECENT = 5
"""How many of the latest items are named."""


class UnitCard(NamedTuple):
    """A unit in figures."""

    id: str
    title: str
    href: str
    state: Badge
    progress: str
    bars: tuple[ProgressBar, ...]
    note: str
    gaps: int
    thin: int
    """How many criteria rest on one item."""
    changed: int
    """Of how many criteria something has changed since they were assessed."""
    grade: str = ""
    """The level that claims reach, and the one that decisions support; empty ungraded."""
    levels: tuple[tuple[str, tuple[ProgressBar, ...]], ...] = ()
    """The bars of each level above the first."""


class QualificationCard(NamedTuple):
    """A qualification, and what its combination lacks."""

    id: str
    title: str
    state: Badge
    lacks: tuple[str, ...]
    note: str
    grade: str = ""


class Overview(NamedTuple):
    """A portfolio in figures."""

    learner: str
    edition: str
    visit: str
    """What a visit shows in full and how much it does not, in sentences; else empty."""
    decided: bool
    """Whether decisions are shown."""
    total: tuple[ProgressBar, ...]
    items: int
    claims: int
    waived: int
    qualifications: tuple[QualificationCard, ...]
    units: tuple[UnitCard, ...]
    notes: tuple[tuple[str, str], ...]
    """What is to be known of the sources of units, and of which units it is true."""
    attention: Attention
    recent: tuple[ItemView, ...]


def overview_view(seen: Seen, to: Link) -> Overview:
    """Return a portfolio in figures, as the edition shows it."""
    covers = seen.covers
    portfolio, decided = seen.portfolio, seen.people
    units = tuple(unit_card(unit, covers, seen, to) for unit in portfolio.taken)
    return Overview(
        portfolio.enrolment.learner if portfolio.enrolment and decided else "",
        edition_words(seen),
        visit_words(seen),
        decided,
        bars(count(covers), accepted=decided),
        len(portfolio.evidence),
        len({(claim.item.key, claim.criterion.id) for claim in seen.claims.all if claim.criterion}),
        seen.coverage.waived,
        tuple(
            _qualification(qualification, covers, seen)
            for qualification in portfolio.qualifications
        ),
        units,
        tuple(_notes(units)),
        attention_view(covers, seen, to),
        _recent(seen, to),
    )


def edition_words(seen: Seen) -> str:
    """Return what the edition is called."""
    return seen.rest.name if seen.rest else EDITIONS[seen.settings.edition]


def visit_words(seen: Seen) -> Text:
    """Say what a visit shows in full, and of how much it shows states alone; else nothing."""
    rest = seen.rest
    if rest is None:
        return NOTHING
    return Text(
        "{shown} Not shown, but for states and counts: {others}. "
        "In all, {sampled} of {decided} decisions were sampled.",
        shown=Text.counted(
            "What sample {samples} is about is shown in full.",
            "What samples {samples} are about is shown in full.",
            n=len(rest.samples),
            samples=rest.samples,
        ),
        others=(
            Text.counted("{n} other criterion", "{n} other criteria", n=rest.criteria),
            Text.counted("{n} other item", "{n} other items", n=rest.items),
            Text.counted("{n} other decision", "{n} other decisions", n=rest.decisions),
        ),
        sampled=rest.sampled,
        decided=rest.decided,
    )


def unit_card(unit_id: str, covers: Sequence[Cover], seen: Seen, to: Link) -> UnitCard:
    """Return a unit in figures.

    Args:
        unit_id: A unit that the framework has.
        covers: The criteria as the edition shows them; others than the unit's may be among them.
        seen: The portfolio.
        to: Gives addresses.
    """
    unit = seen.portfolio.framework.units[unit_id]
    own = [cover for cover in covers if cover.criterion.unit == unit_id]
    progress = seen.portfolio.taken.get(unit_id)
    return UnitCard(
        unit_id,
        unit.title,
        to(unit_page(unit_id)),
        state_badge(worst(own)),
        PROGRESS[progress] if progress else Text("not taken"),
        bars(count(own), accepted=seen.people),
        source_note(Source(unit.source.kind)),  # The unit's page names the document.
        len(gaps_of(own)),
        sum(map(is_thin, own)),
        sum(map(has_changed, own)),
        grade_words(shown_grades(seen).get(unit_id)),
        _levels(unit_id, seen),
    )


def shown_grades(seen: Seen) -> Mapping[str, Grade]:
    """Return the levels that units reach, where the edition shows them."""
    return seen.coverage.grades if seen.people else {}


def _levels(unit_id: str, seen: Seen) -> tuple[tuple[str, tuple[ProgressBar, ...]], ...]:
    if not seen.people:
        return ()
    _, *above = seen.coverage.levels.get(unit_id, {}).items() or (("", None),)
    return tuple((name, bars(number, accepted=True)) for name, number in above)


def _qualification(
    qualification: Qualification, covers: Sequence[Cover], seen: Seen
) -> QualificationCard:
    lacks = tuple(lacking(qualification, seen.portfolio))
    grades = seen.coverage.qualification_grades if seen.people else {}
    state = worst(cover for cover in covers if cover.criterion.unit in qualification.units)
    if lacks:
        state = min(state or State.PARTIAL, State.PARTIAL, key=ORDER.__getitem__)
    return QualificationCard(
        qualification.id,
        qualification.title,
        state_badge(state),
        lacks,
        source_note(Source(qualification.source.kind)),
        grade_words(grades.get(qualification.id)),
    )


def _notes(units: Sequence[UnitCard]) -> Iterator[tuple[str, str]]:
    for note in dict.fromkeys(card.note for card in units if card.note):
        yield ", ".join(card.id for card in units if card.note == note), note


def _recent(seen: Seen, to: Link) -> tuple[ItemView, ...]:
    """Return the latest items by the dates that the edition shows."""
    shown = (item for item in seen.portfolio.evidence)
    latest = sorted(shown, key=lambda item: natural(item.id))
    latest.sort(key=lambda item: item.last_day or date.min, reverse=True)
    return tuple(item_view(item, seen, to) for item in latest[:RECENT])
