"""Marks on a page of evidence: each is a target, once, where the scanner found it."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from pymdownx.slugs import slugify

from crossfolio.core.dialect import Dialect, Slugs
from crossfolio.core.framework import Criterion, Framework, Unit
from crossfolio.core.place import Place
from crossfolio.loaders.evidence_file import read_evidence
from crossfolio.site.evidence_page import body_for_markdown, finished, harmless
from loaders.rendered import DIALECTS, USUAL, numbered
from loaders.test_body import CORPUS, bodies
from support import PAGE

CRITERIA = tuple(
    Criterion(f"BUD.AC{n}", "BUD", "A title", "A text.", Place("a.yml")) for n in range(1, 40)
)
USUAL_SLUGS = Slugs()
FRAMEWORK = Framework({"BUD": Unit("BUD", "Buddy", Place("a.yml"), (), CRITERIA)}, {})


def built(
    body: str,
    extensions: Iterable[str] = USUAL,
    toc: dict[str, Any] | None = None,
    slugs: Slugs = USUAL_SLUGS,
) -> tuple[list[str], list[str], str]:
    """Return the criteria of an item's marks, the targets on its page, and the page."""
    head = PAGE.partition("# A plan")[0]
    dialect = Dialect(frozenset(extensions), slugs)
    item, _ = read_evidence(f"{head}{body}".encode(), "evidence/e01.md", "evidence", dialect)
    assert item
    configs = {"toc": toc or {}} if "toc" in set(extensions) else {}
    made = Markdown(extensions=[*extensions], extension_configs=configs)
    html = harmless(made.convert(body_for_markdown(item, FRAMEWORK)))

    def mark(criterion: Criterion, anchor: str) -> str:
        return f'<a id="{anchor}" href="#">{criterion.id}</a>'

    page = finished(html, item, FRAMEWORK, mark)
    targets = re.findall('<a id="[^"]*" href="#">([^<]*)</a>', page)
    return [mark.criterion for mark in item.marks], targets, page


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("body", CORPUS)
def test_corpus(body: str, dialect: str) -> None:
    """On hand-made pages every mark is a target, once, and nothing else is."""
    marks, targets, _ = built(numbered(body), DIALECTS[dialect])

    assert sorted(targets) == sorted(marks)


@settings(max_examples=150, deadline=None)
@given(bodies.map(numbered), st.sampled_from(sorted(DIALECTS)))
def test_every_mark_is_a_target(body: str, dialect: str) -> None:
    """So it is on any page."""
    marks, targets, _ = built(body, DIALECTS[dialect])

    assert sorted(targets) == sorted(marks)


CONTENTS = """\
[TOC]

# One [BUD.AC1]

## [BUD.AC2, BUD.AC3] Two *words*

Three [BUD.AC4]
---

# [BUD.AC5] Four [BUD.AC6, BUD.AC7] [BUD.AC8]
"""
TOCS: dict[str, dict[str, Any]] = {
    "plain": {},
    "permalink": {"permalink": True},
    "leading": {"permalink": "#", "permalink_leading": True},
    "links": {"anchorlink": True},
    "short": {"toc_depth": "2-3", "baselevel": 2, "title": "Contents", "toc_class": "c"},
    "slugs": {"slugify": slugify(case="lower"), "separator": "_"},
}


@pytest.mark.parametrize("name", TOCS)
def test_a_table_of_contents_holds_no_marks(name: str) -> None:
    """The target stands in the heading, and the anchor is that of the words alone."""
    toc = TOCS[name]
    slugs = Slugs("pymdownx", "_", case="lower") if "slugify" in toc else Slugs()
    marks, targets, page = built(CONTENTS, toc=toc, slugs=slugs)

    assert targets == marks == [f"BUD.AC{n}" for n in range(1, 9)]
    for heading in re.findall("<h[1-6].*?</h[1-6]>", page):
        assert '<a id="' in heading
    anchors = re.findall('<h[1-6] id="([^"]*)"', page)
    assert anchors == ["one", f"two{slugs.separator}words", "three", "four"]
    assert not re.search("<a [^>]*>[^<]*<a ", page)
