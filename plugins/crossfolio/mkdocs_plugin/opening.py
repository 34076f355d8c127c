"""What a build begins with: settings, the portfolio, the day, and the user's own templates."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from crossfolio.core.check import Checked, diagnose
from crossfolio.core.findings import Diagnostic
from crossfolio.core.settings import Edition, FailOn, Settings, Visit
from crossfolio.mkdocs_plugin.finding_log import LEVELS
from crossfolio.workspace.outputs import RefusedOutputError, sources_of, spare_sources
from crossfolio.workspace.project import (
    Project,
    UnusableSettingsError,
    open_project,
    under_strict,
)
from crossfolio.workspace.publishing import refuse_to_publish

log = get_plugin_logger(__name__)


def project_of(config: MkDocsConfig) -> Project:
    """Read the settings as the command does, so that both accept the same.

    Raises:
        PluginError: Where they cannot be used; each reason is logged.
    """
    site_file = Path(config.config_file_path)
    try:
        project = open_project(site_file.parent, site_file)
    except UnusableSettingsError as error:
        raise _refused(error) from error
    if config.strict:
        project = replace(project, settings=under_strict(project.settings))
    return project


def stop_without_names(checked: Checked) -> None:
    """Build nothing for everyone where the register of names cannot be read.

    Raises:
        PluginError: Where that is so; the reason is logged.
    """
    try:
        refuse_to_publish(checked)
    except UnusableSettingsError as error:
        raise _refused(error) from error


def _refused(error: UnusableSettingsError) -> PluginError:
    for diagnostic in diagnose(error.findings, Settings()):
        log.log(LEVELS[diagnostic.severity], "%s", _with_help(diagnostic))
    return PluginError(str(error))


def as_exported(project: Project, edition: Edition, visit: Visit | None = None) -> Project:
    """Return a project with the settings of an export, which findings do not stop."""
    settings = replace(project.settings, edition=edition, visit=visit, offline=True)
    settings = replace(settings, fail_on=FailOn.NEVER)
    return replace(project, settings=settings)


def site_folder(config: MkDocsConfig, project: Project) -> Path:
    """Return the folder that the site goes into; where that is a link, the one it leads to.

    Raises:
        PluginError: Where a build would delete sources there, or it is no folder.
    """
    site = Path(config.site_dir)
    try:
        spare_sources(site, {**sources_of(project), **_sources_of_site(config, project)})
    except RefusedOutputError as error:
        said = f"Crossfolio builds no site into {site}: {error}, and a build empties it first"
        raise PluginError(f"{said}; name another folder as site_dir") from error
    real = site.resolve()
    if real.exists() and not real.is_dir():
        raise PluginError(f"Crossfolio builds no site into {site}: it is a file; move it away")
    return real


def said_of(error: OSError | UnicodeError) -> str:
    """Say what could not be read or written, and why."""
    if isinstance(error, UnicodeError):
        return f"a file is not UTF-8: {error}"
    what = error.strerror or str(error)
    return f"{what}: {error.filename}" if error.filename else what


def _sources_of_site(config: MkDocsConfig, project: Project) -> dict[str, Path]:
    """Return what the site itself is made from besides the portfolio."""
    own = [config.docs_dir, config.theme.custom_dir, config.config_file_path, *config.hooks]
    return {str(path): project.root / path for path in (*own, ".git") if path}


def today() -> date:
    """Return the day of the build; `SOURCE_DATE_EPOCH` sets it, so that a build can be repeated.

    Source: reproducible-builds.org, "SOURCE_DATE_EPOCH", in seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()  # noqa: DTZ011 - a local day


def own_templates(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the user's folder of templates that take the place of ours, if there is one."""
    own = config.theme.custom_dir
    folder = Path(own) / "crossfolio" if own else None
    return (str(folder),) if folder and folder.is_dir() else ()


def _with_help(diagnostic: Diagnostic) -> str:
    help = diagnostic.finding.help
    return f"{diagnostic} ({help})" if help else str(diagnostic)
