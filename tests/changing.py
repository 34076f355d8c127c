"""What each line of a portfolio is for: leave one out, or change a number in it, and look again."""

import re
from collections.abc import Iterator
from pathlib import Path

from crossfolio.core.cover import Cover
from crossfolio.core.findings import Diagnostic
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import UnusableSettingsError, open_project
from support import TODAY, lost, whole

_NUMBER = re.compile(r"(?<![0-9a-f])\d{1,4}(?![0-9a-f])")


def told(root: Path, code: str = "") -> Iterator[str]:
    """Give what is found in a portfolio, and then what comes and goes with each change.

    Args:
        root: The portfolio, whose files are changed and put right again.
        code: The one rule that is looked at; empty: all, and the states of criteria.
    """
    first = _found(root, code)
    known: set[str] = set()
    yield "AS IT IS\n" + "".join(_once(one, known) for one in first)
    before = set(first)
    files = sorted([*root.rglob("*.yml"), *root.rglob("*.md")])
    for file in files:
        text = file.read_bytes().decode("utf-8", "surrogateescape")
        for name, changed in _changes(text):
            file.write_bytes(changed.encode("utf-8", "surrogateescape"))
            after = _found(root, code)
            there = set(after)
            if there != before:
                gone = sorted(_name(one) for one in before - there if "]" in _name(one))
                come = [_once(one, known) for one in after if one not in before]
                path = file.relative_to(root).as_posix()
                yield f"\n{path}: {name}\n" + "".join(come)
                yield "".join(f"gone: {one}\n" for one in gone)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))


def _changes(text: str) -> Iterator[tuple[str, str]]:
    """Give each change, and the text after it."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        before, after = "".join(lines[:number]), "".join(lines[number + 1 :])
        if line.strip(" \n-"):
            yield f"line {number + 1} left out", before + after
        for found in _NUMBER.finditer(line):
            digits = f"{int(found[0]) + 1:0{len(found[0])}}"
            changed = line[: found.start()] + digits + line[found.end() :]
            yield f"line {number + 1} is {changed.strip()}", before + changed + after


def _found(root: Path, code: str) -> list[str]:
    try:
        checked = check_project(open_project(root), TODAY)
    except UnusableSettingsError as error:
        return [
            f"{finding.place}: [{finding.code}] {finding.message}\n" for finding in error.findings
        ]
    states = () if code else checked.coverage.criteria.values()
    found = (one for one in checked.diagnostics if code in ("", one.rule.code))
    return [*map(_all_of, found), *map(_state, states)]


def _state(cover: Cover) -> str:
    """Return what is known of a criterion."""
    words = [cover.scope.value, cover.state.value, cover.turn.value, *cover.missing]
    words += [f"{claim.item.id} {claim.standing.value}" for claim in cover.claims]
    words += [objection.kind.value for objection in cover.objections]
    return f"{cover.criterion.id} is {', '.join(words)}\n"


def _all_of(diagnostic: Diagnostic) -> str:
    """Return all that a finding holds."""
    finding = diagnostic.finding
    lines = [whole(diagnostic)]
    lines += [f"cause: {finding.cause}"] if finding.cause else []
    lines += [lost(finding)] if finding.loss else []
    lines += [f"carrier: {finding.carrier}"] if finding.carrier else []
    lines += [f"feedback: {finding.feedback}"] if finding.feedback else []
    lines += ["pending"] if diagnostic.pending else []
    lines += ["firm"] if finding.firm else []
    return "\n".join(lines) + "\n"


def _once(one: str, known: set[str]) -> str:
    """Return all of a finding the first time, and then its first line."""
    if one in known:
        return _name(one) + "\n"
    known.add(one)
    return one


def _name(one: str) -> str:
    return one.partition("\n")[0]
