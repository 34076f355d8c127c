"""Claims resolved item by item: which criterion each names, and in which state it is."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from crossfolio.core.breadth import Extent, ExtentOf
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.framework import Criterion, Framework, Qualification
from crossfolio.core.ids import is_full, unit_of
from crossfolio.core.place import Place
from crossfolio.core.scope import Scope
from crossfolio.core.texts import NOTHING, Text


class ClaimState(StrEnum):
    """The state of a claim: the first that applies. Only `ok` ones count."""

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
    """A claim, the criterion that it names, and its state."""

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


ClaimedState = tuple[str, str]
"""A criterion that an item claims, and the word for the state of its first claim."""


class ItemClaims:
    """What items claim, one by one."""

    @abstractmethod
    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        """Return the claims of an item."""

    def first_claim(self, item: Evidence, criterion: str) -> Claim | None:
        """Return the claim of an item on a criterion, whatever its state; `None` without one.

        Claims on several parts of it are one: their notes, one a line, and their ranges together.
        """
        own = [
            claim for claim in self.of(item) if claim.criterion and claim.criterion.id == criterion
        ]
        if not own:
            return None
        first, *others = (claim.claim for claim in own if claim.state is not ClaimState.DUPLICATE)
        if not others:
            return first
        notes = "\n".join(claim.note for claim in (first, *others) if claim.note)
        values = (value for claim in others for value in claim.range)
        return first._replace(note=notes, range=(*first.range, *values))

    def extent_on(self, criterion: Criterion) -> ExtentOf:
        """Return what tells of an item which parts and values its claims on a criterion show."""
        return partial(self._extent, criterion)

    def _extent(self, criterion: Criterion, item: Evidence) -> Extent:
        every = frozenset(part.id for part in criterion.parts)
        own = [
            claim
            for claim in self.of(item)
            if claim.state in (ClaimState.OK, ClaimState.DRAFT) and claim.criterion is criterion
        ]
        if not own:  # The assessor claims it on the learner's behalf, as a whole.
            return Extent(every)
        parts = (frozenset((claim.part,)) if claim.part else every for claim in own)
        values = (value for claim in own for value in claim.claim.range)
        return Extent(frozenset().union(*parts), tuple(values))


class Resolver(ItemClaims):
    """Resolves claims, each item once; what it says of one rests on no other."""

    def __init__(
        self,
        framework: Framework,
        qualifications: tuple[Qualification, ...],
        scope: Mapping[str, Scope],
    ) -> None:
        """Resolve nothing yet.

        Args:
            framework: The criteria that there are.
            qualifications: The chosen ones.
            scope: Whether each criterion is asked of this learner, by full ID.
        """
        self._framework, self._qualifications, self._scope = framework, qualifications, scope
        self._done: dict[str, tuple[Evidence, _ResolvedItem]] = {}
        self._short: dict[str, list[_Named]] = {}
        """What a tag without its unit may name among what is asked for, by the tag."""
        whole = ((name, (criterion, "")) for name, criterion in framework.criteria.items())
        for name, named in (*whole, *framework.part_tags.items()):
            if scope[named[0].id] is not Scope.EXCLUDED:
                self._short.setdefault(name.partition(".")[2].upper(), []).append(named)
        self._judged = cache(self._judge)
        """A tag is written in many items, and most often means the same."""

    def claimed_states(self, item: Evidence) -> tuple[ClaimedState, ...]:
        """Return the states of an item's claims; none of a withdrawn one."""
        return () if item.status is Status.WITHDRAWN else self._resolved(item).claimed_states

    def of(self, item: Evidence) -> tuple[Resolved, ...]:
        """See above."""
        return self._resolved(item).claims

    def counts(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item's own claim on a criterion counts."""
        return (criterion, ClaimState.OK.value) in self.claimed_states(item)

    def may_count(self, item: Evidence, criterion: str) -> bool:
        """Tell whether an item would count for a criterion if it claimed it."""
        if item.status is not Status.SUBMITTED:
            return False
        return self._judged(criterion, None, item.kind, False).state is ClaimState.OK  # noqa: FBT003

    def _resolved(self, item: Evidence) -> "_ResolvedItem":
        known = self._done.get(item.path)
        if known is None or known[0] is not item:
            known = self._done[item.path] = item, self._resolve(item)
        return known[1]

    def _resolve(self, item: Evidence) -> "_ResolvedItem":
        found: list[Resolved] = []
        claimed_states: dict[str, ClaimedState] = {}
        places: dict[tuple[str, str], Place] = {}
        is_draft = item.status is Status.DRAFT
        for claim in item.claims:
            judged = self._judged(claim.tag, claim.revision, item.kind, is_draft)
            if judged.criterion is None:
                found.append(Resolved(item, claim, judged.state, None, judged.meant))
                continue
            id, state = judged.criterion.id, judged.state
            first = places.setdefault((id, judged.part), claim.place)
            if first is not claim.place:
                state = ClaimState.DUPLICATE
            elif id not in claimed_states or state is ClaimState.OK:
                claimed_states[id] = judged.claimed_state
            found.append(
                Resolved(
                    item, claim, state, judged.criterion, (), judged.reason, first, judged.part
                )
            )
        return _ResolvedItem(tuple(found), tuple(claimed_states.values()))

    def _judge(self, tag: str, revision: int | None, kind: str, is_draft: bool) -> "_Judged":  # noqa: FBT001
        """Return the state of a tag in an item of a kind that does not claim it twice."""
        meant = self.meant(tag)
        if len(meant) != 1:
            names = tuple(f"{criterion.id}{part}" for criterion, part in meant)
            state = ClaimState.UNKNOWN if is_full(tag) else ClaimState.MALFORMED
            return _Judged(ClaimState.AMBIGUOUS if names else state, None, names)
        ((criterion, part),) = meant
        reason = _unwanted(criterion, self._scope[criterion.id])
        reason = reason or _forbidden(self._qualifications, criterion.unit, kind)
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
        framework, key = self._framework, tag.upper()
        criterion = framework.criterion(tag)
        full = [(criterion, "")] if criterion else []
        full = full or ([framework.part_tags[key]] if key in framework.part_tags else [])
        if not full and is_full(tag) and framework.unit(unit_of(tag)):
            return []
        return [*full, *(pair for pair in self._short.get(key, ()) if pair not in full)]


_Named = tuple[Criterion, str]
"""A criterion and the part of it that a tag names; empty for all of it."""


class _Judged(NamedTuple):
    """What a tag names, and the state of a claim of it."""

    state: ClaimState
    criterion: Criterion | None
    meant: tuple[str, ...]
    reason: Text = NOTHING
    claimed_state: ClaimedState = ("", "")
    part: str = ""


class _ResolvedItem(NamedTuple):
    """An item's claims, and the state of the first on each criterion."""

    claims: tuple[Resolved, ...]
    claimed_states: tuple[ClaimedState, ...]


def _unwanted(criterion: Criterion, scope: Scope) -> Text:
    if criterion.withdrawn:
        return Text("`{criterion}` is withdrawn", criterion=criterion.id)
    if scope is Scope.EXCLUDED:
        return Text("unit {unit} is not taken", unit=criterion.unit)
    return NOTHING


def _forbidden(qualifications: Iterable[Qualification], unit: str, kind: str) -> Text:
    for qualification in qualifications:
        if kind and unit in qualification.units and qualification.forbids(kind):
            return Text(
                "{qualification} does not allow evidence of the kind {kind}",
                qualification=qualification.id,
                kind=kind,
            )
    return NOTHING
