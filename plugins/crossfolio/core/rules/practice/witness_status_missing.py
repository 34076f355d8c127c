"""KND110 witness-status-missing."""

from collections.abc import Iterator, Sequence

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import TESTIMONIES, kind_of
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, said: Text, unit: str) -> Finding:
    """The register of people does not say what a witness is to the learner or to the work.

    A reader has to know how the witness came to see the work. An expert witness is one
    whom the centre has approved, which the register says with the role `expert-witness`.
    Looked at only where there is a register and the witness is in it.

    ## Origin
    Practice of awarding bodies: witnesses are listed with their status and relationship.

    ## Example
        W2: {roles: [manager], display_name: Line manager W2}

    ## Use instead
        W2:
          roles: [witness, manager]
          display_name: Line manager W2
          relationship: line manager of the billing floor
    """
    return Finding(
        "KND110",
        item.place_of("witness"),
        said,
        help=Text("add it to assessment/people.yml"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at the witness of a testimony."""
    people = seen.around.people or {}
    item = seen.item
    person = people.get(item.text("witness").upper())
    if person is None:
        return
    if not person.relationship:
        yield find(item, _says_not_how(person.id), seen.unit)
    roles = kind_of(item.kind).witnesses
    if not set(roles) & set(person.roles):
        yield find(item, _gives_no_role(person.id, roles), seen.unit)


def _says_not_how(person: str) -> Text:
    return Text(
        "the register of people does not say how {person} knows the learner's work "
        "(`relationship`)",
        person=person,
    )


def _gives_no_role(person: str, roles: Sequence[str]) -> Text:
    return Text(
        "the register of people does not give {person} the role {roles: or }",
        person=person,
        roles=tuple(roles),
    )


RULE = Rule(
    "KND110", "witness-status-missing", Severity.WARNING, find, look_at=look, kinds=TESTIMONIES
)
