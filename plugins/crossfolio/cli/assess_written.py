"""A decision written down by `crossfolio assess`, signed where that is asked for."""

import argparse
import sys

from crossfolio.core.check import Checked
from crossfolio.core.drafting import Draft
from crossfolio.core.findings import one_line
from crossfolio.workspace import assessing
from crossfolio.workspace.assessing import RefusedDecisionError
from crossfolio.workspace.new_files import OccupiedError
from crossfolio.workspace.project import Project


def written_down(
    draft: Draft, options: argparse.Namespace, project: Project, checked: Checked
) -> Checked:
    """Write a decision and say what the check makes of it, or print it for `--dry-run`.

    Args:
        draft: What is decided.
        options: Of the command.
        project: The project.
        checked: As it was shown.

    Returns:
        The check after it; the one before where nothing is written.

    Raises:
        RefusedDecisionError: With everything that keeps it from being written.
    """
    written = assessing.drafted(draft, project, checked)
    dirty = [] if options.uncommitted else assessing.uncommitted(written, project)
    if dirty:
        said = f"{', '.join(dirty)} differs from the commit; commit it, or say --uncommitted"
        raise RefusedDecisionError([said])
    if options.dry_run:
        print(written.text, end="")
        return checked
    signature = b""
    if options.sign:
        signature = assessing.signature_of(
            written, options.sign, project, may_ask=sys.stdin.isatty()
        )
    try:
        after = assessing.lay_down(written, project, checked, signature)
    except OccupiedError as error:
        raise RefusedDecisionError([str(error)]) from None
    except OSError as error:
        said = f"{written.path} cannot be written: {error.strerror}"
        raise RefusedDecisionError([said]) from None
    for path in (written.path, f"{written.path}.sig") if signature else (written.path,):
        print(f"wrote {(project.root / path).as_posix()}")
    for line in assessing.what_is_said(written, after):
        print(one_line(line))
    return after
