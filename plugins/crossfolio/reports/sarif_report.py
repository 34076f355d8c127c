"""Findings as SARIF 2.1.0, for code scanning and for viewers of many tools' results."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from crossfolio import __version__
from crossfolio.core.baseline import KnownFinding
from crossfolio.core.findings import Diagnostic, Edit, Related, Rule, Severity, one_line
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE
from crossfolio.core.seen import Seen
from crossfolio.core.suppressions import Suppression
from crossfolio.core.texts import json_args
from crossfolio.reports.identity import identities, known_identities, path_below
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page
from crossfolio.reports.since import FindingsSince

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The base of every path; code scanning puts the repository's root in its place."""

MOST = 20_000
"""Results of a run. GitHub refuses a report with more than 25,000. Source: its page "SARIF support
for code scanning", limits."""

_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_RANKS = ("error", "warning", "note")

Row = dict[str, Any]


def report(of: ReportContext) -> str:
    """Return the findings as SARIF 2.1.0."""
    return render(
        of.seen,
        __version__,
        of.page_of,
        folder=of.folder,
        information=of.help_page,
        since=of.since,
    )


def render(
    seen: Seen,
    version: str,
    page_of: PageOf = no_page,
    *,
    folder: str = "",
    information: str = "",
    since: FindingsSince | None = None,
) -> str:
    """Return the report: one run, with those rules that found something.

    What a comment takes back is in it as suppressed. Every other result says that it is not,
    since a run suppresses all results that it can or none. Source: SARIF 2.1.0, `suppressions`.
    With a baseline each result says whether it is new, and those that are gone are there too.
    The text is ASCII, so that no console and no pipe can spoil it.

    Args:
        seen: What to report.
        version: Of Crossfolio.
        page_of: Returns the address of a rule's page; none where it is empty.
        folder: The project's folder, from the repository's root.
        information: The address of a page about Crossfolio, if there is one.
        since: What has become of findings since a baseline, where there is one.
    """
    found = [*seen.diagnostics, *(suppressed.diagnostic for suppressed in seen.suppressed)]
    comments = [None] * len(seen.diagnostics) + [
        suppressed.suppression for suppressed in seen.suppressed
    ]
    gone = (
        [known for known in since.gone if known.severity and known.code in BY_CODE] if since else []
    )
    used = {d.rule for d in found}.union(BY_CODE[known.code] for known in gone)
    rules = {rule.code: rule for rule in sorted(used, key=_code)}
    index = {code: number for number, code in enumerate(rules)}
    results = [
        _result(diagnostic, index, identity, folder) | _suppressed(comment, folder) | state
        for diagnostic, identity, comment, state in zip(
            found, identities(found, folder), comments, _states(since, found), strict=True
        )
    ]
    absent = [
        _absent(known, index, identity, folder)
        for known, identity in zip(gone, known_identities(gone, folder), strict=True)
    ]
    driver: Row = {"name": "crossfolio", "version": version}
    if information:
        driver["informationUri"] = information
    driver["rules"] = [_rule(rule, page_of(rule)) for rule in rules.values()]
    return _log(driver, results + absent)


def _log(driver: Row, every: list[Row]) -> str:
    """Return the text of a report with one run."""
    results = _worst(every)
    invocation: Row = {"executionSuccessful": True}
    if len(results) < len(every):
        more = f"and {len(every) - len(results)} more; crossfolio check shows all"
        said = {"level": "warning", "message": {"text": more}}
        invocation["toolExecutionNotifications"] = [said]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    text = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"
    return text.replace("##[", "#\\u0023[")  # GitHub's runner takes it for a command.


def _worst(results: list[Row]) -> list[Row]:
    """Return as many results as a report may hold, the worst ones, in their order."""
    if len(results) <= MOST:
        return results
    numbers = sorted(range(len(results)), key=lambda number: _rank(results[number]))
    return [results[number] for number in sorted(numbers[:MOST])]


def _rank(result: Row) -> tuple[bool, int]:
    """Return where a result stands: what is gone or taken back is last."""
    past = bool(result.get("suppressions")) or result.get("baselineState") == "absent"
    return past, _RANKS.index(result["level"])


def _code(rule: Rule) -> str:
    return rule.code


def _rule(rule: Rule, page: str) -> Row:
    about = rule.page.partition("\n## ")[0]
    row: Row = {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _first(rule)},
        "fullDescription": {"text": " ".join(about.split())},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }
    return row | {"helpUri": page} if page else row


def _first(rule: Rule) -> str:
    """Return the first paragraph of a rule's page."""
    return " ".join(rule.page.partition("\n\n")[0].split())


def _result(diagnostic: Diagnostic, index: Mapping[str, int], identity: str, folder: str) -> Row:
    finding = diagnostic.finding
    said = [finding.message, f"help: {finding.help}"] if finding.help else [finding.message]
    row: Row = {
        "ruleId": diagnostic.rule.code,
        "ruleIndex": index[diagnostic.rule.code],
        "level": "note" if diagnostic.pending else _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(map(_message, said))},
        "locations": [{"physicalLocation": _location(finding.place, folder)}],
        "partialFingerprints": {"crossfolio/v1": identity},
    }
    if finding.related:
        row["relatedLocations"] = [_related(its, folder) for its in dict.fromkeys(finding.related)]
    if finding.edits:
        row["fixes"] = [_fix(finding.edits, folder)]
    args = json_args(finding.message, finding.help)
    return row | {"properties": {"args": args}} if args else row


def _states(since: FindingsSince | None, found: list[Diagnostic]) -> Iterable[Row]:
    return [{"baselineState": state} for state in since.states] if since else [Row() for _ in found]


def _absent(known: KnownFinding, index: Mapping[str, int], identity: str, folder: str) -> Row:
    """Return a finding of the baseline that is gone.

    It says what its rule is about: its own words may speak of an item that is withheld now.
    """
    rule = BY_CODE[known.code]
    level = next(
        (level for word, level in _LEVELS.items() if word.word == known.severity), "warning"
    )
    return {
        "ruleId": known.code,
        "ruleIndex": index[known.code],
        "level": level,
        "message": {"text": _message(_first(rule))},
        "locations": [
            {"physicalLocation": _location(Place(known.path, known.line, known.column), folder)}
        ],
        "partialFingerprints": {"crossfolio/v1": identity},
        "suppressions": [],
        "baselineState": "absent",
    }


def _suppressed(comment: Suppression | None, folder: str) -> Row:
    if comment is None:
        return {"suppressions": []}
    row: Row = {
        "kind": "inSource",
        "location": {"physicalLocation": _location(comment.place, folder)},
    }
    if comment.reason:
        row["justification"] = one_line(comment.reason)
    return {"suppressions": [row]}


def _message(text: str) -> str:
    """Return a text in which a viewer sees neither a placeholder `{0}` nor a link `[a](b)`."""
    plain = one_line(text).replace("{", "{{").replace("}", "}}")
    return plain.replace("](", "] (")


def _related(related: Related, folder: str) -> Row:
    where = {"physicalLocation": _location(related.place, folder)}
    return where | {"message": {"text": _message(related.message)}}


def _location(place: Place, folder: str) -> Row:
    return {"artifactLocation": _artifact(place.path, folder), "region": _region(place)}


def _artifact(path: str, folder: str) -> Row:
    return {"uri": quote(path_below(folder, path)), "uriBaseId": ROOT}


def _region(place: Place) -> Row:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line and place.end_column:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return region


def _fix(edits: tuple[Edit, ...], folder: str) -> Row:
    """Return the one change that puts a finding right, file by file."""
    paths = dict.fromkeys(edit.place.path for edit in edits)
    return {
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path, folder),
                "replacements": [
                    {
                        "deletedRegion": _region(edit.place),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in edits
                    if edit.place.path == path
                ],
            }
            for path in paths
        ]
    }
