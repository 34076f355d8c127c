"""Who is at risk, by rules of the centre, each reason in words and with the rule that says so."""

import errno
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from crossfolio.cohort.job import Learner
from crossfolio.core.findings import Finding
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import invalid_setting
from crossfolio.core.texts import Text
from crossfolio.loaders.limits import FILE_BYTES
from crossfolio.loaders.values import integer, listed, text
from crossfolio.loaders.yaml.file import apply_schema, open_yaml


class AtRiskRule(NamedTuple):
    """A rule with its limit."""

    name: str
    limit: int
    """In days or criteria, as the rule says."""


class RiskReason(NamedTuple):
    """Why a learner is at risk."""

    rule: str
    words: str


DEFAULT_RULES = (
    AtRiskRule("no-new-item", 60),
    AtRiskRule("more-evidence", 30),
    AtRiskRule("behind", 12),
    AtRiskRule("waiting", 21),
    AtRiskRule("overdue-action", 1),
)


@dataclass(frozen=True, slots=True)
class _Case:
    """A portfolio that rules look at."""

    row: Mapping[str, Any]
    learner: Learner
    today: date

    def days_since(self, day: str | None) -> int:
        """Return how many days ago something was; 0 where it is not known or still to come."""
        return max((self.today - date.fromisoformat(day)).days, 0) if day else 0


def read_rules(path: Path) -> tuple[tuple[AtRiskRule, ...], list[Finding]]:
    """Read the rules of a centre, and what is wrong with the file.

    Raises:
        OSError: Where it cannot be opened.
    """
    if path.exists() and not path.is_file():  # A pipe would be waited for.
        raise OSError(errno.EINVAL, "is no file")
    with path.open("rb") as file:
        data = file.read(FILE_BYTES + 1)
    name = path.as_posix()
    if len(data) > FILE_BYTES:
        return (), [
            invalid_setting(Place(name), "at-risk", Text("is too large"), Text("keep it short"))
        ]
    document, found = open_yaml(data, name)
    if document is None:
        return (), found
    read, problems = apply_schema(document, "at-risk")
    if read is None or found or problems:
        return (), found + problems
    rows = [rule for rule in listed(read.fields, "rules") if isinstance(rule, dict)]
    given = (AtRiskRule(text(row, "rule"), integer(row, "limit") or 0) for row in rows)
    return tuple(given), []


def reasons(
    row: Mapping[str, Any], learner: Learner, rules: Iterable[AtRiskRule], today: date
) -> list[RiskReason]:
    """Return why a learner is at risk; empty where no rule says so.

    Args:
        row: The figures of the portfolio.
        learner: What the centre says of the learner.
        rules: Those in force.
        today: The day of the run.
    """
    case = _Case(row, learner, today)
    said = ((rule.name, _RULES[rule.name](case, rule.limit)) for rule in rules)
    return [RiskReason(name, words) for name, words in said if words]


def _no_new_item(case: _Case, limit: int) -> str:
    if _is_done(case):
        return ""
    last = case.row["last_item"]
    start = str(case.learner.start) if case.learner.start else None
    since = case.days_since(last or start)
    if since < limit:
        return ""
    return f"no new item for {since} days" if last else f"no item at all for {since} days"


def _more_evidence(case: _Case, limit: int) -> str:
    found = [(case.days_since(asked["since"]), asked["criterion"]) for asked in case.row["asked"]]
    late = sorted(
        (wait for wait in found if wait[0] >= limit), key=lambda wait: (-wait[0], wait[1])
    )
    if not late:
        return ""
    days, criterion = late[0]
    more = f" and {len(late) - 1} more" if late[1:] else ""
    return f"more evidence asked for {days} days ago ({criterion}{more})"


def _behind(case: _Case, limit: int) -> str:
    """Tell how many criteria are missing to the straight line from start to target."""
    start, target = case.learner.start, case.learner.target
    if start is None or target is None or case.today <= start:
        return ""
    whole = max((target - start).days, 1)
    share = min((case.today - start).days / whole, 1)
    behind = int(case.row["required"] * share) - case.row["covered"]
    return f"{behind} criteria behind the line from start to target" if behind >= limit else ""


def _waiting(case: _Case, limit: int) -> str:
    found = [
        (case.days_since(waiting["since"]), waiting["criterion"]) for waiting in case.row["queue"]
    ]
    late = [wait for wait in found if wait[0] >= limit]
    if not late:
        return ""
    days, criterion = min(late, key=lambda wait: (-wait[0], wait[1]))
    return f"{len(late)} waiting for the assessor, the oldest for {days} days ({criterion})"


def _overdue_action(case: _Case, limit: int) -> str:
    open_ones = [action for action in case.row["actions"] if not _closed(action, case.today)]
    found = [(case.days_since(action["due"]), action["sample"]) for action in open_ones]
    late = [action for action in found if action[0] >= limit]
    if not late:
        return ""
    days, sample = min(late, key=lambda action: (-action[0], action[1]))
    return f"an action of sample {sample} is open {days} days after its date"


def _closed(action: Mapping[str, Any], today: date) -> bool:
    return bool(action["closed_on"]) and date.fromisoformat(action["closed_on"]) <= today


def _is_done(case: _Case) -> bool:
    """Tell whether nothing is left for the learner to bring."""
    required: int = case.row["required"]
    return bool(case.row["measured"]) and required > 0 and case.row["covered"] == required


_RULES: dict[str, Callable[[_Case, int], str]] = {
    "no-new-item": _no_new_item,
    "more-evidence": _more_evidence,
    "behind": _behind,
    "waiting": _waiting,
    "overdue-action": _overdue_action,
}
