"""One file with all that a portfolio is: sources, decisions, the site, and how it stands."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from crossfolio.core.check import Checked
from crossfolio.core.choices import Edition
from crossfolio.core.edition import shows_people
from crossfolio.handover.audit import audit_files
from crossfolio.handover.bag import Content, write_bag
from crossfolio.handover.contents import BundleSources, every_source, sources_for_assessors
from crossfolio.handover.settings import NAME as SETTINGS
from crossfolio.handover.settings import settings_of
from crossfolio.handover.site import build_site
from crossfolio.handover.states import NAME, states_of, written
from crossfolio.workspace.project import Project

SITE = "site"
SOURCES = "sources"
AUDIT = "audit"
DATA = "portfolio.json"


def write_bundle(
    out: IO[bytes], project: Project, checked: Checked, edition: Edition | None, today: date
) -> list[str]:
    """Write the sources, the decisions, the site and their manifest as one zip.

    Args:
        out: An empty file that can be read again.
        project: The portfolio's folder.
        checked: The portfolio, as its owner sees it.
        edition: Whom it is for; `None` for whoever owns it, and nothing is left out.
        today: The day on which dates are judged.

    Returns:
        What was left out of the site because it names another host, in lines.

    Raises:
        NoSiteError: Where the site cannot be built.
        NotCarriedError: Where something among the sources cannot go into a bundle.
        OSError: Where a file cannot be read or written.
        TooLargeError: Where it is more than a zip can hold.
    """
    sources = _sources(project, checked, edition)
    with TemporaryDirectory(prefix="crossfolio-") as folder:
        site = Path(folder, SITE)
        said = build_site(project, site, edition or project.settings.edition, today)
        payload = below(SITE, files_in(site))
        if (site / DATA).is_file():
            payload[DATA] = site / DATA
        if sources is not None:
            payload |= below(SOURCES, sources.files)
            payload |= below(AUDIT, audit_files(project, checked, sources))
            payload[NAME] = written(states_of(checked, sources))
            payload[SETTINGS] = settings_of(project)
        write_bag(out, payload, edition)
    return said


def _sources(project: Project, checked: Checked, edition: Edition | None) -> BundleSources | None:
    """Return the sources that go with a bundle; an edition without people has none."""
    if edition and not shows_people(edition):
        return None
    return sources_for_assessors(project, checked) if edition else every_source(project)


def files_in(folder: Path) -> dict[str, Content]:
    """Return every file below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }


def below(folder: str, files: dict[str, Content]) -> dict[str, Content]:
    """Return files by their paths below a folder."""
    return {f"{folder}/{name}": content for name, content in files.items()}
