"""One item: its fields, its claims and marks, and what rules of practice find in it."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from crossfolio.core.checks.coverage_checks import CROWDED
from crossfolio.core.checks.field_checks import check_fields
from crossfolio.core.checks.range_checks import check_ranges
from crossfolio.core.checks.tag_checks import check_tags
from crossfolio.core.evidence import Status
from crossfolio.core.findings import Finding
from crossfolio.core.one_item import OneItem
from crossfolio.core.rules import RULES
from crossfolio.core.rules.coverage_rules import crowded_evidence

_Look = Callable[[OneItem], Iterator[Finding]]


def check_item(seen: OneItem) -> Iterator[Finding]:
    """Look at one item; rules of practice leave it alone where it counts for nothing."""
    yield from check_fields(seen)
    yield from check_tags(seen)
    yield from check_ranges(seen)
    item = seen.item
    if item.status is Status.SUBMITTED and len(item.claims) > CROWDED:
        number = sum(1 for _ in seen.counting)
        if number > CROWDED:
            yield crowded_evidence(item.place_of("criteria"), item.id, number, CROWDED)
    for look in _looks(item.kind, tuple(item.fields)) if seen.units else ():
        yield from look(seen)


@lru_cache(1024)
def _looks(kind: str, fields: tuple[str, ...]) -> tuple[_Look, ...]:
    """Return what can find something in such an item; most items are alike in this."""
    return tuple(
        rule.look_at
        for rule in RULES
        if rule.look_at
        and (not rule.kinds or kind in rule.kinds)
        and (not rule.fields or not set(rule.fields).isdisjoint(fields))
    )
