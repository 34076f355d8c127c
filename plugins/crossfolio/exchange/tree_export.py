"""Units as the trees that most systems know: a framework, its units, outcomes and criteria."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossfolio.exchange.model import Draft, Loss, Node

UNITS = "Units: "
"""How the description of a framework begins that was exported from here."""


class Branch(NamedTuple):
    """An outcome or a criterion with its place in the tree."""

    unit: str
    node: Node
    parent: str
    """The code of its outcome; empty right below the unit."""
    is_outcome: bool


def marker(drafts: Sequence[Draft]) -> str:
    """Return the description of a framework that says which of its top nodes are units."""
    return UNITS + ", ".join(draft.code for draft in drafts)


def named_units(description: str) -> tuple[str, ...]:
    """Return the codes of units that a framework's description names; none without the marker."""
    if not description.startswith(UNITS):
        return ()
    return tuple(code.strip() for code in description.removeprefix(UNITS).split(","))


def framework_name(drafts: Sequence[Draft]) -> str:
    """Return the name of a framework of these units."""
    if len(drafts) == 1:
        return f"{drafts[0].code}: {drafts[0].title}"
    return ", ".join(draft.code for draft in drafts)


def branches(draft: Draft) -> Iterator[Branch]:
    """Give the outcomes and criteria of a unit, each parent before what is below it."""
    waiting = list(draft.outcomes)
    done: set[str] = set()
    while waiting:
        ready = [it for it in waiting if not it.parents or it.parents[0] in done]
        for node in ready or waiting:  # A circle, or a parent that is not there: as they come.
            yield Branch(draft.code, node, node.parents[0] if ready and node.parents else "", True)
            done.add(node.code)
        waiting = [it for it in waiting if it.code not in done]
    for node in draft.criteria:
        parent = next((it for it in node.parents if it in done), "")
        yield Branch(draft.code, node, parent, False)


def tree_losses(drafts: Sequence[Draft], *fields: str) -> Iterator[Loss]:
    """Give what a tree cannot hold of criteria: further parents, and fields that are named."""
    for draft in drafts:
        for field in ("reference", "version"):
            if field in fields and getattr(draft, field):
                yield Loss(draft.code, field)
        if "level" in fields and draft.levels:
            yield Loss(draft.code, "grading")
        for node in draft.criteria:
            for field in ("level", "ksb", "title"):
                if field in fields and getattr(node, field):
                    yield Loss(f"{draft.code}.{node.code}", field)
            if "x-case" in fields and node.identifier:
                yield Loss(f"{draft.code}.{node.code}", "x-case")
            if "outcomes" in fields and len(node.parents) > 1:
                why = "a node has one parent; the first outcome is kept"
                yield Loss(f"{draft.code}.{node.code}", "outcomes", why)


def short_text(node: Node, most: int) -> str:
    """Return a criterion's title, or the beginning of its text, for a field that is short."""
    text = node.title or " ".join(node.text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip() + "…"


def outcomes_alone(made: Sequence[Draft]) -> Iterator[Loss]:
    """Find outcomes without a criterion: the system does not tell them from criteria."""
    for draft in made:
        used = {it for node in draft.nodes() for it in node.parents[:1]}
        for node in draft.outcomes:
            if node.code not in used:
                why = "without a criterion below it, it comes back as a criterion"
                yield Loss(f"{draft.code}.{node.code}", "outcome", why)
