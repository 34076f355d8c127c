"""What git says was deleted or rewritten of a record that is written once.

Every version of every file of the record that any commit holds is looked for among the files as
they are now, by content: a file that was moved, or whose line ends a checkout has changed, is
there. What is gone was deleted or rewritten. What was never committed, or lies in a history that
was made anew before it came here, git knows nothing of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename
from typing import NamedTuple

from crossfolio.core.proof import ProofFinding
from crossfolio.core.record.values import Decision, Sample
from crossfolio.core.sampling.values import Plan
from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.decision_file import read_decision
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.sampling_files import read_sample_or_plan
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.history.commits import repository_of
from crossfolio.workspace.history.git import WORDLESS, Blobs, GitError, ask, blobs
from crossfolio.workspace.history.record_versions import (
    FileChange,
    RecordVersion,
    changes_of,
    folders_before,
    versions_of,
)
from crossfolio.workspace.project import Project

_SECONDS = 60.0
_PUT_RIGHT = Text("could not be read, and was put right")
_DELETED, _REWRITTEN = Text("was deleted"), Text("was rewritten")
_SHORT = 10


class Rewrites(NamedTuple):
    """What the history says of a record."""

    findings: tuple[ProofFinding, ...]
    notes: tuple[Text, ...]


def rewrites(project: Project) -> Rewrites:
    """Say what of the record was deleted or rewritten, as far as git can tell."""
    try:
        repository = repository_of(project.root)
        ask(project.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError as error:
        why = Text("there is no commit yet") if error.why is WORDLESS else error.why
        return Rewrites((), (_untold(why),))
    folder = f"{repository.prefix}{project.settings.assessment}/"
    try:
        changes = [*changes_of(project, folder)]
        folders = [folder, *folders_before(project, folder, changes)]
        for one in folders[1:]:
            changes += changes_of(project, one)
        with blobs(project.root, _SECONDS) as kept:
            found = tuple(_findings(project, versions_of(changes, folders), kept))
    except GitError as error:
        return Rewrites((), (_untold(error.why),))
    return Rewrites(found, tuple(_notes(changes, folders, is_shallow=repository.is_shallow)))


def _untold(why: Text) -> Text:
    return Text("what was deleted or rewritten cannot be told: {why}", why=why)


def missing_since(project: Project, commit: str) -> ProofFinding | None:
    """Say that a commit which was kept outside is not in the history; `None` where it is.

    Args:
        project: The project.
        commit: The whole ID of a commit, or as much of it as was kept.
    """
    try:
        ask(project.root, "merge-base", "--is-ancestor", f"{commit}^{{commit}}", "HEAD")
    except GitError:
        why = Text("the history does not hold it: it was made anew, or belongs to something else")
        return ProofFinding(f"commit {commit}", why, fits=False)
    return None


def _findings(
    project: Project, versions: list[RecordVersion], kept: Blobs
) -> Iterator[ProofFinding]:
    """Give each version that is not there any more."""
    folder = project.settings.assessment
    files = Disk(project.root)
    now = {path.removeprefix(f"{folder}/"): _read(files, path) for path in files.find(folder).files}
    contents = {(_kind(path), _as_lf(data)) for path, data in now.items()}
    for version in versions:
        try:
            then = kept.read(version.blob)
        except GitError:
            why = Text("an earlier version is not in the clone: what became of it cannot be told")
            yield ProofFinding(f"{folder}/{version.path}", why, fits=True)
            continue
        if then.strip() and (_kind(version.path), _as_lf(then)) not in contents:
            yield from _gone(version, then, now, folder)


def _kind(path: str) -> tuple[str, str]:
    """Return what a file is by its place: one content in another's place is not there."""
    return path.partition("/")[0], path.rpartition(".")[2]


def _gone(
    version: RecordVersion, then: bytes, now: Mapping[str, bytes], folder: str
) -> Iterator[ProofFinding]:
    """Say what became of a version that is not there any more, if it is more than its due."""
    path, here = version.path, _same(version.path, then, now)
    if path == "people.yml" or path.endswith(".sig"):
        of_something = path == "people.yml" or path.removesuffix(".sig") in now
        if not here and of_something:
            yield ProofFinding(f"{folder}/{path}", _when(_DELETED, version.change), fits=False)
        return
    allowed = _allowed(then, now[here], path) if here else NOTHING
    said = _when(allowed or (_REWRITTEN if here else _DELETED), version.change)
    yield ProofFinding(f"{folder}/{here or path}", said, fits=bool(allowed))


def _same(path: str, then: bytes, now: Mapping[str, bytes]) -> str:
    """Return the file that stands in the place of an earlier version; empty where none does."""
    if path in now:
        return path
    is_decision = path.startswith("decisions/")
    read, _ = read_decision(then, path) if is_decision else read_sample_or_plan(then, path)
    id = getattr(read, "id", "")
    named = (path for path in now if basename(path).upper() == f"{id}.YML".upper())
    return next(named, "") if id else ""


def _allowed(then: bytes, now: bytes, path: str) -> Text:
    """Say which of the few changes it is that may be made to a file of the record, if it is one."""
    if path.startswith("decisions/"):
        (decided, _), (decision, _) = read_decision(then, path), read_decision(now, path)
        if not isinstance(decided, Decision):
            return _PUT_RIGHT
        is_signed = isinstance(decision, Decision) and _only_countersigned(decided, decision)
        return Text("was countersigned") if is_signed else NOTHING
    (sampled, _), (sample, _) = read_sample_or_plan(then, path), read_sample_or_plan(now, path)
    if not isinstance(sampled, Sample | Plan):
        return _PUT_RIGHT
    if not isinstance(sampled, Sample) or not isinstance(sample, Sample):
        return NOTHING
    return Text("had an action closed") if _only_closed(sampled, sample) else NOTHING


def _only_countersigned(before: Decision, after: Decision) -> bool:
    signed = replace(after, countersigned_by="", digest=before.digest)
    return not before.countersigned_by and signed == before


def _only_closed(before: Sample, after: Sample) -> bool:
    pairs = [*zip(before.actions, after.actions, strict=False)]
    same = all(a.closed_on in (None, b.closed_on) for a, b in pairs)
    opened = [action._replace(closed_on=None, place=before.place) for action in before.actions]
    others = [action._replace(closed_on=None, place=before.place) for action in after.actions]
    return same and opened == others and replace(after, actions=before.actions) == before


def _when(what: Text, change: FileChange | None) -> Text:
    if change is None:
        return Text("{what}, and that is not committed", what=what)
    commit = change.commit[:_SHORT]
    return Text("{what} in commit {commit} of {date}", what=what, commit=commit, date=change.day)


def _notes(changes: list[FileChange], folders: list[str], *, is_shallow: bool) -> Iterator[Text]:
    commits = {change.commit: change.day for change in changes}
    if not commits:
        yield Text("no commit holds the record yet: what was deleted or rewritten cannot be told")
        return
    yield Text.counted(
        "one commit changes the record, the first of {date}; git knows of nothing before it",
        "{n} commits change the record, the first of {date}; git knows of nothing before it",
        n=len(commits),
        date=min(commits.values()),
    )
    if is_shallow:
        yield Text("the clone is shallow: what was deleted or rewritten before it cannot be told")
    for folder in folders[1:]:
        yield Text("before it was moved, the record lay in {folder}", folder=folder)


def _read(files: Disk, path: str) -> bytes:
    try:
        return files.read(path, FILE_BYTES + 1)
    except OSError:
        return b""


def _as_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
