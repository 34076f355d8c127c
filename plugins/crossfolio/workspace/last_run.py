"""What a check said, kept until anything that it looks at changes.

Nothing is believed over the files: what was said holds only for the same program, settings
and day, and for the same files by size, times and number of their records. Nothing is kept
of files so young that their times might not tell them from a later writing.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from crossfolio.core.portfolio import Portfolio
from crossfolio.workspace.cache import cache_folder, program
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.keeper import is_settled
from crossfolio.workspace.project import Project

_SIZE = 16


class LastRun:
    """What the last check of a project said under the same options."""

    def __init__(self, file: Path, state: str) -> None:
        self._file, self._state = file, state

    def recall(self) -> Any:  # noqa: ANN401 - what `keep` was given
        """Return what was said of this state; nothing where it is unknown or cannot be read."""
        with suppress(OSError, ValueError):
            digest, _, content = self._file.read_bytes().partition(b"\n")
            if digest == _digest(content):
                kept = json.loads(content)
                return kept["said"] if kept["state"] == self._state else None
        return None

    def keep(self, said: object) -> None:
        """Keep what is said of this state: strings and numbers, in lists and mappings."""
        from tempfile import mkstemp  # noqa: PLC0415 - as costly to load as much else together

        content = json.dumps({"state": self._state, "said": said}).encode()
        with suppress(OSError):
            handle, name = mkstemp(dir=self._file.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(content) + b"\n" + content)
            Path(name).replace(self._file)


def last_run(project: Project, options: Iterable[object]) -> LastRun | None:
    """Return what is known of the last run; nothing where nothing can be kept.

    Args:
        project: The project, with the settings in force.
        options: All else that what is said depends on, but for the files.
    """
    folder = cache_folder(project.root)
    files = _files(project) if folder else None
    if folder is None or files is None:
        return None
    asked = json.dumps([_plain(it) for it in (project, *options)])
    name = blake2b(asked.encode(), digest_size=_SIZE).hexdigest()
    state = blake2b(f"{program()}\n{asked}\n{files}".encode(), digest_size=_SIZE).hexdigest()
    return LastRun(folder / f"check-{name}.json", state)


def sees_all(portfolio: Portfolio) -> bool:
    """Tell whether all that was read is found again; files whose names begin with a dot are not."""
    return not any("/." in it.path for item in portfolio.evidence for it in item.attachments)


def _files(project: Project) -> str | None:
    """Return all that the disk says of a project's files; nothing where one is too young."""
    disk, now = Disk(project.root), time.time_ns()
    settings, lines = project.settings, list[str]()
    paths = [project.site_file] if project.site_file else []
    for folder in (settings.criteria, settings.evidence, settings.assessment):
        tree = disk.find(folder)
        paths += tree.files
        lines += map(str, tree.findings)
    for path in paths:
        stamp = disk.stamp(path)
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


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_SIZE).hexdigest().encode()
