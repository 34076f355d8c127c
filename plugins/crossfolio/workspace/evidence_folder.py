"""The folder of evidence: pages, their files, and whose portfolio it is."""

from dataclasses import replace
from functools import partial
from posixpath import basename, dirname

from crossfolio.core.blocks import attached_in, in_blocks, paths_in_blocks
from crossfolio.core.characters import composed_name
from crossfolio.core.evidence import Evidence
from crossfolio.core.file_names import page_name, yaml_name
from crossfolio.core.findings import Finding, Loss
from crossfolio.core.memo import Memo
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment
from crossfolio.core.rules import assessment_rules
from crossfolio.core.rules import file_rules as rules
from crossfolio.core.texts import Text
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.loaders.losses import page_names
from crossfolio.loaders.portfolio_file import read_portfolio
from crossfolio.workspace.gathering import Gathering, lost_page
from crossfolio.workspace.recognising import FileRole, as_yaml

PORTFOLIO = "portfolio.yml"


def read_all_evidence(
    gathering: Gathering,
) -> tuple[tuple[Evidence, ...], Enrolment | None, list[str]]:
    """Read every page, and `portfolio.yml`; return the paths of all other files as well."""
    folder = gathering.settings.evidence
    page = partial(read_evidence, folder=folder, dialect=gathering.settings.dialect)
    pages: list[Evidence | None] = []
    enrolment = None
    own = f"{folder}/{PORTFOLIO}"
    before = len(gathering.found)
    paths = gathering.in_folder(folder).files
    read = frozenset(paths)
    gathering.found[before:] = [
        finding if finding.place.path in read else _with_loss(finding, own)
        for finding in gathering.found[before:]
    ]
    gathering.around += [own for finding in gathering.found[before:] if finding.place.path == own]
    memo = gathering.cache.memo
    gathering.page_files = memo.of(_pages_of, folder, paths)
    gathering.pages = memo.of(_composed, folder, gathering.page_files)
    for block in memo.of(paths_in_blocks, folder, gathering.page_files):
        pages += gathering.block(block, page)
    if own in read:
        enrolment = gathering.beside(own, read_portfolio)
    others = [path for path in paths if not path.endswith(".md") and path != own]
    items = tuple(item for item in pages if item is not None)
    attached = attached_to(items, memo)
    unlisted = [path for path in others if composed_name(path) not in attached]
    meant = {path: _meant(path, gathering) for path in unlisted}
    left = [path for path in others if not meant.get(path)]
    if own not in read:
        enrolment = _misnamed_portfolio(meant, gathering)
    for path, role in meant.items():
        _say(path, role, own if own in paths else "", gathering)
    return items, enrolment, left


def attached_to(items: tuple[Evidence, ...], memo: Memo) -> set[str]:
    """Return the paths of the files that items attach."""
    blocks = in_blocks(items, memo, "read")
    named = (memo.of(attached_in, ("read", block[0].path), block) for block in blocks)
    return set[str]().union(*named)


def _pages_of(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([path for path in paths if path.endswith(".md")])


def _composed(paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(composed_name, paths))


def _with_loss(finding: Finding, own: str) -> Finding:
    """Return a finding about what is not opened, with what others miss because of it.

    Args:
        finding: Of a link, a pipe, or a name that cannot be used.
        own: The path of `portfolio.yml`.
    """
    path = finding.place.path
    if path == own:
        return replace(finding, loss=Loss("portfolio", is_whole=True))
    names = page_names("", path) if path.endswith(".md") else ()
    return replace(finding, loss=Loss("page", names, is_astray=True)) if names else finding


def _meant(path: str, gathering: Gathering) -> FileRole | None:
    """Return what a file is that no item lists, where it is one of ours under another name."""
    if page_name(basename(path)):
        return FileRole.PAGE
    role = gathering.role(path, tuple(FileRole))
    named = yaml_name(basename(path)) or as_yaml(path).lower() == PORTFOLIO
    return role if named or role is not FileRole.PORTFOLIO else None


def _misnamed_portfolio(
    meant: dict[str, FileRole | None], gathering: Gathering
) -> Enrolment | None:
    """Read the one file beside the pages that has to be called `portfolio.yml`.

    Where there are several, none of them is read, and nothing that is asked is complete.
    """
    folder = gathering.settings.evidence
    found = [
        path
        for path, role in meant.items()
        if role is FileRole.PORTFOLIO
        and dirname(path) == folder
        and as_yaml(path).lower() == PORTFOLIO
    ]
    if len(found) != 1:
        return None
    del meant[found[0]]
    enrolment = gathering.beside(found[0], read_portfolio)
    gathering.found.append(rules.portfolio_misnamed(Place(found[0]), is_read=True))
    return enrolment


def _say(path: str, role: FileRole | None, own: str, gathering: Gathering) -> None:
    """Say of a file that it is one of ours, and is not read."""
    place, settings = Place(path), gathering.settings
    if role is FileRole.PAGE:
        name = page_name(basename(path)) or f"{basename(path).partition('.')[0]}.md"
        gathering.found.append(
            lost_page(rules.page_misnamed(place, name), gathering.files, gathering.cache)
        )
    elif role is FileRole.CRITERIA:
        gathering.say_lost("criteria", rules.criteria_elsewhere(place, settings.criteria))
    elif role is FileRole.PORTFOLIO:
        finding = rules.portfolio_misnamed(place, is_read=False, other=own)
        is_asked = not own and dirname(path) == settings.evidence
        if is_asked:
            gathering.say_lost("portfolio", finding)
        else:
            gathering.found.append(finding)
    elif role is FileRole.PEOPLE:
        gathering.found.append(assessment_rules.register_misnamed(place, settings.assessment))
    elif role:
        help = Text("move it into `{folder}/`", folder=f"{settings.assessment}/{role}s")
        why = assessment_rules.AMONG_EVIDENCE[role]
        gathering.found.append(assessment_rules.assessment_invalid(place, why, help))
