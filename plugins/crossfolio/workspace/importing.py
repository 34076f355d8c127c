"""A file of another system as new unit files of a project."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from crossfolio.exchange.build import build
from crossfolio.exchange.model import Note, Read, RefusedFileError, UnitDraft
from crossfolio.exchange.unit_yaml import unit_yaml
from crossfolio.scaffold.criteria import criteria_name
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.new_files import refused
from crossfolio.workspace.project import Project

_DOCUMENT = 200
"""Characters of a source's document."""


class UnfitTargetError(Exception):
    """A new file that may not be where it is asked for, or a unit that is there already."""


class Imported(NamedTuple):
    """Unit files, ready to be written."""

    texts: dict[str, str]
    """By path in the project."""
    drafts: tuple[UnitDraft, ...]
    notes: tuple[Note, ...]


def imported(
    project: Project, read: Read, code: str, into: Path | None, name: str, data: bytes
) -> Imported:
    """Return the unit files that a file gives.

    Args:
        project: Where they are to be.
        read: What the file holds.
        code: The unit's code; empty where the file has it.
        into: The path that is asked for.
        name: The name of the file, for the units' `source`.
        data: Its bytes.

    Raises:
        RefusedFileError: Where the file gives no unit that the check would read without an error.
        UnfitTargetError: Where a unit is defined already, or the path is not one of criteria.
    """
    drafts, notes = build(read, code)
    paths = _paths(project, drafts, into)
    defined = check_project(project, date.today()).portfolio.framework.units  # noqa: DTZ011
    for draft in drafts:
        known = next(
            (unit for unit in defined.values() if unit.id.upper() == draft.code.upper()), None
        )
        if known:
            raise UnfitTargetError(f"{draft.code} is defined already, in {known.place.path}")
    digest = sha256(data).hexdigest()
    texts = {
        path: unit_yaml(draft, name[:_DOCUMENT], digest)
        for path, draft in zip(paths, drafts, strict=True)
    }
    for found in refused(texts, project.settings):
        why = f"the unit file would have an error at {found.place}: {found.message}"
        raise RefusedFileError(why)
    return Imported(texts, drafts, notes)


def _paths(project: Project, drafts: Sequence[UnitDraft], into: Path | None) -> list[str]:
    folder = project.settings.criteria
    if into is None:
        return [f"{folder}/{criteria_name(draft.code)}" for draft in drafts]
    if len(drafts) > 1:
        raise UnfitTargetError("the file holds several units; leave --into out, or name one --unit")
    path = PurePosixPath(into.as_posix())
    if into.is_absolute():
        root = project.root.resolve()
        if not into.resolve().is_relative_to(root):
            raise UnfitTargetError(f"{into.as_posix()} is not in the project")
        path = PurePosixPath(into.resolve().relative_to(root).as_posix())
    is_below = PurePosixPath(folder) in path.parents and ".." not in path.parts
    if not is_below or path.suffix not in (".yml", ".yaml"):
        raise UnfitTargetError(f"{into.as_posix()} is no place for a unit; write {folder}/NAME.yml")
    return [path.as_posix()]
