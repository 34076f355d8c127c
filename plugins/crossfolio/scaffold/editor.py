"""What editors read: snippets made from the kinds of evidence, and how a finding looks."""

import json
import re
from collections.abc import Iterable

from crossfolio.core.kinds import Kind
from crossfolio.core.regex import regex
from crossfolio.scaffold.item import SOMEBODY, TITLE, TO_WRITE, NewItem, page

_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_ID, _CRITERION, _LEARNER = "E00", "UNIT.AC1", "L001"
_WORDS = (TITLE, _ID, _CRITERION, SOMEBODY, _LEARNER, TO_WRITE)
_STOPS = regex("|".join(map(re.escape, _WORDS)))

MATCHER = {
    "name": "crossfolio",
    "owner": "crossfolio",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^(.+?):(\d+):(\d+): (error|warning|info)\[([A-Z]{3}\d{3})\] (.*)$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "code": 5,
        "message": 6,
    },
}
"""How VS Code finds places in what `crossfolio check` prints."""


def problem_matcher() -> str:
    """Return the problem matcher as JSON."""
    return json.dumps(MATCHER, indent=2) + "\n"


def snippets(kinds: Iterable[Kind]) -> str:
    """Return a snippet for each kind of evidence, in the JSON that VS Code and others read."""
    made = {
        f"Crossfolio: {kind.name}": {
            "prefix": f"evidence-{kind.id}",
            "scope": "markdown",
            "description": f"A page of evidence: {kind.name.lower()}",
            "body": _body(kind.id).split("\n"),
        }
        for kind in kinds
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _body(kind: str) -> str:
    item = NewItem(_ID, kind, (_CRITERION,), day="TODAY", people={"learner": _LEARNER}, draft=True)
    text = page(item).replace("\\", "\\\\").replace("$", "\\$")
    numbers: dict[str, int] = {}
    count = 0

    def stop(found: re.Match[str]) -> str:
        nonlocal count
        word = found[0]
        if word == TO_WRITE or word not in numbers:
            count += 1
            numbers[word] = count
        return f"${{{numbers[word]}:{word}}}"

    return _STOPS.sub(stop, text).replace("date: TODAY", f"date: {_TODAY}")
