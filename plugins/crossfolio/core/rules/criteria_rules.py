"""CRI: files in `criteria/`, and what `portfolio.yml` takes from them."""

from crossfolio.core.findings import Finding, Related, Rule, Severity, one_edit, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean, meant_and_known
from crossfolio.core.texts import NOTHING, Text

_SHOWN = 8
"""Names and places that a finding lists at most."""


def criteria_invalid(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """A file in `criteria/` is not what its schema says.

    ## Example
        unit: T/616/1234

    ## Use instead
        unit: BUD
    """
    return Finding("CRI101", place, why, help=help)


def duplicate_criterion(place: Place, criterion: str, first: Place) -> Finding:
    """A unit defines a criterion twice.

    A tag must mean one thing. The first definition counts.

    ## Example
        criteria:
          - {id: AC1, title: Plan, text: Make a plan.}
          - {id: AC1, title: Session, text: Hold a session.}

    ## Use instead
        criteria:
          - {id: AC1, title: Plan, text: Make a plan.}
          - {id: AC2, title: Session, text: Hold a session.}
    """
    return Finding(
        "CRI102",
        place,
        Text("criterion `{criterion}` is defined twice", criterion=criterion),
        help=Text(
            "give this one an ID of its own; the first is at {path}:{line}:{column}", **first.args
        ),
        related=(Related(first, Text("the first definition")),),
    )


def unknown_outcome(place: Place, outcome: str, near: list[str], known: list[str]) -> Finding:
    """A criterion belongs to an outcome that its unit does not have.

    ## Example
        outcomes: [LO9]

    ## Use instead
        outcomes: [LO1]
    """
    outcomes = Text("the outcomes are {known}", known=tuple(known[:_SHOWN]))
    help = meant_and_known(near, outcomes if known else NOTHING)
    return Finding(
        "CRI103",
        place,
        Text("unknown outcome `{outcome}`", outcome=printable(outcome)),
        help=help or Text("add it under `outcomes` of the unit, or remove it here"),
        edits=one_edit(place, near),
    )


def misspelt_outcome(place: Place, outcome: str, written: str, places: list[Place]) -> Finding:
    """Several criteria belong to an outcome that their unit does not have, and one is left over.

    Most likely the outcome's own ID is misspelt.

    ## Example
        outcomes:
          - {id: L01, text: Plan}
        criteria:
          - {id: AC1, title: A plan, text: Make a plan., outcomes: [LO1]}
          - {id: AC2, title: A session, text: Hold a session., outcomes: [LO1]}

    ## Use instead
        outcomes:
          - {id: LO1, text: Plan}
    """
    return Finding(
        "CRI109",
        place,
        Text(
            "no criterion belongs to outcome `{outcome}`, and {count} belong to `{name}`, "
            "which is not defined",
            outcome=printable(outcome),
            count=len(places),
            name=printable(written),
        ),
        help=did_you_mean([printable(written)]),
        related=tuple(
            Related(other, Text("`{name}` is named here", name=printable(written)))
            for other in places[:_SHOWN]
        ),
        edits=one_edit(place, [written]),
    )


def misspelt_code(
    place: Place, what: str, code: str, named: str, right: str, places: list[Place]
) -> Finding:
    """Nothing names a unit or a criterion, and several pages name one that is not defined.

    Most likely the code is misspelt in the unit's own file, and the pages are right.

    ## What to do
    Write the code that the pages have. Where the file is right, correct the pages.
    """
    first: dict[str, Place] = {}
    for at in sorted(places):
        first.setdefault(at.path, at)
    count, shown = len(first), printable(named)
    if what == "unit":
        said = Text(
            "no evidence claims a criterion of unit `{unit}`, and {count} pages name `{name}`, "
            "which is not defined",
            unit=code,
            count=count,
            name=shown,
        )
    else:
        said = Text(
            "no evidence claims criterion `{criterion}`, and {count} pages name `{name}`, which "
            "is not defined",
            criterion=code,
            count=count,
            name=shown,
        )
    return Finding(
        "CRI110",
        place,
        said,
        help=did_you_mean([printable(right)]),
        related=tuple(
            Related(other, Text("`{name}` is named here", name=printable(named)))
            for other in [*first.values()][:_SHOWN]
        ),
        edits=one_edit(place, [right]),
    )


def zeros_apart(place: Place, criterion: str, other: str, first: Place) -> Finding:
    """Two criteria of a unit have codes that differ only in zeros before a number.

    Whoever reads `AC1` in one file and `AC01` in another takes them for one. Most often one of
    them is the other, as a spreadsheet or a person wrote it.

    ## Example
        criteria:
          - {id: AC1, title: Plan, text: Make a plan.}
          - {id: AC01, title: Session, text: Hold a session.}

    ## Use instead
        criteria:
          - {id: AC1, title: Plan, text: Make a plan.}
          - {id: AC2, title: Session, text: Hold a session.}
    """
    return Finding(
        "CRI123",
        place,
        Text(
            "`{criterion}` and `{other}` differ only in leading zeros",
            criterion=criterion,
            other=other,
        ),
        help=Text("write the codes as the specification prints them; if it has both, leave them"),
        related=(Related(first, Text("`{other}` is defined here", other=other)),),
    )


def look_alike(place: Place, criterion: str, other: str, first: Place) -> Finding:
    """Two criteria of a unit have codes that look alike: the letter O and a zero, l or I and 1.

    In many typefaces nobody can tell them apart, so a claim on one may be meant for the other.

    ## What to do
    Write the codes as the specification prints them. If it has both, leave them, and copy the
    codes into tags from the site.
    """
    return Finding(
        "CRI137",
        place,
        Text("`{criterion}` looks like `{other}`", criterion=criterion, other=other),
        help=Text("look for a letter O in place of a zero, or an l or I in place of a 1"),
        related=(Related(first, Text("`{other}` is defined here", other=other)),),
    )


def outcome_without_criterion(place: Place, outcome: str) -> Finding:
    """No criterion belongs to an outcome, so nothing can be shown for it.

    Every criterion covered is then not every outcome covered.

    ## What to do
    Add a criterion where the specification has one; otherwise leave it, and tell your
    assessor how the outcome will be shown.
    """
    help = Text("add it to `outcomes` of a criterion that shows it, if there is one")
    return Finding(
        "CRI104",
        place,
        Text("no criterion belongs to outcome `{outcome}`", outcome=outcome),
        help=help,
    )


def duplicate_unit(place: Place, named: Text, first: Place, why: Text = NOTHING) -> Finding:
    """Two files define the same unit or the same qualification.

    The one counts whose name is not that of a copy, such as `bud copy.yml`. Where both or
    neither are named like that, the first in the order of paths is looked at, and nothing it
    asks for is complete.

    ## What to do
    Delete or rename one of the two.
    """
    help = Text("keep one of the two; the first is at {path}:{line}:{column}", **first.args)
    related = Text("the first definition")
    if why:
        help = Text(
            "keep one of the two; the original is {path}:{line}:{column} ({reason})",
            **first.args,
            reason=why,
        )
        related = Text("the original: {reason}", reason=why)
    return Finding(
        "CRI105",
        place,
        Text("{named} is defined twice", named=named),
        help=help,
        related=(Related(first, related),),
    )


def unit_words(code: str) -> Text:
    """Return a unit as it is named inside a sentence."""
    return Text("unit `{unit}`", unit=code)


def qualification_words(code: str) -> Text:
    """Return a qualification as it is named inside a sentence."""
    return Text("qualification `{qualification}`", qualification=code)


def unknown_unit(place: Place, named: Text, near: list[str]) -> Finding:
    """A qualification or `portfolio.yml` names a unit or a qualification that no file defines.

    ## Example
        units: {BUDD: submitted}

    ## Use instead
        units: {BUD: submitted}
    """
    return Finding(
        "CRI106",
        place,
        Text("no file in the criteria folder defines {named}", named=named),
        help=did_you_mean(near)
        or Text("put its file into the criteria folder, or correct the name"),
    )


def combination_broken(place: Place, qualification: str, lack: Text) -> Finding:
    """The units taken do not make up the qualification.

    What must still be taken is found only once every unit taken is submitted; units that
    may not be taken together are found at once.

    ## What to do
    Take another unit under `units` in `portfolio.yml`, or drop one.
    """
    help = Text("take or leave out units in portfolio.yml until the rule is kept")
    return Finding(
        "CRI107",
        place,
        Text("{qualification} asks for {lack}", qualification=qualification, lack=lack),
        help=help,
    )


def unknown_waiver(place: Place, criterion: str, near: list[str]) -> Finding:
    """A waiver names a criterion that no unit defines.

    ## Example
        waivers: [{criterion: BUD.AC99, reason: "RPL-3"}]

    ## Use instead
        waivers: [{criterion: BUD.AC9, reason: "RPL-3"}]
    """
    return Finding(
        "CRI108",
        place,
        Text("the waiver is for an unknown criterion `{criterion}`", criterion=criterion),
        help=did_you_mean(near) or Text("correct the ID, or remove the waiver"),
    )


RULES = (
    Rule("CRI101", "criteria-invalid", Severity.ERROR, criteria_invalid),
    Rule("CRI102", "duplicate-criterion", Severity.ERROR, duplicate_criterion),
    Rule("CRI103", "unknown-outcome", Severity.ERROR, unknown_outcome),
    Rule("CRI104", "outcome-without-criterion", Severity.INFO, outcome_without_criterion),
    Rule("CRI105", "duplicate-unit", Severity.ERROR, duplicate_unit),
    Rule("CRI106", "unknown-unit", Severity.ERROR, unknown_unit),
    Rule("CRI107", "combination-broken", Severity.ERROR, combination_broken),
    Rule("CRI108", "unknown-waiver", Severity.ERROR, unknown_waiver),
    Rule("CRI109", "misspelt-outcome", Severity.ERROR, misspelt_outcome),
    Rule("CRI110", "misspelt-code", Severity.ERROR, misspelt_code),
    Rule("CRI123", "zeros-apart", Severity.WARNING, zeros_apart),
    Rule("CRI137", "look-alike-codes", Severity.WARNING, look_alike),
)
