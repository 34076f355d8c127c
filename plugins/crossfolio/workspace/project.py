"""A project: its folder, and the settings of its mkdocs.yml."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from crossfolio.core.baseline import Baseline
from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import invalid_setting, running_plugin, unfit_plugin
from crossfolio.core.settings import FailOn, Settings
from crossfolio.core.texts import Text
from crossfolio.loaders.baseline_file import read_baseline, unreadable
from crossfolio.loaders.limits import BASELINE_BYTES
from crossfolio.loaders.settings.file import DOCS_DIR, UNFIT, SiteFile, read_site_file
from crossfolio.loaders.settings.hiding import Hiding, hidings_from
from crossfolio.loaders.settings.options import settings_from
from crossfolio.workspace.locating import SITE_FILE


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and the settings of its mkdocs.yml."""

    root: Path
    settings: Settings
    site_file: str = ""
    """Relative to the root; empty where there is none."""
    site_url: str = ""
    """Where the site is; empty where mkdocs.yml does not say."""
    docs_dir: str = DOCS_DIR
    """The folder of the site's own pages, relative to the root unless it lies elsewhere."""
    hidings: tuple[Hiding, ...] = ()
    """Settings of MkDocs that hide evidence."""
    settings_files: tuple[str, ...] = ()
    """The files that the settings come from, or would if they were there."""
    variables: tuple[str, ...] = ()
    """Of the environment, that the settings ask for."""
    personal_place: Place | None = None
    """Where the option `personal_data` stands; `None` where it does not."""
    trust_place: Place | None = None
    """Where the option `trust` stands; `None` where it does not."""
    signers_root: Path | None = None
    """Where signers are looked for, if that is another folder than the root."""
    looks_for_personal_data: bool = True
    """Whether texts are looked through for personal data, which changes no state and no count."""
    looks_back: bool = False
    """Whether personal data is looked for in earlier commits as well: where all is published."""


class _Environment(Mapping[str, str]):
    """The environment, with a note of what was asked of it."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return os.environ[name]

    def __iter__(self) -> Iterator[str]:
        return iter(os.environ)

    def __len__(self) -> int:
        return len(os.environ)


class UnusableSettingsError(Exception):
    """Settings that cannot be used; nothing was checked."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("nothing was checked: see the settings that are named above")
        self.findings = findings


def open_project(root: Path, site_file: Path | None = None) -> Project:
    """Read the settings of a project.

    Args:
        root: The project's folder.
        site_file: Its mkdocs.yml; by default the one in the folder, if there is one.

    Raises:
        UnusableSettingsError: With every setting that cannot be used.
    """
    path = site_file or root / SITE_FILE
    if site_file is None and not path.is_file():
        return Project(root, Settings(), settings_files=(SITE_FILE,))
    name = Path(os.path.relpath(path, root)).as_posix()
    files, environment = dict[str, bytes | None](), _Environment()
    read = read_site_file(name, lambda at: files.setdefault(at, _bytes(root / at)), environment)
    if not isinstance(read, SiteFile):
        raise UnusableSettingsError([read])
    settings, found = settings_from(read.options)
    found += _missing_folders(root, read, settings)
    trust = read.options.get("trust")
    if trust and not found:
        from crossfolio.workspace.trust import inside_tree  # noqa: PLC0415 - seldom asked for

        found += inside_tree(root, settings.trust, trust.place)
    found += [running_plugin(place, name) for name, place in read.running]
    found += [unfit_plugin(place, name, UNFIT[name]) for name, place in read.unfit]
    docs = Path(name).parent.joinpath(read.docs_dir).as_posix()
    hidings = tuple(hidings_from(read.hiding, docs))
    found += [finding for finding in hidings if isinstance(finding, Finding)]
    if found:
        raise UnusableSettingsError(found)
    hiding = tuple(one for one in hidings if isinstance(one, Hiding))
    settings = replace(settings, dialect=read.dialect)
    if read.strict:
        settings = under_strict(settings)
    variables = tuple(sorted(environment.asked))
    personal = read.options.get("personal_data")
    return Project(
        root,
        settings,
        name,
        read.site_url,
        docs,
        hiding,
        tuple(files),
        variables,
        personal.place if personal else None,
        trust.place if trust else None,
    )


def open_baseline(path: Path) -> Baseline:
    """Read the report of an earlier check.

    Raises:
        UnusableSettingsError: Where the file cannot be read, or is no such report.
    """
    try:
        with path.open("rb") as opened:
            read = read_baseline(opened.read(BASELINE_BYTES + 1), str(path))
    except OSError as error:
        read = unreadable(str(path), error.strerror or "it is no file")
    if not isinstance(read, Baseline):
        raise UnusableSettingsError([read])
    return read


def under_strict(settings: Settings) -> Settings:
    """Return the settings under MkDocs' strict mode: warnings fail, unless nothing ever does."""
    strict = settings.fail_on is FailOn.ERROR
    return replace(settings, fail_on=FailOn.WARNING) if strict else settings


def _missing_folders(root: Path, read: SiteFile, settings: Settings) -> list[Finding]:
    """Find folders that are named on purpose and do not exist."""
    return [
        invalid_setting(
            read.options[name].place, name, Text("names no folder: {folder}", folder=folder)
        )
        for name, folder in (
            ("criteria", settings.criteria),
            ("evidence", settings.evidence),
            ("assessment", settings.assessment),
        )
        if name in read.options and not (root / folder).is_dir()
    ]


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
