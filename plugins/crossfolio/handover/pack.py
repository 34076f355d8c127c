"""A pack for a visit: what some samples are about as one zip, and of the rest states and counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from crossfolio.core.check import Checked
from crossfolio.core.settings import Visit
from crossfolio.core.visited_record import Sampled
from crossfolio.core.visiting import narrowed, sampled
from crossfolio.handover.audit import AuditRest, audit_files
from crossfolio.handover.bag import write_bag
from crossfolio.handover.bundle import AUDIT, DATA, SITE, below, files_in
from crossfolio.handover.contents import BundleSources, sources_for_assessors
from crossfolio.handover.site import build_site
from crossfolio.workspace.project import Project


def write_pack(
    out: IO[bytes], project: Project, checked: Checked, visit: Visit, today: date
) -> list[str]:
    """Write a pack as a zip: a site that opens by double click, and the audit folder.

    Args:
        out: An empty file that can be read again.
        project: The portfolio's folder.
        checked: The portfolio, as its owner sees it.
        visit: What is shown; its samples are there.
        today: The day on which dates are judged.

    Returns:
        What was left out of the site because it names another host, in lines.

    Raises:
        NoSiteError: Where the site cannot be built.
        NotCarriedError: Where something among the sources cannot go into a zip.
        OSError: Where a file cannot be read or written.
        TooLargeError: Where it is more than a zip can hold.
    """
    of = sampled(visit, checked.portfolio)
    sources = _sources(project, checked, of)
    with TemporaryDirectory(prefix="crossfolio-") as folder:
        site = Path(folder, SITE)
        said = build_site(project, site, project.settings.edition, today, visit)
        payload = below(SITE, files_in(site))
        if (site / DATA).is_file():
            payload[DATA] = site / DATA
        shown = _with_every_code(narrowed(checked, of), checked)
        audit = audit_files(project, shown, sources, _rest(checked, sources))
        payload |= below(AUDIT, audit)
        write_bag(out, payload, visit.name)
    return said


def _with_every_code(shown: Checked, checked: Checked) -> Checked:
    """Return what was sampled with all codes: marks of any are left out of a fingerprint."""
    portfolio = replace(shown.portfolio, framework=checked.portfolio.framework)
    return replace(shown, portfolio=portfolio)


def _sources(project: Project, checked: Checked, of: Sampled) -> BundleSources:
    """Return the decisions and items that were sampled, as far as an assessor may see them."""
    wanted = set(_paths(checked, of))
    known = sources_for_assessors(project, checked)
    return BundleSources({path: file for path, file in known.files.items() if path in wanted})


def _paths(checked: Checked, of: Sampled) -> Iterator[str]:
    for decision in checked.portfolio.decisions:
        if of.has(decision):
            yield decision.place.path
            yield f"{decision.place.path}.sig"
    for item in checked.portfolio.evidence:
        if item.key in of.items:
            yield item.path
            yield from (attachment.path for attachment in item.attachments)


def _rest(checked: Checked, sources: BundleSources) -> AuditRest:
    """Return what is not in the audit folder, and is known there by state or hash."""
    there = {item.key for item in checked.portfolio.evidence if item.path in sources.files}
    borne_out = {
        name
        for name, standing in checked.record.standing.items()
        if standing.decision.place.path in sources.files and there.issuperset(standing.judgement.on)
    }
    criteria = frozenset(checked.coverage.criteria) - borne_out
    portfolio = checked.portfolio
    files = [(decision.place.path, decision.digest) for decision in portfolio.decisions]
    files += [(unreadable.place.path, unreadable.digest) for unreadable in portfolio.unreadable]
    digests = {digest for path, digest in files if digest and path not in sources.files}
    return AuditRest(criteria, frozenset(digests))
