"""KND109 learner-judges-self."""

from collections.abc import Iterator

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.one_item import OneItem
from crossfolio.core.texts import Text


def find(item: Evidence, role: str, unit: str) -> Finding:
    """The learner is named as the assessor or the witness of their own evidence.

    Both stand for another pair of eyes. Who the learner is stands in `portfolio.yml`, or
    in `assessment/people.yml` as the role `learner`.

    ## Origin
    Practice of awarding bodies: an observation is made by an assessor, a testimony by
    somebody who saw the work.

    ## Example
        kind: witness-testimony
        author: L001
        witness: L001

    ## Use instead
        kind: witness-testimony
        author: W2
        witness: W2
    """
    words = Text("assessor") if role == "assessor" else Text("witness")
    return Finding(
        "KND109",
        item.place_of(role),
        Text("the learner is named as the {role} of {item}", role=words, item=item.id),
        help=Text("name the person who was the {role}, or choose another kind", role=words),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at who assessed or witnessed an item."""
    item = seen.item
    for role in ("assessor", "witness"):
        if item.text(role).upper() in seen.around.learners:
            yield find(item, role, seen.unit)


RULE = Rule(
    "KND109",
    "learner-judges-self",
    Severity.WARNING,
    find,
    look_at=look,
    fields=("assessor", "witness"),
)
