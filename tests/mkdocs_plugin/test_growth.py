"""Which pages grow with the number of items, and which do not."""

import re

from tea import SITE, Project, Run

from crossfolio.site.pages.unit import MOST_UNITS_IN_NAV

UNIT = """\
unit: {code}
title: Unit {code}
source: {{kind: draft}}
criteria: [{{id: AC1, title: One, text: Do one.}}, {{id: AC2, title: Two, text: Do two.}}]
"""
ITEM = """\
---
id: {id}
title: Title of {id}
kind: product
date: 2026-04-14
criteria: [{unit}.AC1, {unit}.AC2]
---
Text of {id}. [{unit}.AC1] [{unit}.AC2]
"""
ALL = (
    *("evidence/index.html", "list/index.html", "units/two/index.html"),
    *("print/", "desk/", "new-evidence/"),
)
"""Pages about all items, among them the one that knows the IDs that are taken, and the page of the
unit that the further items belong to."""
FEW = 200
"""Bytes of the numbers and names that differ on a page about the whole portfolio."""


def pages(project: Project, mkdocs: Run, further: int) -> dict[str, str]:
    """Build a portfolio with so many items more in its second unit; return its pages by path."""
    items = [("A01", "ONE"), ("A02", "ONE"), ("B01", "TWO"), ("B02", "TWO")]
    items += [(f"C{n:03}", "TWO") for n in range(further)]
    root = project(
        {
            "mkdocs.yml": SITE,
            "criteria/tea.yml": UNIT.format(code="ONE"),
            "criteria/two.yml": UNIT.format(code="TWO"),
            "evidence/e01.md": ITEM.format(id="A00", unit="ONE"),
            **{f"evidence/{id}.md": ITEM.format(id=id, unit=unit) for id, unit in items},
        }
    )
    built = mkdocs(root, "build", "--site-dir", f"site-{further}")
    site = root / f"site-{further}"
    assert built.returncode == 0, built.stderr
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }


def test_only_what_is_about_all_items_grows(project: Project, mkdocs: Run) -> None:
    """Forty items more leave the pages of another unit and of its items as they were."""
    few, many = pages(project, mkdocs, 10), pages(project, mkdocs, 50)
    grown = {
        name: len(many[name]) - len(text)
        for name, text in few.items()
        if not name.startswith(ALL) and len(many[name]) != len(text)
    }

    assert len(many) == len(few) + 40
    for name in ("units/one/index.html", "evidence/a01/index.html", "evidence/a02/index.html"):
        assert many[name] == few[name]
    assert {name: more for name, more in grown.items() if abs(more) > FEW} == {}
    neighbours = re.findall(r'rel="(?:prev|next)"', many["evidence/c020/index.html"])
    assert len(neighbours) == 2
    assert len(many["evidence/c020/index.html"]) - len(few["evidence/c005/index.html"]) < FEW
    assert len(many["units/two/index.html"]) > len(few["units/two/index.html"]) + 40 * FEW


def test_menu_does_not_grow_with_units(project: Project, mkdocs: Run) -> None:
    """Where the menu has no room for all units, the overview leads to them and no page grows."""
    sites = []
    for number in (MOST_UNITS_IN_NAV - 1, MOST_UNITS_IN_NAV + 1, 3 * MOST_UNITS_IN_NAV):
        codes = [f"U{n:02}" for n in range(number)]
        files = {f"criteria/{code}.yml": UNIT.format(code=code) for code in codes}
        item = ITEM.format(id="A00", unit="U00")
        root = project({"mkdocs.yml": SITE, "evidence/e01.md": item, **files})
        mkdocs(root, "build", "--site-dir", f"site-{number}")
        site = root / f"site-{number}"
        sites.append(
            [(site / name).read_text("utf-8") for name in ("evidence/a00/index.html", "index.html")]
        )
    (few, _), (more, overview), (many, _) = sites

    assert "units/u05/" in few
    assert "units/u05/" not in more
    assert "units/u05/" in overview
    assert len(many) - len(more) < FEW
