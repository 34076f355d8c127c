"""Personal data looked for in the files of a portfolio; what a file shows is kept with it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from posixpath import basename, splitext
from typing import Any, NamedTuple

from crossfolio.core.blocks import in_blocks
from crossfolio.core.evidence import Attachment, Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.media import media_of, why_unsafe
from crossfolio.core.memo import Memo, PassingError
from crossfolio.core.merge import FileResults
from crossfolio.core.personal.findings import UnreadFile, finding, of_unread_files
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import MASKED
from crossfolio.core.personal.spotting import Spotted, spot, spot_name, spot_part
from crossfolio.core.place import Place
from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.losses import raw_text
from crossfolio.loaders.one_file import FileResult
from crossfolio.workspace.disk import Files
from crossfolio.workspace.gathering import PageBlock
from crossfolio.workspace.pdf_reader import PdfReader
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.step_cache import CachedStep, digest

_MOST_TEXT = 8 << 20
"""Bytes of an attached text that are looked at."""
_SPOTTED = CachedStep[tuple[Spotted, ...]]("personal", tuple[Spotted, ...])
_IN_PAGE = CachedStep[tuple[tuple[Spotted, ...], tuple[Spotted, ...]]](
    "page", tuple[tuple[Spotted, ...], tuple[Spotted, ...]]
)
"""What is found in a page, and in its name."""
_ATTACHED = CachedStep[tuple[tuple[Spotted, ...], Text]](
    "attached", tuple[tuple[Spotted, ...], Text]
)
"""What is found in an attached file, and why it was not looked at; empty where it was."""
_NOT_READ = {"image": "picture", "audio": "sound", "video": "film"}
_TABLES = (".csv",)


class FoundPersonalData(NamedTuple):
    """The findings about personal data, the allowances that were needed, and masked file names."""

    findings: tuple[Finding, ...]
    needed: frozenset[str]
    """The allowances that let something stay."""
    hidden_names: dict[str, str]
    """By the path of each file whose name holds a value, the item's ID."""


class _Part(NamedTuple):
    """What was found in some of the files."""

    data: FoundPersonalData
    unseen: dict[str, UnreadFile]


class PersonalDataScan:
    """One search of a portfolio's files for personal data."""

    def __init__(
        self, files: Files, cache: ResultCache, looker: Looker, key: bytes | None = None
    ) -> None:
        """Look at nothing yet.

        Args:
            files: Where the bytes come from.
            cache: Has what was found in files that have not changed.
            looker: What is looked for.
            key: What tells it from others; worked out where it is not given.
        """
        self._files, self._cache, self._looker = files, cache, looker
        self._key = key or _key_of(looker)
        self._failed = False
        self._found: list[Finding] = []
        self._needed: set[str] = set()
        self._hidden: dict[str, str] = {}
        self._parts: dict[str, tuple[Spotted, ...]] = {}
        self._unseen: dict[str, UnreadFile] = {}

    def scan(
        self, results: FileResults, pages: Iterable[PageBlock], place: Place
    ) -> FoundPersonalData:
        """Look at pages, attached files and the record.

        Args:
            results: What the files of the portfolio gave.
            pages: All pages, whether they could be read or not.
            place: Where what is about the portfolio as a whole stands.
        """
        for paths, read in pages:
            self._take(self._in_pages(paths, read))
        known = results.assessment
        places = [decision.place for decision in known.decisions]
        places += [sample.place for sample in known.samples]
        places += [broken.place for broken in known.unreadable]
        places += [results.enrolment.place] if results.enrolment else []
        for path in dict.fromkeys(place.path for place in places):
            self._add(path, self._in_text(path))
        with PdfReader() as pdfs:
            for name, attached in _attached_once(results.evidence, self._cache.memo):
                self._take(self._in_attached(name, attached, results, pdfs))
        if self._unseen:
            memo = self._cache.memo
            unseen = memo.equal("unseen", tuple(self._unseen.values()))
            at = memo.equal("not looked at", place)
            self._found.append(memo.of(of_unread_files, "", at, unseen))
        return FoundPersonalData(tuple(self._found), frozenset(self._needed), self._hidden)

    def _in_pages(self, paths: tuple[str, ...], results: tuple[FileResult[Any], ...]) -> _Part:
        """Look at a block of pages; they are what was read of them."""

        def look(part: PersonalDataScan) -> None:
            for path, result in zip(paths, results, strict=True):
                part._page(path, result.value)

        return self._once(("personal", paths), look, results)

    def _in_attached(
        self, name: str, attached: Mapping[str, Attachment], results: FileResults, pdfs: PdfReader
    ) -> _Part:
        """Look at the files that a block of items attaches; they are what their stamps tell."""

        def look(part: PersonalDataScan) -> None:
            for path, attachment in attached.items():
                part._attachment(path, attachment, results, pdfs)

        memo, stamps = self._cache.memo, self._cache.stamps(attached, self._files)
        known = object() if stamps is None else memo.equal(("attached stamps", name), stamps)
        return self._once(("attached", name), look, attached, results.files, known)

    def _once(
        self, key: Hashable, look: Callable[["PersonalDataScan"], None], *inputs: object
    ) -> _Part:
        """Return what a look at some files gives; where not all could be read, look again.

        Args:
            key: What the look is about.
            look: Has part of the files looked at.
            inputs: All that it rests on beside what is looked for.
        """

        def made() -> _Part:
            part = PersonalDataScan(self._files, self._cache, self._looker, self._key)
            look(part)
            data = FoundPersonalData(tuple(part._found), frozenset(part._needed), part._hidden)
            whole = _Part(data, part._unseen)
            if part._failed:
                raise PassingError(whole)
            return whole

        return self._cache.memo.once(key, made, *inputs, self._looker)

    def _take(self, part: _Part) -> None:
        self._found += part.data.findings
        self._needed |= part.data.needed
        self._hidden |= part.data.hidden_names
        self._unseen |= part.unseen

    def _page(self, path: str, item: Evidence | None) -> None:
        found, self._parts[basename(path)] = self._in_page(path)
        self._add(path, found)
        written = {(spotted.sort, spotted.line) for spotted in found}
        self._name(path, Place(path), item.id if item else "", Text("in the name of this file"))
        for attachment in item.attachments if item else ():
            if attachment.path:
                place, id = attachment.place, item.id if item else ""
                said = Text("in the name of an attached file")
                self._name(attachment.path, place, id, said, written)

    def _name(
        self,
        path: str,
        place: Place,
        id: str,
        where: Text,
        written: Iterable[tuple[str, int]] = (),
    ) -> None:
        """Look at a path, part by part; what its mention in the page shows is not said again."""
        for part in path.split("/"):
            if part not in self._parts:  # Many paths have the same folders.
                look = partial(spot_name, part, self._looker)
                self._parts[part] = self._cache.memo.once((spot_name, part), look, self._looker)
            for spotted in self._parts[part]:
                if spotted.sort not in MASKED:
                    continue
                if not spotted.allowed_by:
                    self._hidden[path] = self._looker.masked(id) or f"•••{splitext(path)[1]}"
                if (spotted.sort, place.line) not in written:
                    self._say(spotted._replace(where=where), place)

    def _attachment(
        self, path: str, attachment: Attachment, results: FileResults, pdfs: PdfReader
    ) -> None:
        file, media = results.files.get(path), media_of(path)
        if file is None or media is None or file.closed or why_unsafe(path, file):
            return
        sort = _NOT_READ.get(media.shown_as, "")
        if sort:
            self._unseen[path] = UnreadFile(attachment.place, sort, Text("it is not read"))
            return
        is_pdf = media.name == "PDF"
        if not is_pdf and media.shown_as != "text":
            self._unseen[path] = UnreadFile(attachment.place, "office file", Text("it is not read"))
            return
        look = partial(self._read, path, pdfs if is_pdf else None)
        try:
            found, why = self._cache.by_stamp(_ATTACHED, path, self._files, look, self._key)
        except OSError:  # It could be opened when its first bytes were looked at.
            self._failed = True
            found, why = (), Text("it cannot be read")
        if why:
            self._unseen[path] = UnreadFile(attachment.place, "PDF" if is_pdf else "text", why)
        self._add(path, found, attachment.place)

    def _read(self, path: str, pdfs: PdfReader | None) -> tuple[tuple[Spotted, ...], Text]:
        """PersonalDataScan into an attached text or PDF."""
        if pdfs is None:
            data = self._files.read(path, _MOST_TEXT + 1)
            is_table = splitext(path)[1].lower() in _TABLES
            found = spot(raw_text(data[:_MOST_TEXT]), self._looker, is_table=is_table)
            return found, Text("only its beginning was") if len(data) > _MOST_TEXT else NOTHING
        with self._files.open(path) as opened:
            texts, why = pdfs.read(opened.read())
        parts = (
            spotted for where, text in texts for spotted in spot_part(text, where, self._looker)
        )
        return tuple(parts), why

    def _in_page(self, path: str) -> tuple[tuple[Spotted, ...], tuple[Spotted, ...]]:
        def look(data: bytes) -> tuple[tuple[Spotted, ...], tuple[Spotted, ...]]:
            return spot(raw_text(data), self._looker), spot_name(basename(path), self._looker)

        try:
            return self._cache.by_content(_IN_PAGE, path, self._files, look, self._key)
        except OSError:  # It is a finding already, or could be opened a moment before.
            self._failed = True
            return (), spot_name(basename(path), self._looker)

    def _in_text(self, path: str) -> tuple[Spotted, ...]:
        def look(data: bytes) -> tuple[Spotted, ...]:
            return spot(raw_text(data), self._looker)

        try:
            return self._cache.by_content(_SPOTTED, path, self._files, look, self._key)
        except OSError:  # It is a finding already, or could be opened a moment before.
            self._failed = True
            return ()

    def _add(self, path: str, found: Iterable[Spotted], carrier: Place | None = None) -> None:
        for spotted in found:
            place = Place(path, spotted.line, spotted.column, spotted.end_line, spotted.end_column)
            self._say(spotted, place, carrier)

    def _say(self, spotted: Spotted, place: Place, carrier: Place | None = None) -> None:
        if spotted.allowed_by:
            self._needed.add(spotted.allowed_by)
            return
        self._found.append(replace(finding(spotted, place), carrier=carrier))


def _key_of(looker: Looker) -> bytes:
    """Return what tells what is looked for from anything else."""
    names, officers = looker.register.names, (id for id, _ in looker.officers)
    return digest(*names, "\0", *looker.allow, "\0", *officers)


def _attached_once(
    items: tuple[Evidence, ...], memo: Memo
) -> Iterator[tuple[str, Mapping[str, Attachment]]]:
    """Give the files that each block of items is the first to attach, with its first item."""
    seen = set[str]()
    for block in in_blocks(items, memo, "shown"):
        own = memo.of(_attached, block[0].path, block)
        if not seen.isdisjoint(own):
            new = {path: attachment for path, attachment in own.items() if path not in seen}
            own = memo.equal(("first attached", block[0].path), new)
        seen |= own.keys()
        yield block[0].path, own


def _attached(items: Iterable[Evidence]) -> dict[str, Attachment]:
    """Return each attached file once, with where it is first named."""
    found: dict[str, Attachment] = {}
    for item in items:
        for attachment in item.attachments:
            if attachment.path:
                found.setdefault(attachment.path, attachment)
    return found
