"""`crossfolio check --watch`: checks again at each change, and prints what has changed."""

import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from crossfolio.cli.colours import coloured, colours
from crossfolio.cli.exit_codes import Exit
from crossfolio.core.building import seen_in_edition
from crossfolio.core.changes import changes
from crossfolio.core.check import Checked
from crossfolio.core.edition import shows_people
from crossfolio.core.personal.hiding import with_ids
from crossfolio.core.seen import Seen, seen_by_owner
from crossfolio.core.settings import Settings
from crossfolio.reports import text_report

_QUIET = 0.2
"""Seconds without a change after which writing is taken to have ended: editors write a file in
several steps."""
_WAKE = 0.5
"""Seconds after which a wait looks whether it was interrupted, which Windows asks for."""
_WRITTEN = frozenset(("created", "modified", "deleted", "moved", "closed"))
"""Events that say that something is different; opening and reading do not."""


def watch(root: Path, check: Callable[[], Checked | None]) -> Exit:
    """Check at each change until Ctrl-C; return how the last check ended.

    Args:
        root: The project's folder.
        check: Checks the project; returns `None` where it cannot be checked, having said why.
    """
    last: Seen | None = None
    settings = Settings()
    ended = Exit.NOT_CHECKED
    try:
        with _Watcher(root) as watcher:
            while True:
                watcher.look_at(settings)
                ended = Exit.NOT_CHECKED  # Whoever ends it in the middle has no check.
                checked = check()
                ended = _exit(checked)
                if checked is not None:
                    settings = checked.settings
                    if watcher.look_at(settings):
                        continue  # What came there after the check had looked is not lost.
                    seen = _seen(checked)
                    _print(last, seen)
                    last = seen
                _wait(watcher.changes)
    except KeyboardInterrupt:
        return ended


def _wait(changes: SimpleQueue[None]) -> None:
    """Wait for a change, and then until nothing more changes for a moment."""
    while not _comes(changes, _WAKE):
        pass
    while _comes(changes, _QUIET):
        pass


def _comes(changes: SimpleQueue[None], seconds: float) -> bool:
    try:
        changes.get(timeout=seconds)
    except Empty:
        return False
    return True


def _exit(checked: Checked | None) -> Exit:
    if checked is None:
        return Exit.NOT_CHECKED
    return Exit.FINDINGS if checked.failed else Exit.CLEAN


def _seen(checked: Checked) -> Seen:
    whole = shows_people(checked.settings.edition)
    seen = seen_by_owner(checked) if whole else seen_in_edition(checked)
    return with_ids(seen, checked.hidden_names)


def _print(last: Seen | None, seen: Seen) -> None:
    """Print every finding the first time, and then only what came and went."""
    if last is None:
        text = text_report.concise(seen)
    else:
        change = changes(last.diagnostics, seen.diagnostics)
        lines = [*(f"gone: {gone}" for gone in change.gone), *map(str, change.new)]
        text = "".join(f"{line}\n" for line in lines) + text_report.summary(seen)
    print(coloured(text) if colours() else text, end="", flush=True)


class _Watcher(FileSystemEventHandler):
    """Notes that something was written in the folders of a project, or to its settings."""

    def __init__(self, root: Path) -> None:
        self.changes: SimpleQueue[None] = SimpleQueue()
        """One for each thing that was written. Ctrl-C can break off waiting for it at any point;
        in an event or a condition it can leave a lock behind, for which others wait for ever."""
        self._root = root.resolve()
        self._observer = Observer()
        self._watched: dict[Path, tuple[int, ObservedWatch]] = {}

    def __enter__(self) -> Self:
        self._observer.schedule(self, str(self._root))
        self._observer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join()

    def look_at(self, settings: Settings) -> bool:
        """Watch the folders that the settings name, as far as they are there.

        Returns:
            Whether one is watched that was not.
        """
        folders = [
            self._root / name
            for name in (settings.criteria, settings.evidence, settings.assessment)
        ]
        there = {folder: number for folder in folders if (number := _number(folder))}
        for folder, (number, watch) in list(self._watched.items()):
            if there.get(folder) != number:
                self._observer.unschedule(watch)
                del self._watched[folder]
        new = there.keys() - self._watched.keys()
        for folder in new:
            with suppress(OSError):  # It has gone again.
                watch = self._observer.schedule(self, str(folder), recursive=True)
                self._watched[folder] = there[folder], watch
        return not new.isdisjoint(self._watched)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note an event. See `FileSystemEventHandler`."""
        if event.event_type in _WRITTEN and any(map(self._concerns, _paths(event))):
            self.changes.put(None)

    def _concerns(self, path: Path) -> bool:
        """Tell whether a path may be read by a check: no hidden file, and not the built site."""
        beside = path.parent == self._root and path.name != "site"
        folders = (folder == path or folder in path.parents for folder in self._watched)
        return not path.name.startswith(".") and (beside or any(folders))


def _number(folder: Path) -> int | None:
    """Return what tells a folder from one that is made anew in its place; `None` without one."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_ino if stat.S_ISDIR(found.st_mode) else None


def _paths(event: FileSystemEvent) -> Iterator[Path]:
    for path in (event.src_path, event.dest_path):
        if path:
            yield Path(path.decode() if isinstance(path, bytes) else path)
