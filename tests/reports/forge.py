"""A small portfolio with findings of each severity, and texts that try to break a report."""

from dataclasses import replace

from crossfolio.core.check import Checked
from crossfolio.core.findings import Edit, Finding, Related
from crossfolio.core.place import Place
from support import Files, page, unit

SMALL: Files = {
    "mkdocs.yml": (
        "plugins:\n  - crossfolio:\n      select: [COV101, COV109, EVI107, TAG101, TAG108]\n"
    ),
    "criteria/bud.yml": unit("AC1", "AC2", "AC3 optional: true", "AC4"),
    "criteria/mcs.yml": unit("AC1", code="MCS"),
    "evidence/portfolio.yml": (
        "learner: L001\n"
        "units: {BUD: submitted, MCS: in-progress}\n"
        "waivers:\n"
        "  - {criterion: BUD.AC4, reason: Recognised prior learning}\n"
    ),
    "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC11]"),
    "evidence/my plan.csv": "a,b\n",
}
"""One criterion each: covered, uncovered, optional, waived, and of an unfinished unit."""

HOSTILE = [
    "first\nsecond",
    "first\r\n::error file=x::forged",
    "::error::forged",
    "##[error]forged",
    "%0A::error::forged",
    "%25%0D%0A,line=9::",
    "\x1b[31mred\x1b[0m",
    "a\x00b\x08c\x85d\u2028e\ufffff",
    "lone \ud800 half",
    "\u202egnirts",
    "\"quoted\" 'quoted' \\ back",
    "]]><!-- --> <![CDATA[",
    "</testcase></testsuite>&lt;&amp;",
    "<script>alert(1)</script>",
    "a | b || c \\| d \\\\| e",
    "`ticks` ``` \\` ````",
    "@someone and someone@example.com",
    "[text](https://example.com) ![x](y) <https://example.com> www.example.com",
    "#12 GH-12 !3 ~label 0123456789abcdef0123456789abcdef01234567",
    "# heading\n- list\n| --- |",
    "{0} {1} {x}",
    "x" * 100_000,
    "\U0001f600 café",
    "   ",
]


def with_text(checked: Checked, text: str) -> Checked:
    """Return a check whose first finding says a text wherever a value may stand."""
    first, *others = checked.diagnostics
    place = Place(f"evidence/{text}.md", 3, 2, 3, 9)
    finding = Finding(
        first.rule.code,
        place,
        f"unknown `{text}`",
        help=f"did you mean {text}?",
        related=(Related(place, f"first {text}"),),
        edits=(Edit(place, text),),
    )
    return replace(checked, diagnostics=(replace(first, finding=finding), *others))


def moved(checked: Checked, lines: int) -> Checked:
    """Return a check whose findings stand some lines further down."""
    found = tuple(
        replace(
            diagnostic,
            finding=replace(
                diagnostic.finding,
                place=diagnostic.finding.place._replace(line=diagnostic.finding.place.line + lines),
            ),
        )
        for diagnostic in checked.diagnostics
    )
    return replace(checked, diagnostics=found)


def repeated(checked: Checked, times: int) -> Checked:
    """Return a check that has each of its findings several times."""
    return replace(checked, diagnostics=tuple(d for d in checked.diagnostics for _ in range(times)))
