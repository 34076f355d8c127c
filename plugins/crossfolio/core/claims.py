"""Claims: which of them count, and why the others do not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property, partial
from typing import NamedTuple

from crossfolio.core.breadth import Extent, ExtentOf
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import is_full, unit_of
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.scope import Scope, scopes
from crossfolio.core.texts import NOTHING, Text


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
    reason: Text = NOTHING
    """For an unwanted claim, why it is not wanted."""
    first: Place | None = None
    """Where the item first claims this criterion, or this part of it."""
    part: str = ""
    """The part of the criterion that it names, by its own ID; empty for all of it."""


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

    def meant_by(self, tag: str) -> Criterion | None:
        """Return the criterion that a tag names, in full or in short; `None` unless it is one."""
        meant = self._resolver.meant(tag)
        return meant[0][0] if len(meant) == 1 else None

    def first_claim(self, item: Evidence, criterion: str) -> Claim | None:
        """Return the claim of an item on a criterion, whatever it is worth; `None` without one.

        Claims on several parts of it are one: their notes, one a line, and their ranges together.
        """
        own = [it for it in self.of(item) if it.criterion and it.criterion.id == criterion]
        if not own:
            return None
        first, *others = (it.claim for it in own if it.state is not ClaimState.DUPLICATE)
        if not others:
            return first
        notes = "\n".join(it.note for it in (first, *others) if it.note)
        values = (value for it in others for value in it.range)
        return first._replace(note=notes, range=(*first.range, *values))

    def extent_on(self, criterion: Criterion) -> ExtentOf:
        """Return what tells of an item which parts and values its claims on a criterion show."""
        return partial(self._extent, criterion)

    def _extent(self, criterion: Criterion, item: Evidence) -> Extent:
        every = frozenset(part.id for part in criterion.parts)
        own = [
            it
            for it in self.of(item)
            if it.state in (ClaimState.OK, ClaimState.DRAFT) and it.criterion is criterion
        ]
        if not own:  # The assessor claims it on the learner's behalf, as a whole.
            return Extent(every)
        parts = (frozenset((it.part,)) if it.part else every for it in own)
        values = (value for it in own for value in it.claim.range)
        return Extent(frozenset().union(*parts), tuple(values))

    def counts(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item's own claim on a criterion counts."""
        return (criterion, ClaimState.OK.value) in self.worth.get(item.path, ())

    def may_count(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item would count for a criterion if it claimed it."""
        return item.status is Status.SUBMITTED and self._resolver.would_count(item, criterion)

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
        self._done: dict[str, _Told] = {}
        self._short: dict[str, list[_Named]] = {}
        """What a tag without its unit may name among what is asked for, by the tag."""
        framework = portfolio.framework
        whole = ((name, (criterion, "")) for name, criterion in framework.criteria.items())
        for name, named in (*whole, *framework.part_tags.items()):
            if scope[named[0].id] is not Scope.EXCLUDED:
                self._short.setdefault(name.partition(".")[2].upper(), []).append(named)
        self._judged = cache(self._judge)
        """A tag is written in many items, and most often means the same."""

    def worth(self, item: Evidence) -> tuple[Worth, ...]:
        return () if item.status is Status.WITHDRAWN else self._told(item).worth

    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        return self._told(item).claims

    def would_count(self, item: Evidence, criterion: str) -> bool:
        return self._judged(criterion, None, item.kind, False).state is ClaimState.OK  # noqa: FBT003

    def _told(self, item: Evidence) -> "_Told":
        told = self._done.get(item.path)
        if told is None:
            told = self._done[item.path] = self._tell(item)
        return told

    def _tell(self, item: Evidence) -> "_Told":
        found: list[Resolved] = []
        worth: dict[str, Worth] = {}
        places: dict[tuple[str, str], Place] = {}
        is_draft = item.status is Status.DRAFT
        for claim in item.claims:
            it = self._judged(claim.tag, claim.revision, item.kind, is_draft)
            if it.criterion is None:
                found.append(Resolved(item, claim, it.state, None, it.meant))
                continue
            id, state = it.criterion.id, it.state
            first = places.setdefault((id, it.part), claim.place)
            if first is not claim.place:
                state = ClaimState.DUPLICATE
            elif id not in worth or state is ClaimState.OK:
                worth[id] = it.worth
            found.append(Resolved(item, claim, state, it.criterion, (), it.reason, first, it.part))
        return _Told(tuple(found), tuple(worth.values()))

    def _judge(self, tag: str, revision: int | None, kind: str, is_draft: bool) -> "_Judged":  # noqa: FBT001
        """Return what a tag is worth in an item of a kind that does not claim it twice."""
        meant = self.meant(tag)
        if len(meant) != 1:
            names = tuple(f"{criterion.id}{part}" for criterion, part in meant)
            state = ClaimState.UNKNOWN if is_full(tag) else ClaimState.MALFORMED
            return _Judged(ClaimState.AMBIGUOUS if names else state, None, names)
        ((criterion, part),) = meant
        reason = _unwanted(criterion, self._scope[criterion.id])
        reason = reason or _forbidden(self.portfolio, criterion.unit, kind)
        pinned = revision or criterion.revision
        state = ClaimState.DRAFT if is_draft else ClaimState.OK
        if reason:
            state = ClaimState.UNWANTED
        elif pinned != criterion.revision:
            is_old = pinned < criterion.revision
            state = ClaimState.OUTDATED if is_old else ClaimState.PREDATED
        return _Judged(state, criterion, (), reason, (criterion.id, state.value), part)

    def meant(self, tag: str) -> "list[_Named]":
        """Return what a tag may name: as a full ID, or without its unit, or both."""
        framework, key = self.portfolio.framework, tag.upper()
        criterion = framework.criterion(tag)
        full = [(criterion, "")] if criterion else []
        full = full or ([framework.part_tags[key]] if key in framework.part_tags else [])
        if not full and is_full(tag) and framework.unit(unit_of(tag)):
            return []
        return [*full, *(it for it in self._short.get(key, ()) if it not in full)]


_Named = tuple[Criterion, str]
"""A criterion and the part of it that a tag names; empty for all of it."""


class _Judged(NamedTuple):
    """What a tag is worth."""

    state: ClaimState
    criterion: Criterion | None
    meant: tuple[str, ...]
    reason: Text = NOTHING
    worth: Worth = ("", "")
    part: str = ""


class _Told(NamedTuple):
    """An item's claims, and what those are worth that are the first on their criterion."""

    claims: tuple[Resolved, ...]
    worth: tuple[Worth, ...]


def _unwanted(criterion: Criterion, scope: Scope) -> Text:
    if criterion.withdrawn:
        return Text("`{criterion}` is withdrawn", criterion=criterion.id)
    if scope is Scope.EXCLUDED:
        return Text("unit {unit} is not taken", unit=criterion.unit)
    return NOTHING


def _forbidden(portfolio: Portfolio, unit: str, kind: str) -> Text:
    for qualification in portfolio.qualifications:
        if kind and unit in qualification.units and qualification.forbids(kind):
            return Text(
                "{qualification} does not allow evidence of the kind {kind}",
                qualification=qualification.id,
                kind=kind,
            )
    return NOTHING
