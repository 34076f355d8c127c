"""A synthetic portfolio with all that pages hold: lists, tables, pictures, links, attachments."""

import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from bench.portfolio import Item, Size, items, unit_file

PEOPLE = """\
people:
  L001: {roles: [learner], display_name: Learner L001}
  A1: {roles: [assessor], display_name: Assessor A1}
  A2: {roles: [assessor], display_name: Assessor A2}
  Q1: {roles: [internal-quality-assurer], display_name: Quality assurer Q1}
  W1: {roles: [witness, colleague], display_name: Colleague W1}
"""
SIDE = 64
"""Dots along the side of a picture."""


def write_rich(root: Path, size: Size) -> None:
    """Write a portfolio of which no two pages are alike, always the same for the same numbers."""
    for name in ("docs", "criteria", "assessment"):
        (root / name).mkdir(parents=True)
    for unit in range(size.criteria // 10):
        (root / f"criteria/u{unit:03}.yml").write_text(unit_file(unit), encoding="utf-8")
    (root / "assessment/people.yml").write_text(PEOPLE, encoding="utf-8")
    dice = random.Random(size.seed)
    before: Item | None = None
    for item in items(size):
        folder = root / "evidence" / item.folder
        folder.mkdir(parents=True, exist_ok=True)
        names = [*_attached(folder, item, dice)]
        text = f"---\n{_front(item, names)}---\n\n{_body(item, names, before)}"
        (folder / f"{item.id.lower()}.md").write_text(text, encoding="utf-8")
        before = item
    units = "".join(f"  U{unit:03}: submitted\n" for unit in range(size.criteria // 10))
    enrolment = f"learner: L001\nunits:\n{units}"
    (root / "evidence/portfolio.yml").write_text(enrolment, encoding="utf-8")


def _attached(folder: Path, item: Item, dice: random.Random) -> Iterator[str]:
    """Write the files of an item, if it has any, and give their names."""
    name = item.id.lower()
    if item.number % 3 == 0:
        rows = "".join(f"2026-01-{day:02},{dice.randrange(50, 100)}\n" for day in range(1, 29))
        (folder / f"{name}.csv").write_text(f"day,score\n{rows}", encoding="utf-8")
        yield f"{name}.csv"
    if item.number % 4 == 0:
        (folder / f"{name}.png").write_bytes(_picture(dice))
        yield f"{name}.png"


def _picture(dice: random.Random) -> bytes:
    """Return a picture in grey that cannot be packed, of some 4 kB."""
    rows = b"".join(b"\0" + dice.randbytes(SIDE) for _ in range(SIDE))
    head = struct.pack(">2I5B", SIDE, SIDE, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _front(item: Item, names: list[str]) -> str:
    first, *others = [name for name, _ in item.shown]
    tags = f"  - {{criterion: {first}, note: 'Here it is shown first, and in full'}}\n"
    tags += "".join(f"  - {name}\n" for name in others)
    listed = "".join(f"  - {name}\n" for name in names)
    files = f"attachments:\n{listed}" if names else ""
    more = (
        "audience: withheld\nlocation: {where: With the centre}\n" if item.number % 50 == 7 else ""
    )
    more += "status: draft\n" if item.number % 40 == 3 else ""
    return (
        f'id: {item.id}\ntitle: "Item {item.number}: what was done, and why"\nkind: {item.kind}\n'
        f"date: {{from: {item.day}, to: {item.day}}}\ncriteria:\n{tags}author: L001\n"
        f"phase: review\ncontext: {{real_work: true, channel: telephone}}\n{files}"
        "standards:\n  - CQ2 Ask before you answer\n  - CQ4 Say what happens next, with a date\n"
        "metrics:\n  - name: Call score\n    kind: quality\n    unit: '%'\n    before: 62\n"
        f"    before_date: 2026-01-04\n    after: {70 + item.number % 30}\n"
        f"    after_date: {item.day}\n    better: higher\n    source: The quality team\n"
        "consent:\n  - {person: W1, covers: Their part in it, basis: Written agreement, "
        "date: 2026-01-09, expires: 2027-12-31}\n"
        f"declaration: {{by: L001, date: {item.day}}}\nai_use: none\n{more}"
    )


def _body(item: Item, names: list[str], before: Item | None) -> str:
    parts = [f"# Item {item.number}\n"]
    for n, (name, prose) in enumerate(item.shown):
        parts.append(f"## Part {n + 1} of it [{name}]\n\n{_piece(n, prose)}")
    for name in names:
        kind = "!" if name.endswith(".png") else ""
        parts.append(f"{kind}[The file {name}, in short: what it shows]({name})\n")
    if before:
        to = f"../{before.folder}/{before.id.lower()}.md"
        parts.append(f"It rests on [what came before]({to}), and on <https://example.org/> too.\n")
    return "\n".join(parts)


def _piece(n: int, prose: str) -> str:
    """Return a paragraph's words as a list, a table, a quotation or paragraphs."""
    words = prose.split()
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    if n % 4 == 0:
        return "".join(f"- **Point {k}:** {line}\n" for k, line in enumerate(lines, start=1))
    if n % 4 == 1:
        rows = "".join(f"| {k} | {line} | {k}.{k} |\n" for k, line in enumerate(lines, start=1))
        return f"| No | What | Score |\n|---|---|---|\n{rows}"
    if n % 4 == 2:
        return "".join(f"> {line}\n" for line in lines) + "\nSo I did *as she said*, with `care`.\n"
    return "\n\n".join(f'{line}, "and so on".' for line in lines) + "\n"
