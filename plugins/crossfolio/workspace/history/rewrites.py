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
from crossfolio.workspace.project import Project

_SECONDS = 60.0
_PUT_RIGHT = Text("could not be read, and was put right")
_DELETED, _REWRITTEN = Text("was deleted"), Text("was rewritten")
_SHORT = 10
_FILES = ("100644", "100755", "100664", "120000")
"""Modes of files and links; other repositories hold nothing of ours."""
_MOST_MOVES = 20


class Rewrites(NamedTuple):
    """What the history says of a record."""

    findings: tuple[ProofFinding, ...]
    notes: tuple[Text, ...]


class _Change(NamedTuple):
    """What a commit did to a file."""

    commit: str
    day: str
    path: str
    """From the top of the repository."""
    before: str
    """The content's ID; zeros where there was none, as in the next."""
    after: str


class _Version(NamedTuple):
    """A content that a file of the record once had."""

    path: str
    """From the record's folder."""
    blob: str
    change: _Change | None
    """The last that took it away; `None` where no commit did."""


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
        changes = [*_changes(project, folder)]
        folders = [folder, *_folders_before(project, folder, changes)]
        for one in folders[1:]:
            changes += _changes(project, one)
        with blobs(project.root, _SECONDS) as kept:
            found = tuple(_findings(project, _versions(changes, folders), kept))
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


def _changes(project: Project, folder: str) -> Iterator[_Change]:
    """Give what each commit did to the files of a folder, newest first, merges among them."""
    words = ("log", "--raw", "-z", "--no-abbrev", "--no-renames", "--full-history", "--root")
    top = _text(ask(project.root, "rev-parse", "--show-cdup")).strip() or "."
    shown = ("--diff-merges=separate", "--format=%x01%H %cs")
    said = ask(project.root, *words, *shown, "HEAD", "--", f"{top}/{folder}")
    yield from _parsed(said)


def _parsed(said: bytes) -> Iterator[_Change]:
    commit = day = ""
    parts = iter(_text(said).split("\0"))
    for part in parts:
        text = part.strip("\n")
        if text.startswith("\1"):
            commit, _, day = text[1:].partition(" ")
        elif text.startswith(":"):
            modes, blobs = text[1:].split(" ")[:2], text[1:].split(" ")[2:4]
            before, after = (
                blob if mode in _FILES else "0" for mode, blob in zip(modes, blobs, strict=True)
            )
            yield _Change(commit, day, next(parts, ""), before, after)


def _folders_before(project: Project, folder: str, changes: list[_Change]) -> Iterator[str]:
    """Give where the record lay before it was moved, the last place first."""
    seen = {folder}
    for _ in range(_MOST_MOVES):
        if not changes:
            return
        first = changes[-1].commit
        words = ("diff-tree", "--root", "-r", "-m", "--raw", "-z", "--no-abbrev", "--no-renames")
        told = [*_parsed(ask(project.root, *words, "--format=%x01%H %cs", first))]
        came = {change.after: change.path for change in told if change.path.startswith(folder)}
        left = [change for change in told if change.before in came]
        moved = {
            change.path.removesuffix(came[change.before].removeprefix(folder))
            for change in left
            if set(change.after) == {"0"}
            and change.path.endswith(came[change.before].removeprefix(folder))
        } - seen
        if len(moved) != 1:
            return
        (folder,) = moved
        seen.add(folder)
        yield folder
        changes = [*_changes(project, folder)]


def _versions(changes: list[_Change], folders: list[str]) -> list[_Version]:
    """Return every content that a file of the record ever had, each once."""
    found: dict[tuple[str, str], _Version] = {}
    for change in changes:
        folder = next(one for one in folders if change.path.startswith(one))
        path = change.path.removeprefix(folder)
        if not path.startswith(("decisions/", "samples/")) and path != "people.yml":
            continue
        for blob in (change.before, change.after):
            if set(blob) != {"0"}:
                known = found.get((path, blob))
                ended = change if blob == change.before else None
                if known is None or (known.change is None and ended):
                    found[path, blob] = _Version(path, blob, ended)
    return list(found.values())


def _findings(project: Project, versions: list[_Version], kept: Blobs) -> Iterator[ProofFinding]:
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
    version: _Version, then: bytes, now: Mapping[str, bytes], folder: str
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


def _when(what: Text, change: _Change | None) -> Text:
    if change is None:
        return Text("{what}, and that is not committed", what=what)
    commit = change.commit[:_SHORT]
    return Text("{what} in commit {commit} of {date}", what=what, commit=commit, date=change.day)


def _notes(changes: list[_Change], folders: list[str], *, is_shallow: bool) -> Iterator[Text]:
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


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
