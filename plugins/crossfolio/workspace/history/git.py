"""Git as a program: never through a shell, with a time limit, and so that it runs nothing else.

A repository can name programs of its own: hooks, filters, monitors, pagers, signature checkers.
Only commands are used that read objects and touch neither the index nor the work tree, and what
could still start a program or ask another host is switched off.
"""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

from crossfolio.core.findings import printable
from crossfolio.core.texts import Text

SECONDS = 60.0
"""How long one call may take."""
_OFF = (
    *("--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false"),
    *("-c", "protocol.allow=never", "-c", "log.showSignature=false", "-c", "core.quotePath=false"),
)
_KEPT = ("GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")
"""Of the variables that git reads, those that say how it is installed."""


_ENDED = Text("git ended, or was ended for taking too long, before all was read")
_MISSING = Text("the history is not whole: a file's content is missing")
WORDLESS = Text("git failed without a word")
_NOT_THERE = Text("git is not there, or cannot be run")


class GitError(Exception):
    """Git could not say what was asked; the text is a phrase for users."""

    def __init__(self, why: Text) -> None:
        """Take the phrase."""
        super().__init__(why)
        self.why = why


def environment() -> dict[str, str]:
    """Return the variables that git is started with: none that points it elsewhere."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _KEPT}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    return {**own, **quiet, "LC_ALL": "C"}


def ask(folder: Path, *words: str, seconds: float | None = None) -> bytes:
    """Return the standard output of a git command.

    Args:
        folder: Where it is run.
        words: The command and its arguments.
        seconds: How long it may take; as long as any call where it is not given.

    Raises:
        GitError: Where there is no git or no repository, it takes too long, or it fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and fixed words
            _command(folder, words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds or SECONDS,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(_too_long(seconds or SECONDS)) from None
    except OSError:
        raise GitError(_NOT_THERE) from None
    if done.returncode:
        raise GitError(_why(done.stderr))
    return done.stdout


class MissingError(GitError):
    """Git does not have what was asked for."""


class Blobs:
    """The contents of files, asked for one by one."""

    def __init__(self, reads: IO[bytes], writes: IO[bytes]) -> None:
        self._reads, self._writes = reads, writes

    def read(self, name: str) -> bytes:
        """Return the content of a blob.

        Args:
            name: Its whole ID, or a commit and a path.

        Raises:
            GitError: Where it is not there, as in a partial clone, or git has ended.
        """
        _, kind, size = self._head(name)
        try:
            data = self._reads.read(size + 1)[:-1]
        except (OSError, ValueError):
            raise GitError(_ENDED) from None
        if len(data) != size:
            raise GitError(_ENDED)
        if kind != b"blob":
            raise MissingError(_MISSING)
        return data

    def size(self, name: str) -> tuple[str, int]:
        """Return the whole ID of a blob and its size; of what `sizes` gives alone.

        Args:
            name: As of `read`.

        Raises:
            GitError: As `read`.
        """
        whole, kind, size = self._head(name)
        if kind != b"blob":
            raise MissingError(_MISSING)
        return whole, size

    def _head(self, name: str) -> tuple[str, bytes, int]:
        """Ask for a name, and return the ID, the sort and the size that git answers with."""
        if "\n" in name:
            raise MissingError(Text("the name of a file holds a line end"))
        try:
            self._writes.write(f"{name}\n".encode("utf-8", "surrogateescape"))
            self._writes.flush()
            head = self._reads.readline().split()
            if not head:
                raise GitError(_ENDED)
            if len(head) != 3 or head[2] == b"missing":  # noqa: PLR2004 - ID, sort, size
                raise MissingError(_MISSING)
            return head[0].decode("ascii"), head[1], int(head[2])
        except (OSError, ValueError):
            raise GitError(_ENDED) from None


def blobs(folder: Path, seconds: float) -> AbstractContextManager[Blobs]:
    """Have git hand out contents, for so many seconds at most.

    Raises:
        GitError: Where there is no git.
    """
    return _served(folder, "--batch", seconds)


def sizes(folder: Path, seconds: float) -> AbstractContextManager[Blobs]:
    """Have git say which content lies where and how long it is, for so many seconds at most.

    Raises:
        GitError: Where there is no git.
    """
    return _served(folder, "--batch-check", seconds)


@contextmanager
def _served(folder: Path, how: str, seconds: float) -> Iterator[Blobs]:
    try:
        process = subprocess.Popen(  # noqa: S603 - as above
            _command(folder, ("cat-file", how)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
    except OSError:
        raise GitError(_NOT_THERE) from None
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdout as reads:
            yield Blobs(reads, process.stdin)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdin:
            _close(process.stdin)


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:  # What was not yet sent is wanted by nobody.
        return


def _command(folder: Path, words: tuple[str, ...]) -> list[str]:
    return ["git", *_OFF, "-C", str(folder), *words]


def _why(error: bytes) -> Text:
    """Return why git failed, in the words for what users meet most, else in git's own."""
    said = error.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        return Text("the folder is in no git repository")
    if "dubious ownership" in said:
        return Text("git does not trust the repository, since another user owns it")
    first = said.partition("\n")[0].removeprefix("fatal: ")
    return Text("git says: {error}", error=printable(first, 120)) if first else WORDLESS


def _too_long(seconds: float) -> Text:
    return Text("git took longer than {seconds} seconds", seconds=f"{seconds:g}")
