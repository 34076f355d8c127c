"""The full form: source lines with carets, and what it never shows."""

import pytest

from support import Build, Run, page, unit

DAY = ("--today", "2026-07-01")


@pytest.mark.parametrize(
    ("before", "line", "caret"),
    [
        ("ab ", "ab [BUD.AC9]", "   ^^^^^^^^^"),
        ("a\t", "a    [BUD.AC9]", "     ^^^^^^^^^"),
        ("漢字 ", "漢字 [BUD.AC9]", "     ^^^^^^^^^"),
        ("🎧 ", "🎧 [BUD.AC9]", "   ^^^^^^^^^"),
        ("e\u0301 ", "e\u0301 [BUD.AC9]", "  ^^^^^^^^^"),
        ("a\u3000 ", "a\ufffd [BUD.AC9]", "   ^^^^^^^^^"),
        ("a\u200b ", "a\ufffd [BUD.AC9]", "   ^^^^^^^^^"),
        ("a\u202e ", "a\ufffd [BUD.AC9]", "   ^^^^^^^^^"),
    ],
)
def test_carets_stand_under_the_place(
    portfolio: Build, run: Run, before: str, line: str, caret: str
) -> None:
    """Tabs, wide, combining and hidden characters do not move the caret."""
    root = portfolio({"evidence/e01.md": page(body=f"{before}[BUD.AC9] more\n")})
    lines = run("check", root, *DAY, "--format", "full").out.split("\n")
    at = next(n for n, it in enumerate(lines) if "[TAG101]" in it) + 1

    assert lines[at] == f"8 | {line} more"
    assert lines[at + 1] == f"  | {caret}"


def test_long_lines_are_cut_around_the_place(portfolio: Build, run: Run) -> None:
    """However long a line or a value is, the report stays readable."""
    text = page(body=f"{'a ' * 2000}[BUD.AC9]{' b' * 2000}\n", status=f"'{'x' * 3000}'")
    out = run("check", portfolio({"evidence/e01.md": text}), *DAY, "--format", "full").out

    assert "[BUD.AC9]" in out
    assert max(map(len, out.split("\n"))) < 200


def test_whole_block(portfolio: Build, run: Run) -> None:
    """A finding has its line, caret, related places and help."""
    root = portfolio({"evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC1]", body="[BUD.AC1]\n")})
    out = run("check", root, *DAY, "--format", "full").out

    assert (
        "evidence/e01.md:6:21: warning[TAG103] `BUD.AC1` is claimed twice by this item\n"
        "6 | criteria: [BUD.AC1, BUD.AC1]\n"
        "  |                     ^^^^^^^\n"
        "note: evidence/e01.md:6:12: the first claim\n"
        "help: remove this one; the first is on line 6\n"
    ) in out


@pytest.mark.parametrize("edition", ["assessor", "public"])
@pytest.mark.parametrize(
    "text",
    [
        page(id="E02", criteria=None, audience="withheld", title="SECRET", x_a="1"),
        page(id="E01", title="SECRET", audience="withheld"),
        page(id="E02", title="SECRET: a colon", audience="withheld"),
        page(id="E02", title="SECRET: a colon").replace("kind:", "audiance: withheld\nkind:"),
        page(id="E02", audience="withheld", body="SECRET [BUD.AC9]\n"),
        page(id="E02", audience="asessor", title="'SECRET'", tilte="SECRET"),
        "SECRET\naudience: withheld\n",
    ],
)
def test_withheld_lines_are_never_shown(
    portfolio: Build, run: Run, edition: str, text: str
) -> None:
    """A withheld page gives no source line, even where it cannot be read or is a double."""
    root = portfolio({"evidence/z.md": text})
    ran = run("check", root, *DAY, "--format", "full", "--edition", edition)

    assert "evidence/z.md:" in ran.out
    assert "SECRET" not in ran.out


def test_the_public_edition_shows_public_lines_only(portfolio: Build, run: Run) -> None:
    """For the public, lines of items for assessors stay out as well."""
    for audience, seen in (("public", True), ("assessor", False)):
        text = page(audience=audience, body="VISIBLE [BUD.AC9]\n")
        root = portfolio({"evidence/e01.md": text})
        out = run("check", root, *DAY, "--format", "full", "--edition", "public").out

        assert ("VISIBLE" in out) == seen


def test_lines_of_attachments_and_people_are_not_shown(portfolio: Build, run: Run) -> None:
    """A file that no item lists, and the people register, give no line either."""
    root = portfolio(
        {
            "evidence/orphan.csv": "name,phone\n",
            "assessment/people.yml": "people:\n  A1: {roles: [x], display_name: A, contact: 7}\n",
        }
    )
    out = run("check", root, *DAY, "--format", "full").out

    assert "orphan.csv:1:1" in out
    assert "people.yml:2:16" in out
    assert "phone" not in out
    assert "contact" not in out


def test_what_a_broken_page_shows(portfolio: Build, run: Run) -> None:
    """A page with a slip in its front matter shows the line, if it speaks of no audience."""
    root = portfolio({"evidence/e02.md": page(id="E02", title="A call: a colon")})
    out = run("check", root, *DAY, "--format", "full").out

    assert "3 | title: A call: a colon" in out
    assert 'help: put the value in quotation marks: title: "…"' in out


def test_waived_criteria_are_shown(portfolio: Build, run: Run) -> None:
    """Waived criteria leave the denominator and are named beside it."""
    root = portfolio(
        {
            "criteria/bud.yml": unit("AC1", "AC2"),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n"
            "waivers: [{criterion: BUD.AC2, reason: RPL}]\n",
        }
    )

    assert run("check", root, *DAY).out.endswith(
        "1 of 1 criteria covered (100 %), 0 accepted (0 %), 1 waived; "
        "0 errors, 0 warnings, 1 info\n"
    )
