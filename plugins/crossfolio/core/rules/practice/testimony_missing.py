"""KND111 testimony-missing."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.kinds import TESTIMONIES
from crossfolio.core.texts import Text


def find(unit: Unit, role: str) -> Finding:
    """A unit has no testimony from somebody whose word is looked for.

    From whom a unit wants a testimony is data of the unit: `testimony_from` in its file.
    Who has which role stands in `assessment/people.yml`; without it nothing is said.

    ## Origin
    BUD, guidance 8: feedback from the buddied colleague and from the line manager as
    witness testimony.

    ## What to do
    Ask the person for a testimony, or claim the unit's criteria for the one that you have.
    """
    return Finding(
        "KND111",
        unit.place,
        Text(
            "no testimony for {unit} comes from a {role}", unit=unit.id, role=_ROLES.get(role, role)
        ),
        help=Text("ask for a testimony, or tag the one that shows criteria of this unit"),
        unit=unit.id,
    )


_ROLES = {
    "witness": Text("witness"),
    "expert-witness": Text("expert witness"),
    "manager": Text("manager"),
    "colleague": Text("colleague"),
}
"""Those of whom a unit may want a testimony, inside a sentence."""


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look at the roles of the witnesses in a unit."""
    people, wanted = seen.people, seen.unit.guidance.testimony_from
    if not people or not wanted:
        return
    witnesses = {item.text("witness").upper() for item in seen.items if item.kind in TESTIMONIES}
    known = [people[name] for name in witnesses if name in people]
    roles = {role for person in known for role in person.roles}
    for role in wanted:
        if role not in roles:
            yield find(seen.unit, role)


RULE = Rule("KND111", "testimony-missing", Severity.INFO, find, look_in=look_in)
