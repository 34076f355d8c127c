"""`settings.json`: what of a mkdocs.yml decides how a portfolio is read, as plain data.

A mkdocs.yml may name hooks, plugins and functions, which run when a site is built. What arrives
gets one of ours, made from this list and from nothing else.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from posixpath import isabs, normpath

import yaml

from crossfolio.core.regex import regex
from crossfolio.loaders.settings.file import DOCS_DIR, SiteFile, read_site_file
from crossfolio.workspace.project import Project

NAME = "settings.json"
_OPTIONS = (
    *("criteria", "evidence", "assessment", "profile", "fail_on", "min_coverage", "min_accepted"),
    *("rules", "select", "ignore", "per_file_ignores", "attachments"),
)
"""Of the plugin; the others name people, files or hosts of where the bundle comes from."""
_FOLDERS = ("criteria", "evidence", "assessment")
EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes"),
        *("md_in_html", "nl2br", "sane_lists", "smarty", "tables", "toc", "pymdownx.betterem"),
        *("pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.highlight"),
        *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark"),
        *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    )
)
"""Extensions of Markdown that read no files and name no functions of others."""
_FENCE = regex("[A-Za-z0-9_-]{1,40}")
_UNICODE = "markdown.extensions.toc.slugify_unicode"
_PYMDOWNX = "pymdownx.slugs.slugify"


class _Dumper(yaml.SafeDumper):
    """Writes plain data, and the two functions that make anchors, by name."""


class _Function(str):
    """The name of a function that makes anchors."""

    __slots__ = ()


class _Applied(dict[str, object]):
    """The options of the one that is made by another."""


_Dumper.add_representer(
    _Function,
    lambda dumper, function: dumper.represent_scalar(
        f"tag:yaml.org,2002:python/name:{function}", ""
    ),
)
_Dumper.add_representer(
    _Applied,
    lambda dumper, applied: dumper.represent_mapping(
        f"tag:yaml.org,2002:python/object/apply:{_PYMDOWNX}", {"kwds": dict(applied)}
    ),
)


def settings_of(project: Project) -> bytes:
    """Return the file for a project whose settings can be used."""

    def read(at: str) -> bytes | None:
        path = project.root / at
        return path.read_bytes() if path.is_file() else None

    site = read_site_file(project.site_file, read, os.environ) if project.site_file else SiteFile()
    assert isinstance(site, SiteFile), "it was opened before"
    dialect = project.settings.dialect
    said = {
        "options": {
            name: option.value for name, option in site.options.items() if name in _OPTIONS
        },
        "docs_dir": normpath(project.docs_dir),
        "hidden": {name: value for name, value, _ in site.hiding},
        "extensions": sorted(dialect.extensions),
        "slugs": dialect.slugs._asdict(),
        "fences": sorted(dialect.custom_fences),
        "toc_marker": dialect.toc_marker,
    }
    text = json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True, default=str)
    return (text + "\n").encode()


def site_file(data: bytes) -> bytes | None:
    """Return a mkdocs.yml of ours for what a file says; `None` where it is none.

    Only names and values of the list above come into it; folders lie in the project's own.
    """
    try:
        said = json.loads(data)
        options = {name: said["options"][name] for name in _OPTIONS if name in said["options"]}
        folders = [options[name] for name in _FOLDERS if name in options]
        docs = said["docs_dir"]
        if not all(map(_is_within, (*folders, docs))):
            return None
        hidden = {
            name: str(said["hidden"].get(name, "")) for name in ("exclude_docs", "draft_docs")
        }
        settings = {
            "site_name": "Portfolio",
            **({"docs_dir": docs} if docs not in (DOCS_DIR, ".") else {}),
            **{name: value for name, value in hidden.items() if value},
            "theme": {"name": "material", "font": False},
            "plugins": ["search", {"crossfolio": {**options, "offline": True}}],
            "markdown_extensions": list(_extensions(said)),
        }
        text = yaml.dump(settings, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
        return text.encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def lost_extensions(data: bytes) -> list[str]:
    """Return the extensions of Markdown that a mkdocs.yml of ours does not turn on."""
    return sorted({str(extension) for extension in json.loads(data)["extensions"]} - EXTENSIONS)


def _is_within(folder: object) -> bool:
    if not isinstance(folder, str) or not folder or isabs(folder) or "\\" in folder:
        return False
    return normpath(folder).split("/")[0] != ".." and not re.match("[A-Za-z]:", folder)


def _extensions(said: Mapping[str, object]) -> Iterator[object]:
    names, slugs, fences = said["extensions"], said["slugs"], said["fences"]
    if not (isinstance(names, list) and isinstance(slugs, dict) and isinstance(fences, list)):
        raise TypeError
    for name in sorted(EXTENSIONS.intersection(map(str, names))):
        if name == "toc":
            yield {"toc": {**_slugs(slugs), "marker": str(said["toc_marker"])}}
        elif name == "pymdownx.superfences" and fences:
            kept = [fence for fence in map(str, fences) if _FENCE.fullmatch(fence)]
            yield {name: {"custom_fences": [{"name": fence, "class": fence} for fence in kept]}}
        else:
            yield name


def _slugs(slugs: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {"separator": str(slugs["separator"])}
    if slugs["function"] == "unicode":
        found["slugify"] = _Function(_UNICODE)
    elif slugs["function"] == "pymdownx":
        is_encoded = slugs["percent_encode"] is True
        case, form = str(slugs["case"]), str(slugs["normalize"])
        found["slugify"] = _Applied(case=case, normalize=form, percent_encode=is_encoded)
    return found
