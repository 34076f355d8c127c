"""The folder of assessment: people, decisions and samples."""

from posixpath import basename, dirname

from crossfolio.core.assessment import Decision, Person, Sample
from crossfolio.core.file_names import yaml_name
from crossfolio.core.place import Place
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.loaders.assessment_file import read_decision, read_people, read_sample
from crossfolio.workspace.gathering import Gathering
from crossfolio.workspace.recognising import Sort, as_yaml, is_litter

People = dict[str, Person]
_OURS = (Sort.DECISION, Sort.SAMPLE)


def read_assessment(
    gathering: Gathering,
) -> tuple[People | None, tuple[Decision, ...], tuple[Sample, ...]]:
    """Read every file of the folder of assessment; what is passed over is found."""
    folder = gathering.settings.assessment
    people, decisions, samples = None, [], []
    misnamed = []
    for path in gathering.in_folder(folder):
        if path == f"{folder}/people.yml":
            people = gathering.beside(path, read_people)
        elif path.startswith(f"{folder}/decisions/") and path.endswith(".yml"):
            decisions.append(gathering.one(path, read_decision))
        elif path.startswith(f"{folder}/samples/") and path.endswith(".yml"):
            samples.append(gathering.one(path, read_sample))
        else:
            misnamed.append(path)
    for path in misnamed:
        _passed_over(path, gathering)
    return (
        people,
        tuple(it for it in decisions if it is not None),
        tuple(it for it in samples if it is not None),
    )


def _passed_over(path: str, gathering: Gathering) -> None:
    """Say of a file that it is not read, where it is or may be one of ours."""
    folder = gathering.settings.assessment
    in_ours = path.startswith((f"{folder}/decisions/", f"{folder}/samples/"))
    if path.endswith(".yml.sig") or is_litter(path) or gathering.is_empty(path):
        return
    if in_ours:
        help = f"rename it to `{as_yaml(path)}`, or move it out of here"
    elif dirname(path) == folder and yaml_name(basename(path)).lower() == "people.yml":
        help = "rename it to `people.yml`"
    elif yaml_name(basename(path)) or gathering.sort(path, _OURS):
        help = "here lie people.yml, decisions/*.yml and samples/*.yml"
    else:
        return
    gathering.found.append(rules.assessment_invalid(Place(path), "this file is not read", help))
