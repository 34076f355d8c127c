"""`crossfolio verify`: what the record proves of itself, recomputed."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.core.findings import one_line

if TYPE_CHECKING:
    from crossfolio.core.proof import Proof

# ruff: noqa: PLC0415 - what recomputes is loaded by this command alone


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "verify",
        help="recompute the record: decisions, chain, history, signatures",
        description="Recompute each decision on what it judged, and say what does not fit: in the "
        "files, in the chain of decisions, in git's history of them, and in signatures. Exit code "
        "0: everything fits; 1: something does not; 2: not verified.",
    )
    parser.add_argument(
        "root",
        metavar="ROOT",
        nargs="?",
        type=Path,
        help="the project's folder, or an audit folder",
    )
    parser.add_argument(
        "--signers",
        metavar="FILE|COMMIT:FILE",
        default="",
        help="who may sign, in the place of the setting `trust`; every decision has to be signed",
    )
    parser.add_argument(
        "--since",
        metavar="COMMIT",
        default="",
        help="a commit that was written down outside, which the history has to hold",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=word_of(("text", "json")),
        default="text",
        help="how to say it: text, json",
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="verify as if it were this day")
    parser.set_defaults(run=run, parser=parser, config_file=None)


def run(options: argparse.Namespace) -> Exit:
    """Verify the project or the audit folder that the options name."""
    from crossfolio.handover.verifying_folder import is_audit_folder
    from crossfolio.reports.proof_report import as_json, as_text
    from crossfolio.workspace.signatures import SignatureError
    from crossfolio.workspace.trust import NoSignersError

    _usable(options)
    try:
        if options.root and is_audit_folder(options.root):
            proof: Proof | None = _of_folder(options)
        else:
            proof = _of_project(options)
    except (NoSignersError, SignatureError) as error:
        print(one_line(f"crossfolio: not verified: {error}"), file=sys.stderr)
        return Exit.NOT_CHECKED
    if proof is None:
        return Exit.NOT_CHECKED
    print(as_json(proof) if options.format == "json" else as_text(proof).rstrip("\n"))
    return Exit.FINDINGS if proof.wrong else Exit.CLEAN


def _usable(options: argparse.Namespace) -> None:
    """End the process over options that name no commit or no signers."""
    from crossfolio.loaders.settings.trust import signers_unusable

    why = signers_unusable(options.signers) if options.signers else ""
    if why:
        options.parser.error(f"--signers {why}")
    is_commit = options.since.isascii() and options.since.isalnum()
    if options.since and not is_commit:
        options.parser.error("--since has to be the ID of a commit, in hexadecimal")


def _of_folder(options: argparse.Namespace) -> "Proof":
    from crossfolio.handover.verifying_folder import proof_of_folder
    from crossfolio.workspace.trust import signers_of

    if options.since:
        options.parser.error("--since is asked of a project's history; an audit folder has none")
    signers = signers_of(Path.cwd(), options.signers) if options.signers else b""
    return proof_of_folder(options.root, signers)


def _of_project(options: argparse.Namespace) -> "Proof | None":
    from crossfolio.core.place import Place
    from crossfolio.core.settings import Trust
    from crossfolio.handover.verifying import proof_of
    from crossfolio.loaders.settings.trust import in_commit
    from crossfolio.workspace.trust import inside_tree, signers_of

    project = opened(options)
    if project is None:
        return None
    signers: str = options.signers
    if signers and not in_commit(signers):
        signers = str(Path.cwd() / Path(signers).expanduser())
        if inside_tree(project.root, Trust(signers), Place("")):
            options.parser.error("--signers lies in what is verified; name a file outside of it")
    if signers:
        signers_of(project.root, signers)
    today = options.today or date.today()  # noqa: DTZ011 - a local day
    return proof_of(project, today, signers=signers, since=options.since)
