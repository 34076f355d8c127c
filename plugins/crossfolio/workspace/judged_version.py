"""The versions of items that were judged, found in git's history by their fingerprints."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.findings import one_line
from crossfolio.core.record.standing import Standing
from crossfolio.core.record.values import Judged
from crossfolio.core.seen import Seen, seen_by_owner
from crossfolio.core.since import since_judged, wanted
from crossfolio.core.since_values import ItemVersion, Since, Unfound, Wanted
from crossfolio.core.texts import Text
from crossfolio.core.word_changes import hunks, in_plain_text
from crossfolio.workspace.history.commits import Repository, repository_of
from crossfolio.workspace.history.file_log import MOST_COMMITS, FileVersion, file_log
from crossfolio.workspace.history.git import GitError, ask, blobs, sizes
from crossfolio.workspace.history.search import Search
from crossfolio.workspace.project import Project

SECONDS = 20.0
"""How long all that is asked of git in one go may take."""
_PARTIAL = Text("the clone is partial, and does not hold the contents of all earlier files")
_NONE = Text(
    "no commit has the version that was judged: it was never committed, or history was rewritten"
)


def judged_versions(
    root: Path, checked: Checked, seconds: float = SECONDS
) -> dict[Wanted, ItemVersion | Unfound]:
    """Return each version that was judged and has changed since, or why it is not found.

    Git is asked only where there is one, and then about all of them at once: first for the
    way to the present commit, then for what else there is.

    Args:
        root: The project's folder.
        checked: Its portfolio.
        seconds: How long each answer of git may take.
    """
    asked = wanted(checked)
    if not asked:
        return {}
    found: dict[Wanted, ItemVersion | Unfound] = {}
    try:
        found.update(_found(checked, repository_of(root), asked, seconds))
    except GitError as error:  # What was found before stays.
        why = _PARTIAL if _is_partial(root) else error.why
        found = {**dict.fromkeys(asked, Unfound(why)), **found}
    return found


def _found(
    checked: Checked,
    repository: Repository,
    asked: Mapping[Wanted, Judged],
    seconds: float,
) -> Iterator[tuple[Wanted, ItemVersion | Unfound]]:
    """Give what is found of each; what only the text agrees with is the second best."""
    left, second = dict(asked), dict[Wanted, ItemVersion]()
    why, root, settings = _NONE, repository.folder, checked.settings
    with blobs(root, seconds) as contents, sizes(root, seconds) as names:
        for refs, paths in (("HEAD", (settings.evidence,)), ("--all", ())):
            log = _log(root, refs, paths, seconds) if left else ()
            search = Search(checked.portfolio, settings, repository.prefix, log, contents, names)
            for want in tuple(left):
                version = search.find(want, left[want])
                if version and version.is_whole:
                    yield want, version
                    del left[want]
                elif version:
                    second.setdefault(want, version)
            if len({filed.commit for filed in log}) >= MOST_COMMITS:
                why = Text(
                    "it is not among the last {commits} commits, which were looked through",
                    commits=MOST_COMMITS,
                )
            if search.lacks:
                why = (
                    _PARTIAL
                    if _is_partial(root)
                    else Text("the content of a file in the history is missing")
                )
    if repository.is_shallow:
        why = Text("the clone is shallow, and the version that was judged is not in it")
    elif not _has_commit(root):
        why = Text("there is no commit yet")
    for want in left:
        yield want, second.get(want) or Unfound(why)


def _log(root: Path, refs: str, paths: tuple[str, ...], seconds: float) -> tuple[FileVersion, ...]:
    return tuple(file_log(root, refs, paths, seconds)) if _has_commit(root) else ()


def _has_commit(root: Path) -> bool:
    try:
        ask(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        return False
    return True


def _is_partial(root: Path) -> bool:
    """Tell whether a clone leaves the contents of files with another host, until it needs them.

    Nothing is asked of that host: most versions of git end when such a content is wanted.
    """
    try:
        return bool(ask(root, "config", "--get-regexp", r"^remote\..*\.promisor$").strip())
    except GitError:
        return False


def with_changes(seen: Seen, checked: Checked, root: Path) -> Seen:
    """Return what an edition shows, and what has changed in its items since they were judged.

    Git is asked only where the edition shows decisions, and not for a visit: earlier versions
    were not sampled.

    Args:
        seen: What the edition shows.
        checked: The portfolio.
        root: The project's folder.
    """
    if not seen.people or seen.rest:
        return seen
    versions = judged_versions(root, checked)
    return replace(seen, since=since_judged(checked, seen, versions))


class ItemChanges(NamedTuple):
    """What has changed in an item since it was judged."""

    item: str
    commit: str
    day: str
    lines: tuple[str, ...]
    """Each change on a line, with the words around it."""
    same_passage: bool
    """Whether the passages that show the criterion are as they were."""


class NotFound(NamedTuple):
    """An item whose judged version cannot be had."""

    item: str
    reason: str


def changed_items(
    held: Standing, project: Project, checked: Checked
) -> Iterator[ItemChanges | NotFound]:
    """Give each item that has changed since a judgement, with the difference by words."""
    versions = judged_versions(project.root, checked)
    found = since_judged(checked, seen_by_owner(checked), versions, to_owner=True)
    criterion = held.judgement.criterion
    for key in sorted(held.changed_items):
        item = checked.portfolio.by_id.get(key)
        if item is None:
            yield NotFound(key, "the item is gone")
        for since in found.get(key, ()):
            if item and criterion in since.criteria:
                yield _told(item.id, criterion, since)


def _told(item: str, criterion: str, since: Since) -> ItemChanges | NotFound:
    if since.why:
        return NotFound(item, since.why)
    passages = [passage for passage in since.passages if passage.criterion == criterion]
    same = bool(passages) and all(passage.same for passage in passages)
    return ItemChanges(item, *since.version, tuple(_lines(since)), same)


def _lines(since: Since) -> Iterator[str]:
    for change in since.fields:
        yield f"{change.name}: [-{change.then}-]{{+{change.now}+}}"
    for pieces in hunks(since.text):
        yield " ".join(one_line(in_plain_text(pieces).replace("\n", " ")).split())
    if not since.has_words and not since.fields:
        yield "no word of it has changed but blanks, line ends or what is masked here"
    if not since.is_whole:
        yield "the attached files that were judged are in no commit"
