"""One project in the editor: documents that are held, and checks that follow the typing."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from crossfolio.core.check import Checked
from crossfolio.core.settings import Settings
from crossfolio.core.since import wanted
from crossfolio.core.since_values import Versions, Wanted
from crossfolio.lsp.text import lines_of
from crossfolio.workspace.judged_version import judged_versions
from crossfolio.workspace.locating import SITE_FILE
from crossfolio.workspace.session import Session, SessionLook

log = logging.getLogger(__name__)

QUIET = 0.15
"""Seconds without a change after which a check begins."""
LONGEST = 1.0
"""Seconds after which it begins however fast somebody types."""
MOMENT = 20.0
"""Seconds for which what git has said is taken to be so still."""
LATEST = 10.0
"""Seconds after which the folders are looked at again, though the editor watches them."""
PATIENCE = 5.0
"""Seconds for which an answer of git is waited for."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that the editor holds."""

    uri: str
    version: int | None
    text: str


@dataclass(frozen=True, slots=True)
class SeenByEditor:
    """A check, and what the editor held when it was made."""

    look: SessionLook
    held: dict[str, OpenDocument]
    """By path from the root."""

    def lines(self, path: str) -> list[str]:
        """Return the lines of a file as the check saw it."""
        if path in self.held:
            return lines_of(self.held[path].text)
        return lines_of(self.look.text(path) or "")


class Live:
    """One project; all of it runs on the server's loop, but for the check itself."""

    def __init__(
        self, root: Path, say: Callable[["Live", SeenByEditor], None], *, is_watched: bool = False
    ) -> None:
        """Hold nothing yet.

        Args:
            root: The project's folder.
            say: Called after each check, on the server's loop.
            is_watched: Whether the editor says when a file on the disk changes.
        """
        self.root = root
        self._is_watched = is_watched
        self._looked_until = 0.0
        self.held: dict[str, OpenDocument] = {}
        self.seen: SeenByEditor | None = None
        self._say = say
        self._session = Session(root)
        self._versions: Versions = {}
        self._asked: frozenset[Wanted] | None = None
        self._known_until = 0.0
        self._wanted = 0
        self._done = 0
        self._hurry = asyncio.Event()
        self._changed = asyncio.Event()
        self._ended = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None

    def hold(self, path: str, document: OpenDocument) -> None:
        """Take what the editor holds for the file."""
        is_new = path not in self.held
        self.held[path] = document
        if is_new:
            self.changed_on_disk()
        else:
            self.touch()

    def release(self, path: str) -> None:
        """Go back to what the disk has."""
        if self.held.pop(path, None):
            self.changed_on_disk()

    def changed_on_disk(self) -> None:
        """Check again soon, with the files as they lie on the disk now."""
        self._session.forget_disk()
        self.touch()

    def concerns(self, path: str) -> bool:
        """Tell whether a check may read a file, or a folder; a built site is none of them."""
        checked = self.seen.look.checked if self.seen else None
        settings = checked.settings if checked else Settings()
        top = path.partition("/")[0]
        folders = {
            name.partition("/")[0]
            for name in (settings.criteria, settings.evidence, settings.assessment)
        }
        return top in folders or path == SITE_FILE

    def touch(self) -> None:
        """Have the project checked again, once a check that is running has ended."""
        self._wanted += 1
        self._changed.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def fresh(self) -> SeenByEditor | None:
        """Return a check of what is there now."""
        self._hurry.set()
        try:
            async with self._ended:
                await self._ended.wait_for(lambda: self._done >= self._wanted)
        finally:
            self._hurry.clear()
        return self.seen

    async def some(self) -> SeenByEditor | None:
        """Return the latest check, whatever was typed since; wait only for the first one."""
        return self.seen or await self.fresh()

    async def versions(self, checked: Checked) -> Versions:
        """Return what git knows of the versions that were judged, as of a moment ago."""
        asked, now = frozenset(wanted(checked)), asyncio.get_running_loop().time()
        if asked != self._asked or now > self._known_until:
            found = await asyncio.to_thread(judged_versions, self.root, checked, PATIENCE)
            self._versions, self._asked, self._known_until = found, asked, now + MOMENT
        return self._versions

    def lines(self, path: str) -> list[str]:
        """Return the lines of a file as they are now."""
        if path in self.held:
            return lines_of(self.held[path].text)
        return self.seen.lines(path) if self.seen else []

    async def _run(self) -> None:
        while self._done < self._wanted:
            await self._pause()
            wanted, held = self._wanted, dict(self.held)
            contents = {
                path: document.text.encode("utf-8", "surrogatepass")
                for path, document in held.items()
            }
            self._look_again_at_times()
            look_now = partial(self._session.look, is_watched=self._is_watched)
            try:
                look = await asyncio.to_thread(look_now, contents, _today())
                self.seen = SeenByEditor(look, held)
                self._say(self, self.seen)
            except Exception:
                log.exception("the check of %s failed", self.root)
            async with self._ended:
                self._done = wanted
                self._ended.notify_all()

    def _look_again_at_times(self) -> None:
        """Forget the disk where the last look at its folders is too long ago to rest on."""
        now = asyncio.get_running_loop().time()
        if now > self._looked_until:
            self._session.forget_disk()
            self._looked_until = now + LATEST

    async def _pause(self) -> None:
        """Wait until the typing stops for a moment, somebody asks, or it goes on for too long."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST
        while not self._hurry.is_set() and loop.time() < end and self.seen:
            self._changed.clear()
            waits = [asyncio.ensure_future(event.wait()) for event in (self._changed, self._hurry)]
            done, rest = await asyncio.wait(
                waits, timeout=QUIET, return_when=asyncio.FIRST_COMPLETED
            )
            for waiting in rest:
                waiting.cancel()
            if not done:
                return


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a local day
