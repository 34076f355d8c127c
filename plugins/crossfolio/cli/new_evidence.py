"""The page that `crossfolio new evidence` writes, and where."""

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from posixpath import dirname

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.findings import printable
from crossfolio.core.ids import nearest, nearest_criterion
from crossfolio.scaffold.gap import free_id, item_for
from crossfolio.scaffold.item import TITLE, page
from crossfolio.workspace.project import Project

_LONGEST = 40
_NAMED = re.compile(r"([a-z][a-z0-9]*[0-9])(?:-.*)?\.md", re.IGNORECASE)
"""A page whose file name begins with its ID."""


def evidence_file(
    options: argparse.Namespace, checked: Checked, project: Project
) -> dict[str, str]:
    """Return the new page by its path.

    Raises:
        SystemExit: With 2, over a criterion or a kind that there is not.
    """
    covers = tuple({it.criterion.id: it for it in _covers(options, checked)}.values())
    kind = _kind(options, checked)
    folder = _folder(covers, checked)
    used = _named_by_files(project.root / checked.settings.evidence)
    free = free_id(checked, used)
    day = str(checked.portfolio.today)
    item = item_for(covers, free, checked, kind=kind, day=day)
    item = replace(item, title=options.title.strip() or TITLE, draft=True)
    name = _slug(options.title) or item.kind
    return {f"{folder}/{item.id.lower()}-{name}.md": page(item)}


def _covers(options: argparse.Namespace, checked: Checked) -> Iterator[Cover]:
    known = checked.coverage.criteria
    for tag in options.criteria:
        cover = known.get(tag.upper())
        if cover:
            yield cover
            continue
        near = nearest_criterion(tag, known)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        options.parser.error(f"no unit that is taken has the criterion {printable(tag)}{meant}")


def _kind(options: argparse.Namespace, checked: Checked) -> str:
    kind: str = options.kind or ""
    known = checked.portfolio.kinds
    if kind and kind not in known:
        near = nearest(kind, known)
        meant = f"did you mean {near[0]}? " if near else ""
        kinds = ", ".join(known)
        options.parser.error(f"there is no kind {printable(kind)}; {meant}it is one of {kinds}")
    return kind


def _folder(covers: tuple[Cover, ...], checked: Checked) -> str:
    """Return the folder in which most items for the same unit lie, or the evidence folder."""
    units = {it.criterion.unit for it in covers}
    beside = Counter(
        dirname(claim.item.path)
        for claim in checked.claims.all
        if claim.criterion and claim.criterion.unit in units
    )
    return beside.most_common(1)[0][0] if beside else checked.settings.evidence


def _named_by_files(folder: Path) -> set[str]:
    """Return the IDs that names of pages begin with; a page that is broken has no other."""
    names = (_NAMED.fullmatch(path.name) for path in folder.rglob("*.md"))
    return {found[1].upper() for found in names if found}


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(slug) + len(word) > _LONGEST:
            break
        slug += f"-{word}" if slug else word
    return slug
