"""DEC and SMP: people, decisions and samples."""

from crossfolio.core.findings import Finding, Related, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean


def assessment_invalid(place: Place, why: str, help: str = "") -> Finding:
    """A decision or the people register is not what its schema says.

    A decision that cannot be read decides nothing.

    ## Example
        criteria: [{criterion: BUD.AC1, outcome: passed}]

    ## Use instead
        criteria: [{criterion: BUD.AC1, outcome: met}]
    """
    return Finding("DEC101", place, why, help=help)


def duplicate_decision(place: Place, id: str, first: Place) -> Finding:
    """Two decisions, or two samples, have the same ID.

    The first in the order of paths counts.

    ## What to do
    Give the newer one the next free ID.
    """
    return Finding(
        "DEC102",
        place,
        f"the ID `{id}` is used twice",
        help=f"give this one an ID of its own; the first is at {first}",
        related=(Related(first, "the first one"),),
    )


def unknown_reference(place: Place, what: str, name: str, near: list[str]) -> Finding:
    """A decision names evidence, a criterion or a decision that does not exist.

    ## What to do
    Correct the ID. Where the evidence was taken out on purpose, supersede the decision.
    """
    return Finding(
        "DEC103",
        place,
        f"there is no {what} `{printable(name)}`",
        help=did_you_mean(near) or "correct the ID",
    )


def decided_before(place: Place, id: str, day: str) -> Finding:
    """A decision is dated before the evidence that it judges.

    ## What to do
    Correct the date of the decision or of the evidence.
    """
    why = f"the decision is dated before the end of {id}, which is {day}"
    return Finding("DEC104", place, why, help="correct the date of the decision or of the evidence")


def one_person_two_roles(place: Place, person: str, roles: tuple[str, str]) -> Finding:
    """The learner, the assessor and the quality assurer are not three people.

    Nobody assesses their own work, and nobody samples their own decisions.

    ## Origin
    Practice of awarding bodies: an internal quality assurer may not verify decisions of
    their own; the learner decides on nothing.

    ## What to do
    Have the decision or the sample made by somebody else, or correct the ID.
    """
    one, other = roles
    return Finding(
        "DEC105",
        place,
        f"`{printable(person)}` is both the {one} and the {other}",
        help="have it done by somebody else, or correct the ID",
    )


def sample_invalid(place: Place, why: str, help: str = "") -> Finding:
    """A sample is not what its schema says.

    ## Example
        outcome: fine

    ## Use instead
        outcome: agree
    """
    return Finding("SMP101", place, why, help=help)


def unknown_decision(place: Place, name: str, near: list[str]) -> Finding:
    """A sample names a decision that does not exist.

    ## What to do
    Correct the ID under `decisions`.
    """
    return Finding(
        "SMP102",
        place,
        f"there is no decision `{printable(name)}`",
        help=did_you_mean(near) or "correct the ID",
    )


RULES = (
    Rule("DEC101", "assessment-invalid", Severity.WARNING, assessment_invalid),
    Rule("DEC102", "duplicate-decision", Severity.WARNING, duplicate_decision),
    Rule("DEC103", "unknown-reference", Severity.WARNING, unknown_reference),
    Rule("DEC104", "decided-before", Severity.WARNING, decided_before),
    Rule("DEC105", "one-person-two-roles", Severity.WARNING, one_person_two_roles),
    Rule("SMP101", "sample-invalid", Severity.WARNING, sample_invalid),
    Rule("SMP102", "unknown-decision", Severity.WARNING, unknown_decision),
)
