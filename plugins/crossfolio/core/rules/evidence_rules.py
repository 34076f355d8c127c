"""EVI: fields of evidence, and attached files."""

from posixpath import basename

from crossfolio.core.findings import Edit, Finding, Fix, Related, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import NOTHING, Text

_HOW = {
    "title": Text("add a line `title: …` that says what it is"),
    "kind": Text("add a line such as `kind: product`"),
    "date": Text("add a line such as `date: 2026-04-14`"),
    "criteria": Text(
        "list the full IDs of what it shows: `criteria: […]`; a draft has `status: draft`"
    ),
    "location": Text("add a line such as `location: {{where: In the personnel file}}`"),
}
"""What to do about each field that may be missing."""
_NUMBERED = regex(r"[A-Za-z]{1,3}-?[0-9]{1,4}(?=[^0-9A-Za-z]|$)")


def field_missing(place: Place, field: str, why: Text = NOTHING) -> Finding:
    """A field that this evidence needs is not there.

    Every item needs `id`, `title`, `kind`, `date` and `criteria`; a draft may leave
    `criteria` out. Some kinds need more: an observation its `assessor`, a testimony its
    `witness`. Evidence that is withheld or kept elsewhere needs its `location`.

    ## Example
        id: E07
        kind: observation
        date: 2026-04-14
        criteria: [BUD.AC2]

    ## Use instead
        id: E07
        title: Observation of a live call
        kind: observation
        assessor: A1
        date: 2026-04-14
        criteria: [BUD.AC2]
    """
    message = why or Text("the field `{field}` is missing", field=field)
    return Finding("EVI101", place, message, help=_how(field, place.path))


def _how(field: str, path: str) -> Text:
    if field == "id":
        stem = basename(path).partition(".")[0]
        numbered = _NUMBERED.match(stem)
        return Text(
            "add a line `id: …` with an ID that no other item has, such as `{item}`",
            item=numbered[0].upper() if numbered else stem,
        )
    if field in ("assessor", "witness", "learner"):
        return Text(
            "add a line `{field}: …` with the ID that assessment/people.yml gives the person",
            field=field,
        )
    return _HOW.get(field) or Text("add a line `{field}: …`", field=field)


def field_invalid(place: Place, why: Text, help: Text = NOTHING, edit: str = "") -> Finding:
    """A field has a value that it cannot have.

    ## Example
        date: 14/04/2026

    ## Use instead
        date: 2026-04-14
    """
    edits = (Edit(place, edit),) if edit and place.end_line else ()
    return Finding("EVI102", place, why, help=help, edits=edits)


def own_field(field: str) -> Text:
    """Return how a field that no schema knows could be one of the writer's own."""
    own = field[2:] if field[:2].lower() == "x-" else field
    return Text("fields of your own begin with `x-`, such as `x-{field}`", field=printable(own, 40))


def unknown_field(place: Place, field: str, near: list[str], name: str = "") -> Finding:
    """A field is not one that evidence has.

    A misspelt field would otherwise be ignored. Fields of your own may begin with `x-`.

    ## Example
        criterai: [BUD.AC2]

    ## Use instead
        criteria: [BUD.AC2]
    """
    help = did_you_mean(near) or own_field(field)
    edits = (Edit(place, name),) if name and place.end_line else ()
    return Finding(
        "EVI103",
        place,
        Text("unknown field `{field}`", field=printable(field)),
        help=help,
        edits=edits,
    )


def duplicate_evidence(place: Place, id: str, first: Place, why: Text = NOTHING) -> Finding:
    """Two items have the same ID, without regard to case.

    An item's address is made from its ID, so only one of them can have it: the one that a
    decision's fingerprint fits, or else the only one whose name is not that of a copy, such as
    `e03 copy.md`, `e03 - Copy.md` or `e03 (conflicted copy 2026-04-14).md`. Where neither tells,
    none of them counts. The narrowest audience of all of them holds.

    ## What to do
    Delete the copy, or give it the next free ID and a date of its own.
    """
    if why:
        return Finding(
            "EVI104",
            place,
            Text("this has the ID `{item}` of another item, and does not count", item=id),
            help=Text(
                "delete this copy, or give it an ID of its own; the original is "
                "{path}:{line}:{column} ({reason})",
                **first.args,
                reason=why,
            ),
            related=(Related(first, Text("the original: {reason}", reason=why)),),
        )
    return Finding(
        "EVI104",
        place,
        Text(
            "the ID `{item}` is used twice, and nothing tells which is the original; neither "
            "counts",
            item=id,
        ),
        help=Text(
            "delete one of the two, or give it an ID of its own; the other is "
            "{path}:{line}:{column}",
            **first.args,
        ),
        related=(Related(first, Text("the other item")),),
    )


def attachment_missing(place: Place, written: str, near: list[str], edit: str = "") -> Finding:
    """A file that the evidence lists or links to is not there.

    Names are compared exactly, capital letters included.

    ## Example
        attachments: [Scores.csv]

    ## Use instead
        attachments: [scores.csv]
    """
    edits = (Edit(place, edit),) if edit and place.end_line else ()
    return Finding(
        "EVI105",
        place,
        Text("there is no file `{file}`", file=printable(written)),
        help=did_you_mean(near) or Text("put the file beside this page, or correct its name here"),
        edits=edits,
    )


def attachment_forbidden(
    place: Place, written: str, why: Text, help: Text, edit: str = ""
) -> Finding:
    """A file may not be attached: it leads out of the evidence folder, or it is unsafe.

    A portfolio publishes text, tables, pictures, sound, video and PDF. Web pages and SVG
    pictures can run programs in the reader's browser; office files carry hidden data.
    So a PDF with programs or files inside it is refused; in a PDF, names are looked for in
    the plain text and in packed objects, not in what is encrypted. A picture is refused
    that breaks off, or that has more than 50 million pixels.

    ## Example
        attachments: [../../payroll.csv]

    ## Use instead
        attachments: [scores.csv]
    """
    edits = (Edit(place, edit),) if edit and place.end_line else ()
    what = Text(
        "the file `{file}` may not be attached: {reason}", file=printable(written), reason=why
    )
    return Finding("EVI106", place, what, help=help, edits=edits)


def orphan_file(place: Place, help: Text) -> Finding:
    """A file lies in the evidence folder and no item lists it or links to it.

    It is not published. It may be a left-over, or an attachment that was forgotten.

    ## What to do
    List it under `attachments` of the item that it belongs to, or move it away.
    """
    return Finding(
        "EVI107", place, Text("no evidence lists this file; it is not published"), help=help
    )


def future_date(place: Place, day: str, today: str) -> Finding:
    """Evidence is dated later than tomorrow.

    ## Example
        date: 2062-04-14

    ## Use instead
        date: 2026-04-14
    """
    return Finding(
        "EVI108",
        place,
        Text("the date {date} lies in the future", date=str(day)),
        help=Text("today is {today}", today=str(today)),
    )


def not_current(place: Place, months: int, day: str, qualification: str) -> Finding:
    """Evidence is older than the qualification allows for.

    The window is `currency_months` in the qualification's `policy`. It is a prompt to ask
    the assessor, not a verdict.

    ## What to do
    Bring newer evidence, or let the assessor decide whether this is still current.
    """
    return Finding(
        "EVI109",
        place,
        Text(
            "the evidence ended on {date}, more than {months} months ago",
            date=str(day),
            months=months,
        ),
        help=Text(
            "{qualification} asks for newer evidence; ask your assessor",
            qualification=qualification,
        ),
    )


def unknown_person(place: Place, person: str, near: list[str]) -> Finding:
    """Evidence or a decision names a person whom `assessment/people.yml` does not list.

    Found only where there is such a register.

    ## Example
        witness: W9

    ## Use instead
        witness: W1
    """
    edits = (Edit(place, near[0]),) if len(near) == 1 and place.end_line else ()
    return Finding(
        "EVI110",
        place,
        Text("nobody in the people register has the ID `{person}`", person=printable(person)),
        help=did_you_mean(near) or Text("add the person to assessment/people.yml"),
        edits=edits,
    )


def trailing_data(place: Place, written: str, size: int) -> Finding:
    """A picture file goes on after the picture has ended.

    Some programs that cut a picture leave the rest of it in the file, where it can be
    brought back. The site's copy ends where the picture ends; the file itself, which
    others may get, does not.
    Source: CVE-2023-21036 and CVE-2023-28303, screenshots that kept what was cut away.

    ## What to do
    Open the picture and save it under a new name, then attach that one.
    """
    return Finding(
        "EVI111",
        place,
        Text(
            "the file `{file}` goes on for {count} bytes after the picture ends",
            file=printable(written),
            count=size,
        ),
        help=Text("save the picture anew, and attach that file"),
    )


def unseen_parts(place: Place, written: str) -> Finding:
    """A PDF is encrypted or packed, or a recording cut up, so that a part cannot be looked at.

    Whether a PDF holds programs or other files, or a recording a place, is then not known.
    It is published as it is.

    ## What to do
    Print it to a new PDF without a password; save a recording anew.
    """
    return Finding(
        "EVI112",
        place,
        Text("parts of `{file}` cannot be looked at", file=printable(written)),
        help=Text("save it anew; a PDF without a password"),
    )


def version_behind(place: Place, unit: str, own: str, now: str) -> Finding:
    """A portfolio says that it is written for another version of a unit than its file has.

    Codes may have moved between the two, so that a claim may mean something else than it did.

    ## Example
        versions: {BUD: "2024-09"}    # and the unit's file says `version: "2026-09"`

    ## What to do
    Carry the claims over with `crossfolio migrate` and a file in `criteria/migrations/`, or,
    where nothing has moved, write the new version.
    """
    return Finding(
        "EVI140",
        place,
        Text(
            "this is written for version `{version}` of {unit}, and its file is of `{now}`",
            version=printable(own),
            unit=unit,
            now=now,
        ),
        help=Text("carry the claims over with `crossfolio migrate`, or write the new version"),
    )


def is_unusable(finding: Finding) -> bool:
    """Tell whether a finding says that an attached file is not there, or is refused."""
    return finding.code in ("EVI105", "EVI106")


RULES = (
    Rule("EVI101", "field-missing", Severity.ERROR, field_missing, fix=Fix.ADD_FIELD),
    Rule("EVI102", "field-invalid", Severity.ERROR, field_invalid, is_wrong_value=True),
    Rule("EVI103", "unknown-field", Severity.ERROR, unknown_field),
    Rule("EVI104", "duplicate-evidence", Severity.ERROR, duplicate_evidence, fix=Fix.NEW_ID),
    Rule("EVI105", "attachment-missing", Severity.ERROR, attachment_missing),
    Rule("EVI106", "attachment-forbidden", Severity.ERROR, attachment_forbidden),
    Rule("EVI107", "orphan-file", Severity.WARNING, orphan_file),
    Rule("EVI108", "future-date", Severity.WARNING, future_date),
    Rule("EVI109", "not-current", Severity.WARNING, not_current),
    Rule("EVI110", "unknown-person", Severity.WARNING, unknown_person),
    Rule("EVI111", "trailing-data", Severity.WARNING, trailing_data),
    Rule("EVI112", "unseen-parts", Severity.WARNING, unseen_parts),
    Rule("EVI140", "version-behind", Severity.WARNING, version_behind, fix=Fix.MIGRATE),
)
