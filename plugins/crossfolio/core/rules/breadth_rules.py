"""EVI and TAG: ranges and parts as claims name them."""

from collections.abc import Sequence

from crossfolio.core.findings import Finding, Rule, Severity, one_edit, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean


def unknown_value(
    place: Place, value: str, of_range: str, known: Sequence[str], near: list[str]
) -> Finding:
    """A claim shows a value that the range of its criterion does not have.

    It counts for nothing in that range.

    ## What to do
    Write one of the values that the unit file gives.
    """
    values = f"the values of {of_range} are {', '.join(known)}"
    return Finding(
        "EVI133",
        place,
        f"unknown value `{printable(value)}` of the range {of_range}",
        help=f"{did_you_mean(near)} {values}".strip(),
        edits=one_edit(place, near),
    )


def unknown_range(place: Place, name: str, why: str, near: list[str]) -> Finding:
    """A claim names a range that its criterion does not have, or one that counts days by itself.

    ## What to do
    Name a range of the criterion; its unit file has them under `range`.
    """
    return Finding(
        "EVI134",
        place,
        f"`{printable(name)}` is no range that a claim can say something about: {why}",
        help=did_you_mean(near) or "remove it, or name the range that was meant",
        edits=one_edit(place, near),
    )


def parts_unsaid(place: Place, criterion: str, tags: Sequence[str]) -> Finding:
    """A tag names a criterion that has parts, and none of them.

    It claims all of them at once.

    ## What to do
    Tag the parts that the item shows, one by one.
    """
    named = ", ".join(f"`{tag}`" for tag in tags)
    return Finding(
        "TAG122",
        place,
        f"`{criterion}` has parts, and this tag claims all of them: {named}",
        help=f"write those that this shows: {named}",
    )


RULES = (
    Rule("EVI133", "unknown-value", Severity.ERROR, unknown_value),
    Rule("EVI134", "unknown-range", Severity.ERROR, unknown_range),
    Rule("TAG122", "parts-unsaid", Severity.WARNING, parts_unsaid),
)
