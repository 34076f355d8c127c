"""KND118 phase-missing."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.texts import Text


def find(unit: Unit, phase: str) -> Finding:
    """A unit has no evidence in a phase that must have some.

    Which phases those are is data of the unit: `required_phases` in its file. An item says
    its `phase` in the front matter.

    ## Origin
    BUDA, guidance 1 and BUD, guidance 9: evidence for planning, for support on the job and
    for support off the job; BUD, common mistake 3 and BUDA, common mistake 4: the part off
    the job is overlooked.

    ## Example
        criteria: [BUD.AC3]

    ## Use instead
        criteria: [BUD.AC3]
        phase: off-the-job
    """
    return Finding(
        "KND118",
        unit.place,
        Text("no evidence for {unit} is of the phase {phase}", unit=unit.id, phase=phase),
        help=Text(
            "add `phase: {phase}` to an item of this unit, or bring such an item", phase=phase
        ),
        unit=unit.id,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the phases in a unit that requires some."""
    wanted = seen.unit.guidance.required_phases
    there = {item.text("phase") for item in seen.items} if wanted else ()
    for phase in wanted:
        if phase not in there:
            yield find(seen.unit, phase)


RULE = Rule("KND118", "phase-missing", Severity.WARNING, find, look_in=look_in)
