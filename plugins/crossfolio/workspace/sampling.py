"""Plans and samples written: made, read back by the check's own loader, and laid down whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.findings import Severity, printable
from crossfolio.core.ids import nearest
from crossfolio.core.record.values import Sample
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.sampling.planning import PlanRequest, plan_of
from crossfolio.core.sampling.recording import (
    Recording,
    asks_for_nothing,
    named,
    plan_refusals,
    recording_refusals,
    samples_of,
)
from crossfolio.core.sampling.status import made_of
from crossfolio.core.sampling.values import Plan
from crossfolio.loaders.sampling_files import Sampled, read_sample_or_plan
from crossfolio.scaffold.sampling import plan_text, sample_text
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.new_files import write_new
from crossfolio.workspace.project import Project


class RefusedSamplingError(Exception):
    """A plan or samples that are not written, with all the reasons."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(dict.fromkeys(reasons))
        super().__init__("; ".join(self.reasons))


class PlannedFile(NamedTuple):
    """A plan as it is to be written."""

    path: str
    """From the project's folder."""
    text: str
    plan: Plan


def planned(ask: PlanRequest, project: Project, checked: Checked) -> PlannedFile:
    """Return a plan as the text of its file: the decisions that are to be sampled, and why.

    Raises:
        RefusedSamplingError: With everything that keeps it from being written.
    """
    portfolio, record = checked.portfolio, checked.record
    reasons = [*plan_refusals(ask, portfolio, record)]
    policy = portfolio.policy
    if reasons or policy is None:
        raise RefusedSamplingError(reasons)
    if asks_for_nothing(policy):
        raise RefusedSamplingError(["the policy asks for nothing: it has no share and no rule"])
    person = _as_registered(ask.person, checked)
    counting = [sample for sample in record.facts.samples if sample.key not in record.idle_samples]
    draft = plan_of(
        ask._replace(person=person), policy, made_of(portfolio), portfolio.plans, counting
    )
    if not draft.decisions:
        raise RefusedSamplingError([_why_nothing(draft)])
    id = named("P", person, ask.day, plan_text(draft))
    plan = replace(draft, id=id)
    path = f"{project.settings.assessment}/samples/plan-{id[1:]}.yml"
    text = plan_text(plan)
    read = _read_back(text, path)
    if not isinstance(read, Plan) or plan_text(read) != text:
        raise RefusedSamplingError(["the plan would not be read back as it is"])
    return PlannedFile(path, text, plan)


def recorded(
    recording: Recording, plan: Plan, project: Project, checked: Checked
) -> dict[str, str]:
    """Return the files of samples by path.

    Raises:
        RefusedSamplingError: With everything that keeps them from being written.
    """
    reasons = [*recording_refusals(recording, plan, checked.record)]
    if reasons:
        raise RefusedSamplingError(reasons)
    person, texts = _as_registered(recording.person, checked), dict[str, str]()
    for draft in samples_of(recording._replace(person=person), plan, checked.record.facts):
        id = named("S", person, recording.day, sample_text(draft))
        if any(one.key == id for one in checked.portfolio.samples):
            raise RefusedSamplingError([f"the same sample is there already: {id}"])
        sample = replace(draft, id=id)
        path = f"{project.settings.assessment}/samples/{id}.yml"
        texts[path] = sample_text(sample)
        read = _read_back(texts[path], path)
        if not isinstance(read, Sample) or _said(read) != _said(sample):
            why = "the feedback or an action holds characters that cannot be written and read back"
            raise RefusedSamplingError([why])
    return texts


def lay_down(texts: dict[str, str], project: Project, today: date) -> Checked:
    """Write new files, all or none; return the check after it.

    Raises:
        OccupiedError: Where a file of that name is there.
        OSError: Where one cannot be written; none is there then.
    """
    write_new(project.root, texts)
    return check_project(project, today)


def plan_named(name: str, checked: Checked) -> Plan:
    """Return the plan of an ID, or of a file's path or name.

    Raises:
        RefusedSamplingError: Where there is none.
    """
    plans = checked.portfolio.plans
    file = PurePath(name).name
    for plan in plans:
        if name.upper() == plan.key or PurePath(plan.place.path).name in (file, f"{file}.yml"):
            return plan
    if any(PurePath(place.path).name == file for place in checked.portfolio.plans_unread):
        raise RefusedSamplingError([f"{printable(file)} cannot be read; see `crossfolio check`"])
    near = did_you_mean(nearest(name, [plan.id for plan in plans]))
    there = f"there is no plan `{printable(name)}`"
    raise RefusedSamplingError([f"{there}; {near}" if near else there])


def what_is_said(paths: Iterable[str], criteria: Iterable[str], checked: Checked) -> Iterator[str]:
    """Give what the check makes of new files: findings in them, and states of criteria."""
    known = set(paths)
    for diagnostic in checked.diagnostics:
        if diagnostic.finding.place.path in known and diagnostic.severity > Severity.OFF:
            yield str(diagnostic)
    for name in criteria:
        cover = checked.coverage.criteria.get(name)
        if cover:
            yield f"{name} is {cover.state}" + (", disputed" if cover.disputed else "")


def _why_nothing(draft: Plan) -> str:
    if draft.left_to_others:
        own = ", ".join(draft.left_to_others)
        who = draft.quality_assurer
        return f"{who} made or countersigned all of it ({own}): somebody else has to plan"
    return "the policy asks for none of these decisions"


def _as_registered(person: str, checked: Checked) -> str:
    """Return an ID as the register writes it."""
    known = (checked.record.facts.register or {}).get(person.upper())
    return known.id if known else person


def _read_back(text: str, path: str) -> Sampled:
    read, found = read_sample_or_plan(text.encode(), path)
    if found:
        raise RefusedSamplingError(
            f"{finding.message}; {finding.help}" if finding.help else finding.message
            for finding in found
        )
    return read


def _said(sample: Sample) -> tuple[object, ...]:
    decisions = [one.name for one in sample.decisions]
    actions = [(one.text, one.due) for one in sample.actions]
    return (
        sample.id,
        sample.quality_assurer,
        sample.date,
        decisions,
        sample.outcome,
        sample.feedback,
        actions,
        sample.plan,
    )
