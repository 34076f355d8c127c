"""What a check said, kept until anything that it looks at changes.

Nothing is believed over the files: what was said holds only for the same program, settings
and day, and for the same files by size, times and number of their records. Nothing is kept
of files so young that their times might not tell them from a later writing.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from crossfolio.core.portfolio import Portfolio
from crossfolio.workspace.cache import cache_folder, program, read_kept, write_kept
from crossfolio.workspace.disk import Files
from crossfolio.workspace.keeper import is_settled
from crossfolio.workspace.project import Project

_SIZE = 16


class LastRun:
    """What the last check of a project said under the same options."""

    def __init__(self, file: Path, state: str) -> None:
        self._file, self._state = file, state

    def recall(self) -> Any:  # noqa: ANN401 - what `keep` was given
        """Return what was said of this state; nothing where it is unknown or cannot be read."""
        content = read_kept(self._file)
        kept = json.loads(content) if content else {"state": ""}
        return kept["said"] if kept["state"] == self._state else None

    def keep(self, said: object) -> None:
        """Keep what is said of this state: strings and numbers, in lists and mappings."""
        write_kept(self._file, json.dumps({"state": self._state, "said": said}).encode())


def last_run(project: Project, files: Files, options: Iterable[object]) -> LastRun | None:
    """Return what is known of the last run; nothing where nothing can be kept.

    Args:
        project: The project, with the settings in force.
        files: Its files.
        options: All else that what is said depends on, but for the files.
    """
    folder = cache_folder(project.root)
    stamps = _stamps(project, files) if folder else None
    if folder is None or stamps is None:
        return None
    asked = json.dumps([_plain(it) for it in (project, *options)])
    name = blake2b(asked.encode(), digest_size=_SIZE).hexdigest()
    state = blake2b(f"{program()}\n{asked}\n{stamps}".encode(), digest_size=_SIZE).hexdigest()
    return LastRun(folder / f"check-{name}.json", state)


def sees_all(portfolio: Portfolio) -> bool:
    """Tell whether all that was read is found again; files whose names begin with a dot are not."""
    return not any("/." in it.path for item in portfolio.evidence for it in item.attachments)


def _stamps(project: Project, files: Files) -> str | None:
    """Return all that the disk says of a project's files; nothing where one is too young."""
    settings, lines, now = project.settings, list[str](), time.time_ns()
    paths = [project.site_file] if project.site_file else []
    for folder in (settings.criteria, settings.evidence, settings.assessment):
        tree = files.find(folder)
        paths += tree.files
        lines += map(str, tree.findings)
    for path in paths:
        stamp = files.stamp(path)
        if stamp is None or not is_settled(stamp, now):
            return None
        lines.append(f"{path}\0{stamp.size} {stamp.modified} {stamp.changed} {stamp.number}")
    return "\n".join(lines)


def _plain(value: object) -> object:
    """Return a value as JSON can hold it, always in the same way."""
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value):
        return [_plain(getattr(value, it.name)) for it in fields(value)]
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(it)] for key, it in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(it) for it in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
