"""Whether what a criterion asks for is there, and what is missing in words."""

from collections.abc import Sequence
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Need, Requirement
from crossfolio.core.kinds import kind_words

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

NEED_WORDS = {
    Need.METRICS: "a measure before and after (`metrics`)",
    Need.OBJECTIVES: "an objective with measure, target and due date (`objectives`)",
    Need.STANDARDS: "a standard of the organisation (`standards`)",
    Need.FEEDBACK_SOURCES: "where feedback came from (`feedback_sources`)",
    Need.QUALITY_METRICS: "a measure of quality (`metrics` with `kind: quality`)",
    Need.AGREED_OBJECTIVES: "with whom each objective was agreed (`agreed_with`)",
    Need.REVIEW_DATE: "when the plan is reviewed (`review_on`)",
    Need.OUTCOME: "what changed as a result (`outcome`)",
}
_UNSURE = "what its entry in the unit's file says, once that can be read"


class Piece(NamedTuple):
    """One thing that a criterion asks for, and whether it is there."""

    words: str
    there: bool


def pieces(requires: Requirement, items: Sequence[Evidence], least: int = 1) -> list[Piece]:
    """Return what is asked for one by one; all of it is there where nothing is `missing`.

    Args:
        requires: What is asked for.
        items: Distinct items that count for the criterion.
        least: How many items of any kind the qualification's policy asks for.
    """
    kinds = [item.kind for item in items]
    fitting = sum(not requires.any_kind or kind in requires.any_kind for kind in kinds)
    wanted = requires.at_least if requires.any_kind else max(requires.at_least, least)
    one = _count(1, "item") + _of_kinds(requires.any_kind)
    found = [Piece(one, number < fitting) for number in range(wanted)]
    # Items of other kinds make up what the policy asks for beyond those of the right kinds.
    spare = len(items) - min(fitting, wanted)
    found += [Piece(_count(1, "more item"), number < spare) for number in range(least - wanted)]
    found += [
        Piece(f"an item of the kind {kind_words(kind)}", kind in kinds)
        for kind in requires.all_kinds
    ]
    if requires.min_kinds > 1:
        words = f"{_count(requires.min_kinds, 'different kind')} of evidence"
        found.append(Piece(words, len(set(kinds)) >= requires.min_kinds))
    if not requires.is_sure:
        found.append(Piece(_UNSURE, there=False))
    brought = {need for item in items for need in item.brings}
    return found + [Piece(NEED_WORDS[need], need in brought) for need in requires.needs]


def missing(requires: Requirement, items: Sequence[Evidence], least: int = 1) -> list[str]:
    """Say what the items leave open of what is asked for; empty where it is met.

    Args:
        requires: What is asked for.
        items: Distinct items that count for the criterion.
        least: How many items of any kind the qualification's policy asks for.

    Returns:
        Sentences without a full stop, in a fixed order.
    """
    kinds = [item.kind for item in items]
    said = []
    fitting = [k for k in kinds if not requires.any_kind or k in requires.any_kind]
    lacking = max(0, requires.at_least - len(fitting))
    others = max(0, least - len(items) - lacking)
    if not requires.any_kind:
        lacking, others = lacking + others, 0
    if lacking:
        said.append(_more(lacking, requires, bool(fitting)))
    if others:
        said.append(_count(others, "more item"))
    said += [f"an item of the kind {kind_words(k)}" for k in requires.all_kinds if k not in kinds]
    different = requires.min_kinds - len(set(kinds))
    if different > 0:
        said.append(f"{_count(different, 'more kind')} of evidence, other than {_kinds_of(kinds)}")
    brought = {need for item in items for need in item.brings}
    said += [NEED_WORDS[need] for need in requires.needs if need not in brought]
    return said if requires.is_sure else [*said, _UNSURE]


def asked(requires: Requirement) -> str:
    """Say in one sentence what a requirement asks for, or an empty one where any item will do."""
    if requires == Requirement():
        return ""
    wanted = []
    if requires.at_least > 1 or requires.any_kind:
        wanted.append(_count(requires.at_least, "item") + _of_kinds(requires.any_kind))
    wanted += [f"an item of the kind {kind_words(k)}" for k in requires.all_kinds]
    if requires.min_kinds > 1:
        wanted.append(f"{_count(requires.min_kinds, 'different kind')} of evidence")
    wanted += [NEED_WORDS[need] for need in requires.needs]
    wanted += () if requires.is_sure else (_UNSURE,)
    return "Asks for " + "; ".join(wanted) + "."


def _more(lacking: int, requires: Requirement, some: bool) -> str:  # noqa: FBT001
    return _count(lacking, "more item" if some else "item") + _of_kinds(requires.any_kind)


def _count(number: int, noun: str) -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {noun}" + ("" if number == 1 else "s")


def _of_kinds(kinds: Sequence[str]) -> str:
    """Say which kinds will do: ` of the kind observation, product or case study`."""
    if not kinds:
        return ""
    *most, last = map(kind_words, kinds)
    either = f"{', '.join(most)} or " if most else ""
    return f" of the kind {either}{last}"


def _kinds_of(kinds: Sequence[str]) -> str:
    return " and ".join(kind_words(k) for k in dict.fromkeys(kinds) if k) or "none"
