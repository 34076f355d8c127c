"""TAG: claims and marks."""

import re
from collections.abc import Iterator

from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Criterion, Framework
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.marks import known_marks, slips
from crossfolio.core.names import MOST_HINTS
from crossfolio.core.one_item import OneItem
from crossfolio.core.rules import tag_rules as rules

PAGE_OR_TIME = re.compile(r"[0-9]{1,5}|(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-5][0-9]", re.ASCII)


def check_tags(seen: OneItem) -> Iterator[Finding]:
    """Look at every claim of an item, then at every mark."""
    framework = seen.around.framework
    yield from _claims(seen.item, seen.claims, framework)
    yield from _marks(seen.item, seen.claims, framework)


def _claims(item: Evidence, own: tuple[Resolved, ...], framework: Framework) -> Iterator[Finding]:
    if item.status is Status.SUBMITTED and item.fields.get("criteria") == []:
        yield rules.untagged_evidence(item.place_of("criteria"))
    asks_for_marks = item.status is not Status.WITHDRAWN
    marked = {mark.criterion for mark in item.marks}
    for number, it in enumerate(own):
        if it.criterion is None:
            yield _nameless(it, framework if number < MOST_HINTS else None)
        elif it.state is not ClaimState.OK:
            yield from _named(it, it.criterion)
        elif asks_for_marks and not it.claim.at and it.criterion.id not in marked:
            yield rules.tag_without_mark(it.claim.place, it.criterion.id)
        if it.claim.at and not PAGE_OR_TIME.fullmatch(it.claim.at):
            yield from _pointer(it.claim, item)


def _nameless(it: Resolved, framework: Framework | None) -> Finding:
    """Return the finding about a tag that names no criterion, with what it meant if asked for."""
    tag, place = it.claim.tag, it.claim.place
    criteria = framework.criteria if framework else ()
    if it.state is ClaimState.AMBIGUOUS:
        return rules.ambiguous_tag(place, tag, list(it.meant))
    if it.state is ClaimState.UNKNOWN:
        return rules.unknown_criterion(place, tag, nearest_criterion(tag, criteria))
    near = it.meant or nearest(tag, criteria)
    return rules.malformed_tag(place, tag, near[0] if len(near) == 1 else "")


def _named(it: Resolved, criterion: Criterion) -> Iterator[Finding]:
    place, pinned = it.claim.place, it.claim.revision or criterion.revision
    match it.state:
        case ClaimState.DUPLICATE if it.first:
            yield rules.duplicate_tag(place, criterion.id, it.first)
        case ClaimState.UNWANTED:
            new = criterion.replaced_by
            help = f"claim `{new}`, which took its place" if new else ""
            help = help or "remove the tag, or take the unit in portfolio.yml"
            yield rules.unwanted_criterion(place, criterion.id, it.reason, help, new)
        case ClaimState.OUTDATED:
            yield rules.outdated_revision(place, criterion.id, pinned, criterion.revision)
        case ClaimState.PREDATED:
            yield rules.predated_revision(place, criterion.id, pinned, criterion.revision)


def _pointer(claim: Claim, item: Evidence) -> Iterator[Finding]:
    anchors = [heading.anchor for heading in item.headings]
    if claim.at not in anchors:
        near = nearest(claim.at, anchors)
        yield rules.unknown_place(claim.at_place or claim.place, claim.at, near)


def _marks(item: Evidence, own: tuple[Resolved, ...], framework: Framework) -> Iterator[Finding]:
    unreadable = item.is_refused("criteria")  # A finding of its own.
    claimed = {it.criterion.id for it in own if it.criterion}
    for mark in () if unreadable else known_marks(item, framework):
        if mark.criterion not in claimed:
            yield rules.mark_without_tag(item.place_of_mark(mark), mark.criterion)
    for number, mark in enumerate(slips(item, framework)):
        known = framework.criteria if number < MOST_HINTS else ()
        near = nearest_criterion(mark.criterion, known)
        place = item.place_of_mark(mark)
        yield rules.unknown_criterion(place, mark.criterion, near, in_brackets=True)
