"""Whether what a criterion asks for is there, and what is missing."""

from collections.abc import Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Requirement
from crossfolio.core.lacks import (
    Lack,
    LackOfItems,
    LackOfKind,
    LackOfNeed,
    LackOfVariety,
    LackUnknown,
)
from crossfolio.core.requirement_words import (
    NEED_WORDS,
    UNSURE,
    different_kinds_words,
    item_of_kind_words,
    items_words,
    more_items_words,
)
from crossfolio.core.texts import NOTHING, Text


class RequirementPiece(NamedTuple):
    """One thing that a criterion asks for, and whether it is there."""

    words: Text
    there: bool


def pieces(
    requires: Requirement, items: Sequence[Evidence], least: int = 1
) -> list[RequirementPiece]:
    """Return what is asked for one by one; all of it is there where nothing is `missing`.

    Args:
        requires: What is asked for.
        items: Distinct items that count for the criterion.
        least: How many items of any kind the qualification's policy asks for.
    """
    kinds = [item.kind for item in items]
    fitting = sum(not requires.any_kind or kind in requires.any_kind for kind in kinds)
    wanted = requires.at_least if requires.any_kind else max(requires.at_least, least)
    found = [
        RequirementPiece(items_words(1, requires.any_kind), number < fitting)
        for number in range(wanted)
    ]
    # Items of other kinds make up what the policy asks for beyond those of the right kinds.
    spare = len(items) - min(fitting, wanted)
    found += [
        RequirementPiece(more_items_words(1), number < spare) for number in range(least - wanted)
    ]
    found += [
        RequirementPiece(item_of_kind_words(kind), kind in kinds) for kind in requires.all_kinds
    ]
    if requires.min_kinds > 1:
        words = different_kinds_words(requires.min_kinds)
        found.append(RequirementPiece(words, len(set(kinds)) >= requires.min_kinds))
    if not requires.is_sure:
        found.append(RequirementPiece(UNSURE, there=False))
    brought = {need for item in items for need in item.brings}
    return found + [RequirementPiece(NEED_WORDS[need], need in brought) for need in requires.needs]


def missing(requires: Requirement, items: Sequence[Evidence], least: int = 1) -> list[Lack]:
    """Return what the items leave open of what is asked for; empty where it is met.

    Args:
        requires: What is asked for.
        items: Distinct items that count for the criterion.
        least: How many items of any kind the qualification's policy asks for.
    """
    kinds = [item.kind for item in items]
    found: list[Lack] = []
    fitting = [k for k in kinds if not requires.any_kind or k in requires.any_kind]
    lacking = max(0, requires.at_least - len(fitting))
    others = max(0, least - len(items) - lacking)
    if not requires.any_kind:
        lacking, others = lacking + others, 0
    if lacking:
        found.append(LackOfItems(lacking, requires.any_kind, bool(fitting)))
    if others:
        found.append(LackOfItems(others, is_more=True))
    found += [LackOfKind(kind) for kind in requires.all_kinds if kind not in kinds]
    there = tuple(dict.fromkeys(kinds))
    if requires.min_kinds > len(there):
        named = tuple(kind for kind in there if kind)
        found.append(LackOfVariety(requires.min_kinds - len(there), named))
    brought = {need for item in items for need in item.brings}
    found += [LackOfNeed(need) for need in requires.needs if need not in brought]
    return found if requires.is_sure else [*found, LackUnknown()]


def asked(requires: Requirement) -> Text:
    """Say in one sentence what a requirement asks for; `NOTHING` where any item will do."""
    if requires == Requirement():
        return NOTHING
    wanted = []
    if requires.at_least > 1 or requires.any_kind:
        wanted.append(items_words(requires.at_least, requires.any_kind))
    wanted += map(item_of_kind_words, requires.all_kinds)
    if requires.min_kinds > 1:
        wanted.append(different_kinds_words(requires.min_kinds))
    wanted += [NEED_WORDS[need] for need in requires.needs]
    wanted += () if requires.is_sure else (UNSURE,)
    return Text("Asks for {wanted:; }.", wanted=tuple(wanted))
