"""SUP: comments that take a finding back."""

from crossfolio.core.findings import Edit, Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def unused_suppression(place: Place, name: str, *, alone: bool = False) -> Finding:
    """A comment takes back a finding that is not there.

    What it was for has been put right, or the rule's name is misspelt. Left in, it would
    hide the next finding of its kind.

    ## Example
        criteria: [BUD.AC1]  # crossfolio: ignore TAG101 because the file comes tomorrow

    ## Use instead
        criteria: [BUD.AC1]
    """
    return Finding(
        "SUP101",
        place,
        Text("there is no finding `{rule}` here to ignore", rule=printable(name)),
        help=Text("remove it from the comment, or write the rule's code"),
        edits=(Edit(place, ""),) if alone else (),
    )


def suppression_without_reason(place: Place) -> Finding:
    """A comment takes a finding back and does not say why; it is not heeded.

    ## Example
        date: 2031-01-01  # crossfolio: ignore EVI108

    ## Use instead
        date: 2031-01-01  # crossfolio: ignore EVI108 because the session is booked
    """
    return Finding(
        "SUP102",
        place,
        Text("this comment gives no reason, so it ignores nothing"),
        help=Text("write `crossfolio: ignore CODE because …`"),
    )


RULES = (
    Rule("SUP101", "unused-suppression", Severity.WARNING, unused_suppression),
    Rule("SUP102", "suppression-without-reason", Severity.WARNING, suppression_without_reason),
)
