"""Claims: which of them count, and why the others do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.blocks import Block, in_blocks
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import unit_of
from crossfolio.core.memo import Memo
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.resolver import ClaimedState, ClaimState, ItemClaims, Resolved, Resolver
from crossfolio.core.scope import Scope, scopes

__all__ = ["ClaimState", "ClaimedState", "Claims", "KnownStates", "Resolved", "Resolver", "resolve"]

KnownStates = Callable[[Evidence], tuple[ClaimedState, ...] | None]
"""Returns the states of an item's claims where they are known; `None` where they are not."""


class UnitClaims(NamedTuple):
    """Items that claim criteria of a unit."""

    items: Block
    states: tuple[tuple[ClaimedState, ...], ...]
    """All that each of them claims, and in which state; of this unit and of others."""

    def in_states(self) -> dict[ClaimedState, list[Evidence]]:
        """Return the items whose claims on a criterion are in a state, by full ID and state."""
        found: dict[ClaimedState, list[Evidence]] = {}
        for item, states in zip(self.items, self.states, strict=True):
            for one in states:
                found.setdefault(one, []).append(item)
        return found


@dataclass(frozen=True)
class Claims(ItemClaims):
    """Every claim of a portfolio; each item is resolved where that is first asked for."""

    scope: Mapping[str, Scope]
    """Whether each criterion is asked of this learner, by full ID."""
    claimed_states: Mapping[str, tuple[ClaimedState, ...]]
    """What each item claims, and in which state, by the item's path; none of withdrawn ones."""
    resolver: Resolver = field(repr=False)
    """What resolves one item after the other."""
    _portfolio: Portfolio = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    """All items of the portfolio, in blocks."""
    shares: tuple["BlockClaims", ...] = field(repr=False)
    """What the items of each block claim."""

    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        """Return the claims of an item, in full also of one that is shown in part."""
        own = self._portfolio.by_id.get(item.key)
        return self.resolver.of(own) if own and own.path == item.path else ()

    def meant_by(self, tag: str) -> Criterion | None:
        """Return the criterion that a tag names, in full or in short; `None` unless it is one."""
        meant = self.resolver.meant(tag)
        return meant[0][0] if len(meant) == 1 else None

    def counts(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item's own claim on a criterion counts."""
        return (criterion, ClaimState.OK.value) in self.claimed_states.get(item.path, ())

    def may_count(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item would count for a criterion if it claimed it."""
        return self.resolver.may_count(item, criterion)

    @property
    def pairs(self) -> int:
        """How many distinct pairs there are of an item and a criterion that it claims."""
        return sum(map(len, self.claimed_states.values()))

    @cached_property
    def by_unit(self) -> Mapping[str, UnitClaims]:
        """The items that claim something of a unit, by its code."""
        items: dict[str, list[Evidence]] = {}
        states: dict[str, list[tuple[ClaimedState, ...]]] = {}
        for share in self.shares:
            for unit, own in share.by_unit.items():
                items.setdefault(unit, []).extend(own.items)
                states.setdefault(unit, []).extend(own.states)
        return {unit: UnitClaims(tuple(its), tuple(states[unit])) for unit, its in items.items()}

    @cached_property
    def all(self) -> tuple[Resolved, ...]:
        """Every claim, in the order of items."""
        return tuple(claim for item in self._portfolio.evidence for claim in self.resolver.of(item))

    @cached_property
    def by_criterion(self) -> Mapping[str, tuple[Resolved, ...]]:
        """Claims by full criterion ID; those of withdrawn items are left out."""
        found: dict[str, list[Resolved]] = {}
        for claim in self.all:
            if claim.criterion is not None and claim.item.status is not Status.WITHDRAWN:
                found.setdefault(claim.criterion.id, []).append(claim)
        return {name: tuple(its) for name, its in found.items()}


class BlockClaims(NamedTuple):
    """The states of the claims of a block of items, and those that count."""

    claimed_states: Mapping[str, tuple[ClaimedState, ...]]
    """By path."""
    by_unit: Mapping[str, UnitClaims]
    counting: Block
    """Those of which some claim counts."""


def _unknown(_: Evidence) -> None:
    return None


def resolve(
    portfolio: Portfolio, known: KnownStates = _unknown, memo: Memo | None = None
) -> Claims:
    """Resolve the claims of every item, but for those whose states are known.

    Args:
        portfolio: The items and what they may claim.
        known: Returns the states of an item's claims, as resolving it would give them.
        memo: Has what was resolved in the last check.
    """
    memo = memo or Memo()
    scope = memo.equal("scope", scopes(portfolio))
    chosen = memo.same("chosen", portfolio.qualifications)
    resolver = memo.of(Resolver, "claims", portfolio.framework, chosen, scope)
    known = memo.equal("claimed_states", known)
    blocks = in_blocks(portfolio.evidence, memo)
    shares = tuple([memo.of(_share, block[0].path, block, resolver, known) for block in blocks])
    claimed_states: dict[str, tuple[ClaimedState, ...]] = {}
    for share in shares:
        claimed_states |= share.claimed_states
    return Claims(scope, claimed_states, resolver, portfolio, blocks, shares)


def _share(block: Block, resolver: Resolver, known: KnownStates) -> BlockClaims:
    states: dict[str, tuple[ClaimedState, ...]] = {}
    items: dict[str, list[Evidence]] = {}
    for item in block:
        own = known(item)
        states[item.path] = resolver.claimed_states(item) if own is None else own
        for unit in dict.fromkeys([unit_of(name) for name, _ in states[item.path]]):
            items.setdefault(unit, []).append(item)
    ok = ClaimState.OK.value
    counting = tuple([item for item in block if any(state == ok for _, state in states[item.path])])
    by_unit = {
        unit: UnitClaims(tuple(its), tuple([states[item.path] for item in its]))
        for unit, its in items.items()
    }
    return BlockClaims(states, by_unit, counting)
