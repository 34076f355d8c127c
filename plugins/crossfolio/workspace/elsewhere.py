"""What lies where nothing looks for it: pages and units beside the folders, folders renamed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from crossfolio.core.checks.definition_checks import nothing_asked
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.place import Place
from crossfolio.core.rules import assessment_rules
from crossfolio.core.rules import file_rules as rules
from crossfolio.core.settings import Settings
from crossfolio.workspace.disk import Files
from crossfolio.workspace.gathering import lost_page, sort_in
from crossfolio.workspace.locating import SITE_FILE, folders_of_a_record, folders_of_ours
from crossfolio.workspace.recognising import Sort
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.walk import names_beside


def lies_elsewhere(
    root: Path, docs_dir: str, settings: Settings, files: Files, cache: ResultCache
) -> Iterator[Finding]:
    """Find pages of evidence in the folder of the site's own pages, and files of ours beside it.

    Args:
        root: The project's folder.
        docs_dir: The folder of the site's own pages.
        settings: Which folders are looked into.
        files: Where the bytes of files come from.
        cache: Knows what files are that have not changed.
    """
    for path in names_beside(root):
        if path == SITE_FILE:
            continue
        sort = sort_in(path, files, cache)
        if sort is Sort.PAGE:
            yield lost_page(rules.evidence_elsewhere(Place(path), settings.evidence), files, cache)
        elif sort is Sort.CRITERIA and not path.endswith(".md"):
            yield _lost(rules.criteria_elsewhere(Place(path), settings.criteria), "criteria")
        elif sort is Sort.PORTFOLIO and not path.endswith(".md"):
            yield rules.portfolio_misnamed(Place(path), is_read=False)
        elif sort is Sort.PEOPLE:
            yield assessment_rules.register_misnamed(Place(path), settings.assessment)
        elif sort in (Sort.DECISION, Sort.SAMPLE):
            help = f"move it into `{settings.assessment}/{sort}s/`"
            yield assessment_rules.record_elsewhere(Place(path), f"a {sort}", help)
    for path in _pages_of_the_site(docs_dir, settings, files):
        if sort_in(path, files, cache) is Sort.PAGE:
            yield lost_page(rules.evidence_elsewhere(Place(path), settings.evidence), files, cache)


def missing_evidence(
    root: Path, settings: Settings, place: Place, criteria: tuple[str, ...]
) -> Iterator[Finding]:
    """Find that there is no folder of evidence, and say under which name it may be there.

    Args:
        root: The project's folder.
        settings: What the folder is called.
        place: Where findings about the portfolio as a whole stand.
        criteria: Full IDs of what is asked, of which nothing else need be said then.
    """
    if not (root / settings.evidence).is_dir():
        near = [it for it in folders_of_ours(root) if it != settings.criteria]
        finding = rules.evidence_missing(place, settings.evidence, near)
        yield replace(finding, loss=Loss("page", criteria))


def renamed_assessment(root: Path, settings: Settings) -> Iterator[Finding]:
    """Find that the folder of assessment is not there, and that a record lies in another.

    Args:
        root: The project's folder.
        settings: What the folder is called.
    """
    wanted = settings.assessment
    if (root / wanted).is_dir():
        return
    own = {it.partition("/")[0] for it in (settings.criteria, settings.evidence)}
    for name in folders_of_a_record(root):
        if name in own:  # What lies there is said file by file.
            continue
        help = f"rename it to `{wanted}/`, or write `assessment: {name}` under the plugin"
        yield assessment_rules.record_elsewhere(Place(name), "the record in this folder", help)


def renamed_criteria(
    root: Path, settings: Settings, place: Place, lost: Iterable[Finding]
) -> Iterator[Finding]:
    """Find that the folder of criteria is not there, and that its files lie in another.

    Args:
        root: The project's folder.
        settings: What the folder is called.
        place: Where findings about the portfolio as a whole stand.
        lost: Found so far; what is said of a file of criteria elsewhere is not said again.
    """
    said = {it.place.path.partition("/")[0] for it in lost}
    if not (root / settings.criteria).is_dir():
        near = [it for it in folders_of_ours(root, "criteria") if it not in said]
        for name in near[:1]:
            yield nothing_asked(place, settings.criteria, name)


def _pages_of_the_site(docs_dir: str, settings: Settings, files: Files) -> Iterator[str]:
    own = tuple(f"{it}/" for it in (settings.criteria, settings.evidence, settings.assessment))
    if docs_dir.startswith(("..", "/")) or docs_dir in ("", ".") or Path(docs_dir).is_absolute():
        return
    for path in files.find(docs_dir).files:
        if path.endswith(".md") and not path.startswith(own):
            yield path


def _lost(finding: Finding, role: str) -> Finding:
    return replace(finding, loss=Loss(role, is_whole=True))
