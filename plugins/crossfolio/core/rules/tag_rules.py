"""TAG: claims in front matter, and marks in the body."""

from crossfolio.core.characters import odd_letters
from crossfolio.core.findings import Edit, Finding, Fix, Related, Rule, Severity, printable
from crossfolio.core.leads import Lead
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


def unknown_criterion(place: Place, tag: str, near: list[str]) -> Finding:
    """Evidence claims a criterion that no unit defines.

    The claim counts for nothing, and the criterion that was meant may stay uncovered.

    ## Example
        criteria: [BUD.AC22]

    ## Use instead
        criteria: [BUD.AC2]
    """
    edits = (Edit(place, near[0]),) if len(near) == 1 and place.end_line else ()
    return Finding(
        "TAG101",
        place,
        Text("unknown criterion `{tag}`", tag=printable(tag)),
        help=did_you_mean(near) or Text("the criteria are listed in the criteria folder"),
        edits=edits,
    )


def malformed_tag(place: Place, tag: str, lead: Lead) -> Finding:
    """A tag is not a full criterion ID, nor the code of one criterion alone.

    A full ID is the unit's code, a dot and the criterion's own code, all in plain letters,
    digits and hyphens: `BUD.AC7`, `CC2.1.10`. The code alone will do where exactly one of the
    units taken has it.

    ## Example
        criteria: [BUD/AC7]

    ## Use instead
        criteria: [BUD.AC7]
    """
    near = lead.near if not lead.help else ()
    edits = (Edit(place, near[0]),) if len(near) == 1 and place.end_line else ()
    message = Text("`{tag}` is not a full criterion ID", tag=printable(tag))
    odd = odd_letters(tag)
    if odd:
        message = Text(
            "`{tag}` is not a full criterion ID: it holds {characters}",
            tag=printable(tag),
            characters=odd,
        )
    return Finding(
        "TAG102",
        place,
        message,
        help=lead.help
        or did_you_mean(list(near))
        or Text("write the unit's code, a dot and the criterion's ID"),
        edits=edits,
    )


def duplicate_tag(place: Place, criterion: str, first: Place) -> Finding:
    """An item claims a criterion twice.

    It counts once, and the first claim is the one that counts.

    ## Example
        criteria: [BUD.AC1, BUD.AC1]

    ## Use instead
        criteria: [BUD.AC1]
    """
    return Finding(
        "TAG103",
        place,
        Text("`{criterion}` is claimed twice by this item", criterion=criterion),
        help=Text("remove this one; the first is on line {line}", line=first.line),
        related=(Related(first, Text("the first claim")),),
    )


def ambiguous_tag(place: Place, tag: str, meant: list[str]) -> Finding:
    """A short tag fits criteria of several units.

    ## Example
        criteria: [AC1]

    ## Use instead
        criteria: [BUD.AC1]
    """
    return Finding(
        "TAG104",
        place,
        Text("`{tag}` alone does not say which unit", tag=printable(tag)),
        help=did_you_mean(meant),
    )


def unwanted_criterion(
    place: Place, criterion: str, why: Text, help: Text, new: str = ""
) -> Finding:
    """Evidence claims a criterion that is not asked of this learner, or with a kind not allowed.

    The claim counts for nothing: the unit is not taken, the criterion is withdrawn, or the
    qualification does not allow this kind of evidence.

    ## What to do
    Take the unit in `portfolio.yml`, claim the criterion that took its place, or remove
    the tag.
    """
    edits = (Edit(place, new),) if new and place.end_line else ()
    message = Text("`{criterion}` does not count here: {reason}", criterion=criterion, reason=why)
    return Finding("TAG105", place, message, help=help, edits=edits)


def outdated_revision(place: Place, criterion: str, pinned: int, current: int) -> Finding:
    """A claim was written for an older wording of its criterion.

    ## What to do
    Read the criterion again. Where the evidence still shows it, raise `revision`.
    """
    return Finding(
        "TAG106",
        place,
        Text(
            "the claim is for revision {revision} of `{criterion}`, which is now at {now}",
            revision=pinned,
            criterion=criterion,
            now=current,
        ),
        help=Text("read the criterion again; where the evidence still shows it, raise `revision`"),
    )


def untagged_evidence(place: Place) -> Finding:
    """An item claims nothing.

    ## Example
        criteria: []

    ## Use instead
        criteria: [BUD.AC1]
    """
    return Finding(
        "TAG107",
        place,
        Text("this evidence claims no criterion"),
        help=Text("list what it shows under `criteria`, or make it a draft with `status: draft`"),
    )


def tag_without_mark(place: Place, criterion: str) -> Finding:
    """A claim does not say where in the evidence the criterion is shown.

    An assessor then has to search. References belong at the place where the criterion
    is met, not only at the head.

    ## Example
        criteria: [BUD.AC7]

    ## Use instead
    Write `[BUD.AC7]` at the end of the heading, paragraph, list item or table cell that
    shows it, or say `at:` which heading, page or time.
    """
    return Finding(
        "TAG108",
        place,
        Text("nothing says where `{criterion}` is shown", criterion=criterion),
        help=Text(
            "write `[{criterion}]` in the body where it is shown, or add `at:`", criterion=criterion
        ),
    )


def mark_without_tag(place: Place, criterion: str) -> Finding:
    """A mark in the body points to a criterion that the front matter does not claim.

    Front matter alone claims; a mark only points. So this counts for nothing.

    ## What to do
    Add the criterion under `criteria`, or remove the mark.
    """
    return Finding(
        "TAG109",
        place,
        Text(
            "`{criterion}` is marked here and not claimed in the front matter", criterion=criterion
        ),
        help=Text("add `{criterion}` under `criteria`, or remove the mark", criterion=criterion),
    )


def unknown_place(place: Place, at: str, near: list[str]) -> Finding:
    """A claim points to a heading that the page does not have.

    `at` is a page (`12`), a time (`4:30`) or else the anchor of a heading: its text in
    small letters with hyphens.

    ## Example
        - {criterion: BUD.AC7, at: opening-questions}

    ## Use instead
        - {criterion: BUD.AC7, at: open-questions}
    """
    edits = (Edit(place, near[0]),) if len(near) == 1 and place.end_line else ()
    return Finding(
        "TAG110",
        place,
        Text("this page has no heading `{heading}`", heading=printable(at)),
        help=did_you_mean(near) or Text("`at` is a page, a time or a heading's anchor"),
        edits=edits,
    )


def predated_revision(place: Place, criterion: str, pinned: int, current: int) -> Finding:
    """A claim names a revision of its criterion that does not exist yet.

    ## What to do
    Correct `revision`, or bring the criteria file up to date.
    """
    return Finding(
        "TAG111",
        place,
        Text(
            "the claim is for revision {revision} of `{criterion}`, which is only at {now}",
            revision=pinned,
            criterion=criterion,
            now=current,
        ),
        help=Text("correct `revision`, or bring the criteria file up to date"),
    )


RULES = (
    Rule("TAG101", "unknown-criterion", Severity.ERROR, unknown_criterion),
    Rule("TAG102", "malformed-tag", Severity.ERROR, malformed_tag),
    Rule("TAG103", "duplicate-tag", Severity.WARNING, duplicate_tag, fix=Fix.DELETE),
    Rule("TAG104", "ambiguous-tag", Severity.ERROR, ambiguous_tag),
    Rule("TAG105", "unwanted-criterion", Severity.WARNING, unwanted_criterion),
    Rule("TAG106", "outdated-revision", Severity.WARNING, outdated_revision),
    Rule("TAG107", "untagged-evidence", Severity.WARNING, untagged_evidence),
    Rule("TAG108", "tag-without-mark", Severity.INFO, tag_without_mark, fix=Fix.ADD_MARK),
    Rule("TAG109", "mark-without-tag", Severity.WARNING, mark_without_tag, fix=Fix.ADD_CLAIM),
    Rule("TAG110", "unknown-place", Severity.WARNING, unknown_place),
    Rule("TAG111", "predated-revision", Severity.WARNING, predated_revision),
)
