"""CFG: the register of names, and what settings let stay."""

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


def names_unread(place: Place, why: Text, *, stops: bool) -> Finding:
    """The register of names cannot be read, so names were not looked for.

    To publish without it would be silent about every name: the public edition is not built, and
    the run ends with 2. Elsewhere this one warning says it.

    ## What to do
    Put the file where `names_file` says, relative to mkdocs.yml: one name a line, as UTF-8.
    """
    message = Text(
        "`personal_data.names_file` cannot be read, so names were not looked for: {reason}",
        reason=why,
    )
    help = Text("put the file there, one name a line, or take the setting out")
    return Finding("CFG113", place, message, help=help, firm=stops)


def names_in_repository(place: Place) -> Finding:
    """The register of names lies in the repository, and git does not ignore it.

    A list of the very names that nobody is to read would be handed out with every copy.

    ## What to do
    Move it out of the repository, or write its path into `.gitignore` and take it out of git
    with `git rm --cached`.
    """
    return Finding(
        "CFG114",
        place,
        Text("the register of names lies in the repository, and git does not ignore it"),
        help=Text("move it out of the repository, or have `.gitignore` name it"),
    )


def unneeded_allowance(place: Place, option: str, entry: str) -> Finding:
    """An allowance lets nothing stay: what it allows for stands nowhere.

    It may have been needed once; left there it would let through what nobody has thought of.

    ## What to do
    Take the entry out.
    """
    message = Text(
        "nothing needs the entry `{entry}` of `{setting}`",
        entry=printable(entry),
        setting=f"personal_data.{option}",
    )
    return Finding("CFG115", place, message, help=Text("take it out"))


def unknown_officer(place: Place, id: str, near: list[str]) -> Finding:
    """`officers` names somebody who is not in the people file.

    ## What to do
    Write the ID of somebody who is in the people file, such as `officers: [W3]`.
    """
    message = Text(
        "`personal_data.officers` names `{person}`, who is not in the people file",
        person=printable(id),
    )
    return Finding("CFG116", place, message, help=did_you_mean(near) or Text("write a person's ID"))


RULES = (
    Rule("CFG113", "names-unread", Severity.WARNING, names_unread, stops_publishing=True),
    Rule("CFG114", "names-in-repository", Severity.ERROR, names_in_repository),
    Rule("CFG115", "unneeded-allowance", Severity.WARNING, unneeded_allowance),
    Rule("CFG116", "unknown-officer", Severity.WARNING, unknown_officer),
)
