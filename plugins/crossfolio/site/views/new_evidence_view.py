"""What the page "New evidence" shows: criteria, gaps first, and what a new item needs."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from crossfolio.core.cover import Cover
from crossfolio.core.ids import pattern_of, unit_of
from crossfolio.core.kinds import BUILT_IN, Kind
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.core.wording import without_emphasis
from crossfolio.reports.addresses import NEW_EVIDENCE, Link
from crossfolio.scaffold.gap import free_id
from crossfolio.site.views.attention_view import gaps_of
from crossfolio.site.views.criteria import missing_of


class RangeChoice(NamedTuple):
    """What a criterion has to be shown over."""

    id: str
    values: tuple[str, ...]


class CriterionChoice(NamedTuple):
    """A criterion to choose."""

    id: str
    title: str
    text: str
    missing: str
    ranges: tuple[RangeChoice, ...]


class ChoiceGroup(NamedTuple):
    """Criteria under a heading."""

    title: str
    criteria: tuple[CriterionChoice, ...]


class NewEvidence(NamedTuple):
    """The page "New evidence"."""

    site: str
    groups: tuple[ChoiceGroup, ...]
    kinds: tuple[Kind, ...]
    data: dict[str, Any]
    """What its script goes by."""


def new_evidence_view(seen: Seen, site: str) -> NewEvidence:
    """Return what the page shows.

    Args:
        seen: The portfolio.
        site: What the site is called.
    """
    portfolio = seen.portfolio
    enrolment = portfolio.enrolment
    roles = {kind.id: kind.role for kind in BUILT_IN if kind.role}
    return NewEvidence(
        site,
        tuple(group for group in _groups(seen) if group.criteria),
        tuple(portfolio.kinds.values()),
        {
            "folder": seen.settings.evidence,
            "free": free_id(seen),
            "grammar": pattern_of("evidence-id"),
            "used": [item.id for item in portfolio.evidence],
            "author": enrolment.learner if enrolment else "",
            "own": [kind.id for kind in BUILT_IN if kind.is_own],
            "roles": roles,
            "more": {kind.id: kind.fields for kind in BUILT_IN if kind.fields},
            "people": {role: list(_people(role, seen)) for role in sorted({*roles.values()})},
        },
    )


def _groups(seen: Seen) -> Iterator[ChoiceGroup]:
    """Give the gaps first, then what is asked for besides, by unit."""
    gaps = gaps_of(seen.covers)
    yield ChoiceGroup(Text("Gaps"), _choices(gaps))
    listed = {cover.criterion.id for cover in gaps}
    asked = (cover for cover in seen.covers if cover.scope is not Scope.WAIVED)
    rest = [cover for cover in asked if cover.criterion.id not in listed]
    for unit in seen.portfolio.taken:
        own = (cover for cover in rest if unit_of(cover.criterion.id) == unit)
        yield ChoiceGroup(f"{unit}: {seen.portfolio.framework.units[unit].title}", _choices(own))


def _choices(covers: Iterable[Cover]) -> tuple[CriterionChoice, ...]:
    return tuple(
        CriterionChoice(
            cover.criterion.id,
            cover.criterion.title,
            without_emphasis(cover.criterion.text),
            Text("{lacks:; }", lacks=tuple(missing_of(cover))),
            tuple(RangeChoice(one.id, one.of) for one in cover.criterion.ranges if one.of),
        )
        for cover in covers
        if not cover.criterion.withdrawn
    )


def _people(role: str, seen: Seen) -> Iterator[list[str]]:
    """Give who has a role, by ID and name."""
    for person in (seen.portfolio.people or {}).values():
        if role in person.roles:
            yield [person.id, person.display_name]


def new_evidence_href(seen: Seen, to: Link) -> str:
    """Return where new evidence is written; empty in an edition without forms."""
    return to(NEW_EVIDENCE) if seen.settings.has_forms else ""
