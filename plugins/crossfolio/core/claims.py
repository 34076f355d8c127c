"""Claims: which of them count, and why the others do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from crossfolio.core.blocks import Block, in_blocks
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.framework import Criterion
from crossfolio.core.memo import Memo
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.resolver import ClaimState, ItemClaims, Resolved, Resolver, Worth
from crossfolio.core.scope import Scope, scopes

__all__ = ["ClaimState", "Claims", "Known", "Resolved", "Resolver", "Worth", "resolve"]

Known = Callable[[Evidence], tuple[Worth, ...] | None]
"""Returns what an item's claims are worth where that is known; `None` where it is not."""


@dataclass(frozen=True)
class Claims(ItemClaims):
    """Every claim of a portfolio; each item is resolved where that is first asked for."""

    scope: Mapping[str, Scope]
    """Whether each criterion is asked of this learner, by full ID."""
    worth: Mapping[str, tuple[Worth, ...]]
    """What each item claims, by the item's path; nothing of withdrawn ones."""
    resolver: Resolver = field(repr=False)
    """What resolves one item after the other."""
    _portfolio: Portfolio = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    """All items of the portfolio, in blocks."""
    shares: tuple["Share", ...] = field(repr=False)
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
        return (criterion, ClaimState.OK.value) in self.worth.get(item.path, ())

    def may_count(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item would count for a criterion if it claimed it."""
        return self.resolver.may_count(item, criterion)

    @property
    def pairs(self) -> int:
        """How many distinct pairs there are of an item and a criterion that it claims."""
        return sum(map(len, self.worth.values()))

    @cached_property
    def items(self) -> Mapping[Worth, list[Evidence]]:
        """The items whose claims on a criterion are in a state, by full ID and state."""
        found: dict[Worth, list[Evidence]] = {}
        for share in self.shares:
            for worth, items in share.items.items():
                found.setdefault(worth, []).extend(items)
        return found

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


class Share(NamedTuple):
    """What the items of a block claim."""

    worth: Mapping[str, tuple[Worth, ...]]
    """By path."""
    items: Mapping[Worth, tuple[Evidence, ...]]
    counting: Block
    """Those of which some claim counts."""


def _unknown(_: Evidence) -> None:
    return None


def resolve(portfolio: Portfolio, known: Known = _unknown, memo: Memo | None = None) -> Claims:
    """Resolve the claims of every item, but for those of which it is known what they are worth.

    Args:
        portfolio: The items and what they may claim.
        known: Returns what an item's claims are worth, as resolving it would give it.
        memo: Has what was resolved in the last check.
    """
    memo = memo or Memo()
    scope = memo.equal("scope", scopes(portfolio))
    chosen = memo.same("chosen", portfolio.qualifications)
    resolver = memo.of(Resolver, "claims", portfolio.framework, chosen, scope)
    told = memo.equal("worth", known)
    blocks = in_blocks(portfolio.evidence, memo)
    shares = tuple([memo.of(_share, block[0].path, block, resolver, told) for block in blocks])
    worth: dict[str, tuple[Worth, ...]] = {}
    for share in shares:
        worth |= share.worth
    return Claims(scope, worth, resolver, portfolio, blocks, shares)


def _share(block: Block, resolver: Resolver, known: Known) -> Share:
    worth: dict[str, tuple[Worth, ...]] = {}
    items: dict[Worth, list[Evidence]] = {}
    for item in block:
        told = known(item)
        worth[item.path] = resolver.worth(item) if told is None else told
        for one in worth[item.path]:
            items.setdefault(one, []).append(item)
    ok = ClaimState.OK.value
    counting = tuple([item for item in block if any(state == ok for _, state in worth[item.path])])
    return Share(worth, {one: tuple(its) for one, its in items.items()}, counting)
