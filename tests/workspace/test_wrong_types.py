"""Whatever stands in the place of a value: it is found there, and no rule meets it.

Each field of every file of the worked portfolio is replaced by wrong values in turn. A sample
of them is tried; `WRONG_TYPES=all` tries every one, which takes some minutes.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from crossfolio.core.findings import Finding
from crossfolio.loaders.front_matter import Page, split
from crossfolio.loaders.limits import YAML_FILE
from crossfolio.loaders.schema.check import checked
from crossfolio.loaders.settings.options import OPTIONS
from crossfolio.loaders.yaml.reader import read_yaml
from crossfolio.loaders.yaml.values import Document, Trail, Tree
from crossfolio.workspace.session import Session
from support import Build, Check, Run, codes, page

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 1)
SCHEMA_OF = {
    "evidence/portfolio.yml": "portfolio",
    "assessment/people.yml": "people",
    "assessment/decisions": "decision",
    "assessment/samples/plan-": "plan",
    "assessment/samples": "sample",
    "assessment/sampling.yml": "sampling",
    "evidence": "evidence",
    "criteria/icq-": "qualification",
    "criteria": "unit",
}
"""The schema of a file, by the beginning of its path; the first that fits."""
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("criteria/*.yml", "evidence/**/*.md", "evidence/*.yml", "assessment/**/*.yml")
    for path in ROOT.glob(pattern)
)
WRONG = (
    *("[]", "{}", "[x]", "{x: y}", "''", "~", "true", "0", "-1", "1.5", "2026-02-30", "[[x]]"),
    *("[{x: [y]}]", '"\\u00e9\\t"', "x" * 5000),
)
EVERY = 1 if os.environ.get("WRONG_TYPES") == "all" else 47
"""Of how many swaps one is tried; a prime, so that all fields and all values have their turn."""


def schema_of(path: str) -> str:
    return next(name for start, name in SCHEMA_OF.items() if path.startswith(start))


@cache
def parts(path: str) -> tuple[Document, str]:
    """Return the YAML of a file, and what stands below it."""
    text = (ROOT / path).read_text("utf-8")
    whole = split(text, path) if path.endswith(".md") else Page(text, "", 1)
    assert isinstance(whole, Page)
    document = read_yaml(whole.front_matter, path, YAML_FILE)
    assert isinstance(document, Document)
    return document, whole.body


def swaps() -> Iterator[tuple[str, Trail, str]]:
    """Give each file, field and wrong value."""
    for path in FILES:
        for trail in parts(path)[0].places:
            if trail:
                yield from ((path, trail, wrong) for wrong in WRONG)


def written(document: Document, trail: Trail, wrong: str) -> str:
    """Return a document with one value replaced, each of its fields on a line."""

    def flow(tree: Tree, at: Trail) -> str:
        if at == trail:
            return wrong
        if isinstance(tree, dict):
            rows = (f"{json.dumps(key)}: {flow(it, (*at, key))}" for key, it in tree.items())
            return "{" + ", ".join(rows) + "}"
        if isinstance(tree, list):
            return "[" + ", ".join(flow(it, (*at, n)) for n, it in enumerate(tree)) + "]"
        plain = tree is not None and tree.replace(".", "").isalnum() and at not in document.quoted
        return tree if tree is not None and plain else json.dumps(tree)

    assert isinstance(document.data, dict)
    rows = (f"{key}: {flow(it, (key,))}\n" for key, it in document.data.items())
    return "".join(rows)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(ROOT)


@pytest.mark.parametrize("path", FILES)
def test_any_value_in_any_place(session: Session, path: str) -> None:
    """The check goes on, and what the schema does not allow is found at its field."""
    document, body = parts(path)
    is_page = path.endswith(".md")
    for number, (other, trail, wrong) in enumerate(swaps()):
        if other != path or number % EVERY:
            continue
        text = written(document, trail, wrong)
        whole = f"---\n{text}---\n{body}" if is_page else text
        look = session.look({path: whole.encode()}, TODAY)
        assert look.checked is not None
        read = read_yaml(text, path, YAML_FILE, first_line=2 if is_page else 1)
        if isinstance(read, Finding):  # The value is longer than any may be.
            assert read.code == "SRC105"
        elif checked(read, schema_of(path)).problems:
            near = {place[:3] for it, place in read.places.items() if _about(it, trail)}
            near |= {place[:3] for key, place in read.keys.items() if _about(key, trail)}
            found = {it.finding.place[:3] for it in look.by_path.get(path, ())}
            assert near & found, (trail, wrong)


def _about(trail: Trail, field: Trail) -> bool:
    """Tell whether a trail leads to a field, into it, or to the entry that it belongs to."""
    return trail[: len(field)] == field or (len(trail) > 0 and field[: len(trail)] == trail)


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("wrong", WRONG[:-1])
def test_any_value_of_any_setting(portfolio: Build, run: Run, name: str, wrong: str) -> None:
    """The check goes on, or a sentence about the setting says why it cannot."""
    site = f"site_name: T\nplugins:\n  - crossfolio:\n      {name}: {wrong}\n"
    ran = run("check", portfolio({"mkdocs.yml": site}))

    assert ran.code in (0, 1, 2)
    assert "fault in Crossfolio" not in ran.err
    if ran.code == 2:
        assert "mkdocs.yml:4:7: error[CFG10" in ran.err + ran.out


@pytest.mark.parametrize("by", ["[L001]", "{a: b}", "", "[[]]", "null", '""'])
def test_a_declaration_by_no_person(check: Check, by: str) -> None:
    """It is one finding, and no rule about declarations meets it."""
    declaration = f"{{by: {by}, date: 2026-04-14}}"
    checked_page = check({"evidence/e01.md": page(declaration=declaration, author="L001")})

    assert codes(checked_page, "EVI") == ["EVI102"]


def test_a_claim_pinned_to_nothing_that_can_be_read(check: Check) -> None:
    """It does not count, since it may be pinned to an outdated revision; that is found once."""
    claim = "[{criterion: BUD.AC1, revision: one}]"
    checked_page = check({"evidence/e01.md": page(criteria=claim, body="[BUD.AC1]\n")})

    assert not checked_page.coverage.criteria["BUD.AC1"].items
    assert codes(checked_page, "EVI", "TAG") == ["EVI102"]


def test_an_empty_kind(check: Check) -> None:
    """No kind is told to be none of those that there are, but an empty one is found as well."""
    checked_page = check({"evidence/e01.md": page(kind="''")})

    assert codes(checked_page, "EVI") == ["EVI102"]
