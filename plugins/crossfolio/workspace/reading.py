"""Every file of a portfolio read, each by the loader for its kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from os import SEEK_END
from posixpath import dirname, relpath
from typing import BinaryIO, NamedTuple, TypeVar

from crossfolio.core.assessment import Decision, Person, Sample
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.fingerprint import Fingerprint
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.media import HEAD_BYTES, Inside, StoredFile, media_of, why_unsafe
from crossfolio.core.merge import FileResults
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment
from crossfolio.core.rules import assessment_rules, criteria_rules
from crossfolio.core.settings import Settings
from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.assessment_file import read_decision, read_people, read_sample
from crossfolio.loaders.criteria_file import read_criteria
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.one_file import FileResult, Loader
from crossfolio.loaders.portfolio_file import read_portfolio
from crossfolio.workspace.disk import Files
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.shelf import spelled
from crossfolio.workspace.tree import cannot_open

T = TypeVar("T")
_JUDGING = frozenset(
    (
        *("profile", "fail_on", "min_coverage", "min_outcomes", "min_units", "rules", "select"),
        *("per_file_ignores", "edition"),
    )
)
"""Settings that no loader goes by, and no rule about one item; new ones count until named here."""


class ReadFiles(NamedTuple):
    """What the files of a portfolio hold, and what was found while reading them."""

    results: FileResults
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    around: tuple[str, ...]
    """The files that what is found in an item may rest on beside its page."""


def read_all(files: Files, settings: Settings, cache: ResultCache) -> ReadFiles:
    """Read every file of a portfolio. A file that cannot be read costs no other one.

    Args:
        files: Where their bytes come from.
        settings: Which folders to look into.
        cache: Has the results of files that have not changed, and gets those of the others.
    """
    cache.begin(_basis(settings))
    reading = _Reading(files, settings, cache)
    criteria = reading.criteria()
    evidence, enrolment, others = reading.evidence()
    people, decisions, samples = reading.assessment()
    attached = {a.path for item in evidence for a in item.attachments}
    stored = {path: reading.stored(path, with_head=path in attached) for path in others}
    results = FileResults(criteria, evidence, decisions, samples, enrolment, people, stored)
    return ReadFiles(
        results, tuple(reading.found), tuple(reading.suppressions), tuple(reading.around)
    )


def fingerprints(
    files: Files, items: Iterable[Evidence], cache: ResultCache
) -> dict[str, Fingerprint]:
    """Return the fingerprint of each item by its ID in upper case."""
    return {item.key: cache.fingerprint(item, dict(_digests(files, item, cache))) for item in items}


def _basis(settings: Settings) -> str:
    """Return what loaders, and rules about one item, may go by of the settings."""
    names = [it.name for it in fields(settings) if it.name not in _JUDGING]
    return spelled({name: getattr(settings, name) for name in names}, ordered=False).hex()


def _digests(files: Files, item: Evidence, cache: ResultCache) -> Iterator[tuple[str, str]]:
    for attachment in item.attachments:
        if attachment.path and files.is_file(attachment.path):
            name = relpath(attachment.path, dirname(item.path))
            try:
                yield name, cache.sha256(attachment.path, files)
            except OSError:  # It is a finding already, and counts as missing here.
                continue


def _look_at(path: str, files: Files) -> StoredFile:
    with files.open(path) as opened:
        size = opened.seek(0, SEEK_END)
        opened.seek(0)
        file = StoredFile(size, opened.read(HEAD_BYTES))
        return file if why_unsafe(path, file) else file._replace(inside=_inside(path, opened))


def _inside(path: str, opened: BinaryIO) -> Inside:
    """Look at what a picture, a recording or a PDF holds; each is read once, in pieces."""
    from crossfolio.loaders import pdf_data, picture_data, recording_data  # noqa: PLC0415

    media = media_of(path)
    if media and media.shown_as == "image":
        return picture_data.look_inside(opened)
    if media and media.has_boxes:
        return recording_data.look_inside(opened)
    return pdf_data.look_inside(opened) if media and media.name == "PDF" else Inside()


@dataclass(slots=True)
class _Reading:
    """What was found while the files of one portfolio are read."""

    files: Files
    settings: Settings
    cache: ResultCache
    found: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def criteria(self) -> tuple[Unit | Qualification, ...]:
        read: list[Unit | Qualification | None] = []
        for path in self._files(self.settings.criteria):
            if path.endswith(".yaml"):
                why, help = "this file is not read", "criteria files end in `.yml`"
                self.found.append(criteria_rules.criteria_invalid(Place(path), why, help))
            elif path.endswith(".yml"):
                read.append(self._beside(path, read_criteria))
        return tuple(it for it in read if it is not None)

    def evidence(self) -> tuple[tuple[Evidence, ...], Enrolment | None, list[str]]:
        folder = self.settings.evidence
        pages: list[Evidence | None] = []
        enrolment, others = None, []
        page = partial(read_evidence, folder=folder, dialect=self.settings.dialect)
        for path in self._files(folder):
            if path.endswith(".md"):
                pages.append(self._one(path, page))
            elif path == f"{folder}/portfolio.yml":
                enrolment = self._beside(path, read_portfolio)
            else:
                others.append(path)
        return tuple(it for it in pages if it is not None), enrolment, others

    def assessment(
        self,
    ) -> tuple[dict[str, Person] | None, tuple[Decision, ...], tuple[Sample, ...]]:
        folder = self.settings.assessment
        people, decisions, samples = None, [], []
        for path in self._files(folder):
            if not path.endswith((".yml", ".yaml")):
                continue
            if path == f"{folder}/people.yml":
                people = self._beside(path, read_people)
            elif path.startswith(f"{folder}/decisions/") and path.endswith(".yml"):
                decisions.append(self._one(path, read_decision))
            elif path.startswith(f"{folder}/samples/") and path.endswith(".yml"):
                samples.append(self._one(path, read_sample))
            else:
                why = "this file is not read"
                help = "here lie people.yml, decisions/*.yml and samples/*.yml"
                self.found.append(assessment_rules.assessment_invalid(Place(path), why, help))
        return (
            people,
            tuple(it for it in decisions if it is not None),
            tuple(it for it in samples if it is not None),
        )

    def stored(self, path: str, *, with_head: bool) -> StoredFile:
        """Look at a file that is no page: at its first bytes only where an item attaches it."""
        if not with_head:
            return StoredFile(0)
        try:
            return self.cache.stored(path, self.files, partial(_look_at, path, self.files))
        except OSError as error:
            self.found.append(cannot_open(path, error))
            return StoredFile(0)

    def _files(self, folder: str) -> tuple[str, ...]:
        tree = self.files.find(folder)
        self.found += tree.findings
        return tree.files

    def _beside(self, path: str, loader: Loader[T]) -> T | None:
        """Read a file that findings in single items may rest on."""
        self.around.append(path)
        return self._one(path, loader)

    def _one(self, path: str, loader: Loader[T]) -> T | None:
        """Read one file by its loader; note what is wrong with it."""
        try:
            result: FileResult[T] = self.cache.result(path, self.files, loader)
        except OSError as error:
            self.found.append(cannot_open(path, error))
            return None
        self.found += result.findings
        self.suppressions += result.suppressions
        return result.value
