"""KND120 cycle-not-closed."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Need, Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.rules.practice.days import day_of, first_of_phases
from crossfolio.core.texts import Text


def find(unit: Unit, lack: Text) -> Finding:
    """A step of a cycle has no evidence, or its review led to no adjusted plan.

    What is done once and never looked at again is no cycle. An adjusted plan is an item
    with `objectives` that is not dated before the first item of the last phase.
    The rule applies where the unit has `cycle: true`.

    ## Origin
    BUD, guidance 2 ("evidence of initial assessment is crucial") and guidance 3 (plan,
    support, review, adjust: "iterative, not a one-off event").

    ## What to do
    Bring an item of the phase that is missing, or the plan as it was adjusted.
    """
    return Finding(
        "KND120",
        unit.place,
        Text("the cycle of {unit} is missing {lack}", unit=unit.id, lack=lack),
        help=Text("bring an item of this step, or give an item its `phase`"),
        unit=unit.id,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the steps of a unit that is a cycle."""
    unit, items, _ = seen
    if not unit.guidance.cycle or not unit.phases:
        return
    firsts = first_of_phases(items)
    for phase in unit.phases:
        if phase not in firsts and phase not in unit.guidance.required_phases:
            yield find(unit, Text("the phase {phase}", phase=phase))
    review = firsts.get(unit.phases[-1])
    if review and not any(
        Need.OBJECTIVES in item.brings and day_of(item) >= day_of(review) for item in items
    ):
        yield find(unit, Text("a plan that was adjusted after {item}", item=review.id))


RULE = Rule("KND120", "cycle-not-closed", Severity.WARNING, find, look_in=look_in)
