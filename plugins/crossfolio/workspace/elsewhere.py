"""What lies where nothing looks for it: pages and units beside the folders, folders renamed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from filecmp import cmp
from pathlib import Path

from crossfolio.core.checks.definition_checks import nothing_asked
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.place import Place
from crossfolio.core.rules import assessment_rules
from crossfolio.core.rules import file_rules as rules
from crossfolio.core.settings import Settings
from crossfolio.core.texts import Text
from crossfolio.workspace.disk import Files
from crossfolio.workspace.gathering import lost_page, record_found, role_in
from crossfolio.workspace.locating import SITE_FILE, folders_of_ours, is_project, records_beside
from crossfolio.workspace.recognising import FileRole
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.walk import names_beside

_RECORDS = (FileRole.DECISION, FileRole.SAMPLE)


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
        role = role_in(path, files, cache)
        if role is FileRole.PAGE:
            yield lost_page(rules.evidence_elsewhere(Place(path), settings.evidence), files, cache)
        elif role is FileRole.CRITERIA and not path.endswith(".md"):
            yield _lost(rules.criteria_elsewhere(Place(path), settings.criteria), "criteria")
        elif role is FileRole.PORTFOLIO and not path.endswith(".md"):
            yield rules.portfolio_misnamed(Place(path), is_read=False)
        elif role and role in (FileRole.PEOPLE, *_RECORDS):
            yield record_found(path, role, settings)
    for path in _texts_of_the_site(docs_dir, settings, files):
        role = role_in(path, files, cache)
        if role is FileRole.PAGE and path.endswith(".md"):
            yield lost_page(rules.evidence_elsewhere(Place(path), settings.evidence), files, cache)
        elif role and role in _RECORDS and not path.endswith(".md"):
            yield record_found(path, role, settings)


def missing_evidence(
    root: Path,
    docs_dir: str,
    settings: Settings,
    place: Place,
    criteria: tuple[str, ...],
    found: Iterable[Finding],
) -> Iterator[Finding]:
    """Find that there is no folder of evidence, and say under which name it may be there.

    Where its pages lie elsewhere, each says so itself, and moving one makes the folder.

    Args:
        root: The project's folder.
        docs_dir: The folder of the site's own pages, which cannot be meant.
        settings: What the folder is called.
        place: Where findings about the portfolio as a whole stand.
        criteria: Full IDs of what is asked, of which nothing else need be said then.
        found: About files that lie elsewhere.
    """
    if not (root / settings.evidence).is_dir():
        others = (settings.criteria, docs_dir.partition("/")[0])
        near = [folder for folder in folders_of_ours(root) if folder not in others]
        if not near and any(map(rules.is_page_elsewhere, found)):
            return
        finding = rules.evidence_missing(place, settings.evidence, near)
        yield replace(finding, loss=Loss("page", criteria, is_astray=True))


def records_elsewhere(root: Path, settings: Settings, docs_dir: str) -> Iterator[Finding]:
    """Find folders beside that of assessment that hold a part of the record.

    Where there is no folder of assessment, it may have been renamed. A copy of what is read
    changes nothing.

    Args:
        root: The project's folder.
        settings: What the folder is called.
        docs_dir: The folder of the site's own pages, which is looked into by itself.
    """
    wanted = settings.assessment
    paths = (wanted, settings.criteria, settings.evidence, docs_dir)
    own = {path.partition("/")[0] for path in paths}  # What lies there is said file by file.
    is_there = (root / wanted).is_dir()
    for name, files in records_beside(root, own).items():
        if name.lower() in ("decisions", "samples"):
            if is_there and _is_copied(files, root / wanted):
                continue
            help = Text("move it into `{folder}/`", folder=wanted)
        elif not is_there:
            help = Text(
                "rename it to `{folder}/`, or write `assessment: {name}` under the plugin",
                folder=wanted,
                name=name,
            )
        elif is_project(root / name) or _is_copied(files, root / wanted):
            continue
        else:
            help = Text("move what is in it into `{folder}/`, or out of the project", folder=wanted)
        why = Text("the record in this folder is not read here")
        yield assessment_rules.record_elsewhere(Place(name), why, help)


def _is_copied(files: Iterable[Path], record: Path) -> bool:
    """Tell whether all decisions and samples among some files are in the record as well.

    A folder of another name may be the same one, where case does not matter.
    """
    known: dict[int, list[Path]] = {}
    try:
        for path in record.rglob("*"):
            known.setdefault(path.lstat().st_size, []).append(path)
        return all(
            any(cmp(file, other, shallow=False) for other in known.get(file.stat().st_size, ()))
            for file in files
            if file.name != "people.yml"
        )
    except OSError:
        return False


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
    said = {finding.place.path.partition("/")[0] for finding in lost}
    if not (root / settings.criteria).is_dir():
        near = [folder for folder in folders_of_ours(root, "criteria") if folder not in said]
        for name in near[:1]:
            yield nothing_asked(place, settings.criteria, name)


def _texts_of_the_site(docs_dir: str, settings: Settings, files: Files) -> Iterator[str]:
    """Give the pages and YAML files in the folder of the site's own pages."""
    own = tuple(
        f"{folder}/" for folder in (settings.criteria, settings.evidence, settings.assessment)
    )
    if docs_dir.startswith(("..", "/")) or docs_dir in ("", ".") or Path(docs_dir).is_absolute():
        return
    for path in files.find(docs_dir).files:
        if path.endswith((".md", ".yml", ".yaml")) and not path.startswith(own):
            yield path


def _lost(finding: Finding, role: str) -> Finding:
    return replace(finding, loss=Loss(role, is_whole=True))
