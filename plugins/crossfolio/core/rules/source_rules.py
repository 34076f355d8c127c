"""SRC: files that cannot be read. Every other file is still checked."""

from crossfolio.core.findings import Edit, Finding, Fix, Related, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import NOTHING, Text


def undecodable(place: Place, why: Text, help: Text) -> Finding:
    """A file is not UTF-8 text.

    Files saved in another encoding show wrong letters sooner or later, and cannot be
    compared. The place is where the first byte stands that is not UTF-8.

    ## What to do
    Save the file as UTF-8: most editors offer "Save with encoding" or show the
    encoding in the status bar.
    """
    return Finding("SRC101", place, why, help=help)


def yaml_syntax(place: Place, why: Text, help: Text, edits: tuple[Edit, ...] = ()) -> Finding:
    """The front matter or the YAML file cannot be read.

    Nothing in the block can be trusted, so none of it counts: no claim, no date.
    The commonest slip is a title with a colon.

    ## Example
        title: Observation: a live call

    ## Use instead
        title: "Observation: a live call"
    """
    return Finding(
        "SRC102", place, Text("this cannot be read: {reason}", reason=why), help=help, edits=edits
    )


def forbidden_yaml(place: Place, what: Text) -> Finding:
    """The file uses a feature of YAML that portfolios have no use for.

    Anchors, aliases, tags, merge keys and second documents make a file say something
    else than it seems to say, and can make a small file huge.

    ## Example
        criteria: &mine [BUD.AC1]

    ## Use instead
        criteria: [BUD.AC1]
    """
    help = Text("write the value out; text that begins with such a sign stands in quotation marks")
    return Finding("SRC103", place, Text("{feature} cannot be used here", feature=what), help=help)


def duplicate_key(place: Place, key: str, first: Place) -> Finding:
    """A key stands twice in one mapping.

    Most programs keep the last one and say nothing, so a claim can vanish. Until one of the
    two is gone, nothing is shown or counted by it: the narrower `audience` and the lesser
    `status` hold, an item whose `id`, `criteria`, `kind` or `date` stand twice counts as a
    draft, what a criterion asks for is met by nothing, and a decision decides nothing.

    ## Example
        criteria: [BUD.AC1]
        criteria: [BUD.AC2]

    ## Use instead
        criteria: [BUD.AC1, BUD.AC2]
    """
    return Finding(
        "SRC104",
        place,
        Text("the key `{key}` stands here twice", key=printable(key)),
        help=Text("keep one of the two; the first is on line {line}", line=first.line),
        related=(Related(first, Text("the first one")),),
    )


def over_limit(place: Place, what: Text, limit: Text) -> Finding:
    """A file, a value or the nesting is larger than evidence ever needs.

    The limits keep one broken file from stopping the check of all others.

    ## What to do
    Move long text into the body, and split large items.
    """
    return Finding("SRC105", place, what, help=Text("the limit is {limit}", limit=limit))


def front_matter_missing(
    place: Place, why: Text, help: Text, edits: tuple[Edit, ...] = ()
) -> Finding:
    """A page of evidence does not start with front matter that can be read.

    Without front matter the page has no ID and claims nothing.

    ## Example
        # Observation of a live call

    ## Use instead
        ---
        id: E07
        title: Observation of a live call
        kind: observation
        assessor: A1
        date: 2026-04-14
        criteria: [BUD.AC2]
        ---
    """
    return Finding("SRC106", place, why, help=help, edits=edits)


def control_character(place: Place, name: str) -> Finding:
    """A file holds a character that does not print.

    Such characters come from copying out of other programs, and can hide text.

    ## What to do
    Delete the character, or type the line anew.
    """
    return Finding(
        "SRC107",
        place,
        Text("there is a control character here: {character}", character=name),
        help=Text("delete the character"),
    )


def link_out_of_tree(place: Place, why: Text) -> Finding:
    """A symbolic link, or something else that is no ordinary file, stands in the portfolio.

    Links can lead out of the portfolio, or round in a circle, and are lost when the
    folder is copied. They are not followed.

    ## What to do
    Put the file itself there.
    """
    return Finding(
        "SRC108",
        place,
        why,
        help=Text("put the file itself here"),
    )


def path_collision(place: Place, other: str) -> Finding:
    """Two files have names that some systems cannot tell apart, or one address on the site.

    On Windows and macOS, `Scores.csv` and `scores.csv` are one file.

    ## What to do
    Rename one of the two.
    """
    return Finding(
        "SRC109",
        place,
        Text("this name collides with `{path}`", path=printable(other, 200)),
        help=Text("rename one of the two"),
        related=(Related(Place(other), Text("the other one")),),
    )


def unusable_path(place: Place, why: Text, help: Text = NOTHING) -> Finding:
    """A file's name cannot be used on every system or in an address.

    ## Example
        evidence/what?.md

    ## Use instead
        evidence/what.md
    """
    return Finding(
        "SRC110",
        place,
        why,
        help=help or Text("rename it with letters, digits, hyphens and dots"),
    )


def bidirectional_control(place: Place, name: str) -> Finding:
    """A text holds a character that turns the direction of writing.

    What is shown then stands in another order than what is written, and can say
    something else. Letters of scripts that run from right to left need no such character.
    Source: Unicode Technical Report 36, "Unicode Security Considerations", section 2.10.

    ## What to do
    Delete the character, or type the line anew.
    """
    return Finding(
        "SRC111",
        place,
        Text("{character} turns the direction of writing", character=name),
        help=Text("delete it"),
    )


def include_in_evidence(place: Place) -> Finding:
    """The body of a page asks for another file to be put in.

    Evidence is data: an extension that the site has on (`pymdownx.snippets`, or one of
    markdown-include) would read any file of the project for it, such as evidence that is
    withheld. The text of such a page is not shown on the site. Where no such extension is
    on, the same line is text like any other.

    ## What to do
    Attach the file and link to it, or copy the text that you mean.
    """
    return Finding(
        "SRC112",
        place,
        Text("this would put another file into the page; the text is not shown"),
        help=Text("attach the file and link to it"),
    )


RULES = (
    Rule("SRC101", "undecodable", Severity.ERROR, undecodable),
    Rule("SRC102", "yaml-syntax", Severity.ERROR, yaml_syntax),
    Rule("SRC103", "forbidden-yaml", Severity.ERROR, forbidden_yaml, fix=Fix.QUOTE),
    Rule("SRC104", "duplicate-key", Severity.ERROR, duplicate_key),
    Rule("SRC105", "over-limit", Severity.ERROR, over_limit, is_limit=True),
    Rule("SRC106", "front-matter-missing", Severity.ERROR, front_matter_missing),
    Rule("SRC107", "control-character", Severity.ERROR, control_character),
    Rule("SRC108", "link-out-of-tree", Severity.ERROR, link_out_of_tree, closes_file=True),
    Rule("SRC109", "path-collision", Severity.ERROR, path_collision),
    Rule("SRC110", "unusable-path", Severity.ERROR, unusable_path, closes_file=True),
    Rule("SRC111", "bidirectional-control", Severity.ERROR, bidirectional_control),
    Rule("SRC112", "include-in-evidence", Severity.ERROR, include_in_evidence),
)
