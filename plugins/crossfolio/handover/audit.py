"""The audit folder: decisions, what they judged, and a script that recomputes them without us."""

from collections.abc import Iterable, Iterator
from hashlib import file_digest, sha256
from importlib.resources import files
from posixpath import basename, dirname, relpath
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Evidence
from crossfolio.core.record.fingerprint import canonical_fields
from crossfolio.core.record.marks import without_marks
from crossfolio.handover.bag import Content
from crossfolio.handover.contents import BundleSources
from crossfolio.workspace.project import Project

SCRIPT = "verify.sh"
PLANS = "plans.sh"
"""Looks at sampling plans; `verify.sh` calls it where there are some."""
PAGE = "auditor.html"
"""Recomputes the folder in a browser, without a network."""
SUMS = "SHA256SUMS"
UP = "%up"
"""Stands for `..` in the path of an attached file; no name of ours holds a percent sign."""


class AuditRest(NamedTuple):
    """What is not in the folder of a pack for a visit, and is known there by state or hash."""

    criteria: frozenset[str]
    """Criteria of which only the state is said: what they rest on is not there."""
    digests: frozenset[str]
    """The SHA-256 of the decision files that are not there."""


def audit_files(
    project: Project, checked: Checked, sources: BundleSources, rest: AuditRest | None = None
) -> dict[str, Content]:
    """Return the files of the folder by path.

    Args:
        project: The portfolio's folder.
        checked: The portfolio.
        sources: What of it may be in the folder.
        rest: What is not in it, and has to be known all the same; `None` where everything is.
    """
    decisions = dict(_record(project, sources, "decisions"))
    samples = dict(_record(project, sources, "samples"))
    made = {f"decisions/{name}": sources.files[path] for path, name in decisions.items()}
    made |= {f"samples/{name}": sources.files[path] for path, name in samples.items()}
    tags = checked.portfolio.framework.tags
    codes = frozenset(tag.upper() for tag in tags)
    for item in checked.portfolio.evidence:
        if item.path in sources.files:
            made |= dict(_item(item, codes, sources))
    made["codes.txt"] = _lines(sorted(tags))
    people = checked.portfolio.people or {}
    made["people.tsv"] = _lines(
        f"{person.id}\t{','.join(person.roles)}" for person in people.values()
    )
    rows = dict(_states(checked, decisions))
    apart = rest.criteria if rest else frozenset[str]()
    made["states.tsv"] = _lines(row for name, row in rows.items() if name not in apart)
    if rest:
        states = ((name, cover.state) for name, cover in checked.coverage.criteria.items())
        made["rest.tsv"] = _lines(
            f"{name}\t{state.value}" for name, state in states if name in apart
        )
        made["others.sums"] = _lines(
            f"{digest}  not-in-this-pack" for digest in sorted(rest.digests)
        )
    if any(name.startswith("plan-") for name in samples.values()):
        made[PLANS] = files("crossfolio.handover").joinpath(PLANS).read_bytes()
    for name in (SCRIPT, PAGE):
        made[name] = files("crossfolio.handover").joinpath(name).read_bytes()
    made[SUMS] = _lines(f"{_digest(made[name])}  {name}" for name in sorted(made, key=str.encode))
    return made


def _record(project: Project, sources: BundleSources, what: str) -> Iterator[tuple[str, str]]:
    """Give each file of decisions or samples with its name in the folder; no two have the same."""
    folder = f"{project.settings.assessment}/{what}/"
    for path in sorted(sources.files):
        if path.startswith(folder):
            yield path, path.removeprefix(folder).replace("/", "__")


def _item(
    item: Evidence, codes: frozenset[str], sources: BundleSources
) -> Iterator[tuple[str, Content]]:
    top = f"items/{item.key}"
    yield f"{top}/fields.json", canonical_fields(item).encode()
    yield f"{top}/body", without_marks(item.body, codes).encode()
    for attachment in item.attachments:
        if attachment.path in sources.files:
            name = relpath(attachment.path, dirname(item.path)).replace("..", UP)
            yield f"{top}/files/{name}", sources.files[attachment.path]


def _states(checked: Checked, decisions: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give each criterion with its line: its state, the decision that holds, what it rests on."""
    for name, cover in checked.coverage.criteria.items():
        holding = checked.record.standing.get(name)
        path = holding.decision.place.path if holding else ""
        file = f"decisions/{decisions.get(path, basename(path))}" if holding else ""
        on = ",".join(holding.judgement.on) if holding else ""
        yield name, f"{name}\t{cover.state.value}\t{file}\t{on}"


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _digest(content: Content) -> str:
    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    with content.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
