"""The command and what it says of hidden items to those who may not see them."""

import re

import pytest

from crossfolio.cli.formats import FORMATS
from support import Build, Run, unit

SITE = "plugins:\n  - crossfolio\n"
HIDDEN = """\
---
id: E01
title: Zaffre1 plan
kind: product
date: 2026-04-14
audience: AUDIENCE
location: {where: In a drawer}
criteria: [{criterion: BUD.AC1, at: Zaffre2, note: Zaffre3}, Zaffre4, BUD.AC99]
author: Zaffre5
x-own: Zaffre6
words: Zaffre7
attachments: [Zaffre8.pdf]
---

# Zaffre9

![Zaffre10](Zaffre11.png) and [Zaffre12](Zaffre13.md)

<!-- crossfolio: ignore TAG101 because Zaffre14 -->
"""
DECISION = """\
decision: Zaffre15
assessor: Zaffre16
date: 2026-05-01
evidence: {E01: Zaffre17}
criteria: {BUD.AC1: {outcome: met, feedback: Zaffre18}}
"""
SECRET = re.compile(r"Zaffre\d+")
TO_OTHERS = [it for it in FORMATS if it not in ("concise", "full", "json")]


@pytest.fixture
def hidden(portfolio: Build, request: pytest.FixtureRequest) -> str:
    """Write a portfolio with an item that has a word of its own in each place."""
    files = {
        "mkdocs.yml": SITE,
        "criteria/bud.yml": unit("AC1", "AC2"),
        "evidence/e01.md": HIDDEN.replace("AUDIENCE", request.param),
        "assessment/decisions/d01.yml": DECISION,
    }
    return str(portfolio(files, bare=True))


@pytest.mark.parametrize("hidden", ["assessor", "withheld"], indirect=True)
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_hidden_is_told_in_public(hidden: str, name: str, run: Run) -> None:
    """No format says a word of a hidden item or of a decision under `--edition public`."""
    ran = run("check", hidden, "--no-cache", "--edition", "public", "--format", name)

    assert "e01.md" in ran.out + ran.err
    assert SECRET.findall(ran.out + ran.err) == []


@pytest.mark.parametrize("hidden", ["withheld"], indirect=True)
@pytest.mark.parametrize("name", TO_OTHERS)
def test_nothing_withheld_is_told_to_forges(hidden: str, name: str, run: Run) -> None:
    """No format that goes to a forge or a server says a word of a withheld item."""
    of_decisions = {f"Zaffre{n}" for n in range(15, 19)}
    ran = run("check", hidden, "--no-cache", "--format", name)

    assert "e01.md" in ran.out
    assert set(SECRET.findall(ran.out)) <= of_decisions


@pytest.mark.parametrize("hidden", ["withheld"], indirect=True)
def test_whoever_has_the_folder_is_told(hidden: str, run: Run) -> None:
    """In a terminal the same findings quote what is wrong."""
    assert "Zaffre4" in run("check", hidden, "--no-cache").out
