"""The portfolio of a project, read and checked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from crossfolio.core.baseline import Baseline
from crossfolio.core.blocks import Block, in_blocks
from crossfolio.core.check import Checked, check
from crossfolio.core.doubts import doubts_of
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.memo import Memo
from crossfolio.core.merge import FileResults, merge
from crossfolio.core.personal.findings import not_said_yet
from crossfolio.core.personal.hiding import without_values
from crossfolio.core.personal.scan import Looker
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.values import Unreadable
from crossfolio.core.rules.assessment_rules import lies_outside
from crossfolio.workspace.disk import Disk, Files
from crossfolio.workspace.elsewhere import (
    lies_elsewhere,
    missing_evidence,
    records_elsewhere,
    renamed_criteria,
)
from crossfolio.workspace.names_register import KnownNames, known_of, unneeded
from crossfolio.workspace.personal_data import FoundPersonalData, PersonalDataScan
from crossfolio.workspace.project import Project
from crossfolio.workspace.reading import ReadFiles, fingerprints, read_all
from crossfolio.workspace.result_cache import ResultCache
from crossfolio.workspace.withholding import withheld_by


def check_project(
    project: Project,
    today: date,
    *,
    every_fingerprint: bool = False,
    baseline: Baseline | None = None,
    files: Files | None = None,
    cache: ResultCache | None = None,
) -> Checked:
    """Read and check the portfolio of a project.

    Args:
        project: The project.
        today: The day on which waivers, dates and currency are judged.
        every_fingerprint: Whether to work out the fingerprint of every item, and not
            only of those that a decision or a declaration names.
        baseline: The coverage of an earlier check, to compare with.
        files: Where the files' bytes come from; by default from the disk.
        cache: Has the results of an earlier check's files, and gets those of this one.
    """
    root, settings = project.root, project.settings
    files = files or Disk(root)
    cache = cache or ResultCache()
    read = read_all(files, settings, cache)
    place = _place(project, has_enrolment=read.results.enrolment is not None)
    results, said = _with_what_lies_elsewhere(project, read, files, cache, today)
    memo = cache.memo
    codes = memo.of(_codes, "", memo.same("criteria", results.criteria))

    def fingerprint_of(item: Evidence) -> str:
        return fingerprints(files, (item,), codes, cache)[item.key].value

    portfolio, doubles = merge(results, place, today, fingerprint_of, cache.memo)
    wanted = portfolio.evidence if every_fingerprint else tuple(_bound(portfolio, memo))
    portfolio = replace(portfolio, fingerprints=fingerprints(files, wanted, codes, cache))
    portfolio, distrusted = _looked_at_signatures(project, portfolio, files, cache, place)
    asked = tuple(portfolio.framework.criteria)
    missing = missing_evidence(root, project.docs_dir, settings, place, asked, said)
    known, personal = _personal_data(project, files, cache, read, results, place)
    found = [*read.findings, *said, *doubles, *missing, *distrusted, *known.findings]
    found += not_said_yet(personal.findings, read.findings, settings.edition)
    found += _in_past(project, files, known.looker, place)
    found += renamed_criteria(root, settings, place, found)
    pages = _pages(files, project, read.pages, in_blocks(portfolio.evidence, memo), memo)
    portfolio = replace(portfolio, doubts=doubts_of(found), pages=pages)
    checked = check(portfolio, settings, found, read.suppressions, baseline, cache)
    masked = without_values(checked, known.looker, personal.hidden_names, cache.memo)
    cache.end()
    return masked


def _with_what_lies_elsewhere(
    project: Project, read: ReadFiles, files: Files, cache: ResultCache, today: date
) -> tuple[FileResults, tuple[Finding, ...]]:
    """Return what the files gave, held back by settings and by what lies outside the folders."""
    root, docs_dir, settings = project.root, project.docs_dir, project.settings
    evidence, withheld = withheld_by(project.hidings, read.results.evidence)
    elsewhere = lies_elsewhere(root, docs_dir, settings, files, cache)
    said = (*withheld, *elsewhere, *records_elsewhere(root, settings, docs_dir))
    around = (finding.place.path for finding in said if finding.loss)
    cache.set_surroundings((*read.around, *around), today)
    results = read.results._replace(evidence=evidence)
    return _with_record_elsewhere(results, (*read.findings, *said), settings.assessment), said


def _in_past(project: Project, files: Files, looker: Looker, place: Place) -> Iterable[Finding]:
    """Return what git's history holds of personal data, where that is asked for."""
    if not project.looks_back:
        return ()
    from crossfolio.workspace.past_values import in_past  # noqa: PLC0415 - seldom asked for

    return in_past(project.root, project.settings, files, looker, place)


def _bound(portfolio: Portfolio, memo: Memo) -> Iterator[Evidence]:
    """Give the items of which a decision or a declaration names the fingerprint."""
    bound = {judged.evidence for d in portfolio.decisions for judged in d.evidence}
    for block in in_blocks(portfolio.evidence, memo):
        bound |= memo.of(_declared, block[0].path, block)
    yield from (item for item in portfolio.evidence if item.key in bound)


def _looked_at_signatures(
    project: Project, portfolio: Portfolio, files: Files, cache: ResultCache, place: Place
) -> tuple[Portfolio, tuple[Finding, ...]]:
    """Return a portfolio with the decisions that are not signed as they have to be."""
    settings = project.settings
    if not settings.trust.signers:
        return portfolio, ()
    from crossfolio.workspace.trust import signatures_of  # noqa: PLC0415 - seldom asked for

    root, at = project.signers_root or project.root, project.trust_place or place
    signed = signatures_of(root, settings, portfolio.decisions, at, files, cache)
    return replace(portfolio, untrusted=signed.untrusted), signed.findings


def _personal_data(
    project: Project,
    files: Files,
    cache: ResultCache,
    read: ReadFiles,
    results: FileResults,
    place: Place,
) -> tuple[KnownNames, FoundPersonalData]:
    """PersonalDataScan for personal data, and for what its settings ask in vain."""
    option = project.personal_place or place
    register = results.assessment
    people = register.people
    if people is None and register.people_unread is None:
        people = {}
    known = known_of(project.root, project.site_file, project.settings, people, option)
    known = known._replace(looker=cache.memo.equal("looker", known.looker))
    if not project.looks_for_personal_data:
        return known, FoundPersonalData((), frozenset(), {})
    at = Place(project.site_file or place.path)
    found = PersonalDataScan(files, cache, known.looker).scan(results, read.blocks, at)
    spare = unneeded(project.settings, known, found.needed, option)
    return known._replace(findings=(*known.findings, *spare)), found


def _with_record_elsewhere(
    results: FileResults, found: Iterable[Finding], folder: str
) -> FileResults:
    """Return what was read, with what lies outside the assessment folder as unreadable."""
    outside = [Unreadable(finding.place, ()) for finding in found if lies_outside(finding, folder)]
    known = results.assessment
    unreadable = (*known.unreadable, *outside)
    return results._replace(assessment=known._replace(unreadable=unreadable))


def _pages(
    files: Files, project: Project, pages: frozenset[str], blocks: Iterable[Block], memo: Memo
) -> frozenset[str]:
    """Return the pages of evidence, and those of the site's own that evidence links to."""
    named = set[str]().union(*(memo.of(_linked, block[0].path, block) for block in blocks)) - pages
    docs = project.docs_dir
    return pages.union(path for path in named if files.is_file(f"{docs}/{path}"))


def _linked(block: Block) -> frozenset[str]:
    return frozenset(link.path for item in block for link in item.links)


def _codes(criteria: tuple[Unit | Qualification, ...]) -> frozenset[str]:
    """Return what marks may name, in upper case."""
    return frozenset(
        tag.upper() for unit in criteria if isinstance(unit, Unit) for tag in unit.tags
    )


def _declared(block: Block) -> frozenset[str]:
    """Return the items whose own declaration names a fingerprint, by ID in upper case."""
    declared = (item for item in block if "declaration" in item.fields)
    return frozenset(
        item.key for item in declared if item.mapping("declaration").get("fingerprint")
    )


def _place(project: Project, *, has_enrolment: bool) -> Place:
    if has_enrolment:
        return Place(f"{project.settings.evidence}/portfolio.yml")
    return Place(project.site_file or project.settings.criteria)
