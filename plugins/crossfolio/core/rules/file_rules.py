"""EVI, CRI, SRC: what would be passed over, because of its name, its place or another system."""

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place


def held_back(place: Place, field: str, *, is_draft: bool, hides: bool, withheld: bool) -> Finding:
    """A field by which another system would hold the page back is none of ours.

    Hugo, Jekyll, Obsidian and others know `draft: true`, `published: false`, `private: true`
    and the like. Until the page says it in the words of this portfolio, it counts as a draft;
    where the field is about who may read it, it is withheld as well.

    ## Example
        draft: true

    ## Use instead
        status: draft
    """
    words = [] if is_draft else ["`status: draft`"]
    words += ["`audience: withheld` and its `location`"] if hides and not withheld else []
    said = "what it means here is said already; take it out"
    counts = "withheld, and counts as a draft" if hides else "a draft"
    return Finding(
        "EVI121",
        place,
        f"`{printable(field, 40)}` is a field of another system; until it is gone this is {counts}",
        help=f"write {' and '.join(words)} in its place" if words else said,
    )


RULES = (Rule("EVI121", "held-back", Severity.ERROR, held_back),)
