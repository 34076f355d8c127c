"""What a project's record proves of itself: the check, the chain, the history, the signatures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Severity
from crossfolio.core.proof import DecisionProof, Proof, ProofFinding
from crossfolio.core.record.facts import Facts
from crossfolio.core.record.standing import standing
from crossfolio.core.record.values import Decision, Distrust
from crossfolio.core.record.words import change_words
from crossfolio.core.settings import Trust
from crossfolio.core.texts import Text
from crossfolio.reports.words import BARS
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.disk import Disk
from crossfolio.workspace.history.rewrites import missing_since, rewrites
from crossfolio.workspace.project import Project
from crossfolio.workspace.signatures import SUFFIX

_SIGNATURES = {
    Distrust.UNSIGNED: "none",
    Distrust.WRONGLY_SIGNED: "wrong",
    Distrust.UNVERIFIED: "unknown",
}


def proof_of(project: Project, today: date, *, signers: str = "", since: str = "") -> Proof:
    """Recompute every decision of a project, and say what does not fit.

    Args:
        project: The project.
        today: The day of the check.
        signers: Whose signatures are believed, in the place of what the settings say; then every
            decision has to be signed.
        since: A commit that was kept outside, which the history has to hold; empty for none.
    """
    if signers:
        trust = Trust(signers, required=True)
        project = replace(project, settings=replace(project.settings, trust=trust))
    checked = check_project(project, today, every_fingerprint=True)
    found = [
        diagnostic
        for diagnostic in checked.diagnostics
        if _is_wrong(diagnostic, project.settings.assessment)
    ]
    facts = checked.record.facts
    signed = {
        file for file in Disk(project.root).find(project.settings.assessment).files
        if file.endswith(SUFFIX)
    }  # fmt: skip
    decisions = tuple(_stands(decision, checked, found, signed) for decision in facts.decisions)
    known = {stands.path for stands in decisions}
    others = [
        ProofFinding(
            str(diagnostic.finding.place),
            Text("{rule} {message}", rule=diagnostic.rule.code, message=diagnostic.finding.message),
            fits=False,
        )
        for diagnostic in found
        if diagnostic.finding.place.path not in known
    ]
    missing = missing_since(project, since) if since else None
    history = rewrites(project)
    findings = (*others, *([missing] if missing else ()), *history.findings)
    return Proof(decisions, findings, (*history.notes, *_notes(project, facts)))


def _is_wrong(diagnostic: Diagnostic, folder: str) -> bool:
    """Tell whether a finding is that the record does not fit."""
    if diagnostic.rule.family in ("DEC", "SMP"):
        return diagnostic.severity is Severity.ERROR or diagnostic.rule.contradicts
    in_record = diagnostic.finding.place.path.startswith(f"{folder}/")
    return in_record and diagnostic.severity is Severity.ERROR


def _stands(
    decision: Decision, checked: Checked, found: list[Diagnostic], signed: set[str]
) -> DecisionProof:
    path = decision.place.path
    wrong = [one.finding.message for one in found if one.finding.place.path == path]
    says = (*wrong, *_become(decision, checked))
    trust, distrust = checked.settings.trust, checked.portfolio.untrusted.get(decision.key)
    signature = "good" if f"{path}{SUFFIX}" in signed else "none"
    if distrust:
        signature = _SIGNATURES[distrust]
    elif not trust.signers:
        signature = "not asked"
    return DecisionProof(
        path,
        decision.id,
        decision.assessor,
        str(decision.date),
        tuple(dict.fromkeys(says)),
        not wrong,
        signature,
    )


def _become(decision: Decision, checked: Checked) -> Iterator[Text]:
    """Say what has become of a decision; none of it contradicts anything."""
    record = checked.record
    facts = record.facts
    bar = record.bars.get(decision.key)
    if bar:
        yield BARS[bar]
    for one in decision.judgements:
        yield from change_words(standing(decision, one, facts).changes)
    taken: dict[str, list[str]] = {}
    for name in sorted(decision.criteria):
        ended = record.order.ended.get((decision.key, name))
        if ended:
            taken.setdefault(ended.id, []).append(name)
    for id, names in taken.items():
        yield Text("superseded by {decision} on {criteria}", decision=id, criteria=tuple(names))
    later = [found for name in decision.after if (found := facts.by_key.get(name.upper()))]
    for before in later:
        if before.date > decision.date:
            yield Text(
                "dated before {decision}, which was there when it was written", decision=before.id
            )


def _notes(project: Project, facts: Facts) -> Iterator[Text]:
    if not project.settings.trust.signers:
        yield Text(
            "no signature was looked at: neither the settings nor --signers name who may sign"
        )
    named = {name.upper() for decision in facts.decisions for name in decision.after}
    loose = sorted(decision.id for decision in facts.decisions if decision.key not in named)
    if len(loose) > 1:
        yield Text(
            "no later decision names these, so that their loss would not show: {decisions}",
            decisions=tuple(loose),
        )
