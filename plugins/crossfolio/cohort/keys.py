"""Cache keys: what tells the content of a portfolio from every other, without reading it."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b

from crossfolio.cohort.job import Job, JobKind
from crossfolio.cohort.look import commit_of
from crossfolio.core.regex import regex
from crossfolio.workspace.locating import SITE_FILE
from crossfolio.workspace.store import program
from crossfolio.workspace.walk import Stamp, is_settled

_SETTINGS_BYTES = 1024 * 1024
"""Of a file of settings that are looked through for others."""
_INHERIT = regex(rb"^INHERIT:[ \t]*([\"']?)([^\"'#\r\n]+?)\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_DEEPEST = 12
_AT_ONCE = 8
"""Repositories that are asked at the same time."""


def keys(jobs: tuple[Job, ...], now: int) -> dict[str, str]:
    """Return the cache key of each portfolio by its ID; empty where it has to be looked at.

    Args:
        jobs: The portfolios.
        now: The time in nanoseconds; a file that is younger than a few seconds has no key.
    """
    remote = [job for job in jobs if job.kind is JobKind.GIT]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        told = pool.map(lambda job: commit_of(job.address, job.ref), remote)
        commits = dict(zip((job.id for job in remote), told, strict=True))
    return {
        job.id: _keyed(commits[job.id] if job.id in commits else _content(job, now)) for job in jobs
    }


def _keyed(content: str) -> str:
    return f"{program().hex()} {content}" if content else ""


def _content(job: Job, now: int) -> str:
    """Return what tells files from every other state of them: paths, sizes and times.

    Settings of other files that a portfolio inherits are among them; those that ask for the
    environment have no key.
    """
    if job.address.startswith("https://"):
        return ""
    lines, newest = list[str](), 0
    try:
        for path, found in (*_inherited(job), *_files(job)):
            size, modified, changed = found.st_size, found.st_mtime_ns, found.st_ctime_ns
            lines.append(f"{path}\0{size} {modified} {changed} {found.st_ino}")
            newest = max(newest, modified, changed)
    except OSError:
        return ""
    if not is_settled(Stamp(0, newest, newest, 0), now):
        return ""
    whole = "\n".join(sorted(lines)).encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=16).hexdigest()


def _inherited(job: Job) -> Iterator[tuple[str, os.stat_result]]:
    """Give the files of settings that a portfolio inherits, wherever they lie.

    Raises:
        OSError: Where it cannot be told which they are, or what they are like.
    """
    path = os.path.join(job.address, SITE_FILE)  # noqa: PTH118 - for each of thousands
    for depth in range(_DEEPEST):
        if job.kind is not JobKind.FOLDER or not os.path.isfile(path):  # noqa: PTH113 - as above
            return
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            text = file.read(_SETTINGS_BYTES)
        if depth:
            yield f"INHERIT {depth}", os.stat(path)  # noqa: PTH116 - as above
        named = _INHERIT.findall(text)
        if len(named) != text.count(b"INHERIT") or len(named) > 1 or b"!ENV" in text:
            raise OSError
        if not named or len(text) == _SETTINGS_BYTES:
            return
        path = os.path.join(os.path.dirname(path), os.fsdecode(named[0][1]))  # noqa: PTH118, PTH120


def _files(job: Job) -> Iterator[tuple[str, os.stat_result]]:
    """Give what lies in a portfolio by its path from there, but for what is git's own."""
    if job.kind is JobKind.DATA:
        yield "", os.lstat(job.address)
        return
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in os.scandir(f"{job.address}/{folder}"):
            path = f"{folder}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                yield path, entry.stat(follow_symlinks=False)
            elif entry.name != ".git":
                waiting.append(f"{path}/")
