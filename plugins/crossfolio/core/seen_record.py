"""What an edition shows of people, decisions and what they make of coverage."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TypedDict

from crossfolio.core.allowed import Allowed
from crossfolio.core.check import Checked
from crossfolio.core.claims import Claims
from crossfolio.core.cover import Cover, PartCover, Undecided, undecided_turn
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Evidence
from crossfolio.core.place import Place
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.claim_standing import ClaimRecord
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.order import Order
from crossfolio.core.record.record import Record
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.record.values import Decision, Judged, Parts, Person, Sample, Unreadable
from crossfolio.core.sampling.values import Plan, Policy
from crossfolio.core.seen_values import OF_CLAIM_RECORD, OF_RECORD


class RecordParts(TypedDict, total=False):
    """The parts of a portfolio that are about people and decisions."""

    people: Mapping[str, Person] | None
    people_unread: Place | None
    decisions: tuple[Decision, ...]
    samples: tuple[Sample, ...]
    unreadable: tuple[Unreadable, ...]
    fingerprints: Mapping[str, Fingerprint]
    policy: Policy | None
    policy_unread: Place | None
    plans: tuple[Plan, ...]
    plans_unread: tuple[Place, ...]


class SeenRecord:
    """Builds what an edition shows of people, decisions, samples and coverage."""

    def __init__(
        self, checked: Checked, held: Mapping[str, Hold], items: Mapping[str, Evidence]
    ) -> None:
        """Note what may be seen of items.

        Args:
            checked: The portfolio.
            held: Which items are stubs, by ID in upper case.
            items: Every item as the edition shows it, by ID in upper case.
        """
        self._checked, self._items = checked, items

        def judged(judged: Judged) -> Judged:
            parts = (
                _veiled(judged.parts) if judged.parts and judged.evidence in held else judged.parts
            )
            return Judged(
                judged.evidence, judged.fingerprint, judged.place, parts, judged.fingerprint_place
            )

        def standing(standing: Standing) -> Standing:
            changes = (_whole(one) if one.item in held else one for one in standing.changes)
            return Standing(standing.decision, standing.judgement, tuple(dict.fromkeys(changes)))

        self._held = held
        self._allowed = Allowed(OF_RECORD, {Judged: judged, Standing: standing})

    def parts(self) -> RecordParts:
        """Return the parts of the portfolio that are about people and decisions."""
        portfolio, of = self._checked.portfolio, self._allowed.of
        return {
            "people": of(portfolio.people),
            "people_unread": portfolio.people_unread,
            "decisions": of(portfolio.decisions),
            "samples": of(portfolio.samples),
            "unreadable": of(portfolio.unreadable),
            "policy": of(portfolio.policy),
            "policy_unread": portfolio.policy_unread,
            "plans": of(portfolio.plans),
            "plans_unread": portfolio.plans_unread,
            "fingerprints": {key: self._fingerprint(key, one) for key, one in self._known()},
        }

    def record(self, portfolio: Portfolio, claims: Claims) -> Record:
        """Return the record of a portfolio that is built from `parts`."""
        record, of = self._checked.record, self._allowed.of
        facts = record.facts
        seen = Facts(
            facts.today,
            facts.criteria,
            {key: self._items[key] for key in facts.items},
            {key: self._fingerprint(key, one) for key, one in facts.fingerprints.items()},
            claims,
            facts.least,
            facts.learner,
            of(facts.people),
            facts.people_unread,
            of(facts.decisions),
            of(facts.unreadable),
            of(facts.samples),
            facts.untrusted,
            facts.learner_unread,
        )
        return Record(
            seen,
            of(record.strangers),
            record.bars,
            of(record.order),
            of(record.standing),
            of(record.objections),
            record.idle_samples,
        )

    def cover(self, cover: Cover) -> Cover:
        """Return what stands behind a criterion, with decisions."""
        return Cover(
            cover.criterion,
            cover.scope,
            cover.state,
            self._seen(cover.items),
            self._seen(cover.drafts),
            cover.lacking,
            self._allowed.of(cover.standing),
            cover.turn,
            self._allowed.of(cover.objections),
            tuple(map(self._claim, cover.known)),
            self._before(cover),
            cover.is_whole,
            tuple(map(_part, cover.parts)),
        )

    def undecided(self, cover: Cover) -> Cover:
        """Return what stands behind a criterion, were there no decisions."""
        before = self._before(cover)
        return Cover(
            cover.criterion,
            cover.scope,
            before.state,
            before.items,
            self._seen(cover.drafts),
            before.lacking,
            None,
            undecided_turn(cover),
            (),
            (),
            before,
            cover.is_whole,
            tuple(PartCover(one.id, one.shown, one.shown, one.items) for one in cover.parts),
        )

    def _known(self) -> Iterable[tuple[str, Fingerprint]]:
        return self._checked.portfolio.fingerprints.items()

    def _fingerprint(self, key: str, fingerprint: Fingerprint) -> Fingerprint:
        seen = self._allowed.of(fingerprint)
        return Fingerprint(seen.value, _veiled(seen.parts)) if key in self._held else seen

    def _seen(self, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(self._items[item.key] for item in items)

    def _before(self, cover: Cover) -> Undecided:
        before = cover.undecided
        return Undecided(before.state, self._seen(before.items), before.lacking)

    def _claim(self, claim: ClaimRecord) -> ClaimRecord:
        parts = {name: self._allowed.of(getattr(claim, name)) for name in OF_CLAIM_RECORD}
        return ClaimRecord(self._items[claim.item.key], **parts)


def no_record(portfolio: Portfolio, claims: Claims) -> Record:
    """Return the record of a portfolio in which nobody has decided anything."""
    criteria, least = portfolio.framework.criteria, least_items(portfolio)
    facts = Facts(portfolio.today, criteria, portfolio.by_id, {}, claims, least)
    return Record(facts, (), {}, Order({}, {}, (), (), ()), {}, {})


def _part(part: PartCover) -> PartCover:
    return PartCover(part.id, part.state, part.shown, part.items)


def _veiled(parts: Parts) -> Parts:
    """Return the hashes of a stub's parts, with a hash for the name of each of its files.

    The same name gives the same hash, so that what was judged can still be compared.
    """
    files = {
        sha256(name.encode()).hexdigest(): attachment
        for name, attachment in parts.attachments.items()
    }
    return Parts(parts.fields, parts.body, files)


def _whole(change: Change) -> Change:
    """Return the change of a part of a stub as one of the item."""
    return change if change.kind is ChangeKind.GONE else Change(ChangeKind.ITEM, change.item)
