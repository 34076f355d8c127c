"""Claims: which of them count, and why the others do not."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
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


class Claims(NamedTuple):
    """Every claim of a portfolio, resolved, and found again by criterion and by item."""

    all: tuple[Resolved, ...]
    by_criterion: Mapping[str, tuple[Resolved, ...]]
    """By full criterion ID; claims of withdrawn items are left out."""
    by_item: Mapping[str, tuple[Resolved, ...]]
    """By evidence ID in upper case."""
    scope: Mapping[str, Scope]
    """Whether each criterion is asked of this learner, by full ID."""

    @property
    def pairs(self) -> int:
        """How many distinct pairs there are of an item and a criterion that it claims."""
        return sum(len({it.item.path for it in its}) for its in self.by_criterion.values())


def resolve(portfolio: Portfolio) -> Claims:
    """Resolve every claim of every item, in order."""
    scope = scopes(portfolio)
    by_item = {item.key: its for item, its in _resolved(portfolio, scope) if its}
    found = tuple(it for its in by_item.values() for it in its)
    by_criterion: dict[str, list[Resolved]] = {}
    for it in found:
        if it.criterion is not None and it.item.status is not Status.WITHDRAWN:
            by_criterion.setdefault(it.criterion.id, []).append(it)
    return Claims(found, {name: tuple(its) for name, its in by_criterion.items()}, by_item, scope)


def _resolved(
    portfolio: Portfolio, scope: Mapping[str, Scope]
) -> Iterator[tuple[Evidence, tuple[Resolved, ...]]]:
    """Give each item with its claims."""
    criteria = portfolio.framework.criteria
    short: dict[str, list[str]] = {}
    for known in criteria:
        if scope[known] is not Scope.EXCLUDED:
            short.setdefault(known.partition(".")[2], []).append(known)
    forbidden = cache(lambda unit, kind: _forbidden(portfolio, unit, kind))
    for item in portfolio.evidence:
        seen: dict[str, Place] = {}
        found: list[Resolved] = []
        for claim in item.claims:
            criterion = criteria.get(claim.tag)  # Most tags are written as the criterion is.
            name = criterion.id if criterion else full_id(claim.tag)
            criterion = criterion or (criteria.get(name) if name else None)
            if criterion is None:
                found.append(_nameless(item, claim, name, short))
                continue
            first = seen.setdefault(criterion.id, claim.place)
            reason = _unwanted(criterion, scope[criterion.id])
            reason = reason or forbidden(criterion.unit, item.kind)
            repeated = first is not claim.place
            state = _state(item, claim, criterion, repeated=repeated, reason=reason)
            found.append(Resolved(item, claim, state, criterion, (), reason, first))
        yield item, tuple(found)


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
