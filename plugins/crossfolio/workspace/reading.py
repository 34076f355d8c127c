"""Every file of a portfolio read, each by the loader for its kind."""

from collections.abc import Collection, Iterator
from dataclasses import fields
from functools import partial
from hashlib import file_digest
from os import SEEK_END
from posixpath import dirname, relpath, splitext
from typing import BinaryIO, NamedTuple

from crossfolio.core.blocks import Block, in_blocks
from crossfolio.core.characters import composed_name
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.media import HEAD_BYTES, Inside, StoredFile, is_office, media_of, why_unsafe
from crossfolio.core.memo import PassingError
from crossfolio.core.merge import FileResults
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.settings import Settings
from crossfolio.core.suppressions import Suppression
from crossfolio.workspace.assessment_folder import read_assessment
from crossfolio.workspace.criteria_folder import read_all_criteria
from crossfolio.workspace.disk import Files
from crossfolio.workspace.evidence_folder import attached_to, read_all_evidence
from crossfolio.workspace.gathering import Gathering, PageBlock
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.step_cache import CachedStep, spelled
from crossfolio.workspace.tree import cannot_open

_STORED = CachedStep[StoredFile]("stored", StoredFile)
_SHA256 = CachedStep[str]("sha256", str)
_JUDGING = frozenset(
    (
        *("profile", "fail_on", "min_coverage", "min_accepted", "rules", "select"),
        *("per_file_ignores", "edition", "personal_data", "trust", "visit"),
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
    pages: frozenset[str]
    """The paths of all pages of evidence, whether they can be read or not."""
    blocks: tuple[PageBlock, ...]
    """The same as they are found on the disk, with what they gave."""


def read_all(files: Files, settings: Settings, cache: ResultCache) -> ReadFiles:
    """Read every file of a portfolio. A file that cannot be read costs no other one.

    Args:
        files: Where their bytes come from.
        settings: Which folders to look into.
        cache: Has the results of files that have not changed, and gets those of the others.
    """
    cache.begin(_basis(settings))
    gathering = Gathering(files, settings, cache)
    criteria = read_all_criteria(gathering)
    evidence, enrolment, others = read_all_evidence(gathering)
    assessment = read_assessment(gathering)
    attached = attached_to(evidence, cache.memo)
    found = gathering.found
    stored = {
        name: _allowed(name, _stored(name, files, cache, found), settings)
        if name in attached
        else StoredFile(0)
        for name in map(composed_name, others)
    }
    stored = cache.memo.equal("stored", stored)
    results = FileResults(criteria, evidence, assessment, enrolment, stored)
    return ReadFiles(
        results,
        tuple(found),
        tuple(gathering.suppressions),
        tuple(gathering.around),
        gathering.pages,
        tuple(gathering.blocks),
    )


def fingerprints(
    files: Files, items: tuple[Evidence, ...], codes: Collection[str], cache: ResultCache
) -> dict[str, Fingerprint]:
    """Return the fingerprint of each item by its ID in upper case.

    Args:
        files: Where the attached files' bytes come from.
        items: The items.
        codes: The full IDs of all criteria of the unit files.
        cache: Has the fingerprints of items that have not changed.
    """
    cache.set_codes(codes)
    found: dict[str, Fingerprint] = {}
    for block in in_blocks(items, cache.memo, "judged"):
        found |= _of_block(files, block, codes, cache)
    return found


def _of_block(
    files: Files, block: Block, codes: Collection[str], cache: ResultCache
) -> dict[str, Fingerprint]:
    """Return the fingerprints of some items; those of the last check where no file has changed."""
    memo, name = cache.memo, block[0].path
    attached = (attachment.path for item in block for attachment in item.attachments)
    stamps = cache.stamps([path for path in attached if path], files)
    known = object() if stamps is None else memo.equal(("judged stamps", name), stamps)

    def look() -> dict[str, Fingerprint]:
        unread: list[str] = []
        found = {
            item.key: cache.fingerprint(item, dict(_digests(files, item, cache, unread)))
            for item in block
        }
        if unread:
            raise PassingError(found)
        return found

    return memo.once(("fingerprints", name), look, block, known, codes)


def _basis(settings: Settings) -> str:
    """Return what loaders, and rules about one item, may go by of the settings."""
    names = [field.name for field in fields(settings) if field.name not in _JUDGING]
    return spelled({name: getattr(settings, name) for name in names}, ordered=False).hex()


def _digests(
    files: Files, item: Evidence, cache: ResultCache, unread: list[str]
) -> Iterator[tuple[str, str]]:
    """Give the sum of each attached file; `unread` gains those that cannot be read now."""
    for attachment in item.attachments:
        if attachment.path and files.is_file(attachment.path):
            name = relpath(attachment.path, dirname(item.path))
            try:
                look = partial(_sha256, attachment.path, files)
                yield name, cache.by_stamp(_SHA256, attachment.path, files, look)
            except OSError:  # It counts as missing here.
                unread.append(name)


def _sha256(path: str, files: Files) -> str:
    with files.open(path) as opened:
        return file_digest(opened, "sha256").hexdigest()


def _allowed(path: str, file: StoredFile, settings: Settings) -> StoredFile:
    return file._replace(refused=True) if is_office(path) and not settings.office else file


def _look_at(path: str, files: Files) -> StoredFile:
    with files.open(path) as opened:
        size = opened.seek(0, SEEK_END)
        opened.seek(0)
        file = StoredFile(size, opened.read(HEAD_BYTES))
        return file if why_unsafe(path, file) else file._replace(inside=_inside(path, opened))


def _inside(path: str, opened: BinaryIO) -> Inside:
    """Look at what a picture, a recording or a PDF holds; each is read once, in pieces."""
    from crossfolio.loaders.media import (  # noqa: PLC0415
        office_data,
        pdf_data,
        picture_data,
        recording_data,
    )

    media = media_of(path)
    if is_office(path):
        return office_data.look_inside(opened, splitext(path)[1].lower())
    if media and media.shown_as == "image":
        return picture_data.look_inside(opened)
    if media and media.has_boxes:
        return recording_data.look_inside(opened)
    return pdf_data.look_inside(opened) if media and media.name == "PDF" else Inside()


def _stored(path: str, files: Files, cache: ResultCache, found: list[Finding]) -> StoredFile:
    """Look at a file that an item attaches; note where it cannot be opened."""
    try:
        return cache.by_stamp(_STORED, path, files, partial(_look_at, path, files))
    except OSError as error:
        found.append(cannot_open(path, error))
        return StoredFile(0, closed=True)
