"""EVI: kinds, dates and people of one item."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from crossfolio.core.currency import too_old
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Loss, printable
from crossfolio.core.ids import nearest, unit_of
from crossfolio.core.kinds import is_other_name, nearest_kind
from crossfolio.core.one_item import OneItem, Surroundings
from crossfolio.core.rules import evidence_rules as rules
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text

PEOPLE = ("author", "assessor", "witness")


def check_fields(seen: OneItem) -> Iterator[Finding]:
    """Look at an item's kind, its dates and the people that it names."""
    item, around = seen.item, seen.around
    yield from _kind(seen)
    yield from _dates(seen)
    yield from _people(item, around)


def _kind(seen: OneItem) -> Iterator[Finding]:
    item, around = seen.item, seen.around
    if item.kind and item.kind not in around.kinds:
        near = nearest_kind(item.kind, around.kinds)
        is_sure = len(near) == 1 and not is_other_name(item.kind, around.kinds)
        found = rules.field_invalid(
            item.place_of("kind"),
            Text("`{kind}` is not a kind of evidence", kind=printable(item.kind)),
            help=did_you_mean(near) or Text("the kinds are {kinds}", kinds=tuple(around.kinds)),
            edit=near[0] if is_sure else "",
        )
        claimed = tuple(claim.criterion.id for claim in seen.claims if claim.criterion)
        yield replace(found, loss=Loss("page", claimed, is_thin=True), cause=around.doubts.criteria)


def _dates(seen: OneItem) -> Iterator[Finding]:
    item, around = seen.item, seen.around
    last, today = item.last_day, around.today
    if last is None:
        return
    if item.first_day and item.first_day > last:
        why = Text("the date ends on {date}, before it begins", date=str(last))
        yield rules.field_invalid(
            item.place_of("date"), why, Text("write the earlier day under `from`")
        )
    if last > today and last > today + timedelta(days=1):
        yield rules.future_date(item.place_of("date"), str(last), str(today))
    dated = [
        qualification for qualification in around.qualifications if qualification.currency_months
    ]
    units = set(_units(seen)) if dated else set()
    for qualification in dated:
        months = qualification.currency_months
        concerned = not units.isdisjoint(qualification.units)
        if months and concerned and too_old(item, qualification, today):
            found = rules.not_current(item.place_of("date"), months, str(last), qualification.id)
            yield replace(found, cause=around.doubts.portfolio)


def _units(seen: OneItem) -> Iterator[str]:
    """Give the units that an item's tags name, and those of the criteria that they mean."""
    for claim in seen.claims:
        yield (
            claim.criterion.unit
            if claim.criterion
            else seen.around.framework.printed(unit_of(claim.claim.tag))
        )


def _people(item: Evidence, around: Surroundings) -> Iterator[Finding]:
    if around.people is None:
        return
    for name in PEOPLE:
        person = item.text(name)
        if person and person.upper() not in around.people:
            near = nearest(person, [someone.id for someone in around.people.values()])
            found = rules.unknown_person(item.place_of(name), person, near)
            yield replace(found, cause=around.doubts.of_person(person))
