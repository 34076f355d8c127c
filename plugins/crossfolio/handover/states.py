"""`states.json`: how the criteria stand where a bundle comes from, to compare where it arrives."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossfolio.core.check import Checked
from crossfolio.handover.contents import BundleSources

NAME = "states.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class States:
    """The states of criteria that a bundle says of itself, to be compared where it is received."""

    criteria: Mapping[str, str]
    """The state of each, by its ID."""
    decisions: tuple[str, ...]
    """Every decision that is there and can be read: its ID and the SHA-256 of its file."""
    not_recomputed: tuple[str, ...] = ()
    """The criteria that rest on what the bundle leaves out."""


def states_of(checked: Checked, sources: BundleSources | None = None) -> States:
    """Return the states of a portfolio's criteria, and the decisions that they rest on.

    Args:
        checked: The portfolio, as its owner sees it.
        sources: What of it goes into a bundle.
    """
    portfolio, covers = checked.portfolio, checked.coverage.criteria
    left = sources.withheld_decisions if sources else frozenset[str]()
    decisions = (f"{d.id} {d.digest}" for d in portfolio.decisions if d.place.path not in left)
    rest = tuple(_resting(checked, sources)) if sources else ()
    states = {name: cover.state.value for name, cover in covers.items()}
    return States(states, tuple(sorted(decisions)), rest)


def written(states: States) -> bytes:
    """Return the states as JSON, as `states.json` of a bundle has them."""
    said = {
        "format": FORMAT,
        "criteria": dict(states.criteria),
        "decisions": list(states.decisions),
        "not_recomputed": list(states.not_recomputed),
    }
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def read(data: bytes) -> States | None:
    """Return what a file says; `None` where it is none."""
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            return None
        criteria = {str(name): str(state) for name, state in said["criteria"].items()}
        decisions = tuple(map(str, said["decisions"]))
        return States(criteria, decisions, tuple(map(str, said["not_recomputed"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _resting(checked: Checked, sources: BundleSources) -> Iterator[str]:
    """Give the criteria that rest on something that is left out."""
    record = checked.record
    for name, cover in checked.coverage.criteria.items():
        claimed = {claim.item.key for claim in checked.claims.by_criterion.get(name, ())}
        held = record.standing.get(name) or cover.standing
        judged = held.judgement.on if held else ()
        decided = {
            decision.place.path
            for decision in checked.portfolio.decisions
            if name in decision.criteria
        }
        if (
            sources.unknown
            or not sources.withheld.isdisjoint((*claimed, *judged))
            or not sources.withheld_decisions.isdisjoint(decided)
        ):
            yield name
