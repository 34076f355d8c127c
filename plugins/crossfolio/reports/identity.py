"""What reports for forges share: paths from the repository's root, and findings known again."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from posixpath import join, normpath

from crossfolio.core.baseline import KnownFinding
from crossfolio.core.findings import Diagnostic, one_line
from crossfolio.core.texts import without_lines


def path_below(folder: str, path: str) -> str:
    """Return a project's path as seen from the folder that the project lies in."""
    return one_line(normpath(join(folder, path)))


def identities(diagnostics: Iterable[Diagnostic], folder: str = "") -> list[str]:
    """Return for each finding a hash by which a later report knows it again.

    It rests on the rule, the path and the message, never on a line, so that text above
    a finding moves nothing. Equal findings in a file are told apart by their order.
    """
    rows = (
        (diagnostic.rule.code, diagnostic.finding.place.path, diagnostic.finding.words)
        for diagnostic in diagnostics
    )
    return _hashes(rows, folder)


def known_identities(findings: Iterable[KnownFinding], folder: str = "") -> list[str]:
    """Return the same for the findings of an earlier report."""
    rows = (
        (finding.code, finding.path, without_lines(finding.message, finding.lines))
        for finding in findings
    )
    return _hashes(rows, folder)


def _hashes(rows: Iterable[tuple[str, str, str]], folder: str) -> list[str]:
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for code, path, message in rows:
        key = (code, path_below(folder, path), message)
        seen[key] += 1
        found.append(sha256(json.dumps((*key, seen[key])).encode()).hexdigest())
    return found
