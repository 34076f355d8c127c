"""The files of an item with masks in place of the personal data in them."""

import re
from posixpath import splitext

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.media import media_of
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import MASKED, mask_lines
from crossfolio.core.rules.personal_rules import OF_SORT
from crossfolio.core.suppressions import Suppressed
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.project import Project

_TABLES = (".csv",)
_NO_TEXT = "left as it is, being no text that can be changed"
_NAMED = "left as it is, since the file has this name; rename it, and write the new name there"


def masked_files(
    project: Project, checked: Checked, item: Evidence
) -> tuple[dict[str, tuple[bytes, bytes]], list[tuple[str, str]]]:
    """Return what the files of an item become: its page, and the texts attached to it.

    What settings allow for, and what comments take back, stays. So do the names of attached files,
    by which the page finds them.

    Args:
        project: The project.
        checked: Its portfolio.
        item: The item.

    Returns:
        The old and the new bytes of each file that changes, by path, and the paths of those in
        which something stays, each with what is to be said of it.
    """
    disk, changes = Disk(project.root), dict[str, tuple[bytes, bytes]]()
    left = [(path, _NAMED) for path in _named_by_values(item, checked)]
    names = {attachment.written for attachment in item.attachments if attachment.written}
    for path in dict.fromkeys((item.path, *(attachment.path for attachment in item.attachments))):
        media = media_of(path)
        if not disk.is_file(path) or not (
            path == item.path or (media and media.shown_as == "text")
        ):
            continue
        old = disk.read(path, FILE_BYTES + 1)
        try:
            text = old.decode("utf-8")
        except UnicodeDecodeError:
            left.append((path, _NO_TEXT))
            continue
        if len(old) > FILE_BYTES:
            left.append((path, _NO_TEXT))
            continue
        kept = {line for suppressed in checked.suppressed for line in _lines(suppressed, path)}
        spans = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
        is_table = splitext(path)[1].lower() in _TABLES
        new = _masked(text, checked.looker, kept, spans, is_table=is_table)
        if new != text:
            changes[path] = old, new.encode()
    return changes, left


def _lines(suppressed: Suppressed, path: str) -> list[tuple[str, int]]:
    place = suppressed.diagnostic.finding.place
    return [(suppressed.diagnostic.rule.code, place.line)] if place.path == path else []


def _named_by_values(item: Evidence, checked: Checked) -> list[str]:
    paths = dict.fromkeys(attachment.path for attachment in item.attachments)
    return [path for path in paths if path in checked.hidden_names]


def _masked(
    text: str,
    looker: Looker,
    kept: set[tuple[str, int]],
    spans: list[tuple[int, int]],
    *,
    is_table: bool,
) -> str:
    """Return a text with masks; the ends of its lines stay as they are, and some spans of it."""
    hits = looker.look_at_table(text) if is_table else looker.look(text)
    for hit in reversed(hits):
        line = text.count("\n", 0, hit.start) + 1
        if hit.sort not in MASKED or hit.invented or (OF_SORT[hit.sort].code, line) in kept:
            continue
        if any(start <= hit.start and hit.end <= end for start, end in spans):
            continue
        value = text[hit.start : hit.end]
        if not looker.allowed_by(hit, text):
            text = text[: hit.start] + mask_lines(hit.sort, value) + text[hit.end :]
    return text
