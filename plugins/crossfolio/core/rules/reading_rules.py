"""EVI: what is read otherwise than it was meant."""

from crossfolio.core.findings import Edit, Finding, Rule, Severity
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def cut_value(place: Place, edits: tuple[Edit, ...] = ()) -> Finding:
    """A value ends at a hash, as what follows is taken for a comment.

    In front matter, a hash after a blank begins a comment. What stands behind it is lost.

    ## Example
        title: Desk plan #1

    ## Use instead
        title: "Desk plan #1"
    """
    return Finding(
        "EVI113",
        place,
        Text("the value ends before the hash, and the rest is a comment"),
        help=Text("put the whole value in quotation marks; a comment has a blank after its hash"),
        edits=edits,
    )


def second_block(place: Place) -> Finding:
    """A second front matter follows on the first.

    Only the first one counts. The fields of the second are shown as text, and claim nothing.

    ## What to do
    Put its fields into the first, and delete the second.
    """
    return Finding(
        "EVI114",
        place,
        Text("a second front matter begins here, of which nothing counts"),
        help=Text("put its fields into the front matter above, and delete this one"),
    )


RULES = (
    Rule("EVI113", "cut-value", Severity.WARNING, cut_value),
    Rule("EVI114", "second-front-matter", Severity.ERROR, second_block),
)
