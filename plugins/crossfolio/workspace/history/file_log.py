"""Which commits changed which files, as git tells it in one answer."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.workspace.history.git import ask

MOST_COMMITS = 20_000
_WORDS = (
    *("log", "-m", "--date-order", "--full-history", "--raw", "-z", "--no-abbrev", "--no-renames"),
    *("--no-ext-diff", "--no-color", "--date=format:%Y-%m-%d", "--format=%x00%H %ad"),
)
"""With merges against each parent, and without leaving out a side that a merge threw away."""
_HEAD = regex(r"([0-9a-f]{40,64}) (.*)", re.ASCII)
_RAW = regex(r":\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*", re.ASCII)


class FileVersion(NamedTuple):
    """A file as a commit left it."""

    commit: str
    day: str
    """On which the commit was written: `2026-04-14`; empty for a clock that was wrong by ages."""
    path: str
    """From the top of the repository."""
    blob: str
    """The name of its content; empty where the commit took the file away."""


def file_log(
    folder: Path, refs: str, paths: tuple[str, ...], seconds: float
) -> Iterator[FileVersion]:
    """Give what commits changed, newest first.

    Args:
        folder: Where git is run.
        refs: Where it begins: `HEAD` or `--all`.
        paths: From there, the files and folders that are asked about; all where it is empty.
        seconds: How long it may take.

    Raises:
        GitError: Where git cannot tell, or takes too long.
    """
    told = ask(folder, *_WORDS, f"-{MOST_COMMITS}", refs, "--", *paths, seconds=seconds)
    parts = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    commit = day = ""
    for part in parts:
        text = part.strip("\n")
        raw = _RAW.fullmatch(text) if commit else None
        head = None if raw else _HEAD.fullmatch(text)
        if raw:
            is_gone = int(raw[1], 8) == 0
            yield FileVersion(commit, day, next(parts, ""), "" if is_gone else raw[2])
        elif head:
            commit, day = head[1], _day(head[2])


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
