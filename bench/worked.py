"""The worked portfolio, cloned until there are items enough: pages as people write them."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

ROOT = Path(__file__).parents[1]
SAME_UNITS = 10
"""Clones that share their units: 250 items for 26 criteria, four to five times as many as here."""
_UNITS = "|".join(sorted((path.stem.upper() for path in ROOT.glob("criteria/*.yml")), reverse=True))
_UNIT = re.compile(rf"\b(?:{_UNITS})\b")
_ITEM = re.compile(r"\bE(\d\d)\b")
_SMALL = re.compile(r"(?<= )(?:the|a|and|to|I|was|of|in|it|for|on|that|with|is|we|my)(?= )")
_TEXTS = frozenset((".md", ".yml"))


def write_worked(root: Path, items: int) -> None:
    """Write the worked portfolio, and clones of it with IDs and units of their own."""
    pages = len([*(ROOT / "evidence").rglob("*.md")])
    (root / "docs").mkdir(parents=True)
    copied = 0
    for clone in range(-(-items // pages)):
        group = clone // SAME_UNITS
        if clone % SAME_UNITS == 0:
            _copy(root, clone, group, ROOT.glob("criteria/*.yml"))
        evidence = sorted(
            path for path in (ROOT / "evidence").rglob("*.*") if path.name != "portfolio.yml"
        )
        wanted = {item for item in evidence if item.suffix == ".md"}
        if copied + len(wanted) > items:
            wanted = set(sorted(wanted)[: items - copied])
        copied += len(wanted)
        _copy(
            root,
            clone,
            group,
            (item for item in evidence if item.suffix != ".md" or item in wanted),
        )
    copyfile(ROOT / "assessment/people.yml", _made(root / "assessment/people.yml"))
    taken = "".join(
        f"  {path.stem.upper()}: submitted\n"
        for path in sorted((root / "criteria").glob("*"))
        if not path.stem.startswith("icq")
    )
    _made(root / "evidence/portfolio.yml").write_text(f"learner: L001\nunits:\n{taken}", "utf-8")


def _copy(root: Path, clone: int, group: int, files: Iterator[Path]) -> None:
    for file in files:
        name = file.relative_to(ROOT)
        if name.parts[0] == "criteria":
            name = name.with_name(f"{file.stem}{_suffix(group).lower()}.yml")
        else:
            name = Path("evidence", f"{clone:04}", *name.parts[1:])
        if file.suffix in _TEXTS:
            text = file.read_text("utf-8")
            _made(root / name).write_text(_renamed(text, name, clone, group), "utf-8")
        else:
            copyfile(file, _made(root / name))


def _renamed(text: str, name: Path, clone: int, group: int) -> str:
    text = _UNIT.sub(lambda found: found[0] + _suffix(group), text)
    if not clone or name.parts[0] == "criteria":  # Longer titles would not be valid.
        return text
    # Else clones would share sentences, which pages of one learner hardly do.
    lines = (
        line if line.startswith("#") else _SMALL.sub(rf"\g<0> {clone}th", line)
        for line in text.splitlines(keepends=True)
    )
    text = "".join(lines)
    return _ITEM.sub(lambda found: f"E{clone:03}{found[1]}", text)


def _suffix(group: int) -> str:
    return str(group + 1) if group else ""


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
