"""What tests share: a small portfolio to start from, and the shapes of the fixtures."""

import ast
import itertools
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import crossfolio
from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Finding

_T = TypeVar("_T")
TODAY = date(2026, 7, 1)
"""The day of every check in this suite."""

Files = Mapping[str, str | bytes | None]
"""Contents by path; `None` leaves a default file out."""

UNIT = """\
unit: BUD
title: Buddy a colleague
source: {kind: draft}
outcomes:
  - {id: LO1, text: Plan}
criteria:
  - {id: AC1, title: A plan, text: Make a plan., outcomes: [LO1]}
"""

PAGE = """\
---
id: E01
title: A plan
kind: product
date: 2026-04-14
criteria: [BUD.AC1]
---
# A plan [BUD.AC1]
"""

DEFAULTS: Files = {"criteria/bud.yml": UNIT, "evidence/e01.md": PAGE}


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:  # noqa: ANN401 - any JSON
        """Standard output as JSON."""
        return json.loads(self.out)


Build = Callable[..., Path]
Check = Callable[..., Checked]
Run = Callable[..., Ran]
Golden = Callable[[Path, str], None]


def write(root: Path, files: Files) -> Path:
    """Write files below a folder."""
    for name, content in files.items():
        if content is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
    return root


def without_documentation(root: Path) -> Path:
    """Take the documentation out of a copy of the worked portfolio: most of its pages."""
    shutil.rmtree(root / "docs", ignore_errors=True)
    (root / "docs").mkdir()
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("extra_css: [assets/docs.css]\n", "")
    settings.write_text(text.partition("\nnot_in_nav:")[0] + "\n", encoding="utf-8")
    return root


def page(**fields: object) -> str:
    """Return a page of evidence; a field of `None` is left out, `body` is the body."""
    body = fields.pop("body", "")
    known: dict[str, object] = {
        "id": "E01",
        "title": "A plan",
        "kind": "product",
        "date": "2026-04-14",
        "criteria": "[BUD.AC1]",
    }
    shown = {k: v for k, v in (known | fields).items() if v is not None}
    lines = "".join(f"{k.replace('x_', 'x-')}: {v}\n" for k, v in shown.items())
    return f"---\n{lines}---\n{body}"


def unit(*criteria: str, code: str = "BUD", extra: str = "") -> str:
    """Return a unit file with these criteria, each an ID or an ID and more YAML after it."""
    rows = ""
    for criterion in criteria:
        id, _, more = criterion.partition(" ")
        rest = f", {more}" if more else ""
        rows += f'  - {{id: "{id}", title: Title {id}, text: Do it.{rest}}}\n'
    head = f"unit: {code}\ntitle: Unit {code}\nsource: {{kind: draft}}\n{extra}"
    return f"{head}criteria:\n{rows}"


def shown(found: Iterable[Diagnostic], *families: str) -> list[str]:
    """Return findings as `path:line:column CODE`, of some families or of all."""
    return [
        f"{d.finding.place} {d.rule.code}"
        for d in found
        if not families or d.rule.code.startswith(families)
    ]


def codes(checked: Checked, *families: str) -> list[str]:
    """Return the codes of the findings, of some families or of all."""
    found = [d.rule.code for d in checked.diagnostics]
    return [code for code in found if not families or code.startswith(families)]


def whole(it: Diagnostic) -> str:
    """Return all that a finding says: message, related places, help, edits, and its unit."""
    finding = it.finding
    lines = [str(it), *(f"note: {its.place}: {its.message}" for its in finding.related)]
    lines += [f"help: {finding.help}"] if finding.help else []
    lines += [f"edit: {its.place}: {its.text}" for its in finding.edits]
    lines += [f"unit: {finding.unit}"] if finding.unit else []
    return "\n".join(lines)


def lost(finding: Finding) -> str:
    """Return what a finding says that it makes others miss."""
    loss = finding.loss
    if not loss:
        return ""
    flags = [name for name, value in loss._asdict().items() if value is True]
    return f"loss: {' '.join((loss.role, *flags))}: {', '.join(loss.names)}".rstrip()


def only(checked: Checked, code: str) -> Diagnostic:
    """Return the one finding with this code."""
    (found,) = [d for d in checked.diagnostics if d.rule.code == code]
    return found


def state(checked: Checked, criterion: str) -> str:
    """Return the state of a criterion as a word."""
    return checked.coverage.criteria[criterion].state.value


def tree(root: Path) -> dict[str, str]:
    """Return a digest of every file, link and folder below a folder."""
    return {
        path.relative_to(root).as_posix(): str(path.readlink())
        if path.is_symlink()
        else sha256(path.read_bytes() if path.is_file() else b"").hexdigest()
        for path in root.rglob("*")
    }


def broken(data: bytes) -> Iterator[bytes]:
    """Give what may have become of a kept file: a bit of seal or content turned, and worse."""
    for at in (0, 9, 16, len(data) // 2, len(data) - 1):
        yield data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
    yield b""
    yield data[:5]
    yield data[:16]
    yield data[:-1]
    yield data[: len(data) // 2]
    yield data[16:]
    yield data + data
    yield b"\0" * len(data)
    yield b"not\nours"


def counted(work: Callable[[], _T]) -> tuple[_T, int]:
    """Do some work, and count the calls of functions that it takes: how much, and no clock."""
    calls = itertools.count()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _what: event.endswith("call") and next(calls))
    try:
        done = work()
    finally:
        sys.setprofile(before)
    return done, next(calls)


@cache
def modules_of_package() -> Mapping[str, ast.Module]:
    """Return each module of the package, taken apart, by its path: once, and only when asked."""
    package = Path(crossfolio.__file__).parent
    return {
        path.relative_to(package).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(package.rglob("*.py"))
    }
