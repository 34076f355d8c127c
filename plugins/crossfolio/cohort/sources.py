"""What a cohort is made of: folders, lists, addresses of repositories, published data."""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from crossfolio.cohort.job import Failure, Job, JobKind, Learner
from crossfolio.core.findings import printable
from crossfolio.core.ids import is_name, natural
from crossfolio.core.regex import regex
from crossfolio.loaders.values import day as read_day
from crossfolio.workspace.locating import CRITERIA, EVIDENCE, SITE_FILE, is_project

COLUMNS = ("id", "source", "group", "assessor", "start", "target")
_REMOTE = regex(r"(?:https|ssh)://|[\w.-]+@[\w.-]+:(?!/)")
_OTHER_WAYS = regex(r"[a-z][a-z0-9+.-]*://|[a-z]+::", re.IGNORECASE)
_REF = regex(r"(?P<address>.*\.git)@(?P<ref>[^@\s]+)|(?P<bare>.*/[^/@]+)@(?P<last>[^@/\s]+)")
_HOST = regex(r"^(?:\w+://)?(?:[^/]*@)?[^/:]+(?::\d+(?=/))?[/:]")
"""What comes before the path in an address: who asks, with a password, and where."""
_LONGEST = 200
"""Characters of an ID."""
_LIST_BYTES = 50 * 1024**2
"""Of a list; a million lines are shorter."""
_TRACES = (SITE_FILE, CRITERIA, EVIDENCE)
_DEEPEST = 12
"""Folders below a source in which portfolios are looked for."""


class UnusableSourceError(Exception):
    """A source of which nothing can be taken, with the reason."""


class Cohort(NamedTuple):
    """Everything that is to be looked at."""

    jobs: tuple[Job, ...]
    """In the order of their IDs, each ID once."""
    learners: Mapping[str, Learner]
    """What the centre says of them, by ID."""
    failures: tuple[Failure, ...]
    """What was named and is not among the jobs."""


class _Named(NamedTuple):
    job: Job | None
    learner: Learner = Learner()
    failure: Failure | None = None


def gather(sources: Iterable[str]) -> Cohort:
    """Return what the sources of a cohort name.

    Args:
        sources: Folders, `@list.csv`, addresses of repositories, `portfolio.json`.

    Raises:
        UnusableSourceError: Where one of them is none of these, or is not there.
    """
    named = [one for source in sources for one in _of_source(source)]
    jobs: dict[str, Job] = {}
    learners: dict[str, Learner] = {}
    failures = [one.failure for one in named if one.failure]
    places: set[tuple[str, str]] = set()
    for one in named:
        job = one.job
        if job is None:
            continue
        place = (job.address, job.ref)
        if job.id in jobs or place in places:
            again = "its ID" if job.id in jobs else "its portfolio"
            failures.append(Failure(job.id, f"{again} appears twice; the first was looked at"))
            continue
        jobs[job.id], learners[job.id] = job, one.learner
        places.add(place)
    ordered = tuple(sorted(jobs.values(), key=lambda listed: natural(listed.id)))
    return Cohort(
        ordered, learners, tuple(sorted(failures, key=lambda failure: natural(failure.id)))
    )


def _of_source(source: str) -> Iterator[_Named]:
    if source.startswith("@"):
        yield from _of_list(Path(source[1:]))
        return
    job = _single(source, Path())
    if job:
        yield _Named(job)
        return
    folder = Path(source)
    if not os.path.isdir(folder):  # noqa: PTH112 - `Path` raises where a name is too long
        raise UnusableSourceError(f"there is no folder {printable(source, _LONGEST)}")
    yield from _of_folder(folder)


def _single(source: str, base: Path) -> Job | None:
    """Return the job of an address or of published data; `None` where it is a folder."""
    if source.startswith("https://") and source.partition("?")[0].endswith(".json"):
        return Job(_last_names(source), JobKind.DATA, source)
    if _REMOTE.match(source):
        address, ref = _with_ref(source)
        return Job(_last_names(address), JobKind.GIT, address, ref)
    if _OTHER_WAYS.match(source):
        shown = printable(source.partition("://")[0], 40)
        raise UnusableSourceError(f"`{shown}` is no way to a portfolio; write https or ssh")
    path = base / source
    if source.endswith(".json"):
        if not os.path.isfile(path):  # noqa: PTH113 - as below
            raise UnusableSourceError(f"there is no file {printable(source, _LONGEST)}")
        return Job(path.resolve().parent.name or path.stem, JobKind.DATA, str(path.resolve()))
    return None


def _with_ref(source: str) -> tuple[str, str]:
    found = _REF.fullmatch(source)
    if not found:
        return source, ""
    address, ref = found["address"] or found["bare"], found["ref"] or found["last"]
    return (address, ref) if address and not ref.startswith("-") else (source, "")


def _last_names(address: str) -> str:
    """Return an ID from an address: what comes behind the host, and nothing of a password."""
    path = _HOST.sub("", address.partition("?")[0])
    path = path.removesuffix("/portfolio.json").removesuffix(".git").strip("/")
    return _id(path or "portfolio")


def _id(text: str) -> str:
    return printable(text, _LONGEST)


def _of_folder(source: Path) -> Iterator[_Named]:
    """Give each project below a folder, and each folder in it that holds none."""
    if is_project(source):
        yield _Named(Job(_id(source.resolve().name), JobKind.FOLDER, str(source.resolve())))
        return
    try:
        folders = _folders(source)
    except OSError as error:
        said = f"the folder {printable(str(source), _LONGEST)} cannot be opened: {error.strerror}"
        raise UnusableSourceError(said) from None
    why = "this is no portfolio: no settings here or below name Crossfolio"
    if not folders:
        yield _Named(None, failure=Failure(_id(source.resolve().name), why))
    for folder in folders:
        found = list(_projects(folder, folder.name, 1))
        yield from found
        if not found:
            yield _Named(None, failure=Failure(_id(folder.name), why))


def _projects(folder: Path, id: str, depth: int) -> Iterator[_Named]:
    try:
        is_ours = is_project(folder)
        is_half = not is_ours and any((folder / trace).exists() for trace in _TRACES)
        below = _folders(folder) if not (is_ours or is_half) and depth < _DEEPEST else []
    except OSError as error:
        why = f"the folder cannot be opened: {error.strerror}"
        yield _Named(None, failure=Failure(_id(id), why))
        return
    if is_ours:
        yield _Named(Job(_id(id), JobKind.FOLDER, str(folder.resolve())))
        return
    if is_half:
        why = "this is no portfolio: no settings name Crossfolio, "
        why += f"and `{CRITERIA}` and `{EVIDENCE}` are not both there"
        yield _Named(None, failure=Failure(_id(id), why))
        return
    for one in below:
        yield from _projects(one, f"{id}/{one.name}", depth + 1)


def _folders(folder: Path) -> list[Path]:
    entries = [entry for entry in os.scandir(folder) if entry.name[0] != "."]
    within = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    return [folder / entry.name for entry in sorted(within, key=lambda entry: natural(entry.name))]


def _of_list(path: Path) -> Iterator[_Named]:
    """Give what each line of a list names; paths in it are from the list's folder.

    Raises:
        UnusableSourceError: Where it is no such list.
    """
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - `Path` raises where a name is too long
            raise UnusableSourceError(f"there is no file {printable(str(path), _LONGEST)}")
        with path.open("rb") as file:
            data = file.read(_LIST_BYTES + 1)
        if len(data) > _LIST_BYTES:
            raise UnusableSourceError(f"{path.as_posix()}: is larger than 50 MB")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UnusableSourceError(f"{path.as_posix()}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnusableSourceError(f"{path.as_posix()}: this is not UTF-8") from None
    try:
        reader = csv.DictReader(StringIO(text, newline=""), strict=True)
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        strange = sorted(set(names) - set(COLUMNS))
        if strange or not {"id", "source"} <= set(names) or len(names) > len(set(names)):
            said = (
                f"its first line names the columns {', '.join(COLUMNS)}; id and source are needed"
            )
            raise UnusableSourceError(f"{path.as_posix()}:1: {said}")
        reader.fieldnames = names
        for row in reader:
            yield _of_row(row, reader.line_num, path)
    except csv.Error as error:
        raise UnusableSourceError(f"{path.as_posix()}: this is no CSV: {error}") from None


def _of_row(row: Mapping[str | None, object], line: int, path: Path) -> _Named:
    values = {str(k): str(v or "").strip() for k, v in row.items() if k and isinstance(v, str)}
    id = _id(values.get("id", "")) if values.get("id") else f"line {line}"
    problem = _problem(values, row)
    if problem:
        return _Named(None, failure=Failure(id, f"line {line} of the list: {problem}"))
    learner = Learner(
        _id(values.get("group", "")),
        values.get("assessor", "").upper(),
        _date(values.get("start", "")),
        _date(values.get("target", "")),
    )
    try:
        job = _single(values["source"], path.parent)
    except UnusableSourceError as error:
        return _Named(None, failure=Failure(id, f"line {line} of the list: {error}"))
    if job is None:
        job = Job(id, JobKind.FOLDER, os.path.realpath(path.parent / values["source"]))
    return _Named(job._replace(id=id), learner)


def _problem(values: Mapping[str, str], row: Mapping[str | None, object]) -> str:
    """Say why a line names no portfolio; empty where it does."""
    if None in row:
        return "it has more values than there are columns"
    for name in ("id", "source"):
        if not values.get(name):
            return f"`{name}` is empty"
    if "\0" in values["source"]:
        return "`source` holds a character that no path has"
    if values.get("assessor") and not is_name(values["assessor"]):
        return "`assessor` is not an ID; write it as in people.yml, such as A1"
    for name in ("start", "target"):
        if values.get(name) and _date(values[name]) is None:
            return f"`{name}` is not a date; write it as 2026-04-14"
    start, target = _date(values.get("start", "")), _date(values.get("target", ""))
    return "`target` comes before `start`" if start and target and target < start else ""


def _date(text: str) -> date | None:
    return read_day(text) if text else None
