"""Claims: which of them count, and why the others do not."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import full_id, is_short
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.scope import Scope, scopes


class ClaimState(StrEnum):
    """What a claim is worth; the first that applies. Only `ok` ones count."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    DUPLICATE = "duplicate"
    UNWANTED = "unwanted"
    OUTDATED = "outdated"
    PREDATED = "predated"
    DRAFT = "draft"
    OK = "ok"


class Resolved(NamedTuple):
    """A claim, the criterion that it names, and what it is worth."""

    item: Evidence
    claim: Claim
    state: ClaimState
    criterion: Criterion | None
    """The one it names, where there is such a one."""
    meant: tuple[str, ...] = ()
    """For a short tag, the full IDs that it may stand for."""
    reason: str = ""
    """For an unwanted claim, why it is not wanted."""
    first: Place | None = None
    """Where the item first claims this criterion."""


Worth = tuple[str, str]
"""A criterion that an item claims, and the word for the state of its first claim."""
Known = Callable[[Evidence], tuple[Worth, ...] | None]
"""Returns what an item's claims are worth where that is known; nothing where it is not."""


@dataclass(frozen=True)
class Claims:
    """Every claim of a portfolio; each item is resolved where that is first asked for."""

    scope: Mapping[str, Scope]
    """Whether each criterion is asked of this learner, by full ID."""
    worth: Mapping[str, tuple[Worth, ...]]
    """What each item claims, by the item's path; nothing of withdrawn ones."""
    _resolver: "_Resolver" = field(repr=False)

    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        """Return the claims of an item, in full also of one that is shown in part."""
        own = self._resolver.portfolio.by_id.get(item.key)
        return self._resolver.of(own) if own and own.path == item.path else ()

    @property
    def pairs(self) -> int:
        """How many distinct pairs there are of an item and a criterion that it claims."""
        return sum(map(len, self.worth.values()))

    @cached_property
    def items(self) -> Mapping[Worth, list[Evidence]]:
        """The items whose claims on a criterion are in a state, by full ID and state."""
        found: dict[Worth, list[Evidence]] = {}
        for item in self._resolver.portfolio.evidence:
            for worth in self.worth[item.path]:
                found.setdefault(worth, []).append(item)
        return found

    @cached_property
    def all(self) -> tuple[Resolved, ...]:
        """Every claim, in the order of items."""
        resolver = self._resolver
        return tuple(it for item in resolver.portfolio.evidence for it in resolver.of(item))

    @cached_property
    def by_criterion(self) -> Mapping[str, tuple[Resolved, ...]]:
        """Claims by full criterion ID; those of withdrawn items are left out."""
        found: dict[str, list[Resolved]] = {}
        for it in self.all:
            if it.criterion is not None and it.item.status is not Status.WITHDRAWN:
                found.setdefault(it.criterion.id, []).append(it)
        return {name: tuple(its) for name, its in found.items()}


def resolve(portfolio: Portfolio, known: Known = lambda _: None) -> Claims:
    """Resolve the claims of every item, but for those of which it is known what they are worth."""
    scope = scopes(portfolio)
    resolver = _Resolver(portfolio, scope)
    worth = {}
    for item in portfolio.evidence:
        told = known(item)
        worth[item.path] = resolver.worth(item) if told is None else told
    return Claims(scope, worth, resolver)


class _Resolver:
    """Resolves claims, each item once."""

    def __init__(self, portfolio: Portfolio, scope: Mapping[str, Scope]) -> None:
        self.portfolio = portfolio
        self._scope = scope
        self._done: dict[str, tuple[Resolved, ...]] = {}
        self._short: dict[str, list[str]] = {}
        for name in portfolio.framework.criteria:
            if scope[name] is not Scope.EXCLUDED:
                self._short.setdefault(name.partition(".")[2], []).append(name)
        self._forbidden = cache(lambda unit, kind: _forbidden(portfolio, unit, kind))

    def worth(self, item: Evidence) -> tuple[Worth, ...]:
        if item.status is Status.WITHDRAWN:
            return ()
        return tuple(
            (it.criterion.id, it.state.value)
            for it in self.of(item)
            if it.criterion and it.state is not ClaimState.DUPLICATE
        )

    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        if item.path not in self._done:
            self._done[item.path] = tuple(self._resolved(item))
        return self._done[item.path]

    def _resolved(self, item: Evidence) -> Iterator[Resolved]:
        criteria = self.portfolio.framework.criteria
        seen: dict[str, Place] = {}
        for claim in item.claims:
            criterion = criteria.get(claim.tag)  # Most tags are written as the criterion is.
            name = criterion.id if criterion else full_id(claim.tag)
            criterion = criterion or (criteria.get(name) if name else None)
            if criterion is None:
                yield _nameless(item, claim, name, self._short)
                continue
            first = seen.setdefault(criterion.id, claim.place)
            reason = _unwanted(criterion, self._scope[criterion.id])
            reason = reason or self._forbidden(criterion.unit, item.kind)
            repeated = first is not claim.place
            state = _state(item, claim, criterion, repeated=repeated, reason=reason)
            yield Resolved(item, claim, state, criterion, (), reason, first)


def _nameless(
    item: Evidence, claim: Claim, name: str | None, short: Mapping[str, list[str]]
) -> Resolved:
    if name:
        return Resolved(item, claim, ClaimState.UNKNOWN, None)
    meant = tuple(short.get(claim.tag.upper(), ())) if is_short(claim.tag) else ()
    state = ClaimState.AMBIGUOUS if len(meant) > 1 else ClaimState.MALFORMED
    return Resolved(item, claim, state, None, meant)


def _state(
    item: Evidence, claim: Claim, criterion: Criterion, *, repeated: bool, reason: str
) -> ClaimState:
    pinned = claim.revision or criterion.revision
    if repeated:
        return ClaimState.DUPLICATE
    if reason:
        return ClaimState.UNWANTED
    if pinned != criterion.revision:
        return ClaimState.OUTDATED if pinned < criterion.revision else ClaimState.PREDATED
    return ClaimState.DRAFT if item.status is Status.DRAFT else ClaimState.OK


def _unwanted(criterion: Criterion, scope: Scope) -> str:
    if criterion.withdrawn:
        return f"`{criterion.id}` is withdrawn"
    if scope is Scope.EXCLUDED:
        return f"unit {criterion.unit} is not taken"
    return ""


def _forbidden(portfolio: Portfolio, unit: str, kind: str) -> str:
    for qualification in portfolio.qualifications:
        if kind and unit in qualification.units and qualification.forbids(kind):
            return f"{qualification.id} does not allow evidence of the kind {kind}"
    return ""
