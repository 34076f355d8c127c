"""Units as the trees that most systems know: a framework, its units, outcomes and criteria."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from crossfolio.exchange.model import ExportLoss, Node, UnitDraft

UNITS = "Units: "
"""How the description of a framework begins that was exported from here."""


class Branch(NamedTuple):
    """An outcome or a criterion with its place in the tree."""

    unit: str
    node: Node
    parent: str
    """The code of its outcome; empty right below the unit."""
    is_outcome: bool


def marker(drafts: Sequence[UnitDraft]) -> str:
    """Return the description of a framework that says which of its top nodes are units."""
    return UNITS + ", ".join(draft.code for draft in drafts)


def named_units(description: str) -> tuple[str, ...]:
    """Return the codes of units that a framework's description names; none without the marker."""
    if not description.startswith(UNITS):
        return ()
    return tuple(code.strip() for code in description.removeprefix(UNITS).split(","))


def framework_name(drafts: Sequence[UnitDraft]) -> str:
    """Return the name of a framework of these units."""
    if len(drafts) == 1:
        return f"{drafts[0].code}: {drafts[0].title}"
    return ", ".join(draft.code for draft in drafts)


def branches(draft: UnitDraft) -> Iterator[Branch]:
    """Give the outcomes and criteria of a unit, each parent before what is below it."""
    waiting = list(draft.outcomes)
    done: set[str] = set()
    while waiting:
        later = []
        for node in waiting:
            if node.parents and node.parents[0] not in done:
                later.append(node)
                continue
            yield Branch(draft.code, node, node.parents[0] if node.parents else "", is_outcome=True)
            done.add(node.code)
        if len(later) == len(waiting):  # A circle, or a parent that is not there: below the unit.
            later = [later[0]._replace(parents=()), *later[1:]]
        waiting = later
    for node in draft.criteria:
        parent = next((code for code in node.parents if code in done), "")
        yield Branch(draft.code, node, parent, is_outcome=False)


def tree_losses(drafts: Sequence[UnitDraft], *fields: str) -> Iterator[ExportLoss]:
    """Give what a tree cannot hold of criteria: further parents, and fields that are named."""
    for draft in drafts:
        for field in ("reference", "version"):
            if field in fields and getattr(draft, field):
                yield ExportLoss(draft.code, field)
        if "level" in fields and draft.levels:
            yield ExportLoss(draft.code, "grading")
        for node in draft.criteria:
            for field in ("level", "ksb", "title"):
                if field in fields and getattr(node, field):
                    yield ExportLoss(f"{draft.code}.{node.code}", field)
            if "x-case" in fields and node.identifier:
                yield ExportLoss(f"{draft.code}.{node.code}", "x-case")
            if "outcomes" in fields and len(node.parents) > 1:
                why = "a node has one parent; the first outcome is kept"
                yield ExportLoss(f"{draft.code}.{node.code}", "outcomes", why)


def short_text(node: Node, most: int) -> str:
    """Return a criterion's title, or the beginning of its text, for a field that is short."""
    text = node.title or " ".join(node.text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rpartition(" ")[0].rstrip() + "…"


def without_lone(drafts: Sequence[UnitDraft]) -> tuple[tuple[UnitDraft, ...], list[ExportLoss]]:
    """Return the units without outcomes that no criterion is below, and what is left out.

    Systems that do not tell outcomes from criteria would offer such an outcome to be claimed.
    """
    kept, losses = [], []
    for draft in drafts:
        above = {outcome.code: outcome.parents[:1] for outcome in draft.outcomes}
        used: set[str] = set()
        for node in draft.criteria:
            waiting = list(node.parents[:1])
            while waiting and waiting[0] not in used:
                used.add(waiting[0])
                waiting = list(above.get(waiting[0], ()))
        kept.append(
            replace(
                draft, outcomes=tuple(outcome for outcome in draft.outcomes if outcome.code in used)
            )
        )
        why = "no criterion is below it, and it would be taken for one"
        losses += [
            ExportLoss(f"{draft.code}.{code}", "outcome", why) for code in above if code not in used
        ]
    return tuple(kept), losses


def moved_outcomes(drafts: Sequence[UnitDraft]) -> Iterator[ExportLoss]:
    """Give units whose outcomes change their order, since a parent has to stand first."""
    for draft in drafts:
        order = [branch.node.code for branch in branches(draft) if branch.is_outcome]
        if order != [outcome.code for outcome in draft.outcomes]:
            yield ExportLoss(
                draft.code, "outcomes", "a parent has to stand first: their order changes"
            )


def like_their_text(drafts: Sequence[UnitDraft]) -> Iterator[ExportLoss]:
    """Give titles that the text begins with: they come back as the beginning of the text."""
    for draft in drafts:
        for node in draft.criteria:
            told = begins(node.text, node.title) or node.title.startswith(f"{node.code} ")
            if node.title and told:
                why = "it begins as the text does, or with the code, and comes back without that"
                yield ExportLoss(f"{draft.code}.{node.code}", "title", why)


def begins(text: str, title: str) -> bool:
    """Tell whether a text begins with a title, however the title was cut."""
    return " ".join(text.split()).startswith(title.removesuffix("…").rstrip())
