"""EVI: attached files, and files that no item lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from posixpath import basename, dirname

from crossfolio.core.blocks import Block, attached_in
from crossfolio.core.context import Context
from crossfolio.core.evidence import Attachment
from crossfolio.core.findings import Finding, Loss, printable
from crossfolio.core.ids import nearest
from crossfolio.core.media import Inside, StoredFile, is_office, media_of, why_unsafe
from crossfolio.core.names import MOST_HINTS, Names
from crossfolio.core.place import Place
from crossfolio.core.rules import evidence_rules as rules
from crossfolio.core.rules import privacy_rules
from crossfolio.core.rules.link_rules import hidden_data
from crossfolio.core.texts import Text

_ByName = Callable[[], tuple[Names, dict[str, str]]]
"""Gives what `_by_name` returns; made when the first file is missing."""
_BACKSLASH = "\\"
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def check_files(context: Context, lost: Mapping[str, Finding]) -> Iterator[Finding]:
    """Look at the attachments of each item, then at files that no item lists.

    Args:
        context: The portfolio.
        lost: By name in upper case, the slip in a page that seems to attach a file.
    """
    memo, files = context.memo, context.portfolio.files
    names = memo.of(_by_name_later, "", files)
    attached = set[str]()
    meant: dict[str, Place] = {}
    for block in context.claims.blocks:
        name = block[0].path
        attached |= memo.of(attached_in, name, block)
        for found in memo.every(_in_block, name, block, files, names):
            yield found
            if found.loss:
                meant |= dict.fromkeys(found.loss.names, found.place)
    for found in _orphans(files, attached):
        path = found.place.path
        slip = lost.get(basename(path).upper())
        yield replace(found, cause=meant.get(path) or (slip.place if slip else None))


def _in_block(block: Block, files: Mapping[str, StoredFile], names: _ByName) -> Iterator[Finding]:
    for item in block:
        for number, attachment in enumerate(item.attachments):
            if item.unshown and attachment.place.line >= item.body_line:
                continue  # Why the body is not shown is said already; nobody follows its links.
            yield from _attachment(attachment, files, names if number < MOST_HINTS else None)


def _by_name_later(files: Mapping[str, StoredFile]) -> _ByName:
    return cache(partial(_by_name, files))


def _by_name(files: Iterable[str]) -> tuple[Names, dict[str, str]]:
    """Return the names of the files beside pages, and a path for each name."""
    paths = {basename(path): path for path in files}
    return Names(paths), paths


def _attachment(
    attachment: Attachment, files: Mapping[str, StoredFile], names: _ByName | None
) -> Iterator[Finding]:
    if not attachment.path:
        yield _outside(attachment)
        return
    file = files.get(attachment.path)
    if file is None:
        near, edit = _meant(attachment, names) if names else ([], "")
        shown = [basename(path) for path in near]
        found = rules.attachment_missing(attachment.place, attachment.written, shown, edit)
        yield replace(found, loss=Loss("file", tuple(near)))
        return
    unsafe = why_unsafe(attachment.path, file)
    if unsafe and not file.closed:
        yield rules.attachment_forbidden(attachment.place, attachment.written, *unsafe)
        return
    media = media_of(attachment.path)
    if media and is_office(attachment.path):
        yield hidden_data(attachment.place, attachment.written, media.name)
    yield from _inside(attachment, file.inside)


def _outside(attachment: Attachment) -> Finding:
    written = attachment.written
    why, help, edit = (
        Text("it lies outside the evidence folder"),
        Text("put a copy beside this page"),
        "",
    )
    if _BACKSLASH in written and written[0] != _BACKSLASH and ":" not in written:
        why = Text("its path is written with backslashes")
        edit = written.replace(_BACKSLASH, "/")
        help = Text("write `{suggestion}`", suggestion=printable(edit))
    return rules.attachment_forbidden(attachment.place, written, why, help, edit)


def _meant(attachment: Attachment, names: _ByName) -> tuple[list[str], str]:
    """Return the paths of the files that were most likely meant, and what to write instead."""
    known, paths = names()
    wanted = basename(attachment.path)
    near = [paths[name] for name in nearest(wanted, known.like(wanted))]
    return near, _spelt(attachment, near)


def _spelt(attachment: Attachment, near: list[str]) -> str:
    """Return the way to the one file that was meant, where only its own name has a slip."""
    written, path = attachment.written, attachment.path
    name = basename(path)
    if len(near) != 1 or dirname(near[0]) != dirname(path) or not written.endswith(name):
        return ""
    return written.removesuffix(name) + basename(near[0])


def _inside(attachment: Attachment, inside: Inside) -> Iterator[Finding]:
    """Find what a file carries along that nobody sees."""
    place, written = attachment.place, attachment.written
    if inside.trailing:
        yield rules.trailing_data(place, written, inside.trailing)
    if inside.unseen:
        yield rules.unseen_parts(place, written)
    if inside.has_place:
        media = media_of(attachment.path)
        in_recording = media is not None and media.has_boxes
        find = privacy_rules.place_in_recording if in_recording else privacy_rules.place_in_picture
        yield find(place, written)
    if inside.has_author:
        yield privacy_rules.author_in_document(place, written)


def _orphans(files: Mapping[str, StoredFile], attached: set[str]) -> Iterator[Finding]:
    alone = files.keys() - attached
    for path in files if alone else ():
        if path in alone:
            page = path.lower().endswith(MARKDOWN)
            yield rules.orphan_file(
                Place(path),
                Text("pages of evidence end in `.md`")
                if page
                else Text("list it under `attachments` of the item it belongs to, or move it away"),
            )
