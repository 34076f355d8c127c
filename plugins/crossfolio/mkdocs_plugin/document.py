"""A page of evidence as MkDocs knows it, whose Markdown is rendered only when it has changed."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from crossfolio.core.regex import regex
from crossfolio.site.front_matter import Front, front_matter
from crossfolio.workspace.step_cache import CachedStep, CacheEntry, digest

_MARKDOWN = CachedStep[dict[str, Any]]("markdown", dict[str, Any])
_MAIL = "".join(f"&#{ord(character)};" for character in "mailto:")
"""How Python-Markdown writes it in automatic links."""
_OWN_LINK = regex(
    rf"<[^>]*\s(?:href|src)=[\"']?+(?![a-z][a-z0-9+.-]*:|//|#|{_MAIL})", re.IGNORECASE
)
"""A link that MkDocs looks up among the files of the site. The quotation mark is not given back:
what begins with one would be such a link."""
_KNOWN = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
    )
)
"""Extensions that make HTML from the text and their settings alone. Source: the documentation
of Python-Markdown, "Officially Supported Extensions"."""
_READ_FILES = ("pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter")


@dataclass(frozen=True, slots=True)
class Rendering:
    """What rendered text depends on besides the text itself."""

    rules: str
    """The settings of Markdown."""
    tree: str
    """The files of the site; matters to pages with links to them."""


class EvidenceDocument(Page):
    """A page whose rendered text an earlier build may have left behind."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        entry: CacheEntry,
        rendering: Rendering,
        front: Front,
        make_harmless: Callable[[str, File], str],
    ) -> None:
        """Stand for a file.

        Args:
            file: The file.
            config: MkDocs' configuration.
            entry: What is known about the page.
            rendering: What the rendering depends on besides the text.
            front: The front matter that the file has been given.
            make_harmless: Makes the rendered text of a file safe.
        """
        super().__init__(None, file, config)
        self._entry = entry
        self._rendering = rendering
        self._front = front
        self._make_harmless = make_harmless

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter as it was given, unless another plugin has a say in it."""
        others = config.plugins.events["page_read_source"]
        if others or self.file.content_string != front_matter(self._front):
            super().read_source(config)
        else:
            self.markdown, self.meta = "", {**self._front}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text and make it safe, or take what came of it in an earlier build."""
        rules, tree = self._rendering.rules, self._rendering.tree
        key = digest(rules, self.file.src_uri, self.file.url, self.markdown or "")
        known = self._entry.recall(_MARKDOWN, key)
        if known and known["files"] in ("", tree):
            self._take(known, files)
            return
        with _listening() as ear:
            super().render(config, files)
        linked = bool(_OWN_LINK.search(self.content or ""))
        self.content = self._make_harmless(self.content or "", self.file)
        if not ear.heard:
            self._entry.keep(_MARKDOWN, key, self._given(tree if linked else ""))

    def _given(self, files: str) -> dict[str, Any]:
        links = self.links_to_anchors or {}
        return {
            "files": files,
            "content": self.content,
            "contents": [_packed(entry) for entry in self.toc],
            "title": self._title_from_render,
            "anchors": sorted(self.present_anchor_ids or ()),
            "links": {file.src_uri: anchors for file, anchors in links.items()},
        }

    def _take(self, known: dict[str, Any], files: Files) -> None:
        self.content = known["content"]
        entries = [_unpacked(entry) for entry in known["contents"]]
        if entries:
            entries[0].active = True  # type: ignore[attr-defined]  # as MkDocs marks the first
        self.toc = TableOfContents(entries)
        self._title_from_render = known["title"]
        self.present_anchor_ids = set(known["anchors"])
        found = ((files.get_file_from_path(name), link) for name, link in known["links"].items())
        self.links_to_anchors = {file: dict(anchors) for file, anchors in found if file}


def rendering(config: MkDocsConfig, files: Files) -> Rendering | None:
    """Return what rendering depends on; `None` where that cannot be told.

    An extension that is not known may read other files or keep counts, and a setting that is
    an object of a program can hold anything.
    """
    names = config.markdown_extensions
    if not all(isinstance(name, str) and _is_known(name) for name in names):
        return None
    try:
        rules = json.dumps([names, config.mdx_configs], sort_keys=True, default=_named)
    except (TypeError, ValueError):
        return None
    return Rendering(rules, _tree(files))


def _tree(files: Files) -> str:
    """Return what tells these files of a site from others, by their names and addresses."""
    known = blake2b(digest_size=16)
    for file in files:
        known.update(f"{file.src_uri}\0{file.url}\0{file.inclusion.value}\0".encode())
    return known.hexdigest()


def _is_known(name: str) -> bool:
    if name.startswith("pymdownx."):
        return not name.startswith(_READ_FILES)
    return name.removeprefix("markdown.extensions.") in _KNOWN


def _named(value: object) -> str:
    """Return the name of a function or class, as settings may name one."""
    if isinstance(value, type) or (callable(value) and hasattr(value, "__qualname__")):
        return f"{value.__module__}.{value.__qualname__}"
    raise TypeError


class _Ear(logging.Handler):
    """Hears what MkDocs says about a page: said once, it must be said in every build.

    It hears also what `--quiet` keeps from others, and hands on what is for them.
    """

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__()
        self.heard = 0
        self._least = logger.getEffectiveLevel()
        self._others = logger.parent if logger.propagate else None

    def emit(self, record: logging.LogRecord) -> None:
        self.heard += 1
        if self._others and record.levelno >= self._least:
            self._others.callHandlers(record)


@contextmanager
def _listening() -> Iterator[_Ear]:
    logger = logging.getLogger(Page.__module__)
    ear, level, propagate = _Ear(logger), logger.level, logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    logger.setLevel(min(logging.INFO, logger.getEffectiveLevel()))
    try:
        yield ear
    finally:
        logger.setLevel(level)
        logger.propagate = propagate
        logger.removeHandler(ear)


def _packed(entry: AnchorLink) -> list[Any]:
    return [entry.title, entry.id, entry.level, [_packed(child) for child in entry.children]]


def _unpacked(packed: Iterable[Any]) -> AnchorLink:
    title, id, level, children = packed
    entry = AnchorLink(title, id, level)
    entry.children = [_unpacked(child) for child in children]
    return entry
