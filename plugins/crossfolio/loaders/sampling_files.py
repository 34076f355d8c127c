"""The policy of sampling, and plans: what a centre asks for, and what is to be sampled."""

from collections.abc import Iterator
from hashlib import sha256

from crossfolio.core.findings import Finding, printable
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.record.values import Sample, Unreadable
from crossfolio.core.regex import regex
from crossfolio.core.rules import sampling_rules as rules
from crossfolio.core.rules.settings_rules import did_you_mean
from crossfolio.core.sampling.values import (
    Always,
    Covering,
    Lot,
    Plan,
    Planned,
    Policy,
    SampleReason,
    UnreadPlan,
    fraction,
)
from crossfolio.core.texts import Text
from crossfolio.loaders.assessment_file import open_record, read_sample
from crossfolio.loaders.losses import raw_text
from crossfolio.loaders.values import day, integer, listed, mapping, text, texts
from crossfolio.loaders.yaml.file import YamlFile

_OF_PLAN = regex(r"(?m)(?:^|[{,])[ \t]*[\"']?plan[\"']?[ \t]*:")
_OF_SAMPLE = regex(r"(?m)(?:^|[{,])[ \t]*[\"']?(?:sample|outcome)[\"']?[ \t]*:")
"""Keys by which a plan and a sample are told apart, whatever else is wrong with the file."""

Sampled = Sample | Unreadable | Plan | UnreadPlan | None


def read_sample_or_plan(data: bytes, path: str) -> tuple[Sampled, list[Finding]]:
    """Read a file among the samples; one that may be a sample is never taken for a plan."""
    written = raw_text(data) if b"plan" in data else ""
    if not _OF_PLAN.search(written) or _OF_SAMPLE.search(written):
        return read_sample(data, path)
    return _plan(data, path)


def _plan(data: bytes, path: str) -> tuple[Plan | UnreadPlan, list[Finding]]:
    file, found = open_record(data, path, "plan")
    made_on = day(file.fields.get("date")) if file else None
    if file is None or made_on is None or found:
        return UnreadPlan(Place(path)), found or [
            rules.plan_invalid(Place(path), Text("it has no date"))
        ]
    fields, place = file.fields, file.document.place(("plan",))
    plan = Plan(
        text(fields, "plan"),
        text(fields, "quality_assurer"),
        made_on,
        text(fields, "stage"),
        text(fields, "seed"),
        text(fields, "population"),
        place,
        tuple(_lots(file)),
        tuple(_planned(file)),
        text(fields, "period"),
        {name: str(field) for name, field in mapping(fields, "after").items()},
        texts(fields, "left_to_others"),
        sha256(data).hexdigest(),
    )
    return plan, found


def _lots(file: YamlFile) -> Iterator[Lot]:
    for number, one in enumerate(listed(file.fields, "assessors")):
        if isinstance(one, dict):
            place = file.document.place(("assessors", number, "assessor"))
            yield Lot(
                text(one, "assessor"),
                text(one, "share"),
                integer(one, "number") or 0,
                texts(one, "from"),
                place,
                text(one, "risk"),
            )


def _planned(file: YamlFile) -> Iterator[Planned]:
    for number, one in enumerate(listed(file.fields, "decisions")):
        if isinstance(one, dict):
            place = file.document.place(("decisions", number, "decision"))
            reason = SampleReason(text(one, "reason"))
            yield Planned(text(one, "decision"), reason, place, texts(one, "rules"))


def read_policy(data: bytes, path: str) -> tuple[Policy | None, list[Finding]]:
    """Read the policy; nothing of it is used where something in it cannot be."""
    file, found = open_record(data, path, "sampling")
    if file is None:
        return None, found
    if not found:
        found = [*_unfitting(file)]
    if found:
        return None, found
    fields, place = file.fields, file.document.place
    risk = mapping(fields, "risk")
    cover = mapping(fields, "cover")
    policy = Policy(
        Place(path),
        {id.upper(): str(level) for id, level in risk.items()},
        {level: str(share) for level, share in mapping(fields, "share").items()},
        tuple(map(Always, texts(fields, "always"))),
        tuple(covering for covering in Covering if covering.value in cover),
        integer(cover, "within_months"),
        {stage: str(share) for stage, share in mapping(fields, "stages").items()},
        {id: file.document.keys.get(("risk", id), place(("risk",))) for id in risk},
    )
    return policy, found


def _unfitting(file: YamlFile) -> Iterator[Finding]:
    """Find what a schema cannot say: levels without a share, people named twice."""
    share, first = mapping(file.fields, "share"), dict[str, str]()
    for id, level in mapping(file.fields, "risk").items():
        if level not in share:
            why = Text("`share` says nothing of the level `{level}`", level=printable(str(level)))
            near = nearest(str(level), share)
            help = did_you_mean(near) or Text(
                "add it: `share: {{{level}: 25%}}`", level=printable(str(level))
            )
            yield rules.policy_invalid(file.document.place(("risk", id)), why, help)
        other = first.setdefault(id.upper(), id)
        if other != id:
            at = file.document.keys.get(("risk", id), file.document.place(("risk",)))
            why = Text(
                "`{person}` is `{other}`: IDs are compared without case", person=id, other=other
            )
            yield rules.policy_invalid(at, why, Text("name each assessor once"))
    stages = mapping(file.fields, "stages")
    if sum(fraction(str(stage)) for stage in stages.values()) > 1:
        why = Text("the stages are more than 100% together")
        yield rules.policy_invalid(file.document.place(("stages",)), why, Text("lower one of them"))
    cover = mapping(file.fields, "cover")
    if cover.keys() == {"within_months"}:
        why = Text("it says how far back a sample counts, and not of what each is to be sampled")
        help = Text("add `assessors: all`, `units: all` or `kinds: all`")
        yield rules.policy_invalid(file.document.place(("cover",)), why, help)
