"""What stands behind one criterion: evidence, and what was decided on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crossfolio.core.breadth import ExtentOf, narrow
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion, Need
from crossfolio.core.lacks import Lack, LackByDecision, lacks_words
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding, claim_record
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.objections import UNREADABLE, Objection, ObjectionKind, counts
from crossfolio.core.record.standing import Standing
from crossfolio.core.requirement import missing
from crossfolio.core.resolver import ItemClaims
from crossfolio.core.scope import Scope
from crossfolio.core.states import State, Turn
from crossfolio.core.texts import Text


class Undecided(NamedTuple):
    """What stands behind a criterion, were there no decisions."""

    state: State
    items: tuple[Evidence, ...]
    lacking: tuple[Lack, ...]

    @property
    def missing(self) -> tuple[Text, ...]:
        """What is still to be brought, in sentences without a full stop."""
        return lacks_words(self.lacking)


class PartCover(NamedTuple):
    """What stands behind a part of a criterion."""

    id: str
    """As the unit file writes it."""
    state: State
    shown: State
    """Its state, were there no decisions."""
    items: tuple[str, ...]
    """The IDs of the counting items that claim it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands behind one criterion."""

    criterion: Criterion
    scope: Scope
    state: State
    items: tuple[Evidence, ...]
    """The counting items, in the natural order of IDs; mapped ones among them."""
    drafts: tuple[Evidence, ...]
    lacking: tuple[Lack, ...]
    """What is still to be brought."""
    standing: Standing | None
    """The judgement that holds on it, where there is one."""
    turn: Turn
    objections: tuple[Objection, ...]
    """Why it is not accepted although what was judged is unchanged."""
    known: tuple[ClaimRecord, ...]
    """The standing of each counting item's claim; none where no judgement holds."""
    undecided: Undecided
    is_whole: bool = True
    """Whether all that is asked of the learner is known."""
    parts: tuple[PartCover, ...] = ()

    @property
    def missing(self) -> tuple[Text, ...]:
        """What is still to be brought, in sentences without a full stop."""
        return lacks_words(self.lacking)

    @property
    def claims(self) -> tuple[ClaimRecord, ...]:
        """The standing of each counting item's claim, in the order of `items`."""
        if self.standing:
            return self.known
        return tuple([ClaimRecord(item, ClaimStanding.CLAIMED) for item in self.items])

    @property
    def is_shown(self) -> bool:
        """Whether it is asked of the learner and has counting evidence."""
        return bool(self.items) and self.scope is not Scope.WAIVED

    def lacks(self, need: Need) -> bool:
        """Tell whether it is shown, and expects a field which no item brings."""
        expected = self.is_shown and need in self.criterion.expects
        return expected and not any(need in item.brings for item in self.items)

    @property
    def disputed(self) -> bool:
        """Whether a quality assurer disagrees, and nobody has decided since."""
        return any(objection.kind is ObjectionKind.DISPUTED for objection in self.objections)

    @property
    def unreadable(self) -> bool:
        """Whether something that may say more about it cannot be read."""
        return any(objection.kind in UNREADABLE for objection in self.objections)


class Decided(NamedTuple):
    """What was decided on a criterion."""

    standing: Standing | None
    """The judgement that holds."""
    facts: Facts | None
    """What that is judged on."""
    objections: tuple[Objection, ...]
    """Why it is not accepted although what was judged is unchanged."""


def cover_of(
    criterion: Criterion,
    own: tuple[Evidence, ...],
    drafts: tuple[Evidence, ...],
    asked: tuple[Scope, int],
    claims: ItemClaims,
    decided: Decided,
) -> Cover:
    """Return what stands behind a criterion.

    Args:
        criterion: The criterion.
        own: The items whose claims on it count.
        drafts: Those that would count, were they no drafts.
        asked: Whether it is asked of this learner, and how many items it needs by the
            qualifications' policy.
        claims: What each item claims.
        decided: What was decided on it.
    """
    scope, least = asked
    extent = claims.extent_on(criterion)
    undecided = _undecided(criterion, own, drafts, least, extent)
    standing, facts, objections = decided
    items = _with_mapped(own, standing, facts) if standing and facts else own
    before = undecided if items == own else _undecided(criterion, items, drafts, least, extent)
    known = (
        tuple([claim_record(item, standing, facts) for item in items]) if standing and facts else ()
    )
    state = _state(before.state, standing, objections, known)
    lacking = before.lacking
    if state is State.PARTIAL and standing and not lacking:
        verdict, decision = standing.judgement.verdict, standing.decision
        lacking = (LackByDecision(verdict, decision.id, decision.date),)
    turn = _turn(scope, state, objections, is_shown=before.state is State.COVERED)
    return Cover(
        criterion,
        scope,
        state,
        items,
        drafts,
        lacking,
        standing,
        turn,
        objections,
        known,
        undecided,
        parts=tuple(_parts(criterion, (items, drafts), extent, state, standing)),
    )


def _parts(
    criterion: Criterion,
    behind: tuple[tuple[Evidence, ...], tuple[Evidence, ...]],
    extent: ExtentOf,
    state: State,
    standing: Standing | None,
) -> Iterator[PartCover]:
    """Give what stands behind each part: a decision on the criterion is one on its parts.

    Args:
        criterion: The criterion.
        behind: The items that count for it, and the drafts that claim it.
        extent: What each of them says of it.
        state: Of the criterion.
        standing: The judgement that holds on it, where there is one.
    """
    for part in criterion.parts:
        counting, drafts = (
            [item for item in its if part.id in extent(item).parts] for its in behind
        )
        shown = State.DRAFT if drafts else State.UNCOVERED
        shown = State.COVERED if counting else shown
        judged = standing and any(item.key in standing.judgement.on for item in counting)
        is_decided = judged and state in (State.ACCEPTED, State.STALE)
        names = tuple(item.id for item in counting)
        yield PartCover(part.id, state if is_decided else shown, shown, names)


def _undecided(
    criterion: Criterion,
    items: tuple[Evidence, ...],
    drafts: tuple[Evidence, ...],
    least: int,
    extent: ExtentOf,
) -> Undecided:
    if not items:
        return Undecided(State.DRAFT if drafts else State.UNCOVERED, (), ())
    lacking = (*missing(criterion.requires, items, least), *narrow(criterion, items, extent))
    return Undecided(State.PARTIAL if lacking else State.COVERED, items, lacking)


def _with_mapped(
    own: tuple[Evidence, ...], standing: Standing, facts: Facts
) -> tuple[Evidence, ...]:
    """Return the counting items with those that the assessor claims on the learner's behalf."""
    if not standing.judgement.mapped:
        return own
    known = {item.key for item in own}
    mapped = [
        facts.items[key]
        for key in standing.judgement.on
        if key not in known and counts(standing, key, facts)
    ]
    return tuple(sorted((*own, *mapped), key=lambda item: item.order))


def _state(
    shown: State,
    standing: Standing | None,
    objections: tuple[Objection, ...],
    claims: tuple[ClaimRecord, ...],
) -> State:
    """Return the state of a criterion from what evidence shows and what was decided."""
    if shown is not State.COVERED or standing is None:
        return shown
    if not standing.met:
        waits = not standing.stands or any(claim.is_new for claim in claims)
        return State.COVERED if waits else State.PARTIAL
    if not standing.stands:
        return State.STALE
    return State.COVERED if objections else State.ACCEPTED


def undecided_turn(cover: Cover) -> Turn:
    """Return whose turn it would be, were there no decisions."""
    if any(objection.kind is ObjectionKind.ENTRY_UNREADABLE for objection in cover.objections):
        return cover.turn
    state = cover.undecided.state
    return _turn(cover.scope, state, (), is_shown=state is State.COVERED)


def _turn(scope: Scope, state: State, objections: tuple[Objection, ...], *, is_shown: bool) -> Turn:
    if is_shown and scope is not Scope.WAIVED:
        if state is State.ACCEPTED:
            return Turn.NOBODY
        by_learner = state is State.PARTIAL and not objections
        return Turn.LEARNER if by_learner else Turn.ASSESSOR
    return Turn.LEARNER if scope is Scope.REQUIRED else Turn.NOBODY
