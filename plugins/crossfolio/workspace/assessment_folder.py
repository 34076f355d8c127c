"""The folder of assessment: people, decisions and samples."""

import re
from collections.abc import Container, Iterable
from dataclasses import replace
from posixpath import basename, dirname
from typing import Any

from crossfolio.core.file_names import yaml_name
from crossfolio.core.findings import Finding, printable
from crossfolio.core.merge import AssessmentFiles
from crossfolio.core.place import Place
from crossfolio.core.record.values import Decision, Person, Sample, Unreadable
from crossfolio.core.regex import regex
from crossfolio.core.rules import BY_CODE, file_rules, sampling_rules
from crossfolio.core.rules import assessment_rules as rules
from crossfolio.core.rules.signature_rules import signature_alone
from crossfolio.core.sampling.values import Plan, Policy, UnreadPlan
from crossfolio.core.texts import Text
from crossfolio.loaders.assessment_file import read_people
from crossfolio.loaders.decision_file import read_decision, read_misplaced
from crossfolio.loaders.one_file import Loader
from crossfolio.loaders.sampling_files import read_policy, read_sample_or_plan
from crossfolio.workspace.gathering import Gathering, lost_page
from crossfolio.workspace.recognising import FileRole, as_yaml, is_litter

People = dict[str, Person]
POLICY = "sampling.yml"
_OURS = (FileRole.DECISION, FileRole.SAMPLE)
_OF_MACOS = b"\x00\x05\x16\x07"
"""How a file begins that macOS lays beside another on disks of other systems. Source: RFC 1740."""
_AFTER_RECORD = regex(r"[DS]\d[\w-]*", re.ASCII | re.IGNORECASE)
"""How decisions and samples are called, whatever their files hold: `D02`, `S04`."""


def read_assessment(gathering: Gathering) -> AssessmentFiles:
    """Read every file of the folder of assessment; nothing lowers what is wrong with them.

    What is passed over is found, and read for what it names.
    """
    folder, before = gathering.settings.assessment, len(gathering.found)
    people: People | None = None
    unread: Place | None = None
    values: list[object] = []
    tree = gathering.in_folder(folder)
    values += [_hidden(path, gathering) for path in tree.dotted if _says_more(path, gathering)]
    policies = [path for path in tree.files if _is_policy(path, gathering)]
    policy = _policy(policies, gathering)
    for path in (file for file in tree.files if file not in policies):
        loader = _loader(path, gathering)
        if path == _register(folder):
            so_far = len(gathering.found)
            people = gathering.beside(path, read_people)
            has_slip = people is None or len(gathering.found) > so_far
            unread = Place(path) if has_slip else unread
        elif _is_register(path, gathering):
            gathering.found.append(rules.register_misnamed(Place(path), folder))
            unread = Place(path)
        elif loader:
            values.append(gathering.one(path, loader))
            if loader is read_misplaced:
                _pass_over(path, gathering)
        elif gathering.role(path, (FileRole.CRITERIA,)):
            _criteria_here(path, gathering)
        elif gathering.role(path, (FileRole.PAGE,)):
            finding = file_rules.evidence_elsewhere(Place(path), gathering.settings.evidence)
            gathering.found.append(lost_page(finding, gathering.files, gathering.cache))
        elif not _is_ours_or_nothing(path, gathering) and _is_named_so(path):
            _pass_over(path, gathering)
            if not yaml_name(basename(path)):
                values.append(gathering.one(path, read_misplaced))
    signed = (file for file in tree.files if file.endswith(".yml.sig"))
    gathering.found += [signature_alone(path) for path in signed if path[:-4] not in tree.files]
    gathering.found[before:] = found = [_firm(finding) for finding in gathering.found[before:]]
    unread = _closed_register(people, unread, found, folder)
    return _sorted_out(people, unread, values, policy, found, folder)


def _sorted_out(
    people: People | None,
    unread: Place | None,
    values: list[object],
    policy: tuple[Policy | None, Place | None],
    found: Iterable[Finding],
    folder: str,
) -> AssessmentFiles:
    """Return what the files hold by its kinds, and what of it cannot be read."""
    decisions = tuple(decision for decision in values if isinstance(decision, Decision))
    samples = tuple(sample for sample in values if isinstance(sample, Sample))
    unreadable = [broken for broken in values if isinstance(broken, Unreadable)]
    known = {made.place.path for its in (decisions, samples, unreadable) for made in its}
    plans = tuple(plan for plan in values if isinstance(plan, Plan))
    plans_unread = tuple(value.place for value in values if isinstance(value, UnreadPlan))
    known |= {plan.place.path for plan in plans} | {place.path for place in plans_unread}
    unreadable += _unopened(found, folder, known)
    return AssessmentFiles(
        people,
        unread,
        decisions,
        samples,
        tuple(unreadable),
        *policy,
        plans,
        plans_unread,
    )


def _is_policy(path: str, gathering: Gathering) -> bool:
    """Tell whether a file is the policy of sampling, or was meant as such by its name."""
    name = (yaml_name(basename(path)) or basename(path)).lower()
    return dirname(path) == gathering.settings.assessment and name == POLICY


def _policy(paths: Iterable[str], gathering: Gathering) -> tuple[Policy | None, Place | None]:
    """Return the policy of sampling, and where one is that cannot be read.

    One under another name is not read, which is said.
    """
    policy: Policy | None = None
    unread: Place | None = None
    for path in paths:
        if basename(path) == POLICY:
            policy = gathering.one(path, read_policy)
            unread = unread if policy else Place(path)
        else:
            why = Text("this file is not read")
            help = Text("rename it to `{name}`", name=POLICY)
            gathering.found.append(sampling_rules.policy_invalid(Place(path), why, help))
            unread = Place(path)
    return policy, unread


def _register(folder: str) -> str:
    """Return the path of the register of people."""
    return f"{folder}/people.yml"


def _closed_register(
    people: People | None, unread: Place | None, found: Iterable[Finding], folder: str
) -> Place | None:
    """Return where the register is that cannot be wholly read, one that is not opened as well."""
    path = _register(folder)
    if people is None and any(finding.place.path == path for finding in found):
        return unread or Place(path)
    return unread


def _loader(path: str, gathering: Gathering) -> Loader[Any] | None:
    """Return how a file that is, or may be, a decision or a sample is read."""
    folder = gathering.settings.assessment
    in_decisions = path.startswith(f"{folder}/decisions/")
    in_samples = path.startswith(f"{folder}/samples/")
    if path.endswith(".yml") and (in_decisions or in_samples):
        return read_decision if in_decisions else read_sample_or_plan
    if _is_ours_or_nothing(path, gathering):
        return None
    if in_decisions or in_samples or gathering.role(path, _OURS):
        return read_misplaced
    return None


def _is_register(path: str, gathering: Gathering) -> bool:
    """Tell whether a file was meant as the register of people, by its name or its first lines.

    A decision or a sample under a name of its own is not looked into to find out.
    """
    folder = gathering.settings.assessment
    named = (yaml_name(basename(path)) or basename(path)).lower()
    if dirname(path) == folder and named == "people.yml":
        return True
    is_named = path.endswith(".yml") and path.startswith(
        (f"{folder}/decisions/", f"{folder}/samples/")
    )
    may_be = not is_named or "people" in named or "person" in named
    return may_be and gathering.role(path, (FileRole.PEOPLE,)) is not None


def _is_ours_or_nothing(path: str, gathering: Gathering) -> bool:
    """Tell whether a file holds no decision: a signature, an empty file, what systems leave."""
    return path.endswith(".yml.sig") or is_litter(path) or gathering.is_empty(path)


def _says_more(path: str, gathering: Gathering) -> bool:
    """Tell whether a file that a dot hides is none of those that systems leave behind."""
    if _is_ours_or_nothing(path, gathering):
        return False
    try:
        return not gathering.files.read(path, len(_OF_MACOS)).startswith(_OF_MACOS)
    except OSError:
        return True


def _hidden(path: str, gathering: Gathering) -> Unreadable | None:
    """Say of a file that a dot hides that it is not read; return what it names."""
    gathering.found.append(file_rules.hidden_file(Place(printable(path, 300))))
    return gathering.one(path, read_misplaced)


def _is_named_so(path: str) -> bool:
    """Tell whether a file is called as files of ours are, or after a decision or a sample."""
    name = basename(path)
    return bool(yaml_name(name) or _AFTER_RECORD.fullmatch(name.partition(".")[0]))


def _criteria_here(path: str, gathering: Gathering) -> None:
    """Say of a file of criteria that it lies here, and is not read."""
    finding = file_rules.criteria_elsewhere(Place(path), gathering.settings.criteria)
    gathering.say_lost("criteria", finding)


def _pass_over(path: str, gathering: Gathering) -> None:
    """Say of a file that it is not read, and what to do with it."""
    folder = gathering.settings.assessment
    if path.startswith((f"{folder}/decisions/", f"{folder}/samples/")):
        help = Text("rename it to `{name}`, or move it out of here", name=as_yaml(path))
    else:
        help = Text("here lie people.yml, decisions/*.yml and samples/*.yml")
    why = Text("this file is not read")
    gathering.found.append(rules.assessment_invalid(Place(path), why, help))


def _firm(finding: Finding) -> Finding:
    """Return a finding about the record as one that nothing lowers."""
    return finding if BY_CODE[finding.code].changes_nothing else replace(finding, firm=True)


def _unopened(found: Iterable[Finding], folder: str, known: Container[str]) -> list[Unreadable]:
    """Return the decisions and samples that gave nothing at all: not opened, or too large.

    Args:
        found: What was found in the folder.
        folder: The assessment folder.
        known: The paths of the files that gave something.
    """
    lost: dict[str, Unreadable] = {}
    for finding in found:
        path = finding.place.path
        in_samples = path.startswith(f"{folder}/samples")
        in_record = in_samples or path == folder or path.startswith(f"{folder}/decisions")
        is_closed = BY_CODE[finding.code].closes_file and path != _register(folder)
        if (in_record or is_closed) and finding.firm and path not in known:
            lost[path] = Unreadable(finding.place, (), is_sample=in_samples)
    return list(lost.values())
