"""One portfolio looked at: checked where it lies, fetched from git, or read as published data."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from crossfolio.cohort.figures import figures
from crossfolio.cohort.job import CannotLookError, Job, JobKind, Row
from crossfolio.cohort.published import read_data
from crossfolio.core.check import Checked
from crossfolio.core.choices import Edition
from crossfolio.workspace.locating import is_project

# ruff: noqa: PLC0415 - what few portfolios need is loaded by those

_ALWAYS = "9999-12-31"
_ASKED_SECONDS = 30
"""For a repository to say which commit it shows."""
_GIT = (
    *("git", "-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false"),
    *("-c", "core.fsmonitor=false", "-c", "submodule.recurse=false"),
    *("-c", "protocol.allow=never"),
    *("-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always"),
    *("-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false"),
)
"""No hooks, no links, nothing large, and no way but https and ssh."""


def look(job: Job, today: date) -> Row:
    """Return the figures of a portfolio, and until which day they hold.

    Raises:
        CannotLookError: With the reason.
    """
    if job.kind is JobKind.DATA:
        return {**figures(read_data(job.address)), "until": _ALWAYS}
    if job.kind is JobKind.GIT:
        with fetched(job.address, job.ref) as folder:
            return _checked(folder, today)
    return _checked(Path(job.address), today)


def _checked(root: Path, today: date) -> Row:
    from crossfolio.core.building import seen_in_edition
    from crossfolio.site.data.portfolio_data import portfolio_data
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.project import UnusableSettingsError, open_project

    if not root.is_dir():
        raise CannotLookError("the folder is not there")
    if not is_project(root):
        raise CannotLookError("this is no portfolio: no settings name Crossfolio, "
                              "and `criteria` and `evidence` are not both there")  # fmt: skip
    try:
        project = open_project(root)
    except UnusableSettingsError as error:
        found = error.findings[0]
        raise CannotLookError(f"settings cannot be used: {found.place}: {found.code}") from None
    settings = replace(project.settings, edition=Edition.ASSESSOR, visit=None)
    looked = replace(project, settings=settings, looks_for_personal_data=False)
    checked = check_project(looked, today)
    data = json.loads(portfolio_data(seen_in_edition(checked), lambda address: address))
    return {**figures(data), "until": holds_until(checked)}


def holds_until(checked: Checked) -> str:
    """Return the first day on which the same files may give other figures.

    What is dated in the future counts from its day on, and waivers expire; nothing else that is
    told of a portfolio depends on the day of the check. That evidence is too old is a finding, and
    changes no figure.
    """
    portfolio, today = checked.portfolio, checked.portfolio.today
    days = [decision.date for decision in portfolio.decisions] + [
        sample.date for sample in portfolio.samples
    ]
    days += [
        action.closed_on
        for sample in portfolio.samples
        for action in sample.actions
        if action.closed_on
    ]
    waivers = portfolio.enrolment.waivers if portfolio.enrolment else ()
    days += [waiver.expires + timedelta(days=1) for waiver in waivers if waiver.expires]
    days += [unreadable.made_on for unreadable in portfolio.unreadable if unreadable.made_on]
    return str(min((day for day in days if day > today), default=_ALWAYS))


@contextmanager
def fetched(address: str, ref: str) -> Iterator[Path]:
    """Have one state of a repository as a folder, without history, and take it away again.

    Raises:
        CannotLookError: Where it cannot be had.
    """
    with TemporaryDirectory(prefix="crossfolio-") as folder:
        run_git("init", "--quiet", "--template=", folder)
        within = ("-C", folder)
        asked = ("--depth", "1", "--no-tags", "--no-recurse-submodules", "--quiet")
        run_git(*within, "fetch", *asked, "--", address, ref or "HEAD")
        run_git(*within, "checkout", "--quiet", "FETCH_HEAD")
        yield Path(folder)


def commit_of(address: str, ref: str) -> str:
    """Return what a repository shows under a name; empty where nobody can tell.

    A name may fit several branches, so all that is told is the answer.
    """
    try:
        told = run_git("ls-remote", "--", address, ref or "HEAD", seconds=_ASKED_SECONDS)
    except CannotLookError:
        return ""
    return " ".join(told.decode("utf-8", "replace").split())


def run_git(*words: str, seconds: int = 300) -> bytes:
    """Run git, and no shell; it asks for no password.

    Raises:
        CannotLookError: With what to do; what git says may hold a password, and is not told.
    """
    environment = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, and no shell
            [*_GIT, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise CannotLookError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise CannotLookError(f"git took longer than {seconds} s") from None
    if done.returncode:
        raise CannotLookError("git cannot fetch it; `git ls-remote` with its address says why")
    return done.stdout
