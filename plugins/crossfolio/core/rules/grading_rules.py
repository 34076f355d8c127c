"""CRI and DEC: outcomes within outcomes, levels, and what leads to them."""

from collections.abc import Sequence

from crossfolio.core.findings import Finding, Related, Rule, Severity, one_edit, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean, meant_and_known
from crossfolio.core.texts import Text


def unknown_parent(place: Place, outcome: str, parent: str, near: list[str]) -> Finding:
    """An outcome lies within one that its unit does not have.

    It is shown at the top until the name is right.

    ## What to do
    Correct the ID after `within`, or define that outcome as well.
    """
    return Finding(
        "CRI130",
        place,
        Text(
            "outcome `{outcome}` lies within `{parent}`, which is not defined",
            outcome=outcome,
            parent=printable(parent),
        ),
        help=did_you_mean(near) or Text("define it under `outcomes`, or remove `within`"),
        edits=one_edit(place, near),
    )


def outcome_circle(place: Place, names: Sequence[str]) -> Finding:
    """Outcomes lie within each other in a circle, so that none of them is at the top.

    All of them are shown at the top until the circle is broken.

    ## What to do
    Remove `within` from the one that is at the top.
    """
    return Finding(
        "CRI131",
        place,
        Text("outcomes lie in a circle: `{outcomes:` within `}`", outcomes=(*names, names[0])),
        help=Text("remove `within` from the outcome that is at the top"),
    )


def ambiguous_part(place: Place, tag: str, other: Text, first: Place) -> Finding:
    """The tag of a part reads like the code of another criterion, or like another part's tag.

    A tag has to mean one thing. Until then such a tag means the criterion, or the first of two
    parts, and nothing shows the part.

    ## What to do
    Give the part another ID.
    """
    return Finding(
        "CRI132",
        place,
        Text("the tag of this part would be `{part}`, which is {other}", part=tag, other=other),
        help=Text("give the part an ID with which its tag is its own"),
        related=(Related(first, Text("`{name}` is defined here", name=tag)),),
    )


def unknown_level(place: Place, level: str, known: Sequence[str], near: list[str]) -> Finding:
    """A level is named that is not one of the unit's, or the unit has no levels at all.

    While the level of a criterion is not known, the criterion is required, and the unit reaches
    no level.

    ## What to do
    Name one of the levels under `grading` of the unit, or under `grades` of the qualification.
    """
    levels = (
        Text("the levels are {known}", known=tuple(known))
        if known
        else Text("give the unit `grading` first")
    )
    return Finding(
        "CRI133",
        place,
        Text("unknown level `{level}`", level=printable(level)),
        help=meant_and_known(near, levels),
        edits=one_edit(place, near),
    )


def out_of_reach(place: Place, why: Text, help: Text) -> Finding:
    """A range or a number of parts asks for what cannot be: nothing would ever meet it.

    ## What to do
    Give each range an ID of its own and either `of` or `distinct`, and ask for no more values
    or parts than there are.
    """
    return Finding("CRI134", place, why, help=help)


def unusable_grading(place: Place, why: Text, help: Text) -> Finding:
    """What leads to a level contradicts itself or cannot be used.

    ## What to do
    In a table each row has a level for each method and the result last, and no two rows have
    the same levels. Points and credit are given for levels and units that there are.
    """
    return Finding("CRI135", place, why, help=help)


def method_beside_table(place: Place, method: str, known: Sequence[str]) -> Finding:
    """A criterion names a method that has no column in the table of grades.

    A criterion none of whose methods has a column is asked for in each of them.

    ## What to do
    Correct the method, if it is one of the table's; else leave it.
    """
    return Finding(
        "CRI136",
        place,
        Text("method `{method}` has no column in the table of grades", method=printable(method)),
        help=Text("the columns are {known}", known=tuple(known)),
    )


def other_level(place: Place, level: str, criterion: str, own: str) -> Finding:
    """A decision names another level than its criterion has.

    The decision may have been meant for another criterion, so it does not make this one
    accepted. Nothing lowers or hides this finding.

    ## What to do
    Record a decision that supersedes it, with the criterion's level or without any.
    """
    message = Text(
        "the decision says the level `{level}`, and `{criterion}` is of the level "
        "{criterion_level}",
        level=printable(level),
        criterion=criterion,
        criterion_level=own,
    )
    if not own:
        message = Text(
            "the decision says the level `{level}`, and `{criterion}` has no level: its unit is "
            "not graded",
            level=printable(level),
            criterion=criterion,
        )
    return Finding(
        "DEC120",
        place,
        message,
        help=Text(
            "record a decision that supersedes it, and leave `level` out or correct it there"
        ),
        firm=True,
    )


RULES = (
    Rule("CRI130", "unknown-parent", Severity.ERROR, unknown_parent),
    Rule("CRI131", "outcome-circle", Severity.ERROR, outcome_circle),
    Rule("CRI132", "ambiguous-part", Severity.ERROR, ambiguous_part),
    Rule("CRI133", "unknown-level", Severity.ERROR, unknown_level),
    Rule("CRI134", "out-of-reach", Severity.ERROR, out_of_reach),
    Rule("CRI135", "unusable-grading", Severity.ERROR, unusable_grading),
    Rule("CRI136", "method-beside-table", Severity.INFO, method_beside_table),
    Rule("DEC120", "other-level", Severity.ERROR, other_level),
)
