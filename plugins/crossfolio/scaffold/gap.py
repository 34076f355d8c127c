"""The item that would close a gap: which kind, which fields, and the next free ID."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossfolio.core.breadth import part_tag, reaches
from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.framework import Criterion, Need
from crossfolio.core.kinds import BUILT_IN, PLAIN
from crossfolio.core.regex import regex
from crossfolio.scaffold.item import SOME_DAY, TITLE, NewItem, front_matter, quoted

_NUMBERED = regex(r"([A-Za-z][A-Za-z0-9-]*?)([0-9]+)", re.ASCII)


def new_item(cover: Cover, free: str, checked: Checked) -> str:
    """Return the front matter of an item that would close a gap, ready to be filled in."""
    return front_matter(item_for((cover,), free, checked))


def item_for(
    covers: Sequence[Cover], free: str, checked: Checked, *, kind: str = "", day: str = SOME_DAY
) -> NewItem:
    """Return the item that would close these gaps, with the fields that they ask for.

    Args:
        covers: The criteria; the first decides on the kind, where none is given.
        free: The ID of the new item.
        checked: The portfolio.
        kind: How the evidence is made.
        day: The day of the work.
    """
    first = covers[0] if covers else None
    unit = checked.portfolio.framework.units[first.criterion.unit] if first else None
    return NewItem(
        free,
        kind or (kind_for(first, checked) if first else PLAIN),
        tuple(cover.criterion.id for cover in covers),
        TITLE,
        day,
        people=_people(checked),
        needs=tuple(dict.fromkeys(need for cover in covers for need in _lacking(cover))),
        phases=unit.phases if unit else (),
        claims=tuple(line for cover in covers for line in _claims(cover, checked)),
        parts=unit.guidance.accounts.parts if unit else (),
    )


def kind_for(cover: Cover, checked: Checked) -> str:
    """Suggest a kind: one that is missing, else one that fits, else a product of work."""
    requires, have = cover.criterion.requires, {item.kind for item in cover.items}
    known = checked.portfolio.kinds
    wanted = [kind for kind in requires.all_kinds if kind not in have]
    if requires.min_kinds > max(1, len(have)):
        wanted += [kind for kind in requires.any_kind or known if kind not in have]
    extent = checked.claims.extent_on(cover.criterion)
    reached = reaches(cover.criterion, cover.items, extent)
    wanted += [kind for reach in reached if reach.lacks and reach.of for kind in reach.of.any_kind]
    wanted += [*requires.any_kind, PLAIN, *known]
    return next((kind for kind in wanted if _allowed(kind, cover.criterion, checked)), wanted[0])


def free_id(checked: Checked, taken: Iterable[str] = ()) -> str:
    """Return the number after the highest: `E26` after `E25`, `LOG-004` after `LOG-003`.

    The letters before it are those that most items have.

    Args:
        checked: The portfolio.
        taken: Further IDs that may not be used, such as those of files that cannot be read.
    """
    ids = [item.id for item in checked.portfolio.evidence]
    numbered = [found for id in ids if (found := _NUMBERED.fullmatch(id))]
    letters = Counter(found[1] for found in numbered)
    usual = letters.most_common(1)[0][0] if letters else "E"
    own = [found[2] for found in numbered if found[1] == usual]
    width = max((len(digits) for digits in own), default=2)
    number = max(map(int, own), default=0) + 1
    used = {id.upper() for id in (*ids, *taken)}
    while f"{usual}{number:0{width}d}".upper() in used:
        number += 1
    return f"{usual}{number:0{width}d}"


def _claims(cover: Cover, checked: Checked) -> Iterator[str]:
    """Give the claims on a criterion as YAML: the parts and the values that are still open."""
    criterion = cover.criterion
    extent = checked.claims.extent_on(criterion)
    open_ = [reach for reach in reaches(criterion, cover.items, extent) if reach.lacks]
    tags = [part_tag(criterion, part) for reach in open_ if reach.of is None for part in reach.open]
    ranges = [
        f"{reach.name}: [{', '.join(map(quoted, reach.open))}]"
        for reach in open_
        if reach.of and reach.open
    ]
    for number, tag in enumerate(tags or [criterion.id]):
        if ranges and not number:
            yield f"- criterion: {tag}"
            yield f"  range: {{{', '.join(ranges)}}}  # keep the values that this shows"
        else:
            yield f"- {tag}"


def _lacking(cover: Cover) -> tuple[Need, ...]:
    brought = {need for item in cover.items for need in item.brings}
    return tuple(need for need in cover.criterion.requires.needs if need not in brought)


def _allowed(kind: str, criterion: Criterion, checked: Checked) -> bool:
    return not any(
        criterion.unit in qualification.units and qualification.forbids(kind)
        for qualification in checked.portfolio.qualifications
    )


def _people(checked: Checked) -> dict[str, str]:
    """Return the ID of the person in each role that only one has.

    Where people are not shown, there is none in what may be seen.
    """
    people, enrolment = checked.portfolio.people or {}, checked.portfolio.enrolment
    found = {"learner": enrolment.learner} if enrolment and enrolment.learner else {}
    for role in {kind.role for kind in BUILT_IN if kind.role}:
        fitting = [person.id for person in people.values() if role in person.roles]
        if len(fitting) == 1:
            found[role] = fitting[0]
    return found
