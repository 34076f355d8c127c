"""What a check said, kept until anything that it looks at changes.

Nothing is believed over the files: what was said holds only for the same program, settings
and day, and for the same files by size, times and number of their records. Nothing is kept
of files so young that their times might not tell them from a later writing.

It is a module of few imports: where nothing has changed, little more is loaded. That is why
what is said is JSON: to load msgspec takes a tenth of such a run.
"""

import json
import os
import time
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from crossfolio.workspace.store import open_store
from crossfolio.workspace.walk import Walks, is_settled, names_beside, stamp_of, traces_of_records

_SIZE = 16


class Basis(NamedTuple):
    """All that what is said of a project rests on, beside the options."""

    folders: tuple[str, ...]
    """Of criteria, evidence and assessment."""
    files: tuple[str, ...]
    """Settings, and a baseline where one is given, as the project's folder sees them."""
    variables: tuple[str, ...]
    """Of the environment, that the settings ask for."""


class LastRun:
    """What the last check of a project said under the same options."""

    def __init__(self, root: Path, options: Iterable[object], today: date) -> None:
        """Look for what is kept.

        Args:
            root: The project's folder.
            options: All else that what is said depends on, but for the files and the settings.
            today: The day of the check; of the days before nothing is left.
        """
        self.walks = Walks(root)
        self._root, self._today, self._state = root, today, ""
        self._basis: Basis | None = None
        self._store = open_store(root)
        name = blake2b(json.dumps([str(option) for option in options]).encode(), digest_size=_SIZE)
        self._name = f"said-{name.hexdigest()}"

    def recall(self) -> Any:  # noqa: ANN401 - what `keep` was given
        """Return what was said of this state; `None` where it is unknown or cannot be read."""
        content = self._store.read(self._name)
        if content is None:
            return None
        kept = json.loads(content)
        self.set_basis(Basis(*map(tuple, kept["basis"])))
        return kept["said"] if self._state and self._state == kept["state"] else None

    def set_basis(self, basis: Basis) -> None:
        """Say what is looked at, before it is; what was found when it was first said holds on."""
        if basis != self._basis:
            self._basis, self._state = basis, self._state_of(basis)

    def keep(self, said: object) -> None:
        """Keep what is said of this state: strings and numbers, in lists and mappings."""
        if self._state:
            kept = {"basis": self._basis, "state": self._state, "said": said}
            self._store.write(self._name, json.dumps(kept).encode())

    def _state_of(self, basis: Basis) -> str:
        """Return what tells this state from every other; empty where a file is too young."""
        now, lines = time.time_ns(), [str(self._today), *map(str, basis)]
        lines += [str(os.environ.get(variable)) for variable in basis.variables]
        traces = traces_of_records(self._root)
        for path in (*basis.files, *names_beside(self._root), *traces):
            stamp = stamp_of(os.path.realpath(self._root / path))
            if stamp and not is_settled(stamp, now):
                return ""
            lines.append(f"{path} {stamp}")
        beside = [
            trace
            for trace in traces
            if not trace.startswith(tuple(f"{own}/" for own in basis.folders))
        ]
        for folder in (*basis.folders, *beside):
            walked = self.walks.of(folder)
            for path, stamp in (*walked.files.items(), *walked.dotted.items()):
                if stamp is None or not is_settled(stamp, now):
                    return ""
                size, modified, changed, number = stamp
                lines.append(f"{path}\0{size} {modified} {changed} {number}")
            lines.append(str(walked[1:]))
        return blake2b(
            "\n".join(lines).encode("utf-8", "surrogatepass"), digest_size=_SIZE
        ).hexdigest()
