"""EVI: links that lead nowhere, and what a page of evidence does not show."""

from crossfolio.core.findings import Edit, Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.texts import Text


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
        Text("the link `{link}` leads nowhere", link=printable(written)),
        help=did_you_mean(near)
        or Text("name the file of a page, such as `e02.md`, or a heading of it"),
        edits=edits,
    )


def left_out(place: Place, *, tag: str = "", scheme: str = "", address: str = "") -> Finding:
    """The text asks for something that the site does not show.

    Evidence is data from anyone: whatever could run a program, or would fetch something from
    another site while an assessor reads, is taken out of the page. The address of what lies
    elsewhere stays, as a link.

    ## What to do
    Put the file beside the page and show it with `![words for it](file.png)`; or say in words
    what there is to see, and link to it.
    """
    if scheme:
        message = Text(
            "the address of a link with `{scheme}:` is left out of the page", scheme=scheme
        )
        help = Text("link with `https:`, `mailto:` or `tel:`")
        return Finding("EVI131", place, message, help=help)
    help = Text("put the file beside the page and show it with `![words for it](file.png)`")
    if tag and not address:
        message = Text("`<{tag}>` is left out of the page", tag=printable(tag))
        help = Text("to show what is written, put it between backticks")
    elif tag:
        message = Text(
            "`<{tag}>` is left out of the page; its address is shown as a link", tag=printable(tag)
        )
    elif address:
        message = Text(
            "a picture of another site is left out of the page; its address is shown as a link"
        )
    else:
        message = Text("a picture that is written into the page is left out of the page")
    return Finding("EVI131", place, message, help=help)


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
        Text(
            "`{file}` is published as it is; a {type} may hold hidden data",
            file=printable(written),
            type=name,
        ),
        help=Text("save it as a PDF and attach that one"),
    )


RULES = (
    Rule("EVI130", "dead-link", Severity.WARNING, dead_link),
    Rule("EVI131", "left-out", Severity.WARNING, left_out),
    Rule("EVI132", "hidden-data", Severity.WARNING, hidden_data),
)
