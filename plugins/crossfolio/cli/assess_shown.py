"""What `crossfolio assess` shows: what waits for a decision, and what has changed since one."""

import argparse
import json
import sys
from collections.abc import Iterable

from crossfolio.cli.exit_codes import Exit
from crossfolio.core.check import Checked
from crossfolio.core.desk import queue
from crossfolio.core.findings import one_line, printable
from crossfolio.core.record.words import change_words
from crossfolio.workspace.judged_version import ItemChanges, changed_items
from crossfolio.workspace.project import Project


def say_queue(options: argparse.Namespace, checked: Checked) -> Exit:
    """Say what waits for a decision, as text or as JSON."""
    found = queue(checked.coverage.criteria.values(), checked.portfolio.today, options.person)
    if options.format == "json":
        rows = [
            {
                "criterion": waiting.criterion,
                "items": list(waiting.items),
                "reason": waiting.reason.value,
                "since": str(waiting.since) if waiting.since else None,
                "days": waiting.days,
                "assessor": waiting.assessor,
            }
            for waiting in found
        ]
        print(json.dumps({"format": 1, "queue": rows}, ensure_ascii=False, indent=2))
        return Exit.CLEAN
    for waiting in found:
        waited = "no date" if waiting.days is None else f"{waiting.days} days"
        print(
            f"{waited:>10}  {waiting.criterion:<12} {waiting.reason:<10} {', '.join(waiting.items)}"
        )
    print(f"{len(found)} waiting")
    return Exit.CLEAN


def say_changes(name: str, project: Project, checked: Checked) -> Exit:
    """Show by words what has changed since an item or a criterion was judged."""
    standing = checked.record.standing
    key, criterion = name.upper(), checked.portfolio.framework.criterion(name)
    full = criterion.id if criterion else ""
    found = {c: held for c, held in standing.items() if c == full or key in held.judgement.on}
    if not criterion and key not in checked.portfolio.by_id:
        return refused([f"there is no item or criterion `{printable(name)}`"])
    if not found:
        return refused([f"{full or key} was never judged"])
    return show_changes({c for c, held in found.items() if not held.stands}, project, checked)


def say_changes_of(id: str, project: Project, checked: Checked) -> None:
    """Show by words what has changed since a decision."""
    standing = checked.record.standing
    mine = {
        c for c, held in standing.items() if held.decision.key == id.upper() and not held.stands
    }
    show_changes(mine, project, checked)


def show_changes(criteria: set[str], project: Project, checked: Checked) -> Exit:
    """Print what has changed for some criteria; 1 where a judged version is not found."""
    if not criteria:
        print("nothing has changed since it was judged")
        return Exit.CLEAN
    ended = Exit.CLEAN
    shown: set[str] = set()
    for name in sorted(criteria):
        held = checked.record.standing[name]
        decision = held.decision
        print(f"{name}: {held.judgement.verdict.words} by {decision.assessor} on {decision.date}")
        for words in change_words(held.changes):
            print(f"  {one_line(words)}")
        for changed in changed_items(held, project, checked):
            if not isinstance(changed, ItemChanges):
                print(f"  {changed.item}: the judged version cannot be shown: {changed.reason}")
                ended = Exit.FINDINGS
                continue
            if changed.same_passage:
                print(f"  {changed.item}: the passage that was judged is unchanged")
            if changed.item not in shown:
                commit = f"{changed.commit[:10]} of {changed.day}"
                print(f"  {changed.item} as it was judged is in commit {commit}")
                for line in changed.lines:
                    print(f"    {line}")
            shown.add(changed.item)
    return ended


def refused(reasons: Iterable[str]) -> Exit:
    """Say why nothing was written, a line for each reason."""
    for reason in reasons:
        print(one_line(f"crossfolio: {reason}"), file=sys.stderr)
    return Exit.FINDINGS
