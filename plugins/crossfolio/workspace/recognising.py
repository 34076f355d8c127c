"""What a file is, by its name and its first lines, where its name or its place is not ours."""

import re
from enum import StrEnum
from posixpath import basename

from crossfolio.core.file_names import page_name, yaml_name
from crossfolio.core.regex import regex

HEAD_BYTES = 4096
"""So much of a file is looked at: what a file of ours is stands at its start."""


class FileRole(StrEnum):
    """What a file is, whatever it is called."""

    CRITERIA = "criteria"
    PORTFOLIO = "portfolio"
    PAGE = "page"
    DECISION = "decision"
    SAMPLE = "sample"
    PEOPLE = "people"


_PAGE = regex(
    rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?P<fields>.*?)(?:\n(?:---|\.\.\.)|\Z)", re.DOTALL
)
_KIND = regex(rb"^kind:", re.MULTILINE)
_OF_EVIDENCE = regex(rb"^(?:id|criteria):", re.MULTILINE)
_ROLES = {
    FileRole.DECISION: ({b"decision"}, {b"assessor", b"evidence"}),
    FileRole.SAMPLE: ({b"sample"}, {b"quality_assurer", b"decisions"}),
    FileRole.PEOPLE: ({b"people"}, {b"roles", b"display_name"}),
    FileRole.CRITERIA: (
        {b"unit", b"qualification"},
        {b"title", b"criteria", b"outcomes", b"groups"},
    ),
    FileRole.PORTFOLIO: ({b"units", b"qualifications", b"learner"},),
}
"""Keys by which files of ours are known: one of each; the first that fits."""
_KEY = regex(
    rb"[{,\n][ \t]*[\"']?(%s)[\"']?[ \t]*:"
    % b"|".join(sorted({key for keys in _ROLES.values() for some in keys for key in some}))
)
_TEXTS = ("", "txt", "text", "yml", "yaml", "json", "rtf", "bak", "old", "orig", "save", "tmp")
"""Endings behind which a file of ours may hide; of others, none is opened to find out."""
_LITTER = frozenset((".gitkeep", ".ds_store", "thumbs.db", "desktop.ini", "icon\r", "ehthumbs.db"))
"""What systems leave in folders, and what keeps an empty folder in git."""


def role_of(head: bytes) -> FileRole | None:
    """Return what a file is by its first lines; `None` where it is none of ours."""
    page = _PAGE.match(head)
    if page:
        fields = page["fields"]
        is_page = _KIND.search(fields) and _OF_EVIDENCE.search(fields)
        return FileRole.PAGE if is_page else None
    found = set(_KEY.findall(b"\n" + head))
    return next((role for role, keys in _ROLES.items() if all(found & some for some in keys)), None)


def may_hide(path: str) -> bool:
    """Tell whether a file may be one of ours under a name that does not say so."""
    name = basename(path)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending.rstrip("~") in _TEXTS or bool(yaml_name(name) or page_name(name))


def is_litter(path: str) -> bool:
    """Tell whether a file is one that systems leave in every folder."""
    return basename(path).lower() in _LITTER


def as_yaml(path: str) -> str:
    """Return what a YAML file under any name is to be called."""
    name = basename(path)
    return yaml_name(name) or f"{name.partition('.')[0]}.yml"
