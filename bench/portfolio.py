"""A synthetic portfolio of any size, always the same for the same numbers."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

KINDS = ("product", "reflective-account", "case-study", "recognised-prior-learning")
WORDS = tuple(
    word
    for line in (
        "the call customer asked about her account and I read the note before I answered so",
        "that nothing was said twice then we agreed what would happen next and when she would hear",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a portfolio is."""

    items: int = 1000
    criteria: int = 200
    claims: int = 4
    """In each item."""
    words: int = 300
    """In each body."""
    attachments: int = 0
    """Of each item."""
    decisions: int = 0
    """How many; 0 for one to every five items, and none on plain pages."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence: a title, and a paragraph for each criterion that it claims."""

    number: int
    kind: str
    day: date
    shown: tuple[tuple[str, str], ...]
    """Criterion and paragraph."""

    @property
    def id(self) -> str:
        """Its ID, which all formats share."""
        return f"E{self.number:06}"

    @property
    def folder(self) -> str:
        """Fifty items lie in a folder."""
        return f"{self.number // 50:04}"


def criteria(size: Size) -> list[tuple[int, int]]:
    """Return unit and number of every criterion."""
    return [(unit, number) for unit in range(size.criteria // 10) for number in range(1, 11)]


def items(size: Size) -> Iterator[Item]:
    """Give every item; each criterion is claimed once there are items enough."""
    dice = random.Random(size.seed)
    names = [f"U{unit:03}.AC{number}" for unit, number in criteria(size)]
    for number in range(size.items):
        first = number * size.claims
        claimed = [names[(first + n) % len(names)] for n in range(size.claims)]
        shown = tuple((name, _prose(size.words // size.claims, dice)) for name in claimed)
        day = date(2026, 1, 5) + timedelta(days=number % 180)
        yield Item(number, KINDS[number % len(KINDS)], day, shown)


def write(root: Path, size: Size) -> None:
    """Write a portfolio for Crossfolio, without its settings."""
    (root / "docs").mkdir(parents=True)
    (root / "criteria").mkdir()
    for unit in range(size.criteria // 10):
        (root / f"criteria/u{unit:03}.yml").write_text(unit_file(unit), encoding="utf-8")
    for item in items(size):
        folder = root / "evidence" / item.folder
        folder.mkdir(parents=True, exist_ok=True)
        names = [f"{item.id.lower()}-{n}.csv" for n in range(size.attachments)]
        for name in names:
            (folder / name).write_text("day,score\n2026-01-05,7\n", encoding="utf-8")
        (folder / f"{item.id.lower()}.md").write_text(page(item, names), encoding="utf-8")


def page(item: Item, attachments: list[str]) -> str:
    """Return an item's page."""
    tags = "".join(f"  - {name}\n" for name, _ in item.shown)
    files = "".join(f"  - {name}\n" for name in attachments)
    listed = f"attachments:\n{files}" if files else ""
    parts = (
        f"## Part {n}\n\n{prose} [{name}]\n" for n, (name, prose) in enumerate(item.shown, start=1)
    )
    head = f"id: {item.id}\ntitle: Item {item.number}\nkind: {item.kind}\n"
    body = "\n".join(parts)
    fields = f"{head}date: {item.day}\ncriteria:\n{tags}{listed}"
    return f"---\n{fields}---\n\n# Item {item.number}\n\n{body}"


def unit_file(unit: int) -> str:
    """Return the file of a unit of ten criteria."""
    rows = "".join(
        f"  - id: AC{n}\n    title: Criterion {n} of unit {unit}\n"
        f"    text: Show that criterion {n} of unit {unit} is part of your work.\n"
        f"    outcomes: [LO{1 + n % 3}]\n"
        for n in range(1, 11)
    )
    outcomes = "".join(f"  - {{id: LO{n}, text: Outcome {n}}}\n" for n in range(1, 4))
    head = f"unit: U{unit:03}\ntitle: Unit {unit}\nsource: {{kind: draft}}\n"
    return f"{head}outcomes:\n{outcomes}criteria:\n{rows}"


def _prose(words: int, dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."
