"""The files that Crossfolio adds to a site: offered to other plugins early, added for good late."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from crossfolio.core.texts import said
from crossfolio.mkdocs_plugin.files import (
    OwnFile,
    asset_files,
    attachment_files,
    evidence_files,
    own_file,
    without_sources,
)
from crossfolio.mkdocs_plugin.offline import SHIM, name_files
from crossfolio.mkdocs_plugin.prepared import Prepared
from crossfolio.site.in_parts import in_parts
from crossfolio.site.own_pages import lost_pages, own_pages
from crossfolio.site.site_page import SitePage

_BY_PATH = ("obsidian-bridge",)
"""Plugins that make links from the paths of files on the disk, where ours lie elsewhere."""


class SiteFiles:
    """The files of one build: our own pages, the evidence that may be seen, its attachments.

    Many plugins note which files there are when they are asked for the first time, so ours are
    among them from the start. Others add pages of their own later; only then is it known
    whether the user has a home page, and whether a file of ours was replaced or taken out.
    """

    def __init__(self, prepared: Prepared, config: MkDocsConfig, before: Mapping[str, str]) -> None:
        """Make the files that do not depend on others.

        Args:
            prepared: The build so far.
            config: MkDocs' configuration.
            before: The addresses of pages in the last build of the same process, by the path
                of the file that each was made from.
        """
        self._project = prepared.project
        self._seen = prepared.opened.seen
        self._config = config
        self._folder = prepared.staging.pages
        self._before = before
        self._words = prepared.run.words
        self._offered: dict[str, File] = {}
        self._parts: dict[str, tuple[SitePage, ...]] = {}
        self.replaced: list[File] = []
        """Files of the user's that have given way to ours."""
        self.evidence = list(evidence_files(self._seen, config, self._words))
        """By the number of the item in the portfolio."""
        self.attachments = list(attachment_files(self._seen, self._project.root, config))

    def offer(self, found: Files, *, with_problems: bool) -> Files:
        """Return the files of the site with ours, as far as they are known."""
        files = self._without_sources(found)
        if any(name in self._config.plugins for name in _BY_PATH):
            return files
        for page in self._own_pages(files, with_problems=with_problems):
            self.add(own_file(page, self._config), files)
        for file in (*self.evidence, *self.attachments):
            self.add(file, files)
        return files

    def take_back(self, found: Files) -> Files:
        """Return the files of the site without ours, to see what others have made of them."""
        for path, file in self._offered.items():
            if found.get_file_from_path(path) is file:
                found.remove(file)
        return self._without_sources(found)

    def add_all(self, files: Files, *, with_problems: bool) -> list[tuple[SitePage, File]]:
        """Add our files for good; return our own pages.

        Args:
            files: The files of the site without ours.
            with_problems: Whether there is a page of problems.
        """
        own = [
            (page, self.add(self._offered.get(page.source) or own_file(page, self._config), files))
            for page in self._own_pages(files, with_problems=with_problems)
        ]
        for file in (*self.evidence, *self.attachments):
            self.add(file, files)
        return own

    def add(self, file: File, files: Files) -> File:
        """Add a file of ours; one of the user's that has its name gives way."""
        other = files.get_file_from_path(file.src_uri)
        if other:
            files.remove(other)
            self.replaced.append(other)
        if isinstance(file, OwnFile):
            file.folder = self._folder
        self._offered[file.src_uri] = file
        files.append(file)
        self.complete(files=[file])
        return file

    def add_assets(self, files: Files) -> None:
        """Add style sheets, scripts and schemas; the user's own stay."""
        offline = self._project.settings.offline
        for file in asset_files(self._config):
            wanted = offline or file.src_uri != SHIM
            if wanted and not files.get_file_from_path(file.src_uri):
                self.add(file, files)

    def complete(self, files: Iterable[File]) -> None:
        """Have files whose site opens by double click named in every link to them."""
        if self._project.settings.offline:
            name_files(files)

    def _own_pages(self, files: Files, *, with_problems: bool) -> list[SitePage]:
        there = {file.src_uri for file in files}
        own = own_pages(self._seen, there, with_problems=with_problems)
        lost = lost_pages(self._seen, self._before)
        return [*(one for page in own for one in self._in_parts(page)), *map(self._titled, lost)]

    def _in_parts(self, page: SitePage) -> tuple[SitePage, ...]:
        """Return the pages that the site has for one of ours; asked once for each source.

        Whether the first page of the site is ours may change while others add their files.
        """
        if page.source not in self._parts:
            parts = in_parts(page, self._seen)
            self._parts[page.source] = tuple(map(self._titled, parts))
        return self._parts[page.source]

    def _titled(self, page: SitePage) -> SitePage:
        return replace(page, title=said(page.title, self._words))

    def _without_sources(self, found: Files) -> Files:
        settings = self._project.settings
        folders = (settings.criteria, settings.evidence, settings.assessment)
        return without_sources(found, self._project.root, folders)
