"""One portfolio looked at: checked where it lies, fetched from git, or read as published data."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from http.client import HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from crossfolio.cohort.figures import figures
from crossfolio.cohort.job import Job, JobKind, Row
from crossfolio.core.check import Checked
from crossfolio.core.choices import Edition
from crossfolio.core.findings import one_line
from crossfolio.workspace.locating import is_project

# ruff: noqa: PLC0415 - what few portfolios need is loaded by those

DATA_BYTES = 50 * 1024**2
"""A `portfolio.json` that is larger is refused; the worked portfolio's has 30 kB."""
_ALWAYS = "9999-12-31"
_GIT = (
    *("git", "-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false"),
    *("-c", "core.fsmonitor=false", "-c", "protocol.allow=never"),
    *("-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always"),
    *("-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false"),
)
"""No hooks, no links, nothing large, and no way but https and ssh."""


class CannotLookError(Exception):
    """A portfolio that cannot be looked at, with the reason in one phrase."""


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
    from crossfolio.reports.site.portfolio_data import portfolio_data
    from crossfolio.workspace.project import UnusableSettingsError, check_project, open_project

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
    settings = replace(project.settings, edition=Edition.ASSESSOR)
    checked = check_project(replace(project, settings=settings), today)
    data = json.loads(portfolio_data(seen_in_edition(checked), lambda address: address))
    return {**figures(data), "until": holds_until(checked)}


def holds_until(checked: Checked) -> str:
    """Return the first day on which the same files may give other figures.

    What is dated in the future counts from its day on, and evidence grows too old for a
    qualification; nothing else that is told of a portfolio depends on the day of the check.
    """
    portfolio, today = checked.portfolio, checked.portfolio.today
    if any(it.currency_months for it in portfolio.framework.qualifications.values()):
        return str(today + timedelta(days=1))
    days = [it.date for it in portfolio.decisions] + [it.date for it in portfolio.samples]
    days += [it.closed_on for sample in portfolio.samples for it in sample.actions if it.closed_on]
    days += [it.made_on for it in portfolio.unreadable if it.made_on]
    return str(min((it for it in days if it > today), default=_ALWAYS))


def read_data(address: str) -> dict[str, Any]:
    """Return the published data of a portfolio, by path or over https.

    Raises:
        CannotLookError: Where they cannot be had, or are not what the schema says.
    """
    try:
        raw = _from_net(address) if address.startswith("https://") else _from_disk(Path(address))
    except (OSError, URLError) as error:
        raise CannotLookError(f"cannot be read: {_reason(error)}") from None
    if len(raw) > DATA_BYTES:
        raise CannotLookError(f"is larger than {DATA_BYTES // 1024**2} MB")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise CannotLookError("is not JSON") from None
    fault = next(iter(_validator().iter_errors(data)), None)
    if fault is not None:
        at = "/".join(map(str, fault.instance_path))
        raise CannotLookError(f"is no data of a portfolio: see `{at or 'format'}`")
    found: dict[str, Any] = data
    return found


@cache
def _validator() -> Any:  # noqa: ANN401 - it has no stubs
    from importlib.resources import files

    import jsonschema_rs

    folder = files("crossfolio.reports").joinpath("schemas")
    text = folder.joinpath("portfolio-data.schema.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text), validate_formats=True)


def _from_disk(path: Path) -> bytes:
    if not path.is_file():
        raise CannotLookError("is no file")
    with path.open("rb") as file:
        return file.read(DATA_BYTES + 1)


class _OnlyHttps(HTTPRedirectHandler):
    """Follows an address that has moved, and no way out of https."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """See `HTTPRedirectHandler`."""
        if urlsplit(newurl).scheme != "https":
            raise URLError("it leads out of https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _from_net(address: str) -> bytes:
    with build_opener(_OnlyHttps()).open(address, timeout=20) as answer:
        found: bytes = answer.read(DATA_BYTES + 1)
        return found


def _reason(error: Exception) -> str:
    said = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return one_line(str(said))[:200]


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
    """Return the commit that a repository shows under a name; empty where nobody can tell."""
    try:
        told = run_git("ls-remote", "--", address, ref or "HEAD").split()
    except CannotLookError:
        return ""
    return told[0].decode() if told else ""


def run_git(*words: str) -> bytes:
    """Run git, and no shell; it asks for no password.

    Raises:
        CannotLookError: With the last line that git said.
    """
    environment = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE")}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, and no shell
            [*_GIT, *words], capture_output=True, timeout=300, env=environment, check=False
        )
    except FileNotFoundError:
        raise CannotLookError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise CannotLookError("git took longer than 300 s") from None
    if done.returncode:
        raise CannotLookError("git cannot fetch it")
    return done.stdout
