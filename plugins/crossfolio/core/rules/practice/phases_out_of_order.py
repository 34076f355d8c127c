"""KND119 phases-out-of-order."""

from collections.abc import Iterator
from itertools import pairwise

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Related, Rule, Severity
from crossfolio.core.in_unit import InUnit
from crossfolio.core.rules.practice.days import day_of, first_of_phases
from crossfolio.core.texts import Text


def find(item: Evidence, phase: str, before: Evidence, unit: str) -> Finding:
    """A phase of a cycle begins before the phase that comes ahead of it.

    A plan rests on what was found out, and a review looks back on what was done. The order
    is that of `phases` in the unit's file, and the rule applies where the unit has
    `cycle: true`. The first items of two phases are compared, and one day is in order.

    ## Origin
    BUD, guidance 2 (the initial assessment informs the plan) and guidance 3 (plan, support
    on the job, support off the job, review, adjusted plan).

    ## What to do
    Correct the date or the `phase` of one of the two items, or bring what came first.
    """
    return Finding(
        "KND119",
        item.place_of("phase"),
        Text(
            "{unit}: the phase {phase} begins on {date} with {item}, before {before_phase} on "
            "{before_date}",
            unit=unit,
            phase=item.text("phase"),
            date=str(item.first_day),
            item=item.id,
            before_phase=phase,
            before_date=str(before.first_day),
        ),
        help=Text(
            "check the dates and phases of {item} and {before}", item=item.id, before=before.id
        ),
        related=(
            Related(
                before.place_of("phase"),
                Text("{phase} begins with {item}", phase=phase, item=before.id),
            ),
        ),
        unit=unit,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the first item of each phase in a unit that is a cycle."""
    unit = seen.unit
    if not unit.guidance.cycle:
        return
    firsts = first_of_phases(seen.items)
    there = [phase for phase in unit.phases if phase in firsts]
    for earlier, later in pairwise(there):
        if day_of(firsts[later]) < day_of(firsts[earlier]):
            yield find(firsts[later], earlier, firsts[earlier], unit.id)


RULE = Rule("KND119", "phases-out-of-order", Severity.WARNING, find, look_in=look_in)
