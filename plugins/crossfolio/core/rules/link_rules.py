"""EVI: links that lead nowhere, and what a page of evidence does not show."""

from crossfolio.core.findings import Edit, Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean


def dead_link(place: Place, written: str, near: list[str], edit: str = "") -> Finding:
    """A link in the text leads to a page, or to a heading, that does not exist.

    It is judged as the site renders it, with its own Markdown: a link between pages names
    the file, from the folder of the page on, in the letters that the file has.

    ## Example
        [the call log](e01-call-logg.md)

    ## Use instead
        [the call log](e01-call-log.md)
    """
    edits = (Edit(place, edit),) if edit and place.end_line else ()
    return Finding(
        "EVI130",
        place,
        f"the link `{printable(written)}` leads nowhere",
        help=did_you_mean(near) or "name the file of a page, such as `e02.md`, or a heading of it",
        edits=edits,
    )


def left_out(place: Place, what: str, address: str) -> Finding:
    """The text asks for something that the site does not show.

    Evidence is data from anyone: whatever could run a program, or would fetch something from
    another site while an assessor reads, is taken out of the page. The address of what lies
    elsewhere stays, as a link.

    ## What to do
    Put the file beside the page and show it with `![words for it](file.png)`; or say in words
    what there is to see, and link to it.
    """
    shown = "; its address is shown as a link" if address else ""
    is_tag = what.startswith("<")
    named = f"`{printable(what)}`" if is_tag else what
    if what.startswith("the address of a link"):
        picture = "link with `https:`, `mailto:` or `tel:`"
        return Finding("EVI131", place, f"{what} is left out of the page", help=picture)
    picture = "put the file beside the page and show it with `![words for it](file.png)`"
    return Finding(
        "EVI131",
        place,
        f"{named} is left out of the page{shown}",
        help="to show what is written, put it between backticks"
        if is_tag and not address
        else picture,
    )


def hidden_data(place: Place, written: str, name: str) -> Finding:
    """An attached office file may hold what nobody sees, and is offered as it is.

    Comments, earlier versions, hidden sheets and names of people stay in such files. They
    are published only with `attachments: {office: true}`.

    ## What to do
    Save it as a PDF and attach that; or look through it for hidden data, and take it out.
    """
    return Finding(
        "EVI132",
        place,
        f"`{printable(written)}` is published as it is; a {name} may hold hidden data",
        help="save it as a PDF and attach that one",
    )


RULES = (
    Rule("EVI130", "dead-link", Severity.WARNING, dead_link),
    Rule("EVI131", "left-out", Severity.WARNING, left_out),
    Rule("EVI132", "hidden-data", Severity.WARNING, hidden_data),
)
