"""KND111 testimony-missing."""

from collections.abc import Iterator

from crossfolio.core.context import Context
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
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


def look(context: Context) -> Iterator[Finding]:
    """Look at the roles of the witnesses in every unit."""
    people = context.portfolio.register
    for unit, items in context.units() if people else ():
        witnesses = {it.text("witness").upper() for it in items if it.kind in TESTIMONIES}
        known = [people[name] for name in witnesses if people and name in people]
        roles = {role for person in known for role in person.roles}
        for role in unit.guidance.testimony_from:
            if role not in roles:
                yield find(unit, role)


RULE = Rule("KND111", "testimony-missing", Severity.INFO, find, look)
