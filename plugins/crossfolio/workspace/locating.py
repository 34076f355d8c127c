"""Where a project is: upwards from where a command is run, as git finds its own.

It is a module of few imports: every run of a command begins here.
"""

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from crossfolio.workspace.walk import traces_of_records

SITE_FILE = "mkdocs.yml"
CRITERIA, EVIDENCE = "criteria", "evidence"
"""What the folders of a project are called unless its settings say otherwise."""
_HEAD = 4096
_SETTINGS_BYTES = 1024 * 1024
"""Of a file of settings, in which our name is looked for."""
_MOST = 300
"""Files that are looked at in a folder that is no project, to say what lies in it."""
_NEW = "begin a portfolio with `crossfolio new portfolio FOLDER`, or go to the folder of yours"


class NoProjectError(Exception):
    """A folder that is no project, nor lies in one; says what is there."""

    def __init__(self, why: str, help: str) -> None:
        super().__init__(f"this folder is no portfolio{why}")
        self.help = help
        """What to do."""


def is_project(folder: Path) -> bool:
    """Tell whether a folder is that of a project.

    It has settings that name Crossfolio, or criteria and evidence where they are by default.
    """
    return _names_us(folder) or all((folder / name).is_dir() for name in (CRITERIA, EVIDENCE))


def project_folder(start: Path) -> Path:
    """Return the folder of the project that a folder is, or else lies in.

    Args:
        start: The folder; it comes back as it is written, where it is the project's itself.

    Raises:
        NoProjectError: Where there is none.
    """
    if is_project(start) or _is_half(start):
        return start
    real = Path(os.path.realpath(start))
    for folder in real.parents:
        own = real.relative_to(folder).parts[0]
        if is_project(folder) or (own in (CRITERIA, EVIDENCE) and _is_half(folder)):
            return _as_seen_from_here(folder)
    raise _what_is_here(start)


def _names_us(folder: Path) -> bool:
    """Tell whether a folder has settings that name Crossfolio, or inherit from others."""
    path = folder / SITE_FILE
    try:
        if not path.is_file():  # A pipe would be waited for.
            return False
        with path.open("rb") as file:
            text = file.read(_SETTINGS_BYTES)
    except OSError:
        return False
    return b"crossfolio" in text or b"INHERIT:" in text


def _is_half(folder: Path) -> bool:
    """Tell whether a folder has criteria or evidence of ours, though not both."""
    return any(_holds_ours(folder / name) for name in (CRITERIA, EVIDENCE))


def _holds_ours(folder: Path) -> bool:
    return any(_ours(folder))


def _ours(folder: Path) -> Iterator[tuple[Path, str]]:
    """Give files below a folder that are of ours, and what each is: evidence, criteria and so on.

    Parts of the record are `assessment`, whatever they are.
    """
    from crossfolio.workspace.recognising import FileRole, role_of  # noqa: PLC0415 - seldom

    record = (FileRole.DECISION, FileRole.SAMPLE, FileRole.PEOPLE)
    endings = {".md": (FileRole.PAGE,), ".yml": (FileRole.CRITERIA, FileRole.PORTFOLIO, *record)}
    endings[".yaml"] = endings[".yml"]
    names = {FileRole.PAGE: "evidence"} | dict.fromkeys(record, "assessment")
    for file in islice(_files(folder), _MOST):
        wanted = endings.get(file.suffix.lower(), ())
        try:
            with file.open("rb") as opened:
                role = role_of(opened.read(_HEAD)) if wanted else None
        except OSError:
            continue
        if role in wanted:
            yield file, names.get(role, str(role)) if role else ""


def folders_of_ours(folder: Path, wanted: str = "evidence") -> list[str]:
    """Return the folders in a folder that hold pages of evidence, or what else, by name."""
    try:
        within = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    except OSError:
        return []
    return [path.name for path in within if any(what == wanted for _, what in _ours(path))]


def records_beside(folder: Path, own: Collection[str]) -> dict[str, list[Path]]:
    """Return the decisions, samples and registers in the folders of a folder, by their names.

    Args:
        folder: The project's folder.
        own: The folders in it that are not looked into.
    """
    traces = dict.fromkeys(path.partition("/")[0] for path in traces_of_records(folder))
    names = [trace for trace in traces if trace not in own]
    files = {
        name: [file for file, what in _ours(folder / name) if what == "assessment"]
        for name in names
    }
    return {name: found for name, found in files.items() if found}


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of the folders in it, those that lie nearest first.

    Only so many folders are opened: the folder may be the whole disk.
    """
    waiting = [folder]
    for at in islice(waiting, _MOST):  # It grows meanwhile.
        try:
            entries = sorted(os.scandir(at), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                waiting.append(Path(entry.path))
            elif entry.is_file():  # A pipe would be waited for.
                yield Path(entry.path)


def _what_is_here(folder: Path) -> NoProjectError:
    """Return why a folder is no project, and what to do about it."""
    if (folder / SITE_FILE).is_file():
        why = ": its mkdocs.yml does not name the plugin `crossfolio`"
        return NoProjectError(why, "write `plugins: [search, crossfolio]` into mkdocs.yml")
    for file, what in _ours(folder):
        at = file.relative_to(folder).as_posix()
        named = "a page of evidence" if what == "evidence" else f"a file of {what}"
        where = CRITERIA if what == "criteria" else EVIDENCE
        why = f": it has no folders `{CRITERIA}/` and `{EVIDENCE}/`; `{at}` looks like {named}"
        help = f"move such files into `{where}/`, or say under the plugin in mkdocs.yml"
        return NoProjectError(why, f"{help} which folder is `{where}`")
    return NoProjectError(", and lies in none", _NEW)


def _as_seen_from_here(folder: Path) -> Path:
    """Return a folder as a way from the current one, where there is such a way."""
    try:
        return Path(os.path.relpath(folder, Path.cwd()))
    except ValueError:  # On Windows, of another drive.
        return folder
