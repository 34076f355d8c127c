"""`crossfolio sample`: what a quality assurer is to look at, what came of it, and what is left."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crossfolio.cli.arguments import Parser, day, word_of
from crossfolio.cli.exit_codes import Exit
from crossfolio.cli.opening import opened
from crossfolio.cli.sample_answers import OUTCOMES, actions_of, looked_at, misused
from crossfolio.core.findings import one_line, printable

if TYPE_CHECKING:
    from crossfolio.core.sampling.values import Plan
    from crossfolio.workspace.project import Project

# ruff: noqa: PLC0415 - what writes plans and samples is loaded by this command alone

_STAGES = ("interim", "summative")


def add_parser(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command to those of `crossfolio`."""
    parser = commands.add_parser(
        "sample",
        help="plan what a quality assurer samples, record what came of it, say what is left",
        description="Draw by the policy in assessment/sampling.yml which decisions are sampled, "
        "record what a quality assurer found of them, and say how far the policy is met.",
    )
    things = parser.add_commands("commands", "COMMAND")
    _add_plan(things)
    _add_record(things)
    _add_status(things)
    parser.commands = tuple(things.choices)


def _add_plan(things: "argparse._SubParsersAction[Parser]") -> None:
    parser = things.add_parser(
        "plan",
        help="draw what is to be sampled, so that anyone can repeat it",
        description="Write a plan as a new file: what the rules of the policy ask for, and what "
        "is drawn of each assessor's decisions. Exit code 0: written; 1: refused, with the "
        "reasons, and nothing written; 2: usage.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument("--by", metavar="ID", required=True, help="who plans: a quality assurer")
    parser.add_argument(
        "--period",
        metavar="PERIOD",
        type=_period,
        help="decisions of a year, a quarter or a month: 2026, 2026-Q3, 2026-07; by default all",
    )
    parser.add_argument(
        "--stage",
        metavar="STAGE",
        type=word_of(_STAGES),
        default="interim",
        help="when in the learner's time it is carried out: interim (by default) or summative",
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    parser.set_defaults(run=_plan, parser=parser, config_file=None)


def _add_record(things: "argparse._SubParsersAction[Parser]") -> None:
    parser = things.add_parser(
        "record",
        help="write down what came of it, decision by decision",
        description="Write a sample as a new file for each outcome. Exit code 0: written; 1: "
        "refused, with the reasons, and nothing written; 2: usage.",
    )
    parser.add_argument(
        "words",
        metavar="[ROOT] PLAN DECISION=OUTCOME",
        nargs="*",
        help="the project's folder, where the first word is one; the plan, by its ID or its "
        f"file; then each decision with what came of it: {', '.join(OUTCOMES)}",
    )
    parser.more_words = "words"
    parser.add_argument("--by", metavar="ID", required=True, help="who sampled: a quality assurer")
    parser.add_argument(
        "--feedback",
        metavar="DECISION=TEXT",
        action="append",
        default=[],
        help="what the assessor is told of a decision",
    )
    parser.add_argument(
        "--action",
        metavar="TEXT=DATE",
        action="append",
        default=[],
        help="what is to be done, and by when",
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    parser.set_defaults(run=_record, parser=parser, config_file=None)


def _add_status(things: "argparse._SubParsersAction[Parser]") -> None:
    parser = things.add_parser(
        "status",
        help="how far the policy is met, and what is left",
        description="Say of everything that the policy and the plans ask for whether it is met. "
        "Exit code 0: all of it is; 1: something is not, or cannot be told; 2: not looked at.",
    )
    parser.add_argument("root", metavar="ROOT", nargs="?", type=Path, help="the project's folder")
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=word_of(("text", "json")),
        default="text",
        help="text (by default) or json",
    )
    parser.add_argument("--today", metavar="DATE", type=day, help="as if it were this day")
    parser.set_defaults(run=_status, parser=parser, config_file=None)


def _plan(options: argparse.Namespace) -> Exit:
    """Write a plan, unless something keeps it from being written."""
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    from crossfolio.core.sampling.planning import PlanRequest
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.sampling import RefusedSamplingError, planned

    today = _today(options)
    ask = PlanRequest(options.by, today, options.stage, options.period or "")
    try:
        made = planned(ask, project, check_project(project, today))
    except RefusedSamplingError as error:
        return _refused(error.reasons)
    return _laid_down(
        {made.path: made.text}, (), project, today, said=_words_of(made.plan, made.path)
    )


def _words_of(plan: "Plan", path: str) -> Iterator[str]:
    """Give what a plan asks for, in words, and how it is recorded."""
    for lot in plan.lots:
        share = f" ({lot.risk}, {lot.share})" if lot.share else ""
        yield f"{lot.assessor}{share}: {lot.number} of {len(lot.ids)} drawn"
    for planned in plan.decisions:
        yield f"  {planned.name:<20} {planned.reason.value}" + (
            f" ({', '.join(map(str, planned.rules))})" if planned.rules else ""
        )
    if plan.left_to_others:
        named = ", ".join(plan.left_to_others)
        yield f"left to another quality assurer, as {plan.quality_assurer}'s own: {named}"
    who, first = plan.quality_assurer, plan.decisions[0].name
    yield f"next: crossfolio sample record {Path(path).stem} --by {who} {first}=agree"


def _record(options: argparse.Namespace) -> Exit:
    """Write samples, unless something keeps them from being written."""
    words = list(options.words)
    options.root = Path(words.pop(0)) if words and Path(words[0]).is_dir() else None
    if not words or "=" in words[0]:
        misused(options, "name the plan first: crossfolio sample record PLAN --by ID D04=agree")
    looked = tuple(looked_at(options, words[1:]))
    actions = tuple(actions_of(options))
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    from crossfolio.core.sampling.recording import Recording
    from crossfolio.workspace.checking import check_project
    from crossfolio.workspace.sampling import RefusedSamplingError, plan_named, recorded

    today = _today(options)
    checked = check_project(project, today)
    try:
        plan = plan_named(words[0], checked)
        texts = recorded(Recording(options.by, today, looked, actions), plan, project, checked)
    except RefusedSamplingError as error:
        return _refused(error.reasons)
    by_key = checked.record.facts.by_key
    disputed = {
        name
        for decision in looked
        if decision.outcome == "disagree"
        for name in by_key[decision.name.upper()].criteria
    }
    return _laid_down(texts, sorted(disputed), project, today)


def _status(options: argparse.Namespace) -> Exit:
    """Say how far the policy is met."""
    project = opened(options)
    if project is None:
        return Exit.NOT_CHECKED
    from crossfolio.core.sampling.status import status_of
    from crossfolio.reports.sampling_report import as_json, as_text
    from crossfolio.workspace.checking import check_project

    checked = check_project(project, _today(options))
    status = status_of(checked.portfolio, checked.record)
    print((as_json if options.format == "json" else as_text)(status), end="")
    return Exit.CLEAN if status.met else Exit.FINDINGS


def _laid_down(
    texts: dict[str, str],
    criteria: Iterable[str],
    project: "Project",
    today: date,
    said: Iterable[str] = (),
) -> Exit:
    """Write files, and say what the check makes of them."""
    from crossfolio.workspace.new_files import OccupiedError
    from crossfolio.workspace.sampling import lay_down, what_is_said

    try:
        after = lay_down(texts, project, today)
    except OccupiedError as error:
        return _refused([str(error)])
    except OSError as error:
        return _refused([f"{', '.join(texts)} cannot be written: {error.strerror}"])
    for path in texts:
        print(f"wrote {(project.root / path).as_posix()}")
    for line in (*said, *what_is_said(texts, criteria, after)):
        print(one_line(line))
    return Exit.CLEAN


def _period(text: str) -> str:
    from crossfolio.core.sampling.period import span_of

    if not text or span_of(text) is None:
        message = f"`{printable(text)}` is no period; write 2026, 2026-Q3 or 2026-07"
        raise argparse.ArgumentTypeError(message)
    return text.upper()


def _today(options: argparse.Namespace) -> date:
    today: date = options.today or date.today()  # noqa: DTZ011 - a local day
    return today


def _refused(reasons: Iterable[str]) -> Exit:
    """Say why nothing was written, a line for each reason."""
    for reason in reasons:
        print(one_line(f"crossfolio: {reason}"), file=sys.stderr)
    return Exit.FINDINGS
