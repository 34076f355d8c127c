"""The PDF of a portfolio, whatever single items do to what draws it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from posixpath import basename
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from crossfolio.core.choices import Edition
from crossfolio.core.seen import Seen
from crossfolio.handover.pdf.document import TITLE, document
from crossfolio.handover.pdf.page_parts import PdfPart, part_of
from crossfolio.handover.site import build_site
from crossfolio.loaders.media.pdfium import load_pdfium
from crossfolio.workspace.project import Project

_WORKER = "crossfolio.handover.pdf.worker"
_REPEATABLE = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "315532800"}
"""What would differ from run to run: the order of sets, and the time of embedded fonts."""
_SECONDS, _SECONDS_AN_ITEM = 120, 5
"""How long the whole may take; a single item by itself has the half of the first."""


class NoPdfError(Exception):
    """A PDF that cannot be made, with the reason."""


def portfolio_pdf(
    project: Project, seen: Seen, edition: Edition, today: date
) -> tuple[bytes, dict[str, str]]:
    """Return the PDF, and the items that are not in it as they should be, with the reason.

    Args:
        project: The portfolio's folder.
        seen: The portfolio, as those see it whom the document is for.
        edition: Whom it is for.
        today: The day on which dates are judged.

    Raises:
        NoPdfError: Where WeasyPrint is missing, there are no fonts, or nothing can be drawn.
        NoSiteError: Where the site that it is made from cannot be built.
    """
    if find_spec("weasyprint") is None:
        why = "WeasyPrint is missing; install Crossfolio with `[pdf]`, as you did with `[lsp]`"
        raise NoPdfError(f"{why}, or print the page of the whole portfolio with a browser")
    with TemporaryDirectory(prefix="crossfolio-") as folder:
        site = Path(folder, "site")
        build_site(project, site, edition, today, project.settings.visit)
        parts = _parts(seen, site)
        limit = _SECONDS + _SECONDS_AN_ITEM * len(parts)
        lost = dict[str, str]()
        drawn = _draw(document(seen, parts, lost, {}), site, limit)
        if drawn is None:
            lost = _culprits(seen, parts, site)
            drawn = _draw(document(seen, parts, lost, {}), site, limit)
        flawed = _flawed(drawn[1], seen) if drawn else {}
        if flawed:
            drawn = _draw(document(seen, parts, lost, flawed), site, limit)
    if drawn is None:
        raise NoPdfError("WeasyPrint cannot draw it, with and without its items")
    data = drawn[0]
    if not _is_readable(data):
        why = "no font of this machine has the letters of a page; install one, such as DejaVu"
        raise NoPdfError(why)
    return data, lost | flawed


def _parts(seen: Seen, site: Path) -> list[PdfPart]:
    parts = []
    for item in seen.portfolio.evidence:
        path = f"evidence/{item.slug}/index.html"
        if (site / path).is_file():
            html = (site / path).read_text("utf-8")
            parts.append(part_of(html, path, item.id, site))
    return parts


def _draw(html: str, site: Path, seconds: int) -> tuple[bytes, list[str]] | None:
    """Return the PDF of a document and what was said; `None` where it fails or takes too long."""
    with TemporaryDirectory(prefix="crossfolio-") as folder:
        out = Path(folder, "out.pdf")
        words = [sys.executable, "-P", "-m", _WORKER, str(site), str(out)]
        try:
            ran = subprocess.run(  # noqa: S603
                words,
                input=html.encode(),
                capture_output=True,
                check=False,
                timeout=seconds,
                env={**os.environ, **_REPEATABLE},
            )
        except subprocess.TimeoutExpired:
            return None
        if ran.returncode or not out.is_file():
            return None
        return out.read_bytes(), ran.stdout.decode("utf-8", "replace").splitlines()


def _culprits(seen: Seen, parts: Sequence[PdfPart], site: Path) -> dict[str, str]:
    """Return the items that cannot be drawn by themselves."""
    names = {item.slug: item.id for item in seen.portfolio.evidence}
    found = {}
    for part in parts:
        alone = f'<html lang="en"><title>{TITLE}</title><h1>{TITLE}</h1>{part.html}'
        if _draw(alone, site, _SECONDS // 2) is None:
            found[names[part.slug]] = "it stops what draws the document"
    return found


def _flawed(said: Sequence[str], seen: Seen) -> dict[str, str]:
    """Return the items of which a picture could not be drawn."""
    found = {}
    for item in seen.portfolio.evidence:
        names = [basename(attachment.path) for attachment in item.attachments if attachment.path]
        if any(f"/{name}" in unquote(line) for name in names for line in said):
            found[item.id] = "a picture of it cannot be drawn"
    return found


def _is_readable(data: bytes) -> bool:
    """Tell whether the first page can be read back, which it cannot without fonts."""
    with closing(load_pdfium()(data)) as document:
        return TITLE in next(document.pages(), "")
