"""The record and the coverage as a visit sees them: what was sampled, and states of the rest."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crossfolio.core.claims import Claims
from crossfolio.core.cover import Cover, PartCover, Undecided
from crossfolio.core.coverage import Coverage
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.claim_standing import ClaimRecord, ClaimStanding
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.order import Order
from crossfolio.core.record.record import Record
from crossfolio.core.record.values import Decision, Sample

_NOWHERE = Place("")


class Sampled(NamedTuple):
    """What the samples of a visit are about."""

    samples: tuple[Sample, ...]
    decisions: frozenset[str]
    """By ID in upper case."""
    items: frozenset[str]
    """By ID in upper case."""
    criteria: frozenset[str]
    """By full ID."""

    def has(self, decision: Decision) -> bool:
        """Tell whether a decision is sampled."""
        return decision.key in self.decisions


def record_of(record: Record, portfolio: Portfolio, claims: Claims, of: Sampled) -> Record:
    """Return what was sampled of a record: nothing of other decisions but what ended these.

    Args:
        record: The whole of it.
        portfolio: With what was sampled.
        claims: Of that portfolio.
        of: What was sampled.
    """
    facts, order = record.facts, record.order
    seen = Facts(
        facts.today,
        portfolio.framework.criteria,
        portfolio.by_id,
        {key: one for key, one in facts.fingerprints.items() if key in of.items},
        claims,
        facts.least,
        facts.learner,
        portfolio.people,
        facts.people_unread,
        portfolio.decisions,
        samples=of.samples,
        untrusted={key: one for key, one in facts.untrusted.items() if key in of.decisions},
    )
    ended = {
        key: one if of.has(one) else _bare(one)
        for key, one in order.ended.items()
        if key[0] in of.decisions
    }
    holding = {name: one for name, one in order.holding.items() if of.has(one.decision)}
    return Record(
        seen,
        (),
        {key: bar for key, bar in record.bars.items() if key in of.decisions},
        Order(holding, ended, (), (), ()),
        {name: one for name, one in record.standing.items() if of.has(one.decision)},
        {
            name: tuple(one for one in its if one.id.upper() in of.decisions)
            for name, its in record.objections.items()
            if name in of.criteria
        },
        record.idle_samples & {one.key for one in of.samples},
    )


def _bare(decision: Decision) -> Decision:
    """Return a decision that was not sampled with its ID and its day alone."""
    return Decision(decision.id, "", decision.date, _NOWHERE, (), ())


def coverage_of(whole: Coverage, portfolio: Portfolio, of: Sampled) -> Coverage:
    """Return the coverage; all numbers and states are those of the whole portfolio."""
    criteria = portfolio.framework.criteria
    covers = {
        name: _cover(cover, of) if name in of.criteria else _state_of(cover, criteria)
        for name, cover in whole.criteria.items()
    }
    return Coverage(
        covers,
        whole.outcomes,
        whole.units,
        whole.qualifications,
        whole.total,
        whole.submitted,
        whole.outcome_count,
        whole.waived,
        whole.grades,
        whole.levels,
        whole.qualification_grades,
    )


def _cover(cover: Cover, of: Sampled) -> Cover:
    """Return what was sampled of what stands behind a criterion."""
    before = cover.undecided
    standing = cover.standing if cover.standing and of.has(cover.standing.decision) else None
    return Cover(
        cover.criterion,
        cover.scope,
        cover.state,
        _of_items(cover.items, of),
        _of_items(cover.drafts, of),
        cover.lacking,
        standing,
        cover.turn,
        tuple(one for one in cover.objections if one.id.upper() in of.decisions),
        tuple(_claim(one, of) for one in cover.known if one.item.key in of.items),
        Undecided(before.state, _of_items(before.items, of), before.lacking),
        cover.is_whole,
        tuple(
            PartCover(
                one.id,
                one.state,
                one.shown,
                tuple(id for id in one.items if id.upper() in of.items),
            )
            for one in cover.parts
        ),
    )


def _state_of(cover: Cover, criteria: Mapping[str, Criterion]) -> Cover:
    """Return the state of a criterion that was not sampled, and nothing that stands behind it."""
    return Cover(
        criteria[cover.criterion.id],
        cover.scope,
        cover.state,
        (),
        (),
        (),
        None,
        cover.turn,
        (),
        (),
        Undecided(cover.undecided.state, (), ()),
        cover.is_whole,
    )


def _of_items(items: Iterable[Evidence], of: Sampled) -> tuple[Evidence, ...]:
    return tuple(item for item in items if item.key in of.items)


def _claim(claim: ClaimRecord, of: Sampled) -> ClaimRecord:
    """Return the standing of a claim, unless a decision gives it that was not sampled."""
    if claim.decision is None or of.has(claim.decision):
        return claim
    return ClaimRecord(claim.item, ClaimStanding.CLAIMED)
