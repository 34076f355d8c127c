"""Whatever findings say: every report is whole, and says all of it."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from markdown_it import MarkdownIt

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Edit, Finding, Related, Severity
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE, RULES
from crossfolio.core.settings import Edition
from crossfolio.core.suppressions import Suppressed, Suppression
from crossfolio.reports import (
    github_report,
    gitlab_report,
    json_report,
    junit_report,
    markdown_report,
    sarif_report,
    text_report,
)
from crossfolio.reports.identity import identities, path_below
from crossfolio.reports.rule_links import pages_at
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, write

from .forge import HOSTILE, SMALL, moved

SCHEMAS = Path(__file__).parents[1] / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8")))
GITLAB = Draft202012Validator(
    json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text("utf-8"))
)

GAPS = {"COV101", "COV102", "COV103", "COV104"}
MOVES = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What ends a line, moves the cursor or turns the writing."""

short_texts = st.sampled_from([it for it in HOSTILE if len(it) < 1000])
texts = st.one_of(
    st.text(max_size=30), short_texts, st.tuples(short_texts, short_texts).map("".join)
)
names = texts.map(lambda it: f"evidence/{it.replace('/', '-')}.md")
severities = st.sampled_from([it for it in Severity if it is not Severity.OFF])


@st.composite
def places(draw: st.DrawFn) -> Place:
    line, column = draw(st.integers(1, 9999)), draw(st.integers(1, 300))
    if draw(st.booleans()):
        return Place(draw(names), line, column)
    ends = draw(st.integers(line, line + 3))
    return Place(draw(names), line, column, ends, draw(st.integers(column + 1, 400)))


findings = st.builds(
    Finding,
    code=st.sampled_from([rule.code for rule in RULES]),
    place=places(),
    message=texts,
    help=st.one_of(st.just(""), texts),
    related=st.lists(st.builds(Related, places(), texts), max_size=2).map(tuple),
    edits=st.lists(st.builds(Edit, places(), texts), max_size=2).map(tuple),
)
diagnostics = st.builds(
    lambda finding, severity: Diagnostic(BY_CODE[finding.code], severity, finding),
    findings,
    severities,
)
comments = st.builds(Suppression, places(), st.integers(1, 9999), st.just(("TAG101",)), texts)
several = st.lists(diagnostics, max_size=14).map(tuple)
taken_back = st.lists(st.builds(Suppressed, diagnostics, comments), max_size=3).map(tuple)
every_page = pages_at("https://example.com/", BY_CODE)
examples = settings(max_examples=40)


@cache
def small() -> Checked:
    """Return a small portfolio, whose findings the properties replace."""
    with TemporaryDirectory() as folder:
        return check_project(open_project(write(Path(folder), SMALL)), TODAY)


def having(found: tuple[Diagnostic, ...], taken: tuple[Suppressed, ...] = ()) -> Checked:
    """Return the small portfolio with these findings."""
    return replace(small(), diagnostics=found, suppressed=taken)


@examples
@given(found=several, taken=taken_back)
def test_json_keeps_every_word(
    found: tuple[Diagnostic, ...], taken: tuple[Suppressed, ...]
) -> None:
    """JSON gives back each message, help and reason as it was, but for halves of characters."""
    text = json_report.render(having(found, taken), every_page)
    report = json.loads(text.encode())

    assert [diagnostic["message"] for diagnostic in report["diagnostics"]] == [
        spelt(d.finding.message) for d in found
    ]
    assert [diagnostic["help"] for diagnostic in report["diagnostics"]] == [
        spelt(d.finding.help) for d in found
    ]
    assert [it["reason"] for it in report["suppressed"]] == [
        spelt(it.suppression.reason) for it in taken
    ]


def spelt(text: str) -> str:
    """Return a text with halves of characters in the words that logs show."""
    return text.encode("utf-8", "backslashreplace").decode()


@examples
@given(found=several, taken=taken_back, folder=st.sampled_from(("", "a b", "portfolios/l1")))
def test_sarif_is_valid(
    found: tuple[Diagnostic, ...], taken: tuple[Suppressed, ...], folder: str
) -> None:
    """SARIF fits its schema, has a result for each finding, and no two results are one."""
    checked = having(found, taken)
    text = sarif_report.render(seen_in_edition(checked), "1.0", every_page, folder=folder)
    log = json.loads(text)
    SARIF.validate(log)
    results = log["runs"][0]["results"]

    assert text.isascii()
    assert len(results) == len(found) + len(taken)
    known = {result["partialFingerprints"]["crossfolio/v1"] for result in results}
    assert len(known) == len(results)
    assert [bool(result["suppressions"]) for result in results] == [False] * len(found) + [
        True
    ] * len(taken)


@examples
@given(found=several)
def test_gitlab_is_valid(found: tuple[Diagnostic, ...]) -> None:
    """GitLab's report fits its schema and has a row for each finding, each in one line."""
    rows = json.loads(gitlab_report.render(seen_in_edition(having(found)), every_page))
    GITLAB.validate(rows)

    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(found)
    assert not any(MOVES.search(row["description"]) for row in rows)


@examples
@given(found=several)
def test_junit_is_xml(found: tuple[Diagnostic, ...]) -> None:
    """JUnit's report is XML, whose numbers are those of its parts."""
    root = ET.fromstring(junit_report.render(seen_in_edition(having(found)), every_page))  # noqa: S314 - ours

    for element in (root, *root.iter("testsuite")):
        assert element.get("tests") == str(len(list(element.iter("testcase"))))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
    others = [it for it in found if it.severity is Severity.ERROR and it.rule.code not in GAPS]
    failed = [it for it in root.iter("testcase") if it.get("classname") == junit_report.FILES]
    said = "".join(it.text or "" for it in root.iter("failure"))

    assert {it.rule.code for it in others} <= set(re.findall(r"error\[([A-Z]{3}[0-9]{3})\]", said))
    assert bool(failed) == bool(others)


@examples
@given(found=several)
def test_github_has_one_command_a_line(found: tuple[Diagnostic, ...]) -> None:
    """Each finding is one command in one line, ten of a severity at most, and nothing else is."""
    text = github_report.render(seen_in_edition(having(found)), every_page)
    lines = text.split("\n")
    commands = [line for line in lines if re.match(r"\s*::", line)]
    checked = having(found)

    assert all(
        re.match(r"::(error|warning|notice) file=[^,]*,line=\d+", command) for command in commands
    )
    assert len(commands) == sum(min(checked.number(it), 10) for it in Severity if it)
    assert len(lines) <= len(commands) + 3
    assert not MOVES.search("".join(lines))


@examples
@given(found=several)
def test_markdown_has_no_markup_of_others(found: tuple[Diagnostic, ...]) -> None:
    """No finding brings HTML, a picture, or a link that leads elsewhere than to its rule's page."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    text = markdown_report.render(seen_in_edition(having(found)), every_page)
    tokens = [token for outer in reader.parse(text) for token in (outer, *(outer.children or ()))]
    links = [token.attrs["href"] for token in tokens if token.type == "link_open"]

    assert not {token.type for token in tokens} & {"html_inline", "html_block", "image", "fence"}
    assert len(links) == len(found)
    assert all(str(link).startswith("https://example.com/rules/") for link in links)
    rows = sum(token.type == "tr_open" for token in tokens)
    bare = reader.parse(markdown_report.render(seen_in_edition(having(())), every_page))
    assert rows == sum(token.type == "tr_open" for token in bare) + len(found) + bool(found)


@examples
@given(found=several)
def test_concise_has_one_line_a_finding(found: tuple[Diagnostic, ...]) -> None:
    """Each finding takes exactly one line, in which nothing moves the cursor."""
    lines = text_report.concise(having(found)).split("\n")

    assert len(lines) == len(found) + 2
    assert [line.partition("[")[2][:6] for line in lines[:-2] if "[" in line] == [
        line.partition("[")[2][:6] for line in map(str, found)
    ]
    assert not re.search(
        "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", "".join(lines)
    )


@examples
@given(found=several, line=st.one_of(st.none(), texts))
def test_full_stays_in_its_lines(found: tuple[Diagnostic, ...], line: str | None) -> None:
    """A source line and a value, whatever they hold, add no line and turn no writing."""
    source = None if line is None else line.replace("\n", " ").replace("\r", " ")
    text = text_report.full(having(found), lambda *_: source, every_page)
    blocks = text.split("\n\n")

    assert len(blocks) == len(found) + 1
    assert not MOVES.search(text.replace("\n", ""))
    for block, it in zip(blocks, found, strict=False):
        pieces = block.split("\n")
        shown = 2 if source and source.strip() and "\0" not in source else 0
        said = bool(it.finding.help) + len(it.finding.related)
        assert len(pieces) == 1 + shown + said + 1
        assert pieces[-1].startswith("see: https://example.com/rules/")


@examples
@given(found=several, lines=st.integers(1, 500))
def test_findings_are_known_again(found: tuple[Diagnostic, ...], lines: int) -> None:
    """Text above a finding moves no identity, and no two findings have the same one."""
    before = identities(found)

    assert identities(moved(having(found), lines).diagnostics) == before
    assert len(set(before)) == len(before)


@examples
@given(found=several, taken=taken_back)
def test_the_public_sees_no_words(
    found: tuple[Diagnostic, ...], taken: tuple[Suppressed, ...]
) -> None:
    """In the public edition no finding says more than its rule and its place."""
    public = replace(small().settings, edition=Edition.PUBLIC)
    seen = seen_in_edition(replace(having(found, taken), settings=public))

    assert seen.suppressed == ()
    for diagnostic in seen.diagnostics:
        assert diagnostic.finding.message == diagnostic.rule.page.partition("\n")[0].removesuffix(
            "."
        )
        assert (diagnostic.finding.help, diagnostic.finding.related, diagnostic.finding.edits) == (
            "",
            (),
            (),
        )
        assert diagnostic.rule.family not in ("DEC", "SMP", "PRV")


@given(st.text("ab/.", max_size=12), st.text("ab./\\ \n", min_size=1, max_size=12))
def test_paths_in_reports(folder: str, path: str) -> None:
    """A path is one line, has no step that goes nowhere, and lies as deep as it did."""
    shown = path_below(folder, path)

    assert "\n" not in shown
    assert "/./" not in shown
    assert path_below("", shown) == shown


@given(st.text(max_size=30))
def test_addresses_of_rules(site: str) -> None:
    """An address holds nothing that would end a link in Markdown, XML or a line."""
    address = pages_at(f"https://example.com/{site}", BY_CODE)(BY_CODE["TAG101"])

    assert address.endswith("/rules/tag101/")
    assert not re.search(r"[\s()<>\"`|\\^{}]", address)
    assert pages_at("", BY_CODE)(BY_CODE["TAG101"]) == ""
    assert pages_at("https://example.com", ())(BY_CODE["TAG101"]) == ""
