"""A new page of evidence: what it says, and where it goes."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from posixpath import dirname

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.regex import regex
from crossfolio.scaffold.gap import free_id, item_for
from crossfolio.scaffold.item import TITLE, page

_LONGEST = 40
_NAMED = regex(r"([a-z][a-z0-9]*[0-9])(?:-.*)?\.md", re.IGNORECASE)
"""A page whose file name begins with its ID."""


def new_page(
    root: Path, checked: Checked, covers: Sequence[Cover], kind: str = "", title: str = ""
) -> tuple[str, str]:
    """Return the path and the text of a draft that would close these gaps.

    Args:
        root: The project's folder.
        checked: The portfolio.
        covers: The criteria that it is to show.
        kind: How it is made; by default as the first gap asks.
        title: What it is.
    """
    used = _named_by_files(root / checked.settings.evidence)
    day = str(checked.portfolio.today)
    item = item_for(covers, free_id(checked, used), checked, kind=kind, day=day)
    item = replace(item, title=title.strip() or TITLE, draft=True)
    name = _slug(title) or item.kind
    return f"{_folder(covers, checked)}/{item.id.lower()}-{name}.md", page(item)


def _folder(covers: Sequence[Cover], checked: Checked) -> str:
    """Return the folder in which most items for the same unit lie, or the evidence folder."""
    units = {cover.criterion.unit for cover in covers}
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
