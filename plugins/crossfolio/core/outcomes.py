"""Outcomes within outcomes: what lies in what, as deep as the standard has it."""

from collections.abc import Iterable, Iterator

from crossfolio.core.framework import Outcome


def parents(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """Return in which outcome each outcome lies; one at the top, or in a circle, in none.

    Outcomes go by their full IDs.
    """
    every = list(outcomes)
    in_circle = {name for circle in circles(every) for name in circle}
    known = {outcome.id for outcome in every}
    return {
        outcome.id: outcome.within
        if outcome.within in known and outcome.id not in in_circle
        else ""
        for outcome in every
    }


def around(outcome: str, parent_of: dict[str, str]) -> Iterator[str]:
    """Give an outcome and all that it lies in, from the innermost to the top.

    Args:
        outcome: Its full ID.
        parent_of: As `parents` gives it.
    """
    at = outcome
    while at:
        yield at
        at = parent_of.get(at, "")


def circles(outcomes: Iterable[Outcome]) -> list[tuple[str, ...]]:
    """Return the circles of outcomes that lie in each other, each from its first in the file."""
    within = {outcome.id: outcome.within for outcome in outcomes}
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in within:
        path: list[str] = []
        at = start
        while at in within and at not in done and at not in path:
            path.append(at)
            at = within[at]
        if at in path:
            circle = path[path.index(at) :]
            first = min(map(list(within).index, circle))
            turn = circle.index(list(within)[first])
            found.append((*circle[turn:], *circle[:turn]))
        done.update(path)
    return found
