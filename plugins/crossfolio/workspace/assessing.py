"""A decision written: drafted on what was shown, held against it once more, and laid down whole."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from crossfolio.core.check import Checked
from crossfolio.core.drafting import Draft, ResolvedAnswer, fields_of, resolved
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Severity, printable
from crossfolio.core.record.values import Decision
from crossfolio.core.refusing import refusals
from crossfolio.loaders.decision_file import read_decision
from crossfolio.scaffold.decision import decision_file
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.history.git import GitError, ask, blobs
from crossfolio.workspace.new_files import write_new
from crossfolio.workspace.project import Project
from crossfolio.workspace.signatures import SUFFIX, SignatureError, is_signed, sign
from crossfolio.workspace.trust import NoSignersError, signers_of

_GIT_SECONDS = 20.0


class RefusedDecisionError(Exception):
    """A decision that is not written, with all the reasons."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


class WrittenDecision(NamedTuple):
    """A decision as it is to be written."""

    path: str
    """From the project's folder."""
    text: str
    answers: tuple[ResolvedAnswer, ...]
    read: Decision
    """As it is read back."""


def seen_by_assessor(project: Project, today: date) -> Checked:
    """Return a project as an assessor reads it, with the fingerprint of every item."""
    return check_project(project, today, every_fingerprint=True)


def drafted(draft: Draft, project: Project, checked: Checked) -> WrittenDecision:
    """Return a decision as the text of its file, read back once to see that it says the same.

    Args:
        draft: What the assessor answers.
        project: The project.
        checked: As it was shown.

    Raises:
        RefusedDecisionError: With everything that keeps it from being written.
    """
    reasons = refusals(draft, checked)
    if reasons:
        raise RefusedDecisionError(dict.fromkeys(reason.text for reason in reasons))
    person = (checked.record.facts.register or {}).get(draft.assessor.upper())
    if person:  # As the register writes the ID, so will those who list its signers.
        draft = draft._replace(assessor=person.id)
    answers = tuple(resolved(draft, checked))
    id, text = decision_file(fields_of(draft, answers, checked))
    path = f"{project.settings.assessment}/decisions/{id}.yml"
    read, found = read_decision(text.encode(), path)
    if found or not isinstance(read, Decision) or not _says(read, draft):
        unsafe = "the feedback holds characters that cannot be written and read back"
        raise RefusedDecisionError(
            [f"{finding.message}; {finding.help}" for finding in found] or [unsafe]
        )
    if any(decision.key == read.key for decision in checked.portfolio.decisions):
        raise RefusedDecisionError([f"the same decision is there already: {read.id}"])
    return WrittenDecision(path, text, answers, read)


def signature_of(written: WrittenDecision, key: Path, project: Project, *, may_ask: bool) -> bytes:
    """Return the signature of a decision.

    Args:
        written: The decision.
        key: Whose it is to be.
        project: The project; its settings may say whose signatures are believed.
        may_ask: Whether somebody is there to unlock the key.

    Raises:
        RefusedDecisionError: Where there is none, or it would not be believed.
    """
    data, one, trust = written.text.encode(), written.read, project.settings.trust
    try:
        signature = sign(data, key, may_ask=may_ask)
        if trust.signers:
            signers = signers_of(project.root, trust.signers)
            if not is_signed(data, signature, one.assessor, one.date, signers):
                said = f"the key {printable(str(key), 200)} is not listed for `{one.assessor}` in"
                raise RefusedDecisionError([f"{said} {printable(trust.signers, 200)}"])
    except (SignatureError, NoSignersError) as error:
        raise RefusedDecisionError([f"the decision cannot be signed: {error}"]) from None
    return signature


def lay_down(
    written: WrittenDecision, project: Project, shown: Checked, signature: bytes = b""
) -> Checked:
    """Write a decision where nothing has changed since it was shown; return the check after it.

    Args:
        written: The decision.
        project: The project.
        shown: As it was when the decision was made.
        signature: What is to lie beside it; nothing where it is empty.

    Raises:
        RefusedDecisionError: Where an item or a wording is no longer what was shown.
        OccupiedError: Where a file of that name is there.
        OSError: Where it cannot be written; nothing is there then.
    """
    now = seen_by_assessor(project, shown.portfolio.today)
    changed = [item.id for item in _items(written) if _print(item, shown) != _print(item, now)]
    reworded = [
        one.criterion.id
        for one in written.answers
        if now.portfolio.framework.criteria.get(one.criterion.id) != one.criterion
    ]
    if changed or reworded:
        named = ", ".join((*changed, *reworded))
        raise RefusedDecisionError([f"{named} changed while it was read; look at it again"])
    files: dict[str, str | bytes] = {written.path: written.text}
    if signature:  # It comes first, so that no decision is ever there without it.
        files = {f"{written.path}{SUFFIX}": signature, **files}
    write_new(project.root, files)
    return seen_by_assessor(project, shown.portfolio.today)


def uncommitted(written: WrittenDecision, project: Project) -> list[str]:
    """Return the judged files that differ from the commit; none where there is no repository."""
    try:
        prefix = ask(project.root, "rev-parse", "--show-prefix").decode().rstrip("\n")
        with blobs(project.root, _GIT_SECONDS) as kept:
            return [
                path
                for item in _items(written)
                for path in (item.path, *(attachment.path for attachment in item.attachments))
                if _differs(project.root / path, f"HEAD:{prefix}{path}", kept.read)
            ]
    except GitError:
        return []


def what_is_said(written: WrittenDecision, checked: Checked) -> Iterator[str]:
    """Give what the check makes of a decision: findings in it, and each criterion's state."""
    for diagnostic in checked.diagnostics:
        if diagnostic.finding.place.path == written.path and diagnostic.severity > Severity.OFF:
            yield str(diagnostic)
    today = checked.portfolio.today
    last = max(
        checked.record.facts.decisions, key=lambda decision: decision.date, default=written.read
    )
    if last.date > today:
        dated = f"{last.id} is dated {last.date}, which is after today, {today}"
        yield f"{dated}: one of the two is wrong, that date or this clock"
    for one in written.answers:
        cover = checked.coverage.criteria.get(one.criterion.id)
        if cover:
            yield f"{one.criterion.id} is {cover.state}"


def _says(read: Decision, draft: Draft) -> bool:
    """Tell whether a file says what an assessor answered, to the letter."""
    told = [
        (judgement.criterion.upper(), judgement.verdict, judgement.feedback)
        for judgement in read.judgements
    ]
    given = [
        (answer.criterion.upper(), answer.verdict, answer.feedback) for answer in draft.answers
    ]
    return sorted(told) == sorted(given) and (read.feedback, read.method) == (
        draft.feedback,
        draft.method,
    )


def _items(written: WrittenDecision) -> list[Evidence]:
    return list({item.key: item for one in written.answers for item in one.items}.values())


def _print(item: Evidence, checked: Checked) -> object:
    return checked.portfolio.fingerprints.get(item.key)


def _differs(file: Path, name: str, read: Callable[[str], bytes]) -> bool:
    """Tell whether a file differs from its commit by more than its line ends."""
    try:
        then = read(name)
    except GitError:
        return True
    return file.read_bytes().replace(b"\r\n", b"\n") != then.replace(b"\r\n", b"\n")
