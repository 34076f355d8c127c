"""Which paths may be written: none that is a source, holds one, or lies in a folder of them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from crossfolio.core.settings import Settings
from crossfolio.workspace.locating import SITE_FILE, is_project
from crossfolio.workspace.location import Location, location
from crossfolio.workspace.project import Project, UnusableSettingsError, open_project


class RefusedOutputError(Exception):
    """A path that may not be written; nothing was touched."""


def why_refused(output: Location, sources: Iterable[tuple[str, Location]]) -> str:
    """Say why an output may not be written; empty where it may.

    Args:
        output: Where something is to be written, be it a file or a folder.
        sources: The files and folders of the user's, each with the name to call it by.
    """
    for name, source in sources:
        if not output.own.isdisjoint(source.own):
            return f"it is your `{name}`"
        if not output.own.isdisjoint(source.above):
            return f"it holds your `{name}`"
        if not output.above.isdisjoint(source.own):
            return f"it lies in your `{name}`"
    return ""


def sources_of(project: Project) -> dict[str, Path]:
    """Return what a project is written in: its folders, and the files of its settings.

    A folder of pages that the whole project lies in is none: all would lie in it.
    """
    settings, root = project.settings, Path(os.path.realpath(project.root))
    folders = [settings.criteria, settings.evidence, settings.assessment]
    if not root.is_relative_to(os.path.realpath(root / project.docs_dir)):
        folders.append(project.docs_dir)
    return {name: project.root / name for name in (*folders, *project.settings_files)}


def spare_sources(output: Path, sources: Mapping[str, Path]) -> None:
    """Make sure that nothing is written over sources, those of a project around it included.

    Args:
        output: Where something is to be written, be it a file or a folder.
        sources: The files and folders of the user's, each with the name to call it by.

    Raises:
        RefusedOutputError: With the reason, where it may not be.
    """
    found = [*sources.items(), *_sources_around(output)]
    why = why_refused(location(output), ((name, location(path)) for name, path in found))
    if why:
        raise RefusedOutputError(why)


def _sources_around(output: Path) -> Iterator[tuple[str, Path]]:
    for folder in Path(os.path.realpath(output)).parents:
        if is_project(folder):
            yield from sources_of(_opened(folder)).items()


def _opened(folder: Path) -> Project:
    """Open a project; one whose settings cannot be used has the usual folders."""
    try:
        return open_project(folder)
    except UnusableSettingsError:
        return Project(folder, Settings(), settings_files=(SITE_FILE,))
