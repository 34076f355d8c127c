"""Comments that ignore a finding: where they work, and when they are findings themselves."""

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.suppressions import Suppression
from crossfolio.loaders.suppression_comments import read_suppressions
from support import Build, Check, Run, only, page, unit

HEAD = """\
---
id: E01
title: A plan
kind: product
date: 2031-04-14{}
criteria: [BUD.AC1]
---
# A plan [BUD.AC1]
"""


def found(check: Check, text: str) -> list[str]:
    checked = check({"evidence/e01.md": text})
    return [
        f"{d.finding.place.line} {d.rule.code}"
        for d in checked.diagnostics
        if d.finding.place.path == "evidence/e01.md"
    ]


def test_comment_on_its_line(check: Check) -> None:
    """A comment in the front matter takes back the finding of its line, by code or by name."""
    for name in ("EVI108", "evi108", "future-date", "TAG108, EVI108"):
        comment = f"  # crossfolio: ignore {name} because it is booked"
        left = found(check, HEAD.format(comment))
        assert "5 EVI108" not in left


def test_comment_above(check: Check) -> None:
    """A comment on a line of its own is about the next line that is not one."""
    text = HEAD.format("").replace(
        "date:", "# crossfolio: ignore EVI108 because it is booked\n# aside\ndate:"
    )
    aside = text.replace("# aside\n", "")

    assert "6 EVI108" not in found(check, aside)
    assert "6 SUP101" not in found(check, aside)
    assert "7 EVI108" in found(check, text)


def test_comment_in_the_body(check: Check) -> None:
    """In the body, a comment of HTML does the same, and is published nowhere."""
    body = "<!-- crossfolio: ignore TAG109 because it is an aside -->\n\nText [BUD.AC1]\n"
    marked = page(criteria="[]", status="draft", body=body)

    assert found(check, marked) == []


def test_reason_is_required(check: Check) -> None:
    """Without a reason nothing is taken back, and the comment is a finding."""
    left = found(check, HEAD.format("  # crossfolio: ignore EVI108"))

    assert "5 EVI108" in left
    assert "5 SUP102" in left


def test_unused(check: Check) -> None:
    """A comment whose finding is gone is a finding, for each rule that it names."""
    comment = "  # crossfolio: ignore EVI108, TAG101 because it is booked"

    left = found(check, HEAD.format(comment).replace("2031", "2026"))

    assert left.count("5 SUP101") == 2


def test_counted_and_listed(portfolio: Build, run: Run) -> None:
    """What comments take back is counted in the summary and listed in the JSON, with its reason."""
    text = HEAD.format("  # crossfolio: ignore EVI108 because it is booked")
    root = portfolio({"evidence/e01.md": text})

    concise = run("check", root, "--today", "2026-07-01")
    report = run("check", root, "--today", "2026-07-01", "--format", "json").report

    assert concise.out.endswith(", 1 ignored by comments\n")
    assert [(it["code"], it["reason"]) for it in report["suppressed"]] == [
        ("EVI108", "it is booked")
    ]


def test_in_yaml_files(check: Check) -> None:
    """Criteria and assessment files know the same comments."""
    text = unit("AC1", extra="outcomes:\n  - {id: LO1, text: One}")
    comment = "  # crossfolio: ignore CRI104 because it comes next year\n"
    checked = check({"criteria/bud.yml": text.replace("One}", f"One}}{comment}")})

    assert [it.diagnostic.rule.code for it in checked.suppressed] == ["CRI104"]


def test_nothing_takes_back_what_makes_the_record_unreadable(check: Check) -> None:
    """No comment, rule setting, ignore or profile lowers a finding about an unreadable record."""
    text = "people:\n  A1: {roles: [asessor], display_name: A}"
    comment = "  # crossfolio: ignore DEC101 because the role is new\n"
    for options in (
        "rules: {DEC101: off}",
        "ignore: [DEC]",
        "select: [TAG]",
        "profile: advisory",
        "per_file_ignores: {'*': [DEC101]}",
    ):
        site = f"plugins:\n  - crossfolio:\n      {options}\n"
        checked = check({"assessment/people.yml": text + comment, "mkdocs.yml": site})

        assert only(checked, "DEC101").severity.word == "error"
        assert checked.suppressed == ()


@given(st.text(st.sampled_from("#<!-> \ncrossfolio:ignore TAG18because"), max_size=300))
def test_any_text(text: str) -> None:
    """Whatever a text holds, a comment stands inside it and is about a line of it."""
    lines = text.split("\n")
    for it in read_suppressions(text, "a.md"):
        assert isinstance(it, Suppression)
        assert 1 <= it.place.line <= len(lines)
        assert 1 <= it.line <= len(lines)
        assert it.place.column <= len(lines[it.place.line - 1]) + 1


def test_many_comments_above_one_line() -> None:
    """Comments below each other are all about the next line that holds anything else."""
    above = "# crossfolio: ignore TAG108 because it is booked\n" * 3000
    comments = [*read_suppressions(f"{above}\ndate: 2031-04-14\n# the end", "a.yml")]

    assert len(comments) == 3000
    assert {comment.line for comment in comments} == {3002}
