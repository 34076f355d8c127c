"""TAG: claims and marks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from crossfolio.core.claims import ClaimState, Resolved
from crossfolio.core.evidence import Claim, Evidence, Status
from crossfolio.core.findings import Edit, Finding, Loss, Related
from crossfolio.core.framework import Criterion, Framework
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.core.leads import Lead, lead_for
from crossfolio.core.marks import known_marks, nearly_marks, short_marks, slips
from crossfolio.core.names import MOST_HINTS
from crossfolio.core.one_item import OneItem, Surroundings
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules import mark_rules
from crossfolio.core.rules import tag_rules as rules
from crossfolio.core.texts import Text

PAGE_OR_TIME = regex(r"[0-9]{1,5}|(?:[0-9]{1,3}:)?[0-9]{1,3}:[0-5][0-9]", re.ASCII)


def check_tags(seen: OneItem) -> Iterator[Finding]:
    """Look at every claim of an item, then at every mark.

    What only follows from a file that cannot be read, or from another slip of the item, says
    so: a tag and its mark are one thing.
    """
    nearly = list(_nearly_marked(seen))
    loose = {mark.found.place: mark.found for mark in nearly}
    wrong = [
        wrong_mark for wrong_mark in _wrong_marks(seen) if not _lies_in(wrong_mark.place, loose)
    ]
    named = seen.around.framework.named
    in_marks = {named.get(tag.upper(), tag): mark.place for mark in wrong for tag in mark.near}
    in_marks |= {name: tag.found.place for tag in reversed(nearly) for name in tag.names}
    claims = list(_claims(seen, in_marks))
    tags = {name: found.place for found in claims if found.loss for name in found.loss.names}
    same = _marked_as_claimed(wrong, seen)
    short = _written_alike(nearly, claims, seen.item)
    for found in claims:
        yield _with_marks(found, same.get(found.place, []), short.get(found.place, []))
    causes = {mark.place: place for place, its in short.items() for mark in its}
    yield from (replace(found, cause=causes.get(found.place)) for found in loose.values())
    yield from _marks(seen, tags)
    yield from _said_of(wrong, seen)


class _NearlyMark(NamedTuple):
    """Something in the body that is nearly a mark."""

    names: tuple[str, ...]
    """The criteria for which it would be one."""
    inside: str
    """What stands between its square brackets."""
    found: Finding


def _nearly_marked(seen: OneItem) -> Iterator[_NearlyMark]:
    """Give what the body has that is nearly a mark."""
    item, framework = seen.item, seen.around.framework
    if item.status is Status.WITHDRAWN or not any(bracket in item.body for bracket in "[({"):
        return
    named = framework.named
    marked = {named.get(mark.criterion) for mark in item.marks}
    claimed = {f"{claim.criterion.id}{claim.part}" for claim in seen.claims if claim.criterion}
    loose = list(islice(short_marks(item, claimed, marked, framework), MOST_HINTS))
    for start, end, tags in loose:
        names = tuple(dict.fromkeys(named[tag.upper()] for tag in tags))
        yield _nearly(item, names, (start, end), f"[{', '.join(tags)}]")
    said = {named[tag.upper()] for _, _, tags in loose for tag in tags}
    unmarked = [
        claim.criterion.id
        for claim in seen.claims
        if claim.state is ClaimState.OK and claim.criterion and not claim.claim.at
        if claim.criterion.id not in marked and claim.criterion.id not in said
    ]
    for name, stretch in nearly_marks(item, unmarked).items():
        yield _nearly(item, (name,), stretch, f"[{name}]")


def _nearly(
    item: Evidence, names: tuple[str, ...], stretch: tuple[int, int], mark: str
) -> _NearlyMark:
    written = item.body[slice(*stretch)]
    found = mark_rules.no_mark(item.place_in_body(*stretch), written, mark)
    return _NearlyMark(names, written.partition("[")[2].partition("]")[0], found)


class _WrongMark(NamedTuple):
    """A bracket in the body that was meant as a mark and names no criterion."""

    criterion: str
    """As it is written."""
    place: Place
    near: list[str]
    """What it may have meant."""
    whole: str
    """It with the bracket or the comma beside it, as its place has it."""

    def with_(self, text: str) -> Edit:
        """Return the edit that writes something in its place."""
        return Edit(self.place, self.whole.replace(self.criterion, text, 1))


def _marked_as_claimed(wrong: list[_WrongMark], seen: OneItem) -> dict[Place, list[_WrongMark]]:
    """Return the marks that are wrong in the same way as a tag, by the place of the tag."""
    tags = {
        claim.claim.tag.upper(): claim.claim.place
        for claim in seen.claims
        if claim.criterion is None
    }
    found: dict[Place, list[_WrongMark]] = {}
    for mark in wrong:
        if mark.criterion.upper() in tags:
            found.setdefault(tags[mark.criterion.upper()], []).append(mark)
    return found


def _lies_in(place: Place, brackets: Iterable[Place]) -> bool:
    return any(bracket[1:3] <= place[1:3] and place[3:] <= bracket[3:] for bracket in brackets)


def _written_alike(
    nearly: Iterable[_NearlyMark], claims: Iterable[Finding], item: Evidence
) -> dict[Place, list[Finding]]:
    """Return the findings about brackets that say what a tag says, by the place of the tag."""
    places = {finding.place for finding in claims if finding.edits}
    tags = {claim.tag.upper(): claim.place for claim in item.claims if claim.place in places}
    found: dict[Place, list[Finding]] = {}
    for mark in nearly:
        if mark.inside.upper() in tags:
            found.setdefault(tags[mark.inside.upper()], []).append(mark.found)
    return found


def _with_marks(found: Finding, marks: list[_WrongMark], short: list[Finding]) -> Finding:
    """Return a finding about a tag with the marks of its name: what puts one right does both."""
    if not marks and not short:
        return found
    edits = found.edits
    if len(edits) == 1:
        edits += tuple(mark.with_(edits[0].text) for mark in marks)
    edits += tuple(edit for finding in short for edit in finding.edits)
    places = (*(mark.place for mark in marks), *(finding.place for finding in short))
    related = tuple(Related(place, Text("marked under the same name")) for place in places)
    return replace(found, edits=edits, related=(*found.related, *related))


def _wrong_marks(seen: OneItem) -> list[_WrongMark]:
    item, framework = seen.item, seen.around.framework
    wrong = []
    for number, mark in enumerate(slips(item, framework)):
        known = framework.criteria if number < MOST_HINTS else ()
        whole = item.body[mark.start : mark.end]
        written = whole.strip("[], ")
        near = nearest_criterion(mark.criterion, known)
        wrong.append(_WrongMark(written, item.place_of_mark(mark), near, whole))
    return wrong


def _claims(seen: OneItem, in_marks: Mapping[str, Place]) -> Iterator[Finding]:
    """Look at every claim of an item.

    Args:
        seen: The item.
        in_marks: By full ID, where a mark with a slip stands that may have meant it.
    """
    item, doubts = seen.item, seen.around.doubts
    if item.status is Status.SUBMITTED and item.fields.get("criteria") == []:
        yield _untagged(item, seen.around.framework)
    asks_for_marks = item.status is not Status.WITHDRAWN and not item.unshown
    named = seen.around.framework.named
    marked = {named.get(mark.criterion) for mark in item.marks}
    for number, tag in enumerate(seen.claims):
        if tag.criterion is None:
            found = _nameless(tag, seen.around if number < MOST_HINTS else None)
            yield replace(found, cause=doubts.of(tag.claim.tag))
        elif tag.state is not ClaimState.OK:
            for found in _named(tag, tag.criterion):
                yield replace(found, cause=doubts.portfolio)
        elif asks_for_marks and not tag.claim.at and tag.criterion.id not in marked:
            found = rules.tag_without_mark(tag.claim.place, tag.criterion.id)
            yield replace(found, cause=in_marks.get(tag.criterion.id))
        if tag.claim.at and not PAGE_OR_TIME.fullmatch(tag.claim.at):
            yield from _pointer(tag.claim, item)


def _untagged(item: Evidence, framework: Framework) -> Finding:
    """Return the finding about an item that claims nothing: its marks may say what it shows."""
    place = item.place_of("criteria")
    shown = list(dict.fromkeys(mark.criterion for mark in known_marks(item, framework)))
    if not shown:
        return rules.untagged_evidence(place)
    return replace(mark_rules.unclaimed_marks(place, shown), loss=Loss("page", tuple(shown)))


def _nameless(claim: Resolved, around: Surroundings | None) -> Finding:
    """Return the finding about a tag that names no criterion, with what it meant if asked for."""
    tag, place = claim.claim.tag, claim.claim.place
    lead = lead_for(tag, around.framework, around.sizes) if around and not claim.meant else Lead()
    if claim.state is ClaimState.AMBIGUOUS:
        near, found = list(claim.meant), rules.ambiguous_tag(place, tag, list(claim.meant))
    elif claim.state is ClaimState.UNKNOWN and not lead.help:
        near = nearest_criterion(tag, around.framework.tags if around else ()) or list(lead.near)
        found = rules.unknown_criterion(place, tag, near)
    else:
        near, found = list(lead.near), rules.malformed_tag(place, tag, lead)
        is_entry = tag in claim.item.texts("criteria")
        if lead.is_range and place.end_line and is_entry:
            found = replace(found, edits=(Edit(place, _written_out(near, place, claim.item)),))
    return replace(found, loss=Loss("page", tuple(near)))


def _written_out(names: list[str], place: Place, item: Evidence) -> str:
    """Return IDs as they stand in the list of criteria in which one tag stands now."""
    listed, first = item.place_of("criteria"), item.claims[0].place
    is_block = first.column - listed.column == len("- ")
    return f"\n{' ' * (place.column - 3)}- ".join(names) if is_block else ", ".join(names)


def _named(claim: Resolved, criterion: Criterion) -> Iterator[Finding]:
    place, pinned = claim.claim.place, claim.claim.revision or criterion.revision
    match claim.state:
        case ClaimState.DUPLICATE if claim.first:
            yield rules.duplicate_tag(place, criterion.id + claim.part, claim.first)
        case ClaimState.UNWANTED:
            new = criterion.replaced_by
            help = Text("remove the tag, or take the unit in portfolio.yml")
            if new:
                help = Text("claim `{suggestion}`, which took its place", suggestion=new)
            yield rules.unwanted_criterion(place, criterion.id, claim.reason, help, new)
        case ClaimState.OUTDATED:
            yield rules.outdated_revision(place, criterion.id, pinned, criterion.revision)
        case ClaimState.PREDATED:
            yield rules.predated_revision(place, criterion.id, pinned, criterion.revision)


def _pointer(claim: Claim, item: Evidence) -> Iterator[Finding]:
    if item.unshown:  # A finding of its own: no heading of it is known.
        return
    anchors = [heading.anchor for heading in item.headings]
    if claim.at not in anchors:
        near = nearest(claim.at, anchors)
        yield rules.unknown_place(claim.at_place or claim.place, claim.at, near)


def _marks(seen: OneItem, tags: Mapping[str, Place]) -> Iterator[Finding]:
    """Look at every mark of an item.

    Args:
        seen: The item.
        tags: By full ID, where a tag with a slip stands that may have meant it.
    """
    item, framework = seen.item, seen.around.framework
    # Claims that cannot be read are a finding of their own.
    is_missing = "criteria" not in item.fields and item.status is Status.SUBMITTED
    unreadable = item.is_refused("criteria") or is_missing
    claimed = {claim.criterion.id for claim in seen.claims if claim.criterion}
    claimed |= {
        framework.printed(str(mapping.get("criterion"))) for mapping in item.mappings("criteria")
    }
    for mark in () if unreadable else known_marks(item, framework):
        if mark.criterion not in claimed:
            found = rules.mark_without_tag(item.place_of_mark(mark), mark.criterion)
            yield replace(found, cause=tags.get(mark.criterion))


def _said_of(wrong: list[_WrongMark], seen: OneItem) -> Iterator[Finding]:
    said = {mark.place: tag for tag, its in _marked_as_claimed(wrong, seen).items() for mark in its}
    for mark in wrong:
        found = rules.unknown_criterion(mark.place, mark.criterion, mark.near)
        found = replace(found, edits=tuple(mark.with_(edit.text) for edit in found.edits))
        yield replace(found, cause=said.get(mark.place) or seen.around.doubts.of(mark.criterion))
