"""KND144 ai-use-missing."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, unit: str) -> Finding:
    """An item by the learner does not say how AI was used.

    `none` is an answer. Looked at where `author` or the declaration names the learner.
    Whether the answer is true is between the learner and the assessor: nothing here detects
    AI.

    ## Origin
    Practice of awarding bodies: text by AI that is handed in as one's own is malpractice,
    and learners declare its use.

    ## Example
        author: L001

    ## Use instead
        author: L001
        ai_use: none
    """
    return Finding(
        "KND144",
        item.place_of("author"),
        Text("{item} does not say how AI was used", item=item.id),
        help=Text("add `ai_use: none`, or say in a sentence how it was used"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at an item that the learner wrote."""
    item = seen.item
    declared = item.mapping("declaration").get("by")
    by = {item.text("author").upper(), declared.upper() if isinstance(declared, str) else ""}
    if by & seen.around.learners and not item.text("ai_use").strip():
        yield find(item, seen.unit)


RULE = Rule(
    "KND144",
    "ai-use-missing",
    Severity.WARNING,
    find,
    look_at=look,
    fields=("author", "declaration"),
)
