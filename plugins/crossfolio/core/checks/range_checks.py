"""EVI and TAG: what the claims of an item say of parts and ranges."""

from collections.abc import Iterator

from crossfolio.core.breadth import part_tag
from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Criterion
from crossfolio.core.ids import nearest
from crossfolio.core.one_item import OneItem
from crossfolio.core.rules import breadth_rules as rules
from crossfolio.core.texts import Text


def check_ranges(seen: OneItem) -> Iterator[Finding]:
    """Look at the parts and the values that an item claims."""
    for claim in seen.claims:
        criterion = claim.criterion
        if criterion is None or claim.state in (ClaimState.UNWANTED, ClaimState.DUPLICATE):
            continue
        yield from _values(claim, criterion)
        if criterion.parts and not claim.part:
            tags = [part_tag(criterion, part.id) for part in criterion.parts]
            yield rules.parts_unsaid(claim.claim.place, criterion.id, tags)


def _values(resolved: Resolved, criterion: Criterion) -> Iterator[Finding]:
    ranges = {one.id.casefold(): one for one in criterion.ranges}
    said: set[str] = set()
    for range_value in resolved.claim.range:
        one = ranges.get(range_value.range.casefold())
        if one and not one.is_by_day:
            if range_value.value.casefold() not in {value.casefold() for value in one.of}:
                near = nearest(range_value.value, one.of)
                yield rules.unknown_value(
                    range_value.place, range_value.value, one.id, one.of, near
                )
        elif range_value.range not in said:
            said.add(range_value.range)
            named = [other.id for other in criterion.ranges if not other.is_by_day]
            why = Text("it counts the days of items") if one else _those(criterion, named)
            near = [] if one else nearest(range_value.range, named)
            yield rules.unknown_range(range_value.range_place, range_value.range, why, near)


def _those(criterion: Criterion, named: list[str]) -> Text:
    if not named:
        return Text("`{criterion}` has none", criterion=criterion.id)
    return Text("`{criterion}` has {ranges}", criterion=criterion.id, ranges=tuple(named))
