"""The site of an export, built by MkDocs in a process of its own."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from crossfolio.core.choices import Edition
from crossfolio.core.settings import Visit
from crossfolio.workspace.project import Project

_MODULE = "crossfolio.mkdocs_plugin.export_site"
_MOST_LINES = 20


class NoSiteError(Exception):
    """A site that could not be built, with what MkDocs said last."""

    def __init__(self, why: str, lines: list[str]) -> None:
        super().__init__(why)
        self.lines = lines


def build_site(
    project: Project, site: Path, edition: Edition, today: date, visit: Visit | None = None
) -> list[str]:
    """Build a site that opens by double click.

    Args:
        project: Whose site it is.
        site: The folder that it goes into; it lies outside of the project.
        edition: Whom it is for.
        today: The day on which dates are judged.
        visit: What it is narrowed to; it is then built of the portfolio alone, without pages,
            plugins, hooks and templates of the project's own.

    Returns:
        What was left out of it, in lines.

    Raises:
        NoSiteError: Where there are no settings to build by, or the build fails.
    """
    if not project.site_file:
        why = f"no site can be built: there is no mkdocs.yml in {project.root.as_posix()}"
        raise NoSiteError(f"{why}; write one with `plugins: [search, crossfolio]`", [])
    file = (project.root / project.site_file).resolve()
    given = [str(file), str(site), edition.value, today.isoformat()]
    given += [visit.name, *visit.samples] if visit else []
    words = [sys.executable, "-P", "-m", _MODULE, *given]
    ran = subprocess.run(words, cwd=file.parent, capture_output=True, check=False)  # noqa: S603
    said = ran.stderr.decode("utf-8", "replace").splitlines()
    if ran.returncode or not (site / "index.html").is_file():
        raise NoSiteError("the site was not built", said[-_MOST_LINES:])
    return [line for line in said if line.startswith("left out of the site: ")]
