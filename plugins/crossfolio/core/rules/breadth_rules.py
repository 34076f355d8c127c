"""EVI and TAG: ranges and parts as claims name them."""

from collections.abc import Sequence

from crossfolio.core.findings import Finding, Rule, Severity, one_edit, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean, meant_and_known
from crossfolio.core.texts import Text


def unknown_value(
    place: Place, value: str, of_range: str, known: Sequence[str], near: list[str]
) -> Finding:
    """A claim shows a value that the range of its criterion does not have.

    It counts for nothing in that range.

    ## What to do
    Write one of the values that the unit file gives.
    """
    values = Text("the values of {range} are {known}", range=of_range, known=tuple(known))
    return Finding(
        "EVI133",
        place,
        Text(
            "unknown value `{value}` of the range {range}",
            value=printable(value),
            range=of_range,
        ),
        help=meant_and_known(near, values),
        edits=one_edit(place, near),
    )


def unknown_range(place: Place, name: str, why: Text, near: list[str]) -> Finding:
    """A claim names a range that its criterion does not have, or one that counts days by itself.

    ## What to do
    Name a range of the criterion; its unit file has them under `range`.
    """
    return Finding(
        "EVI134",
        place,
        Text(
            "`{range}` is no range that a claim can say something about: {reason}",
            range=printable(name),
            reason=why,
        ),
        help=did_you_mean(near) or Text("remove it, or name the range that was meant"),
        edits=one_edit(place, near),
    )


def parts_unsaid(place: Place, criterion: str, tags: Sequence[str]) -> Finding:
    """A tag names a criterion that has parts, and none of them.

    It claims all of them at once.

    ## What to do
    Tag the parts that the item shows, one by one.
    """
    return Finding(
        "TAG122",
        place,
        Text(
            "`{criterion}` has parts, and this tag claims all of them: `{parts:`, `}`",
            criterion=criterion,
            parts=tuple(tags),
        ),
        help=Text("write those that this shows: `{parts:`, `}`", parts=tuple(tags)),
    )


RULES = (
    Rule("EVI133", "unknown-value", Severity.ERROR, unknown_value),
    Rule("EVI134", "unknown-range", Severity.ERROR, unknown_range),
    Rule("TAG122", "parts-unsaid", Severity.WARNING, parts_unsaid),
)
