"""A site that opens by double click: every link names a file, and the search works."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from crossfolio.mkdocs_plugin.files import ASSETS

SHIM = f"{ASSETS}/iframe-worker.js"
"""Stands in for the workers of a browser, which it keeps from pages that are files."""
_POLYFILLS = "polyfills"
"""The key under `extra` for scripts that Material loads before its own."""
_INDEX = "search/search_index.json"


def use_files(config: MkDocsConfig) -> None:
    """Have every page load what stands in for workers, and no fonts from another host."""
    scripts = config.extra.setdefault(_POLYFILLS, [])
    if SHIM not in scripts:
        scripts.append(SHIM)
    if config.theme.get("font"):
        config.theme["font"] = False


def name_files(files: Iterable[File]) -> None:
    """Have links to pages name the file and not its folder, which a browser would list."""
    for file in files:
        if file.url.endswith("/"):
            file.url = quote(file.dest_uri)


def write_index(site: Path) -> None:
    """Write the index of the search as a script as well, which pages that are files may load."""
    index = site / _INDEX
    if index.is_file():
        script = index.with_suffix(".js")
        script.write_bytes(b"var __index = " + index.read_bytes())
