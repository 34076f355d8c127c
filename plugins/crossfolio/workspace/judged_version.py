"""The version of an item that was judged, found in git's history by its fingerprint."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from posixpath import dirname, normpath
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import one_line
from crossfolio.core.record.fingerprint import canonical_fields, fingerprint
from crossfolio.core.record.marks import without_marks
from crossfolio.core.record.standing import Standing
from crossfolio.core.record.values import Judged
from crossfolio.core.settings import Settings
from crossfolio.core.word_changes import in_plain_text, word_changes
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.workspace.history.git import Blobs, GitError, ask, blobs
from crossfolio.workspace.project import Project

_SECONDS = 20.0
_MOST = 5000
"""Commits of one page that are looked at."""


class Version(NamedTuple):
    """A page as a commit has it."""

    commit: str
    day: str
    item: Evidence


def judged_version(project: Project, item: Evidence, judged: Judged, checked: Checked) -> Version:
    """Return the version of an item that a decision judged.

    Args:
        project: The project.
        item: As it is now.
        judged: What the decision says of it.
        checked: The portfolio.

    Raises:
        GitError: With the reason, where it is in no history that is there.
    """
    codes = {tag.upper() for tag in checked.portfolio.framework.tags}
    with blobs(project.root, _SECONDS) as kept:
        for commit, day, path in _commits(project, item.path):
            found = _read(kept, f"{commit}:{path}", item.path, project.settings)
            if found and _is_judged(found, judged, codes, partial(_file, kept, commit, path)):
                return Version(commit, day, found)
    is_shallow = ask(project.root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if is_shallow:
        raise GitError("the clone is shallow, and the version that was judged is not in it")
    raise GitError("no commit has the version that was judged")


def passages(item: Evidence, criterion: str) -> tuple[str, ...]:
    """Return the paragraphs of an item that mark a criterion."""
    blocks = item.body.replace("\r\n", "\n").split("\n\n")
    named = (f"[{criterion}".upper(), f" {criterion}".upper())
    return tuple(it.strip() for it in blocks if any(name in it.upper() for name in named))


def _commits(project: Project, path: str) -> Iterator[tuple[str, str, str]]:
    """Give the commits in which a page changed, newest first, with its path in each."""
    words = ("log", "--follow", f"-{_MOST}", "--format=%x00%H %cs", "--name-only", "-z")
    told = ask(project.root, *words, "--", path).decode("utf-8", "surrogateescape")
    commit, day = "", ""
    for part in told.split("\0"):
        text = part.strip("\n")
        head = text.split(" ")
        if len(head) == 2 and len(head[0]) >= 40 and head[1].count("-") == 2:  # noqa: PLR2004
            commit, day = head
        elif text and commit:
            yield commit, day, text


def _read(kept: Blobs, name: str, path: str, settings: Settings) -> Evidence | None:
    try:
        data = kept.read(name)
    except GitError:
        return None
    found, _ = read_evidence(data, path, settings.evidence, settings.dialect)
    return found


def _file(kept: Blobs, commit: str, page: str, name: str) -> str:
    """Return the SHA-256 of a file beside a page as a commit has it; empty where it has none."""
    try:
        data = kept.read(f"{commit}:{normpath(f'{dirname(page)}/{name}')}")
    except GitError:
        return ""
    return sha256(data).hexdigest()


def _is_judged(item: Evidence, judged: Judged, codes: set[str], file: "partial[str]") -> bool:
    """Tell whether a version is the one that was judged, by its parts or else as a whole."""
    if judged.parts:
        fields = sha256(canonical_fields(item).encode()).hexdigest()
        body = sha256(without_marks(item.body, codes).encode()).hexdigest()
        return (fields, body) == (judged.parts.fields, judged.parts.body)
    names = [it.path.removeprefix(f"{dirname(item.path)}/") for it in item.attachments]
    whole = {name: file(name) for name in names}
    return fingerprint(item, whole, codes).value == judged.fingerprint


class Changed(NamedTuple):
    """What has changed in an item since it was judged."""

    item: str
    commit: str
    day: str
    lines: tuple[str, ...]
    """Each change on a line, with the words around it."""
    same_passage: bool
    """Whether the passages that mark the criterion are as they were."""


class NotFound(NamedTuple):
    """An item whose judged version cannot be had."""

    item: str
    reason: str


def changed_items(
    held: Standing, project: Project, checked: Checked
) -> Iterator[Changed | NotFound]:
    """Give each item that has changed since a judgement, with the difference by words."""
    judged = held.decision.judged
    for key in sorted(held.changed_items):
        item = checked.portfolio.by_id.get(key)
        if item is None:
            yield NotFound(key, "the item is gone")
            continue
        try:
            then = judged_version(project, item, judged[key], checked)
        except GitError as error:
            yield NotFound(item.id, str(error))
            continue
        criterion = held.judgement.criterion
        marked = passages(item, criterion)
        same = bool(marked) and marked == passages(then.item, criterion)
        yield Changed(item.id, then.commit, then.day, tuple(_lines(then.item, item)), same)


def _lines(then: Evidence, now: Evidence) -> Iterator[str]:
    for name in dict.fromkeys((*then.fields, *now.fields)):
        old, new = then.fields.get(name), now.fields.get(name)
        if old != new and name != "criteria":
            yield f"{name}: [-{_said(old)}-]{{+{_said(new)}+}}"
    for pieces in word_changes(then.body, now.body):
        yield one_line(in_plain_text(pieces).replace("\n", " "))


def _said(value: object) -> str:
    return "" if value is None else one_line(str(value))
