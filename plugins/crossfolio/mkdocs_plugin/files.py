"""The files that MkDocs gets: evidence and attachments that may be seen, and our own pages."""

import os
from collections.abc import Iterator
from gettext import NullTranslations
from importlib.resources import files as resources
from pathlib import Path
from posixpath import normpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from crossfolio.core.characters import composed_name
from crossfolio.core.findings import Finding
from crossfolio.core.media import why_unsafe
from crossfolio.core.place import Place
from crossfolio.core.rules.source_rules import path_collision
from crossfolio.core.seen import Seen
from crossfolio.loaders.media.clean_copy import clean_copy, is_cleaned
from crossfolio.reports import addresses
from crossfolio.site.front_matter import front_matter, front_of, front_with
from crossfolio.site.placeholders import WrittenPage
from crossfolio.site.site_page import SitePage
from crossfolio.workspace.disk import found_in

ASSETS = "assets/crossfolio"
STYLE = f"{ASSETS}/crossfolio.css"
PRINT_STYLE = f"{ASSETS}/print.css"
SCRIPTS = tuple(f"{ASSETS}/{name}.js" for name in ("crossfolio", "preview", "keys", "index"))
"""In the order in which they need each other."""
DESK_SCRIPT = f"{ASSETS}/desk.js"
"""For editions in which assessors have a desk."""
SCHEMA_FOLDER = "schemas"
_WITH_SCHEMAS = ("loaders", "reports")
"""The parts of the package that have schemas: of what is read, and of what is written."""


class OwnFile(File):
    """A file that Crossfolio makes.

    Its content is in memory. Plugins that look for the file behind a page find one: it is
    written when they ask for its path.
    """

    folder: Path | None = None
    """Where such files lie, while the site is built."""

    @property
    def abs_src_path(self) -> str | None:
        """The path of a file with this content."""
        if self.folder is None or not self.folder.is_dir():
            return None
        path = self.folder / self.src_uri
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.content_bytes)
        return str(path)

    @abs_src_path.setter
    def abs_src_path(  # pyright: ignore[reportIncompatibleVariableOverride]
        self, value: str | None
    ) -> None:
        """Pass over what MkDocs sets; see above."""


class CleanedFile(File):
    """A file of which the site gets a copy without what it says besides what it shows.

    It is made when it is copied, so that one file at a time is in memory.
    """

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' own
        """Write the copy."""
        if not dirty or self.is_modified():
            target = Path(self.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            with Path(str(self.abs_src_path)).open("rb") as opened:
                target.write_bytes(clean_copy(self.src_uri, opened))


def own_file(page: SitePage, config: MkDocsConfig) -> File:
    """Return the file of a page that Crossfolio makes.

    Its text comes with `on_page_markdown` and its content with `on_page_content`, like those
    of evidence: other plugins are not to make something else of what is written there.
    """
    level = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    content = front_matter(front_with(page.title, wide=page.wide))
    file = OwnFile.generated(config, page.source, content=content, inclusion=level)
    if page.lost:
        file.dest_uri = page.address + ("/index.html" if config.use_directory_urls else ".html")
    elif page.body:  # Reports link to it, and do not know how MkDocs makes addresses.
        file.dest_uri = f"{page.address}/index.html"
    return file


def evidence_files(seen: Seen, config: MkDocsConfig, words: NullTranslations) -> Iterator[File]:
    """Give the file of each item: its safe front matter, at an address of its ID.

    Its body comes with `on_page_markdown`, after other plugins have had their turn: some of
    them run what a page holds as a program.
    """
    sources = _from_docs(config)
    for item in seen.portfolio.evidence:
        text, level = front_matter(front_of(item, seen, words)), InclusionLevel.NOT_IN_NAV
        file = OwnFile.generated(
            config, composed_name(seen.paths[item.key]), content=text, inclusion=level
        )
        address = addresses.evidence_page(item)
        file.dest_uri = f"{address}/index.html" if config.use_directory_urls else f"{address}.html"
        if seen.in_full(item):
            file.edit_uri = normpath(f"{sources}/{item.path}")  # pyright: ignore[reportAttributeAccessIssue]
        yield file


def attachment_files(seen: Seen, root: Path, config: MkDocsConfig) -> Iterator[File]:
    """Give each attached file that is safe, of those that the edition shows."""
    portfolio = seen.portfolio
    listed = dict.fromkeys(
        attachment.path for item in portfolio.evidence for attachment in item.attachments
    )
    for path in listed:
        stored = portfolio.files.get(path)
        if stored and not why_unsafe(path, stored):
            kind = CleanedFile if is_cleaned(path) else File
            file = kind(path, str(root), config.site_dir, config.use_directory_urls)
            file.inclusion = InclusionLevel.NOT_IN_NAV  # Else `exclude_docs` decides by its name.
            file.abs_src_path = str(root / found_in(root, path))
            yield file


def asset_files(config: MkDocsConfig) -> Iterator[File]:
    """Give the style sheets and what else pages load, and the published schemas."""
    assets = resources("crossfolio.site").joinpath("assets")
    for asset in sorted(assets.iterdir(), key=lambda file: file.name):
        yield OwnFile.generated(config, f"{ASSETS}/{asset.name}", content=asset.read_bytes())
    folders = (resources(f"crossfolio.{part}").joinpath("schemas") for part in _WITH_SCHEMAS)
    for schema in sorted(
        (file for one in folders for file in one.iterdir()), key=lambda file: file.name
    ):
        if schema.name.endswith(".json"):
            name = f"{SCHEMA_FOLDER}/{schema.name}"
            yield OwnFile.generated(config, name, content=schema.read_text("utf-8"))


def without_sources(found: Files, root: Path, folders: tuple[str, ...]) -> Files:
    """Leave out what MkDocs itself found in our folders, where they lie in its docs folder."""
    own = [root / folder for folder in folders]
    return Files([file for file in found if not _lies_in(file.abs_src_path, own)])


def collisions(found: Files, replaced: list[File], docs: str) -> Iterator[Finding]:
    """Find the user's pages and files that would overwrite ours in the site.

    Args:
        found: All files of the site.
        replaced: Files of the user's that have given way to ours of the same name.
        docs: MkDocs' folder of pages.
    """
    first: dict[str, File] = {}
    for file in (*found, *replaced):
        known = first.setdefault(file.dest_uri.casefold(), file)
        if known is not file:
            yield path_collision(Place(_source(file, docs)), _source(known, docs))


def _source(file: File, docs: str) -> str:
    """Return a file's path as its writer knows it: with the docs folder for what lies there."""
    return f"{Path(docs).name}/{file.src_uri}" if file.src_dir == docs else file.src_uri


def texts_of(found: Files) -> list[str]:
    """Return the Markdown of the pages that are the user's own, as far as it can be read."""
    return [
        Path(file.abs_src_path).read_text("utf-8-sig", errors="replace")
        for file in found.documentation_pages()
        if file.abs_src_path
    ]


def source_of(page: Page) -> WrittenPage:
    """Return the source of a page of the user's own."""
    path = page.file.abs_src_path
    text = Path(path).read_text("utf-8-sig", errors="replace") if path else ""
    folder = Path(page.file.src_dir).name if page.file.src_dir else ""
    return WrittenPage(
        "/".join(filter(None, (folder, page.file.src_uri))), tuple(text.splitlines())
    )


def _lies_in(path: str | None, folders: list[Path]) -> bool:
    return path is not None and any(Path(path).is_relative_to(folder) for folder in folders)


def _from_docs(config: MkDocsConfig) -> str:
    """Return where the project lies, as seen from the docs folder."""
    root = Path(config.config_file_path).parent
    return Path(os.path.relpath(root, config.docs_dir)).as_posix()
