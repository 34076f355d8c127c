"""DEC: whether a decision is signed by whom it names."""

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def unsigned_decision(place: Place, person: str) -> Finding:
    """A decision has no signature, and the settings ask for one.

    With `trust: {required: true}` a decision counts only if a file beside it, of the same name
    and `.sig`, proves that its assessor's key signed it. Until then it accepts nothing and ends
    no other decision, and what it decided on is *covered* at best. Nothing lowers or hides this
    finding.

    ## What to do
    The assessor signs the file as it is:

        ssh-keygen -Y sign -n crossfolio-decision -f ~/.ssh/id_ed25519 assessment/decisions/D20.yml
    """
    return Finding(
        "DEC117",
        place,
        Text("the decision is not signed by `{person}`", person=printable(person)),
        help=Text(
            "let the assessor sign it: `crossfolio explain DEC117` says how; until then it does "
            "not count"
        ),
        firm=True,
    )


def wrong_signature(place: Place, person: str) -> Finding:
    """The signature of a decision is not its assessor's, or not that of what the file says.

    The file was changed after it was signed, somebody else signed it, the key was not good on
    the day of the decision, or it was signed for another purpose. It does not count, and what
    it decided on is *covered* at best. Nothing lowers or hides this finding.

    ## What to do
    Bring the file back as it was signed, which the history of the repository has. Where it is
    right as it is, let the assessor delete the signature and sign the file anew.
    """
    return Finding(
        "DEC118",
        place,
        Text(
            "the signature is not that of `{person}` on what the decision says",
            person=printable(person),
        ),
        help=Text(
            "bring the file back as it was signed, or let the assessor sign it anew; until then "
            "it does not count"
        ),
        firm=True,
    )


def trust_unusable(place: Place, signers: str, why: str) -> Finding:
    """Signatures cannot be looked at, though the settings ask for it.

    The signers cannot be read, or come from the very change that is checked; or `ssh-keygen` is
    not there. Where signatures are required, no decision counts until it can be told whose it
    is. Nothing lowers or hides this finding.

    ## What to do
    Put right what the message names. In CI, fetch the branch that `trust.signers` names before
    the check; install OpenSSH, 8.9 or newer.
    """
    return Finding(
        "DEC119",
        place,
        Text(
            "no signature can be looked at: {path}: {reason}",
            path=printable(signers, 200),
            reason=why,
        ),
        help=Text("put right what `trust.signers` names, or install what looks at signatures"),
        firm=True,
    )


def signature_alone(path: str) -> Finding:
    """A signature lies here without its decision.

    Whoever signed it had written a decision of that name. It was taken away or renamed, or a
    run was stopped before it was written.

    ## What to do
    Bring the decision back, which the history of the repository has; delete the signature where
    there never was one.
    """
    return Finding(
        "DEC121",
        Place(path),
        Text("this signature lies here without its decision"),
        help=Text("bring the decision back, or delete the signature where there never was one"),
    )


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
RULES = (
    Rule("DEC117", "unsigned-decision", _ERROR, unsigned_decision),
    Rule("DEC118", "wrong-signature", _ERROR, wrong_signature),
    Rule("DEC119", "trust-unusable", _ERROR, trust_unusable),
    Rule(
        "DEC121",
        "signature-alone",
        _WARNING,
        signature_alone,
        changes_nothing=True,
        contradicts=True,
    ),
)
