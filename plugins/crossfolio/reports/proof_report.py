"""What a record proves of itself, as lines and as JSON."""

import json
from collections.abc import Iterator

from crossfolio.core.findings import one_line
from crossfolio.core.proof import DecisionProof, Proof, ProofFinding


def as_text(proof: Proof) -> str:
    """Return a line for each decision, for each thing that does not fit, and at last for all."""
    lines = [*_lines(proof)]
    wrong = proof.wrong
    number = len(proof.decisions)
    what = "one decision" if number == 1 else f"{number} decisions"
    fits = "everything fits" if number else "there is none here, and nothing was verified"
    lines.append(f"{what}; {f'{wrong} not fitting' if wrong else fits}")
    return "".join(f"{one_line(line)}\n" for line in lines)


def _lines(proof: Proof) -> Iterator[str]:
    for stands in proof.decisions:
        who = f" by {stands.assessor}" if stands.assessor else ""
        signed = ", signed" if stands.signature == "good" else ""
        said = "; ".join(stands.says) or "ok"
        yield f"{stands.path}{who}{signed}: {said}{'' if stands.fits else _WRONG}"
    yield from (
        f"{finding.path}: {finding.says}{'' if finding.fits else _WRONG}"
        for finding in proof.findings
    )
    yield from (f"note: {note}" for note in proof.notes)


def as_json(proof: Proof) -> str:
    """Return the same for programs, version 1."""
    return json.dumps(
        {
            "format": 1,
            "fits": not proof.wrong,
            "decisions": [_decision(stands) for stands in proof.decisions],
            "findings": [_finding(finding) for finding in proof.findings],
            "notes": list(proof.notes),
        },
        ensure_ascii=False,
        indent=2,
    )


def _decision(verified: DecisionProof) -> dict[str, object]:
    return {
        "path": verified.path,
        "decision": verified.decision,
        "assessor": verified.assessor,
        "date": verified.date,
        "fits": verified.fits,
        "says": list(verified.says),
        "signature": verified.signature,
    }


def _finding(finding: ProofFinding) -> dict[str, object]:
    return {"path": finding.path, "says": finding.says, "fits": finding.fits}


_WRONG = " [does not fit]"
