"""What a bundle holds of a portfolio's sources: all of it, or what an edition may see.

An edition is built from a list of what may be in it, so that what is new is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, isabs, normpath

import yaml

from crossfolio.core.check import Checked
from crossfolio.core.choices import Edition
from crossfolio.core.edition import hold_of
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Severity
from crossfolio.handover.bag import Content
from crossfolio.workspace.disk import found_in
from crossfolio.workspace.project import Project
from crossfolio.workspace.walk import Walked, walk

PEOPLE = "people.yml"
PORTFOLIO = "portfolio.yml"
_RECORD = ("decisions/", "samples/", "sampling.yml")
_MOST_READ = 1 << 20


@dataclass(frozen=True, slots=True)
class BundleSources:
    """The sources that go into a bundle."""

    files: dict[str, Content]
    """By path from the project's root."""
    withheld: frozenset[str] = frozenset()
    """The items that are left out, by ID in upper case."""
    withheld_decisions: frozenset[str] = frozenset()
    """The decision files that are left out, by path."""
    unknown: bool = False
    """Whether something is left out that cannot be read, so that nothing can be recomputed."""


class NotCarriedError(Exception):
    """Something among the sources that no bundle can carry, with each reason."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("no bundle was written: it could not hold what is named above")
        self.lines = lines


def every_source(project: Project) -> BundleSources:
    """Return all that the portfolio is written in.

    Raises:
        NotCarriedError: Where a link, a pipe, or a name that some system cannot hold is among it:
            left out, it would make the portfolio another than it is.
    """
    files: dict[str, Content] = {}
    lines: list[str] = []
    for folder in _folders(project):
        walked = walk(project.root, folder)
        lines += _not_carried(walked)
        paths = (*walked.files, *walked.dotted, *walked.hidden)
        files |= {path: project.root / found_in(project.root, path) for path in paths}
    for name in project.settings_files:
        is_ours = (project.root / name).is_file() and not _lies_outside(name)
        if is_ours:
            files[normpath(name)] = project.root / name
    if lines:
        raise NotCarriedError(sorted(lines))
    return BundleSources(files)


def sources_for_assessors(project: Project, checked: Checked) -> BundleSources:
    """Return what the edition `assessor` may see: no withheld item, and people without names.

    Raises:
        NotCarriedError: As of `every_source`.
    """
    every, settings = every_source(project).files, project.settings
    items = checked.portfolio.evidence
    withheld = [item for item in items if hold_of(item, Edition.ASSESSOR)]
    shown = set(_files_of(item for item in items if hold_of(item, Edition.ASSESSOR) is None))
    hidden = set(_files_of(withheld))
    pages = {path for path in every if _lies_in(path, settings.evidence) and path.endswith(".md")}
    kept: dict[str, Content] = {}
    secret = {path for item in withheld for path in _attached(item)}
    keys = frozenset(item.key for item in withheld)
    judged = set(_judging_files_of(keys, checked))
    left: set[str] = set()
    for path, content in every.items():
        if _lies_in(path, settings.evidence):
            is_list = path == f"{settings.evidence}/{PORTFOLIO}"
            if is_list or (path in shown and path not in hidden):
                kept[path] = content
        elif not _lies_in(path, settings.assessment):
            kept[path] = content
        elif path.removeprefix(f"{settings.assessment}/").startswith(_RECORD):
            if path in judged or _names_any(content, secret):
                left.add(path)
            else:
                kept[path] = content
    has_people = f"{settings.assessment}/{PEOPLE}" in every
    people = _people(checked)
    if people is not None:
        kept[f"{settings.assessment}/{PEOPLE}"] = people
    unknown = bool(pages - shown - hidden) or (has_people and people is None)
    return BundleSources(kept, keys, frozenset(left), unknown or _cannot_be_read(checked, kept))


def _judging_files_of(keys: frozenset[str], checked: Checked) -> Iterator[str]:
    """Give the decision files that name attached files of these items."""
    for decision in checked.portfolio.decisions:
        for judged in decision.evidence:
            if judged.evidence in keys and judged.parts and judged.parts.attachments:
                yield decision.place.path


def _cannot_be_read(checked: Checked, kept: dict[str, Content]) -> bool:
    """Tell whether a file that is left out has a finding that makes something unknown."""
    return any(
        diagnostic.severity is Severity.ERROR
        and diagnostic.finding.loss is not None
        and diagnostic.finding.place.path not in kept
        for diagnostic in checked.diagnostics
    )


def _files_of(items: Iterable[Evidence]) -> Iterator[str]:
    for item in items:
        yield item.path
        yield from _attached(item)


def _attached(item: Evidence) -> Iterator[str]:
    return (attachment.path for attachment in item.attachments if attachment.path)


def _names_any(content: Content, paths: Iterable[str]) -> bool:
    """Tell whether a file of the record names one of these files, or is too long to tell."""
    if isinstance(content, bytes):
        return False
    with content.open("rb") as file:
        text = file.read(_MOST_READ)
    return len(text) == _MOST_READ or any(basename(path).encode() in text for path in paths)


def _people(checked: Checked) -> bytes | None:
    """Return the register with IDs and roles alone; `None` where it cannot be wholly read."""
    people = checked.portfolio.people
    if people is None or checked.portfolio.people_unread:
        return None
    entries = {
        person.id: {"roles": list(person.roles), "display_name": person.id}
        for person in people.values()
    }
    return yaml.safe_dump({"people": entries}, sort_keys=True, allow_unicode=True).encode()


def _folders(project: Project) -> Iterator[str]:
    """Give the folders of the sources, each once; of the site's pages only where they lie apart."""
    settings = project.settings
    own = [settings.criteria, settings.evidence, settings.assessment]
    docs = normpath(project.docs_dir)
    if docs != "." and not _lies_outside(docs):
        own.append(docs)
    for folder in dict.fromkeys(own):
        around = (other for other in own if other != folder)
        if not any(_lies_in(folder, other) for other in around):
            yield folder


def _lies_outside(path: str) -> bool:
    return isabs(path) or normpath(path).split("/")[0] == ".."


def _lies_in(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/")


def _not_carried(walked: Walked) -> Iterator[str]:
    yield from (f"{path}: it is a link" for path in walked.links)
    yield from (f"{path}: it is no ordinary file" for path in walked.others)
    yield from (f"{path}: its name {why}" for path, why in walked.unusable)
    yield from (f"{path}: {error.strerror}" for path, error in walked.closed)
