"""A portfolio carried over by a migration: the edits, and what a person has to look at."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from crossfolio.core.evidence import Claim, Evidence
from crossfolio.core.findings import Edit
from crossfolio.core.migration import (
    KIND_WORDS,
    Migration,
    MigrationKind,
    MigrationStep,
    source_of,
)
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.hashes import wording_hash
from crossfolio.core.record.values import Judgement
from crossfolio.core.texts import Text

LinesOf = Callable[[str], Sequence[str]]
"""Gives the lines of a file by its path."""


class MovedClaim(NamedTuple):
    """A claim of an item that is carried over."""

    item: str
    source: str
    targets: tuple[str, ...]


class Fate(StrEnum):
    """What becomes of a decision on a criterion."""

    STAYS = "stays"
    STALE = "goes stale"
    ENDS = "ends"


class MigratedJudgement(NamedTuple):
    """What becomes of one judgement."""

    decision: str
    criterion: str
    fate: Fate


class CarriedPortfolio(NamedTuple):
    """A portfolio carried over: the edits, and what to tell of them."""

    edits: Mapping[str, tuple[Edit, ...]]
    """By path, in the order of the text."""
    more: Mapping[str, tuple[str, ...]]
    """The claims that a page has to list besides, by path: a criterion was split."""
    moved: tuple[MovedClaim, ...]
    to_look_at: tuple[Text, ...]
    """What a person has to look at, each in a phrase."""
    judged: tuple[MigratedJudgement, ...]


def carried(migration: Migration, portfolio: Portfolio, lines: LinesOf) -> CarriedPortfolio:
    """Return a portfolio carried over by a migration without faults.

    Args:
        migration: What has become of each criterion.
        portfolio: As it is.
        lines: Gives the lines of a file.
    """
    edits: dict[str, list[Edit]] = {}
    more: dict[str, list[str]] = {}
    moved: list[MovedClaim] = []
    look: list[Text] = []
    for item in portfolio.evidence:
        for claim in item.claims:
            step = migration.step(source_of(claim.tag, migration))
            if step is None or step.is_still:
                continue
            if not step.targets:
                look.append(
                    Text(
                        "{item} claims `{criterion}`, which is withdrawn; it stays",
                        item=item.id,
                        criterion=step.source,
                    )
                )
                continue
            edits.setdefault(item.path, []).append(_tag_edit(claim, step, lines(item.path)))
            more.setdefault(item.path, []).extend(step.targets[1:])
            moved.append(MovedClaim(item.id, step.source, step.targets))
        look += _doubtful(item, migration)
        edits.setdefault(item.path, []).extend(_marks(item, migration, lines(item.path)))
    for path, found in _waivers(migration, portfolio, look):
        edits.setdefault(path, []).append(found)
    return CarriedPortfolio(
        {path: _in_order(some) for path, some in edits.items() if some},
        {path: tuple(dict.fromkeys(names)) for path, names in more.items() if names},
        tuple(moved),
        tuple(dict.fromkeys(look)),
        tuple(_judged(migration, portfolio)),
    )


def _in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted(dict.fromkeys(edits), key=lambda edit: edit.place[1:3]))


def _tag_edit(claim: Claim, step: MigrationStep, lines: Sequence[str]) -> Edit:
    """Return the edit that writes the first new ID over a tag, inside its quotation marks."""
    return Edit(_named(claim.place, claim.tag, lines), step.targets[0])


def _named(place: Place, name: str, lines: Sequence[str]) -> Place:
    """Return where a name stands from a place on: on its line, or on the next."""
    pattern = re.compile(re.escape(name), re.IGNORECASE)
    for number in (place.line, place.line + 1):
        if number <= len(lines):
            start = place.column - 1 if number == place.line else 0
            found = pattern.search(lines[number - 1], start)
            if found:
                first, last = found.span()
                return Place(place.path, number, first + 1, number, last + 1)
    return place


def _marks(item: Evidence, migration: Migration, lines: Sequence[str]) -> Iterator[Edit]:
    for mark in item.marks:
        step = migration.step(mark.criterion)
        if step and step.targets and not step.is_still:
            place = _named(item.place_of_mark(mark), mark.criterion, lines)
            yield Edit(place, ", ".join(step.targets))


def _doubtful(item: Evidence, migration: Migration) -> Iterator[Text]:
    """Say which of an item's new claims a person has to look at."""
    now: list[str] = []
    for claim in item.claims:
        name = source_of(claim.tag, migration)
        step = migration.step(name)
        if step and step.how is MigrationKind.SPLIT and len(step.targets) > 1:
            yield Text(
                "{item} claims `{criteria:`, `}` in place of `{criterion}`: does it show each of "
                "them?",
                item=item.id,
                criteria=step.targets,
                criterion=name,
            )
        elif step and step.how is MigrationKind.REWORDED:
            yield Text(
                "{item} claims `{criterion}`, which is reworded: does it still show it?",
                item=item.id,
                criterion=name,
            )
        now += step.targets if step and step.targets else [name]
    doubled = dict.fromkeys(tag for tag in now if tag and now.count(tag) > 1)
    for name in doubled:
        yield Text(
            "{item} claims `{criterion}` more than once; join the notes, and keep one",
            item=item.id,
            criterion=name,
        )


def _waivers(
    migration: Migration, portfolio: Portfolio, look: list[Text]
) -> Iterator[tuple[str, Edit]]:
    enrolment = portfolio.enrolment
    for waiver in enrolment.waivers if enrolment else ():
        step = migration.step(waiver.criterion)
        if step is None or step.is_still:
            continue
        if len(step.targets) == 1:
            yield waiver.place.path, Edit(waiver.place, step.targets[0])
        else:
            look.append(
                Text(
                    "the waiver of `{criterion}` stays; it is {how}",
                    criterion=step.source,
                    how=KIND_WORDS[step.how],
                )
            )


def _judged(migration: Migration, portfolio: Portfolio) -> Iterator[MigratedJudgement]:
    for decision in portfolio.decisions:
        for judgement in decision.judgements:
            if migration.is_about(judgement.criterion):
                fate = _fate(judgement, migration, portfolio)
                yield MigratedJudgement(decision.id, judgement.criterion, fate)


def _fate(judgement: Judgement, migration: Migration, portfolio: Portfolio) -> Fate:
    """Return what becomes of a judgement, on a criterion as the unit file has it now."""
    name = judgement.criterion
    step, criterion = migration.step(name), portfolio.framework.criteria.get(name)
    if (step and name not in step.targets) or criterion is None or criterion.withdrawn:
        return Fate.ENDS
    if step and step.how is not MigrationKind.SAME and step.how is not MigrationKind.RENAMED:
        known = (wording_hash(criterion.written), *criterion.editorial)
        return Fate.STAYS if judgement.wording in known else Fate.STALE
    return Fate.STAYS
