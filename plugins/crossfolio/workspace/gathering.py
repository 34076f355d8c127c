"""Files read one by one, and all that is found on the way."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from crossfolio.core.findings import Finding, Loss
from crossfolio.core.place import Place
from crossfolio.core.rules import assessment_rules
from crossfolio.core.settings import Settings
from crossfolio.core.suppressions import Suppression
from crossfolio.core.texts import Text
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.losses import page_names, raw_text
from crossfolio.loaders.one_file import FileResult, Loader
from crossfolio.workspace.disk import Files
from crossfolio.workspace.recognising import HEAD_BYTES, FileRole, may_hide, role_of
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.step_cache import CachedStep
from crossfolio.workspace.tree import Tree, cannot_open

T = TypeVar("T")
MIGRATIONS = "migrations"
"""The folder in that of criteria that holds no units."""
_ROLE = CachedStep[str]("role", str)
_NAMES = CachedStep[tuple[str, ...]]("names", tuple[str, ...])


def role_in(path: str, files: Files, cache: ResultCache) -> FileRole | None:
    """Return what a file is by its first lines; look only where it has changed."""

    def look() -> str:
        return role_of(files.read(path, HEAD_BYTES)) or ""

    try:
        word = cache.by_stamp(_ROLE, path, files, look)
    except OSError:  # Whoever needs it says so.
        return None
    return FileRole(word) if word else None


def lost_page(finding: Finding, files: Files, cache: ResultCache) -> Finding:
    """Return a finding about a page that is not read, with what others miss because of it."""
    path = finding.place.path

    def look() -> tuple[str, ...]:
        return page_names(raw_text(files.read(path, FILE_BYTES)), path)

    try:
        names = cache.by_stamp(_NAMES, path, files, look)
    except OSError:
        return finding
    return replace(finding, loss=Loss("page", names, is_astray=True))


def record_found(path: str, role: FileRole, settings: Settings) -> Finding:
    """Return the finding about a part of the record that lies where none is read."""
    folder = settings.assessment
    if role is FileRole.PEOPLE:
        return assessment_rules.register_misnamed(Place(path), folder)
    help = Text("move it into `{folder}/`", folder=f"{folder}/{role}s")
    return assessment_rules.record_elsewhere(Place(path), assessment_rules.NOT_READ[role], help)


PageBlock = tuple[tuple[str, ...], tuple[FileResult[Any], ...]]
"""The paths of pages, and what they gave."""


@dataclass(slots=True)
class Gathering:
    """What was found while the files of one portfolio are read."""

    files: Files
    settings: Settings
    cache: ResultCache
    found: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    """The files that what is found in an item may rest on beside its page."""
    page_files: tuple[str, ...] = ()
    """Every page of evidence as it is found on the disk, whether it can be read or not."""
    blocks: list[PageBlock] = field(default_factory=list)
    """The pages of evidence in blocks, as they were read."""
    pages: frozenset[str] = frozenset()
    """The paths of all pages of evidence, whether they can be read or not."""

    def in_folder(self, folder: str, *, asked: bool = False) -> Tree:
        """Return the files of a folder; note what is wrong with what lies beside them.

        Args:
            folder: Its path.
            asked: Whether its files say what is asked of the learner.
        """
        tree = self.files.find(folder)
        read = frozenset(tree.files if asked else ())
        for finding in tree.findings:
            self._say(finding, "criteria" if asked and finding.place.path not in read else "")
        return tree

    def say_lost(self, role: str, finding: Finding) -> None:
        """Note what is found of a file that may say what is asked, and is not read."""
        self.around.append(finding.place.path)
        self.found.append(replace(finding, loss=Loss(role, is_whole=True)))

    def one(self, path: str, loader: Loader[T]) -> T | None:
        """Read one file by its loader; note what is wrong with it."""
        return self._result(path, loader).value

    def block(self, paths: tuple[str, ...], loader: Loader[T]) -> list[T | None]:
        """Read a block of pages by their loader; note what is wrong with them."""
        results = self.cache.results(paths, self.files, loader)
        if results is None:
            results = tuple([self._result(path, loader) for path in paths])
        else:
            for result in results:
                self.found += result.findings
                self.suppressions += result.suppressions
        self.blocks.append((paths, results))
        return [result.value for result in results]

    def beside(self, path: str, loader: Loader[T]) -> T | None:
        """Read a file that findings in single items may rest on."""
        self.around.append(path)
        return self.one(path, loader)

    def is_empty(self, path: str) -> bool:
        """Tell whether a file holds nothing."""
        stamp = self.files.stamp(path)
        if stamp:
            return stamp.size == 0
        try:
            return not self.files.read(path, 1)
        except OSError:
            return False

    def role(self, path: str, among: Collection[FileRole]) -> FileRole | None:
        """Return what a file under another name is; `None` where it is none of these."""
        if not may_hide(path):
            return None
        role = role_in(path, self.files, self.cache)
        return role if role in among else None

    def _result(self, path: str, loader: Loader[T]) -> FileResult[T]:
        try:
            result: FileResult[T] = self.cache.result(path, self.files, loader)
        except OSError as error:
            result = FileResult(None, (cannot_open(path, error),))
        role = self._role(path) if result.value is None else ""
        for finding in result.findings:
            self._say(finding, role if finding.loss is None else "")
        self.suppressions += result.suppressions
        return result

    def _say(self, finding: Finding, lost: str) -> None:
        """Note a finding; with a role, that others may miss what the whole file says."""
        if lost:
            self.say_lost(lost, finding)
        else:
            self.found.append(finding)

    def _role(self, path: str) -> str:
        """Return what others miss where a file cannot be opened; empty where they miss nothing."""
        folder = self.settings.criteria
        if path.startswith(f"{folder}/"):
            return "" if path.startswith(f"{folder}/{MIGRATIONS}/") else "criteria"
        is_page = path.endswith(".md") or not path.startswith(f"{self.settings.evidence}/")
        return "" if is_page else "portfolio"
