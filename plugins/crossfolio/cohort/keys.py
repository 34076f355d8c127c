"""Cache keys: what tells the content of a portfolio from every other, without reading it."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b

from crossfolio.cohort.job import Job, JobKind
from crossfolio.cohort.look import commit_of
from crossfolio.workspace.store import program
from crossfolio.workspace.walk import Stamp, is_settled

_AT_ONCE = 8
"""Repositories that are asked at the same time."""


def keys(jobs: tuple[Job, ...], now: int) -> dict[str, str]:
    """Return the cache key of each portfolio by its ID; empty where it has to be looked at.

    Args:
        jobs: The portfolios.
        now: The time in nanoseconds; a file that is younger than a few seconds has no key.
    """
    remote = [it for it in jobs if it.kind is JobKind.GIT]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        told = pool.map(lambda it: commit_of(it.address, it.ref), remote)
        commits = dict(zip((it.id for it in remote), told, strict=True))
    return {it.id: _keyed(commits[it.id] if it.id in commits else _content(it, now)) for it in jobs}


def _keyed(content: str) -> str:
    return f"{program().hex()} {content}" if content else ""


def _content(job: Job, now: int) -> str:
    """Return what tells files from every other state of them: paths, sizes and times."""
    if job.address.startswith("https://"):
        return ""
    digest = blake2b(digest_size=16)
    for path in [job.address] if job.kind is JobKind.DATA else _files(job.address):
        try:
            found = os.lstat(path)
        except OSError:
            return ""
        stamp = Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        if not is_settled(stamp, now):
            return ""
        said = f"{path[len(job.address) :]}\0{stamp}\n"
        digest.update(said.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _files(root: str) -> Iterator[str]:
    """Give the files of a portfolio in one order, whatever the disk has; git's own are left out."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(it for it in folders if it != ".git")
        for name in sorted(files):
            yield f"{folder}/{name}"
