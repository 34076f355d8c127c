"""A judge of levels, parts and ranges of its own, by brute force, and nothing of the package.

It works on plain worlds: what a unit asks for, and what items say. It is written from the
specification's words, and is short enough to be read beside them.
"""

from dataclasses import dataclass, field


@dataclass
class Asked:
    """A criterion."""

    code: str
    level: str
    methods: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    needed: int | None = None
    """`None`: all parts."""
    values: tuple[str, ...] = ()
    """Of a range `sorts`."""
    sorts: int = 0
    days: int = 0
    """How many days of items of `day_kinds`."""
    day_kinds: tuple[str, ...] = ()


@dataclass
class Said:
    """An item, and what it says of each criterion."""

    id: str
    kind: str
    day: str
    is_draft: bool
    claims: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    """Code, part or nothing, values of `sorts`."""

    def names(self, code: str) -> bool:
        """Tell whether it claims a criterion."""
        return any(claimed == code for claimed, _, _ in self.claims)


@dataclass
class World:
    """A unit, items, and decisions."""

    levels: tuple[str, ...]
    asked: list[Asked]
    items: list[Said]
    met: dict[str, tuple[str, ...]]
    """What decisions say `met` of, and on which items."""
    methods: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    """Empty: a ladder."""


def parts_shown(one: Asked, items: list[Said]) -> set[str]:
    """Return the parts that items claim; a claim on the whole claims each of them."""
    shown = set()
    for part in one.parts:
        for item in items:
            for code, claimed, _ in item.claims:
                if code == one.code and claimed in ("", part):
                    shown.add(part)
    return shown


def is_shown(one: Asked, items: list[Said]) -> bool:
    """Tell whether items bring all that a criterion asks for."""
    own = [item for item in items if item.names(one.code) and not item.is_draft]
    if not own:
        return False
    if one.parts and len(parts_shown(one, own)) < (one.needed or len(one.parts)):
        return False
    said = {
        v for item in own for code, _, values in item.claims if code == one.code for v in values
    }
    if len([v for v in one.values if v in said]) < one.sorts:
        return False
    days = {item.day for item in own if not one.day_kinds or item.kind in one.day_kinds}
    return len(days) >= one.days


def accepted(one: Asked, world: World) -> bool:
    """Tell whether it is shown, and decided `met` on items that bring all of it alone."""
    on = [item for item in world.items if item.id in world.met.get(one.code, ())]
    sound = bool(on) and all(item.names(one.code) and not item.is_draft for item in on)
    return sound and is_shown(one, world.items) and is_shown(one, on)


def ladder(levels: tuple[str, ...], asked: list[Asked], met: set[str]) -> str | None:
    """Return the highest level with criteria of which, and of all below, all are met."""
    for number in range(len(levels), 0, -1):
        upto = levels[:number]
        own = [it for it in asked if it.level == levels[number - 1]]
        if own and all(it.code in met for it in asked if it.level in upto):
            return levels[number - 1]
    return None


def grade(world: World, met: set[str]) -> str | None:
    """Return the level that what is met comes to."""
    if not world.rows:
        return ladder(world.levels, world.asked, met)
    of_methods = []
    for method in world.methods:
        own = [
            it
            for it in world.asked
            if method in it.methods or not set(it.methods) & set(world.methods)
        ]
        of_methods.append(ladder(world.levels, own, met))
    for row in world.rows:
        if list(row[:-1]) == of_methods:
            return row[-1]
    return None
