"""A migration carried out on the text of a portfolio's files, and held against what it promised."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.carry_over import CarriedPortfolio, carried
from crossfolio.core.check import Checked
from crossfolio.core.edits import applied
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Edit
from crossfolio.core.migration import Migration, faults, printed, source_of
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.page_lines import end_of_list
from crossfolio.loaders.portfolio_file import read_portfolio
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk, Files
from crossfolio.workspace.project import Project

_VERSIONS = regex(r"versions:[ \t]*(?P<rest>.*?)[ \t]*$")


class RefusedMigrationError(Exception):
    """A migration that is not carried out, with all the reasons."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(dict.fromkeys(reasons))


class Migrated(NamedTuple):
    """Files before and after a migration, and what to tell of it."""

    files: Mapping[str, tuple[bytes, bytes]]
    """The old and the new bytes of each file that changes, by its path."""
    carried: CarriedPortfolio


def is_done(migration: Migration, checked: Checked) -> bool:
    """Tell whether a portfolio says that it is written for the new version already."""
    enrolment = checked.portfolio.enrolment
    versions = enrolment.versions if enrolment else {}
    migration = printed(migration, checked.portfolio.framework)
    return all(versions.get(unit) == migration.after for unit in _units(migration, checked))


def migrated(
    migration: Migration, project: Project, today: date, files: Files | None = None
) -> Migrated:
    """Return the files of a portfolio after a migration.

    Args:
        migration: What has become of each criterion.
        project: The project.
        today: The day of the check.
        files: Where the files' bytes come from; by default from the disk.

    Raises:
        RefusedMigrationError: Where a claim would be lost, or a file cannot be changed safely.
    """
    disk = files or Disk(project.root)
    checked = check_project(project, today, files=disk)
    migration = printed(migration, checked.portfolio.framework)
    reasons = [*faults(migration, checked.portfolio), *_unreadable(migration, checked, disk)]
    if checked.portfolio.enrolment is None:
        reasons.append(f"{project.settings.evidence}/portfolio.yml is not there, or is no YAML")
    if reasons:
        raise RefusedMigrationError(reasons)

    def lines(path: str) -> list[str]:
        return _decoded(disk.read(path, FILE_BYTES)).splitlines()

    found = carried(migration, checked.portfolio, lines)
    changed: dict[str, tuple[bytes, bytes]] = {}
    for path in dict.fromkeys((*found.edits, *found.more)):
        old = disk.read(path, FILE_BYTES)
        edits = [*found.edits.get(path, ()), *_additions(path, found, lines(path))]
        changed[path] = (old, applied(old, sorted(edits, key=lambda edit: edit.place[1:3])))
    path = f"{project.settings.evidence}/portfolio.yml"
    old, new = changed.get(path, (disk.read(path, FILE_BYTES),) * 2)
    new = _with_versions(new, path, migration, checked)
    changed[path] = (old, new)
    wrong = [*_lost(migration, checked, changed), *_unsaid(new, path, migration, checked)]
    if wrong:
        raise RefusedMigrationError(wrong)
    return Migrated({k: pair for k, pair in changed.items() if pair[0] != pair[1]}, found)


def _units(migration: Migration, checked: Checked) -> list[str]:
    """Return the units of a migration that are still there."""
    units = (checked.portfolio.framework.unit(unit) for unit in migration.units)
    return list(dict.fromkeys(unit.id for unit in units if unit))


def _unreadable(migration: Migration, checked: Checked, disk: Files) -> Iterator[str]:
    """Say which pages cannot be read and name a criterion that is carried over.

    Among the claims a code without its unit names one as well. NUL bytes are left out, which
    is all that hides a code in UTF-16.
    """
    known = {item.path for item in checked.portfolio.evidence}
    names = [re.escape(step.source) for step in migration.steps]
    codes = [re.escape(step.source.partition(".")[2]) for step in migration.steps]
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(names)})(?![\w-])", re.IGNORECASE)
    short = re.compile(rf"(?<![\w.-])(?:{'|'.join(codes)})(?![\w-])", re.IGNORECASE)
    for path in disk.find(checked.settings.evidence).files:
        if not path.endswith(".md") or path in known:
            continue
        text = _decoded(disk.read(path, FILE_BYTES).replace(b"\0", b""))
        front = text.partition("---")[2].partition("\n---")[0]
        _, _, claims = front.partition("criteria")
        if pattern.search(text) or short.search(claims):
            yield f"{path}: this cannot be read, and names what is carried over"


def _additions(path: str, found: CarriedPortfolio, lines: Sequence[str]) -> Iterator[Edit]:
    """Give the edits that add claims to a page's list."""
    names = found.more.get(path, ())
    where = end_of_list(lines, "criteria", path) if names else None
    if where is None:
        return
    place, form = where
    if form.endswith("\n"):
        yield Edit(place, "".join(form.format(name) for name in names))
    else:
        yield Edit(place, "".join(f", {name}" for name in names))


def _lost(
    migration: Migration, checked: Checked, files: Mapping[str, tuple[bytes, bytes]]
) -> Iterator[str]:
    """Say where a page does not claim afterwards what it has to claim."""
    settings = checked.settings
    for item in checked.portfolio.evidence:
        if item.path not in files:
            continue
        after, _ = read_evidence(
            files[item.path][1], item.path, settings.evidence, settings.dialect
        )
        wanted = [name for claim in item.claims for name in _after(claim.tag, migration)]
        marked = [name for mark in item.marks for name in _become(mark.criterion, migration)]
        if after is None or not _says(after, wanted, marked):
            yield f"{item.place}: {item.id} is written so that it has to be changed by hand"


def _after(tag: str, migration: Migration) -> tuple[str, ...]:
    """Return what has to stand in place of a tag, in upper case."""
    name = source_of(tag, migration)
    step = migration.step(name)
    is_kept = step is None or step.is_still or not step.targets
    return (tag.upper(),) if is_kept else _become(name, migration)


def _become(name: str, migration: Migration) -> tuple[str, ...]:
    """Return what a full ID becomes, in upper case."""
    step = migration.step(name)
    return tuple(target.upper() for target in (step.targets if step else ()) or (name,))


def _says(after: Evidence, claims: Sequence[str], marks: Sequence[str]) -> bool:
    """Tell whether a page claims and marks what it has to, whatever the order of new claims."""
    told = sorted(claim.tag.upper() for claim in after.claims)
    shown = [mark.criterion.upper() for mark in after.marks]
    return (sorted(set(claims)), sorted(marks)) == (sorted(set(told)), sorted(shown))


def _with_versions(data: bytes, path: str, migration: Migration, checked: Checked) -> bytes:
    """Return `portfolio.yml` with the version that it is written for now."""
    for unit in _units(migration, checked):
        lines = _decoded(data).splitlines()
        data = applied(data, [_version_edit(lines, path, unit, migration.after)])
    return data


def _version_edit(lines: Sequence[str], path: str, unit: str, version: str) -> Edit:
    entry = f'{unit}: "{version}"'
    for number, line in enumerate(lines):
        head = _VERSIONS.match(line)
        if not head:
            continue
        if head["rest"].startswith("{"):
            return _in_braces(line, number, path, unit, version)
        for below in range(number + 1, len(lines)):
            if not lines[below].startswith((" ", "\t")):
                break
            if re.match(rf"\s+['\"]?{re.escape(unit)}['\"]?\s*:", lines[below], re.IGNORECASE):
                start = len(lines[below]) - len(lines[below].lstrip())
                place = Place(path, below + 1, start + 1, below + 1, len(lines[below]) + 1)
                return Edit(place, entry)
        return Edit(Place(path, number + 2, 1, number + 2, 1), f"  {entry}\n")
    last, end = len(lines), len(lines[-1]) if lines else 0
    return Edit(
        Place(path, max(last, 1), end + 1, max(last, 1), end + 1), f"\nversions: {{{entry}}}"
    )


def _in_braces(line: str, number: int, path: str, unit: str, version: str) -> Edit:
    found = re.search(
        rf"{re.escape(unit)}\s*:\s*(\"[^\"]*\"|'[^']*'|[^,}}\s]+)", line, re.IGNORECASE
    )
    if found:
        return Edit(
            Place(path, number + 1, found.start(1) + 1, number + 1, found.end(1) + 1),
            f'"{version}"',
        )
    at = line.index("{") + 2
    comma = "" if re.search(r"\{\s*\}", line) else ", "
    return Edit(Place(path, number + 1, at, number + 1, at), f'{unit}: "{version}"{comma}')


def _unsaid(data: bytes, path: str, migration: Migration, checked: Checked) -> Iterator[str]:
    """Say that the versions could not be written where they cannot be read afterwards."""
    after, _ = read_portfolio(data, path)
    versions = {k.upper(): version for k, version in after.versions.items()} if after else {}
    if any(versions.get(unit.upper()) != migration.after for unit in _units(migration, checked)):
        yield f"{path} is written so that `versions` has to be added by hand"


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def read_file(path: Path) -> bytes:
    """Return the bytes of a migration's file, as many as such a file may have.

    Raises:
        OSError: Where it cannot be opened.
    """
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)
