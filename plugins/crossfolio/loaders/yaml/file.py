"""A YAML file under a schema: what every kind of criteria and assessment file shares."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from crossfolio.core.evidence import Json
from crossfolio.core.findings import Edit, Finding
from crossfolio.core.place import Place
from crossfolio.core.rules import assessment_rules, criteria_rules, evidence_rules, sampling_rules
from crossfolio.core.rules.settings_rules import did_you_mean, invalid_setting
from crossfolio.core.texts import NOTHING, Text
from crossfolio.loaders.limits import YAML_FILE
from crossfolio.loaders.schema.check import Problem, checked
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.text import decode
from crossfolio.loaders.yaml.reader import read_yaml
from crossfolio.loaders.yaml.values import Document

_KEPT = ("pattern",)
"""A code in the wrong form is still there: if it went, so would what is asked for under it."""

Say = Callable[[Place, Text, Text], Finding]
"""Makes a finding out of a place, a message and a help."""


class YamlFile(NamedTuple):
    """A YAML file that could be read: what is valid in it, and where it stands."""

    path: str
    fields: dict[str, Json]
    """What the schema refuses is `None`."""
    document: Document


def open_yaml(data: bytes, path: str) -> tuple[Document | None, list[Finding]]:
    """Decode and read a YAML file without looking at what it is about."""
    decoded = decode(data, path)
    if isinstance(decoded, Finding):
        return None, [decoded]
    document = read_yaml(decoded.text, path, YAML_FILE)
    if isinstance(document, Finding):
        return None, [*decoded.findings, document]
    return document, [*decoded.findings, *document.findings]


def apply_schema(document: Document, name: str) -> tuple[YamlFile | None, list[Finding]]:
    """Hold a document against its schema; a file that is no mapping gives no fields."""
    say = _SAY[name]
    if not isinstance(document.data, dict):
        why = Text("this file is no mapping of `key: value` lines")
        if document.data is None:
            why = Text("this file is empty")
        return None, [say(Place(document.path), why, _begin(name))]
    data, problems = checked(document, name, keep=_KEPT)
    fields = data if isinstance(data, dict) else {}
    return YamlFile(document.path, fields, document), [
        _finding(problem, name) for problem in problems
    ]


def _begin(name: str) -> Text:
    """Say how a file of this schema is begun."""
    of = schema(name)
    fields = (*of.get("required", of["properties"]),)
    if len(fields) > 2:  # noqa: PLR2004
        return Text("write `{fields:: …` and `}: …` and so on", fields=fields[:2])
    return Text("write `{fields:: …` and `}: …`", fields=fields)


def _finding(problem: Problem, name: str) -> Finding:
    if name == "portfolio":
        return field_finding(problem)
    say, place, near = _SAY[name], problem.place, problem.near
    sure = problem.name or (near[0] if len(near) == 1 and not _is_unknown(problem) else "")
    edits = (Edit(place, sure),) if sure and place.end_line else ()
    if problem.keyword == "required":
        help = Text("add a line `{field}: …`", field=problem.field)
        return say(problem.place, problem.message, help)
    if _is_unknown(problem):
        own = evidence_rules.own_field(problem.field)
        found = say(place, problem.message, did_you_mean(list(near)) or own)
    else:
        found = say(place, problem.message, problem.help)
    return replace(found, edits=edits)


def field_finding(problem: Problem, place: Place | None = None, why: Text = NOTHING) -> Finding:
    """Return the finding about a field of evidence, or of `portfolio.yml`."""
    place = place or problem.place
    if problem.keyword == "required":
        return evidence_rules.field_missing(place, problem.field, why or problem.message)
    if _is_unknown(problem):
        return evidence_rules.unknown_field(place, problem.field, list(problem.near), problem.name)
    meant = problem.near[0] if len(problem.near) == 1 else ""
    return evidence_rules.field_invalid(place, problem.message, problem.help, meant)


def _is_unknown(problem: Problem) -> bool:
    """Tell whether a problem is a key that no schema knows."""
    return problem.keyword == "additionalProperties"


def _at_risk_invalid(place: Place, why: Text, help: Text) -> Finding:
    return invalid_setting(place, "at-risk", why, help)


_SAY: dict[str, Say] = {
    "unit": criteria_rules.criteria_invalid,
    "qualification": criteria_rules.criteria_invalid,
    "migration": criteria_rules.criteria_invalid,
    "portfolio": evidence_rules.field_invalid,
    "people": assessment_rules.assessment_invalid,
    "decision": assessment_rules.assessment_invalid,
    "sample": assessment_rules.sample_invalid,
    "plan": sampling_rules.plan_invalid,
    "sampling": sampling_rules.policy_invalid,
    "at-risk": _at_risk_invalid,
}
