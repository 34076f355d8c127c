"""A synthetic portfolio of any size, always the same for the same numbers."""

import random
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
    seed: int = 1


def write(root: Path, size: Size) -> None:
    """Write a portfolio whose every criterion is covered, once there are items enough."""
    dice = random.Random(size.seed)
    names = [f"U{unit:03}.AC{n}" for unit in range(size.criteria // 10) for n in range(1, 11)]
    (root / "docs").mkdir(parents=True)
    (root / "criteria").mkdir()
    for unit in range(size.criteria // 10):
        (root / f"criteria/u{unit:03}.yml").write_text(_unit(unit), encoding="utf-8")
    for number in range(size.items):
        folder = root / f"evidence/{number // 50:04}"
        folder.mkdir(parents=True, exist_ok=True)
        first = number * size.claims
        claimed = [names[(first + n) % len(names)] for n in range(size.claims)]
        page = _page(number, claimed, size.words, dice)
        (folder / f"e{number:06}.md").write_text(page, encoding="utf-8")
    (root / "mkdocs.yml").write_text(site(["search", "crossfolio"]), encoding="utf-8")


def site(plugins: list[str], extra: str = "") -> str:
    """Return a mkdocs.yml with these plugins."""
    theme = "theme: {name: material, font: false}"
    return f"site_name: Bench\n{theme}\nplugins: [{', '.join(plugins)}]\n{extra}"


def _unit(unit: int) -> str:
    criteria = "".join(
        f"  - id: AC{n}\n    title: Criterion {n} of unit {unit}\n"
        f"    text: Show that criterion {n} of unit {unit} is part of your work.\n"
        f"    outcomes: [LO{1 + n % 3}]\n"
        for n in range(1, 11)
    )
    outcomes = "".join(f"  - {{id: LO{n}, text: Outcome {n}}}\n" for n in range(1, 4))
    head = f"unit: U{unit:03}\ntitle: Unit {unit}\nsource: {{kind: draft}}\n"
    return f"{head}outcomes:\n{outcomes}criteria:\n{criteria}"


def _page(number: int, claimed: list[str], words: int, dice: random.Random) -> str:
    day = date(2026, 1, 5) + timedelta(days=number % 180)
    tags = "".join(f"  - {name}\n" for name in claimed)
    parts = [
        f"## Part {n}\n\n{_prose(words // len(claimed), dice)} [{name}]\n"
        for n, name in enumerate(claimed, start=1)
    ]
    head = f"id: E{number:06}\ntitle: Item {number}\nkind: {KINDS[number % len(KINDS)]}\n"
    body = "\n".join(parts)
    return f"---\n{head}date: {day}\ncriteria:\n{tags}---\n\n# Item {number}\n\n{body}"


def _prose(words: int, dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(words)).capitalize() + "."
