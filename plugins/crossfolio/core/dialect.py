"""The dialect of Markdown that a site renders: its extensions, and how it makes anchors."""

from typing import NamedTuple

BUILT_IN = frozenset(("toc", "tables", "fenced_code"))
"""The extensions that MkDocs always turns on. Source: `mkdocs.config.defaults`."""


class Slugs(NamedTuple):
    """How the anchor of a heading is made from its words."""

    function: str = ""
    """`unicode`, `pymdownx`, or empty for the one that Python-Markdown takes."""
    separator: str = "-"
    case: str = "none"
    """For `pymdownx`: `none`, `lower`, `lower-ascii` or `fold`."""
    percent_encode: bool = False
    normalize: str = "NFC"


class Dialect(NamedTuple):
    """What of mkdocs.yml decides how the Markdown of a page is read."""

    extensions: frozenset[str] = BUILT_IN
    """Without the prefix `markdown.extensions.`; a bundle is given by what it turns on."""
    slugs: Slugs = Slugs()
    custom_fences: frozenset[str] = frozenset()
    """Names of the fences that `pymdownx.superfences` draws otherwise than as code."""
    toc_marker: str = "[TOC]"
    """What is replaced by a table of contents; empty for nothing."""
