"""An audit folder recomputed: what its own script does, on systems that have no shell."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from crossfolio.core.proof import DecisionProof, Proof, ProofFinding
from crossfolio.core.record.fingerprint import DOMAIN
from crossfolio.core.record.values import Decision, Verdict
from crossfolio.core.sampling.fit import Misfit, MisfitKind, misfits
from crossfolio.core.sampling.values import Plan
from crossfolio.core.texts import Text
from crossfolio.handover.audit import SUMS, UP
from crossfolio.loaders.decision_file import read_decision
from crossfolio.loaders.sampling_files import read_sample_or_plan
from crossfolio.workspace.signatures import SUFFIX, is_signed
from crossfolio.workspace.trust import as_signed

STATES = "states.tsv"
OTHERS = "others.sums"
"""The sums of decision files that a folder leaves out, such as that of a pack for a visit."""
_FIELDS = 4
_MOST_BYTES = 256 * 1024 * 1024
"""Of a file that is read."""
_UNREAD = Text("it cannot be read")
_NOT_SIGNED = Text("no signature was looked at: give --signers to say who may sign")


def is_audit_folder(folder: Path) -> bool:
    """Tell whether a folder is one that `export audit` writes."""
    return (folder / STATES).is_file() and (folder / "codes.txt").is_file()


def proof_of_folder(folder: Path, signers: bytes = b"") -> Proof:
    """Recompute every decision of an audit folder, and say what does not fit.

    Args:
        folder: The folder.
        signers: The allowed signers; empty where no signature is looked at.

    Raises:
        OSError: Where a file cannot be read.
        SignatureError: Where nobody can tell whether a signature fits.
    """
    files = dict(_read(folder))
    names = sorted(
        file for file in files if file.startswith("decisions/") and file.endswith(".yml")
    )
    digests = {
        sha256(data).hexdigest()
        for name in names
        for data in (files[name], files[name].replace(b"\r\n", b"\n"))
    }
    digests |= set(files.get(OTHERS, b"").decode("ascii", "replace").split())
    items = {file.split("/")[1] for file in files if file.startswith("items/")}
    prints = {item: _fingerprint(item, files) for item in items}
    decisions: list[DecisionProof] = []
    known: dict[str, Decision | None] = {}
    good: set[tuple[str, str, str]] = set()
    for name in names:
        read, _ = read_decision(files[name], name)
        known[name] = read if isinstance(read, Decision) else None
        if not isinstance(read, Decision):
            decisions.append(
                DecisionProof(name, "", "", "", (_UNREAD,), False, "not asked")  # noqa: FBT003
            )
            continue
        says = [*_unlike(read, prints)]
        lost = [digest for digest in read.after.values() if digest not in digests]
        says += [Text("a decision before it is not here as it was")] * bool(lost)
        signature = _signature(read, name, files, signers)
        if signature in ("none", "wrong"):
            says.append(Text("not signed by {person}", person=read.assessor))
        fits = not lost and signature not in ("none", "wrong")
        good |= _borne_out(read, name, prints)
        decisions.append(
            DecisionProof(
                name, read.id, read.assessor, str(read.date), tuple(says), fits, signature
            )
        )
    findings = (*_plans(files, known), *_changed(files), *_said_to_stand(files, good))
    notes = () if signers else (_NOT_SIGNED,)
    return Proof(tuple(decisions), findings, notes)


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as opened:
                yield path.relative_to(folder).as_posix(), opened.read(_MOST_BYTES)


def _fingerprint(item: str, files: Mapping[str, bytes]) -> str:
    """Return the fingerprint of an item as it lies in the folder; empty where a part is missing."""
    top = f"items/{item}/"
    fields, body = files.get(f"{top}fields.json"), files.get(f"{top}body")
    if fields is None or body is None:
        return ""
    inner = f"{top}files/"
    attached = sorted(
        (name.removeprefix(inner).replace(UP, "..").encode(), sha256(data).hexdigest().encode())
        for name, data in files.items()
        if name.startswith(inner)
    )
    whole = sha256(DOMAIN)
    for name, data in ((b"fields", fields), (b"body", body), *attached):
        whole.update(b"%d:%b%d:%b" % (len(name), name, len(data), data))
    return f"cf2:{whole.hexdigest()}"


def _unlike(decision: Decision, prints: Mapping[str, str]) -> Iterator[Text]:
    for judged in decision.evidence:
        if judged.evidence not in prints:
            yield Text("{item} is not here", item=judged.evidence)
        elif prints[judged.evidence] != judged.fingerprint:
            yield Text("{item} has changed", item=judged.evidence)


def _borne_out(
    decision: Decision, name: str, prints: Mapping[str, str]
) -> set[tuple[str, str, str]]:
    """Return which criteria a decision says are met, each with the items that are as judged."""
    same = {
        judged.evidence
        for judged in decision.evidence
        if prints.get(judged.evidence) == judged.fingerprint
    }
    return {
        (name, one.criterion, item)
        for one in decision.judgements
        if one.verdict is Verdict.MET
        for item in (*(set(one.on) & same), "")
    }


def _signature(decision: Decision, name: str, files: Mapping[str, bytes], signers: bytes) -> str:
    if not signers:
        return "not asked"
    signature = files.get(f"{name}{SUFFIX}")
    if signature is None:
        return "none"
    person, day = decision.assessor, decision.date
    fits = any(is_signed(form, signature, person, day, signers) for form in as_signed(files[name]))
    return "good" if fits else "wrong"


def _plans(
    files: Mapping[str, bytes], decisions: Mapping[str, Decision | None]
) -> Iterator[ProofFinding]:
    """Give how each sampling plan does not fit the decisions, its seed, or the plan before it."""
    names = [file for file in files if file.startswith("samples/plan-") and file.endswith(".yml")]
    read = {name: read_sample_or_plan(files[name], name)[0] for name in names}
    plans = sorted(
        (plan for plan in read.values() if isinstance(plan, Plan)), key=lambda plan: plan.date
    )
    digests = {sha256(files[name]).hexdigest() for name in names}
    made = [decision for decision in decisions.values() if decision]
    unread = [
        name.rpartition("/")[2].removesuffix(".yml")
        for name, decision in decisions.items()
        if not decision
    ]
    for number, plan in enumerate(plans):
        for misfit in misfits(plan, made, unread, plans[number + 1 :]):
            if misfit.kind is MisfitKind.GONE and OTHERS in files:
                continue  # It may be among those that are left out here.
            yield ProofFinding(plan.place.path, _misfit_words(misfit), fits=False)
        if not digests.issuperset(plan.after.values()):
            why = Text("the plan before it is not here as it was")
            yield ProofFinding(plan.place.path, why, fits=False)
    for name, one in read.items():
        if not isinstance(one, Plan):
            yield ProofFinding(name, _UNREAD, fits=False)


def _misfit_words(misfit: Misfit) -> Text:
    what = misfit.kind.words
    if not misfit.name:
        return Text("the plan does not fit: {what}", what=what)
    return Text("the plan does not fit: {what} {name}", what=what, name=misfit.name)


def _changed(files: Mapping[str, bytes]) -> Iterator[ProofFinding]:
    """Give each file that is not what the list of sums says."""
    if SUMS not in files:
        yield ProofFinding(SUMS, Text("is not here"), fits=False)
    for line in files.get(SUMS, b"").decode("utf-8", "replace").splitlines():
        digest, _, name = line.partition("  ")
        if name not in files:
            yield ProofFinding(name, Text("is not here"), fits=False)
        elif sha256(files[name]).hexdigest() != digest:
            why = Text("is not what the list of sums says")
            yield ProofFinding(name, why, fits=False)


def _said_to_stand(
    files: Mapping[str, bytes], good: set[tuple[str, str, str]]
) -> Iterator[ProofFinding]:
    """Give each criterion that is said to be accepted and that nothing here bears out."""
    for line in files[STATES].decode("utf-8", "replace").splitlines():
        parts = line.split("\t")
        if len(parts) != _FIELDS or parts[1] != "accepted":
            continue
        name, _, decision, on = parts
        items = on.split(",") if on else []
        if not items or any((decision, name.upper(), item) not in good for item in items):
            why = Text(
                "is said to be accepted, which {decision} does not bear out", decision=decision
            )
            yield ProofFinding(name, why, fits=False)
