"""The folder of criteria: units and qualifications, under whatever name."""

from posixpath import basename

from crossfolio.core.file_names import page_name, yaml_name
from crossfolio.core.framework import Qualification, Unit
from crossfolio.core.place import Place
from crossfolio.core.rules import file_rules as rules
from crossfolio.loaders.criteria_file import read_criteria
from crossfolio.loaders.migration_file import read_migration
from crossfolio.workspace.gathering import MIGRATIONS, Gathering, lost_page
from crossfolio.workspace.recognising import FileRole, as_yaml

Defined = Unit | Qualification
_OURS = (FileRole.CRITERIA, FileRole.PAGE)


def read_all_criteria(gathering: Gathering) -> tuple[Defined, ...]:
    """Read every file of the folder of criteria, also those whose names are not quite right.

    What is asked of the learner must not depend on how a file is spelt.
    """
    read: list[Defined | None] = []
    misnamed = []
    migrations = f"{gathering.settings.criteria}/{MIGRATIONS}/"
    for path in gathering.in_folder(gathering.settings.criteria, asked=True).files:
        if path.startswith(migrations):
            if path.endswith(".yml"):
                gathering.one(path, read_migration)
            continue
        if path.endswith(".yml"):
            read.append(gathering.beside(path, read_criteria))
        elif _is_criteria(path, gathering):
            misnamed.append(path)
    known = {_key(unit): unit.place for unit in read if unit is not None}
    for path in misnamed:
        value = gathering.beside(path, read_criteria)
        if value is None:
            continue
        first = known.get(_key(value))
        gathering.found.append(rules.criteria_misnamed(Place(path), as_yaml(path), first))
        if first is None:
            read.append(value)
    return tuple(unit for unit in read if unit is not None)


def _is_criteria(path: str, gathering: Gathering) -> bool:
    """Tell whether a file is one of criteria; a page of evidence that lies here is found."""
    name = basename(path)
    if name.lower().endswith((".yml", ".yaml")):
        return True
    role = gathering.role(path, _OURS)
    if role is FileRole.PAGE and (page_name(name) or not yaml_name(name)):
        folder = gathering.settings.evidence
        finding = rules.evidence_elsewhere(Place(path), folder)
        gathering.found.append(lost_page(finding, gathering.files, gathering.cache))
    return role is FileRole.CRITERIA


def _key(value: Defined) -> tuple[type, str]:
    return type(value), value.id
