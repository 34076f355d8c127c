"""TAG: what the body of a page marks, or nearly does."""

from crossfolio.core.findings import Edit, Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def unclaimed_marks(place: Place, shown: list[str]) -> Finding:
    """The list of criteria is empty, and the body marks where criteria are shown.

    Front matter alone claims; a mark only points. So what the marks show counts for nothing.

    ## Example
        criteria: []

    ## Use instead
        criteria: [BUD.AC1]
    """
    inside = Place(place.path, place.line, place.column + 1, place.line, place.column + 1)
    edits = (Edit(inside, ", ".join(shown)),)
    return Finding(
        "TAG112",
        place,
        Text("this evidence claims no criterion, and its body marks some"),
        help=Text("list what it shows: `criteria: [{criteria}]`", criteria=tuple(shown)),
        edits=edits,
    )


def no_mark(place: Place, written: str, mark: str) -> Finding:
    """Something in the body looks like a mark and is none.

    A mark is the full ID of a criterion in square brackets, or several with commas. Without its
    unit, as a range, with other signs between several, with spaces, in other brackets, or not
    closed, it is only text: nothing leads to it.

    ## What to do
    Write `[BUD.AC7]` for `(BUD.AC7)`, `[ BUD.AC 7 ]` or `[AC7]`, and
    `[BUD.AC1, BUD.AC2, BUD.AC3]` for `[BUD.AC1-AC3]`. What is to stay text may stand between
    backticks.
    """
    return Finding(
        "TAG113",
        place,
        Text("`{value}` is no mark", value=printable(written)),
        help=Text("write `{mark}`", mark=mark),
        edits=(Edit(place, mark),),
    )


RULES = (
    Rule("TAG112", "unclaimed-marks", Severity.ERROR, unclaimed_marks),
    Rule("TAG113", "no-mark", Severity.WARNING, no_mark),
)
