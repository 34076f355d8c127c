"""A report of an earlier check, read as the baseline of this one."""

import json
from collections.abc import Iterable, Iterator

from crossfolio.core.baseline import Baseline, KnownFinding
from crossfolio.core.coverage import Count, State
from crossfolio.core.evidence import Json
from crossfolio.core.findings import Finding, printable
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import invalid_setting
from crossfolio.core.texts import Text, lines_in, text_of
from crossfolio.loaders.limits import BASELINE_BYTES

FORMAT = 1
"""The version of the report that can be read."""
_HELP = Text("make it with `crossfolio check --format json=FILE`")


def read_baseline(data: bytes, path: str) -> Baseline | Finding:
    """Read a report in JSON, version 1; whatever else the file holds is a finding.

    Args:
        data: The file, or its first `BASELINE_BYTES + 1` bytes.
        path: Of the file, for the finding.
    """
    if len(data) > BASELINE_BYTES:
        return _refused(path, Text("is larger than {mib} MiB", mib=BASELINE_BYTES // 1024**2))
    try:
        report = json.loads(data)
    except (ValueError, RecursionError):
        return _refused(path, Text("is not JSON"))
    try:
        return _baseline(report)
    except ValueError as error:
        return _refused(path, text_of(error))


def unreadable(path: str, why: str) -> Finding:
    """Return the finding about a baseline that cannot be opened."""
    return _refused(path, Text("cannot be read: {reason}", reason=why))


def _refused(path: str, why: Text) -> Finding:
    return invalid_setting(Place(printable(path, 300)), "baseline", why, _HELP)


def _baseline(report: Json) -> Baseline:
    if not isinstance(report, dict) or "format" not in report:
        raise ValueError(Text("is no report of Crossfolio"))
    if report["format"] != FORMAT:
        raise ValueError(
            Text("is of another format than {format}, which this version reads", format=FORMAT)
        )
    coverage = _mapping(report, "coverage", "")
    states = list(_states(coverage.get("criteria")))
    if len(dict(states)) < len(states):
        raise ValueError(Text("names a criterion twice"))
    count = _count(_mapping(coverage, "submitted", "coverage."))
    found = (
        *_findings(report, "diagnostics"),
        *_findings({"suppressed": [], **report}, "suppressed"),
    )
    return Baseline(dict(states), count, found)


def _mapping(of: dict[str, Json], key: str, trail: str) -> dict[str, Json]:
    value = of.get(key)
    if not isinstance(value, dict):
        why = Text("has no mapping `{field}`", field=trail + key)
        raise ValueError(why)  # noqa: TRY004 - of a file
    return value


def _states(criteria: Json) -> Iterator[tuple[str, State]]:
    if not isinstance(criteria, list):
        raise ValueError(Text("has no list `coverage.criteria`"))  # noqa: TRY004 - of a file
    for number, row in enumerate(criteria):
        known = row if isinstance(row, dict) else {}
        name, state = known.get("id"), known.get("state")
        if not isinstance(name, str) or state not in _words(State):
            raise ValueError(
                Text(
                    "has no `id` or no known `state` in `coverage.criteria[{number}]`",
                    number=number,
                )
            )
        yield name, State(str(state))


def _findings(report: dict[str, Json], key: str) -> Iterator[KnownFinding]:
    """Give the findings of a report; those that a comment took back have no severity."""
    rows = report.get(key)
    if not isinstance(rows, list):
        raise ValueError(Text("has no list `{field}`", field=key))  # noqa: TRY004 - of a file
    for number, row in enumerate(rows):
        known = row if isinstance(row, dict) else {}
        texts = [known.get(name) for name in ("code", "severity", "path", "message")]
        where = [known.get(name) for name in ("line", "column")]
        whole = [
            number
            for number in where
            if isinstance(number, int) and not isinstance(number, bool) and number > 0
        ]
        code, severity, path, message = (text if isinstance(text, str) else "" for text in texts)
        if not (code and severity and path and message and len(whole) == len(where)):
            raise ValueError(
                Text("has no finding in `{field}[{number}]`", field=key, number=number)
            )
        line, column = whole
        severity = severity if key == "diagnostics" else ""
        args = known.get("args")
        lines = lines_in(args) if isinstance(args, dict) else ()
        yield KnownFinding(code, severity, path, line, column, message, lines)


def _words(states: Iterable[State]) -> list[str]:
    return [state.value for state in states]


def _count(row: dict[str, Json]) -> Count:
    numbers = [row.get(key) for key in ("accepted", "covered", "required")]
    whole = [
        number for number in numbers if isinstance(number, int) and not isinstance(number, bool)
    ]
    if len(whole) < len(numbers) or sorted([0, *whole]) != [0, *whole]:
        raise ValueError(Text("has no numbers that can be right in `coverage.submitted`"))
    accepted, covered, required = whole
    return Count(required, covered, accepted)
