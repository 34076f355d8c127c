"""Where the pages of a build lie in the site, and the addresses from one to another."""

from collections.abc import Mapping
from posixpath import dirname

from mkdocs.structure.files import File

from crossfolio.core.evidence import Evidence
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link


class PageFiles:
    """The files of a site's pages, by logical address."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._relative: dict[str, dict[str, str]] = {}
        self._moved: dict[str, str] = {}

    def add(self, address: str, file: File) -> None:
        """Note the file of a page."""
        self._files[address] = file

    def move(self, moved: Mapping[str, str]) -> None:
        """Note what stands on another page than is asked for, by page and anchor."""
        self._moved |= moved

    def of(self, item: Evidence) -> File:
        """Return the file of an item's page."""
        return self._files[addresses.evidence_page(item)]

    def file(self, address: str) -> File:
        """Return the file of a page of ours."""
        return self._files[address]

    def urls(self) -> dict[str, str]:
        """Return where each page lies in the site, by its address."""
        return {address: file.url for address, file in self._files.items()}

    def link(self, here: File) -> Link:
        """Return what gives addresses relative to a page.

        From all folders in one folder, what lies in none of them has the same address.
        """
        folder = dirname(here.url)
        known = self._relative.setdefault(dirname(folder), {}) if folder.strip(".") else {}

        def to(target: str) -> str:
            address, _, anchor = self._moved.get(target, target).partition("#")
            if address not in self._files:
                address = addresses.OVERVIEW
            file = self._files[address]
            if file is here and anchor:
                return f"#{anchor}"
            if file.url.startswith(f"{folder}/"):
                relative = file.url_relative_to(here)
            elif address in known:
                relative = known[address]
            else:
                relative = known[address] = file.url_relative_to(here)
            return relative + (f"#{anchor}" if anchor else "")

        return to
