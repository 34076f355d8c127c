"""What one decision is judged on: the part of all facts that it is about."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.memo import Memo
from crossfolio.core.record.facts import Facts, ItemClaims
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.standing import may_match
from crossfolio.core.record.values import Decision


class Around(NamedTuple):
    """What every decision is judged on."""

    today: date
    criteria: Mapping[str, Criterion]
    claims: ItemClaims
    """As each item by itself tells."""
    least: Mapping[str, int]


def facts_about(decision: Decision, facts: Facts, around: Around, memo: Memo) -> Facts:
    """Return what a decision is judged on; the very same while nothing of it has changed."""
    keys, name = decision.judged, decision.key
    items = memo.same(("judged", name), [facts.items.get(key) for key in keys])
    prints = memo.same(("prints", name), [facts.fingerprints.get(key) for key in keys])
    is_known = memo.of(_is_known, name, decision, prints)
    others = None if is_known else memo.equal("prints", facts.fingerprints)
    return memo.of(_about, name, decision, items, prints, others, around)


def _is_known(decision: Decision, prints: tuple[Fingerprint | None, ...]) -> bool:
    """Tell whether no other item has to be asked what the hashes of a decision belong to."""
    judged = decision.judged.values()
    return all(may_match(it, now) for it, now in zip(judged, prints, strict=True))


def _about(
    decision: Decision,
    items: tuple[Evidence | None, ...],
    prints: tuple[Fingerprint | None, ...],
    others: Mapping[str, Fingerprint] | None,
    around: Around,
) -> Facts:
    keys = decision.judged
    there = {key: it for key, it in zip(keys, items, strict=True) if it}
    own = {key: it for key, it in zip(keys, prints, strict=True) if it}
    today, criteria, claims, least = around
    return Facts(today, criteria, there, own if others is None else others, claims, least)
