"""KND142 theory-not-named."""

from collections.abc import Iterator

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.framework import Unit
from crossfolio.core.in_unit import InUnit
from crossfolio.core.texts import Text


def find(unit: Unit, names: tuple[str, ...]) -> Finding:
    """No written evidence for a unit names one of the models that its guidance names.

    A model that is named and tied to your work shows that you know why you did it. Which
    models those are is data of the unit: `accounts.theory` in its file. It is a hint.

    ## Origin
    POE, guidance 3 (Kolb's cycle tied to contact centre roles); BUD, guidance 7 (GROW).

    ## What to do
    Where you used such a model, name it and say how it fitted your work.
    """
    return Finding(
        "KND142",
        unit.place,
        Text("no evidence for {unit} names a model such as {names}", unit=unit.id, names=names),
        help=Text("where you used such a model, name it and say how it fitted"),
        unit=unit.id,
    )


def look_in(seen: InUnit) -> Iterator[Finding]:
    """Look for the names in the evidence of a unit that names models."""
    names = seen.unit.guidance.accounts.theory
    if names and not any(name in item.body for item in seen.items for name in names):
        yield find(seen.unit, names)


RULE = Rule("KND142", "theory-not-named", Severity.INFO, find, look_in=look_in)
