"""What some decisions are judged on: the part of all facts that they are about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.blocks import cut
from crossfolio.core.evidence import Evidence
from crossfolio.core.memo import Memo
from crossfolio.core.record.facts import ClaimsOfItems, Facts
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.standing import may_match
from crossfolio.core.record.values import Decision


class Judging(NamedTuple):
    """Decisions, and what they are judged on."""

    decisions: tuple[Decision, ...]
    facts: Facts
    """With the items that they list, and no decision; the very same while none of it changes."""

    @property
    def name(self) -> str:
        """What tells these decisions from others."""
        return self.decisions[0].place.path

    @property
    def listed(self) -> list[str]:
        """The items that they list, by ID in upper case."""
        return [key for decision in self.decisions for key in decision.judged]


def in_parts(facts: Facts, claims: ClaimsOfItems, memo: Memo) -> tuple[Judging, ...]:
    """Return all decisions with what they are judged on, some after the other.

    Args:
        facts: What all are judged on.
        claims: What items claim, as each by itself tells.
        memo: Has what was judged in the last check.
    """
    around = memo.of(
        Facts,
        "",
        facts.today,
        facts.criteria,
        memo.equal("no items", {}),
        memo.equal("no prints", {}),
        claims,
        facts.least,
        memo.equal("learner", facts.learner),
        facts.people,
        memo.equal("people unread", facts.people_unread),
        (),
        (),
        (),
        memo.equal("untrusted", facts.untrusted),
        memo.equal("learner unread", facts.learner_unread),
    )
    return tuple([_about(block, facts, around, memo) for block in _blocks(facts.decisions, memo)])


def _blocks(decisions: tuple[Decision, ...], memo: Memo) -> tuple[tuple[Decision, ...], ...]:
    def blocks() -> tuple[tuple[Decision, ...], ...]:
        every = cut(decisions, [decision.place.path for decision in decisions])
        return tuple([memo.same(("decisions", block[0].place.path), block) for block in every])

    return memo.once("decisions in blocks", blocks, decisions)


def _about(block: tuple[Decision, ...], facts: Facts, around: Facts, memo: Memo) -> Judging:
    name = block[0].place.path
    keys = memo.every(_listed, name, block)
    items = memo.same(("judged", name), map(facts.items.get, keys))
    prints = memo.same(("prints", name), map(facts.fingerprints.get, keys))
    is_known = memo.of(_is_known, name, block, keys, prints)
    others = None if is_known else memo.equal("prints", facts.fingerprints)
    return memo.of(_judging, name, block, keys, items, prints, others, around)


def _listed(block: Iterable[Decision]) -> Iterator[str]:
    for decision in block:
        yield from decision.judged


def _is_known(
    block: Iterable[Decision], keys: Iterable[str], prints: Iterable[Fingerprint | None]
) -> bool:
    """Tell whether no other item has to be asked what the hashes of a decision belong to."""
    now = dict(zip(keys, prints, strict=True))
    return all(may_match(judged, now[key]) for one in block for key, judged in one.judged.items())


def _judging(
    block: tuple[Decision, ...],
    keys: tuple[str, ...],
    items: tuple[Evidence | None, ...],
    prints: tuple[Fingerprint | None, ...],
    others: Mapping[str, Fingerprint] | None,
    around: Facts,
) -> Judging:
    there = {key: item for key, item in zip(keys, items, strict=True) if item}
    own = {key: value for key, value in zip(keys, prints, strict=True) if value}
    known = own if others is None else others
    return Judging(block, replace(around, items=there, fingerprints=known))
