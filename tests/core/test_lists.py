"""Ranges and lists of codes, in tags and in brackets: said, and written out whole or not at all."""

import pytest

from support import Build, Check, Run, codes, page

UNITS = {
    "criteria/bud.yml": None,
    "criteria/u3.yml": """\
unit: U3
title: Graded
source: {kind: draft}
outcomes: [{id: A, text: Aim A}]
criteria:
  - {id: A.P1, text: One., outcomes: [A]}
  - {id: A.P2, text: Two., outcomes: [A]}
  - {id: A.P3, text: Three., status: withdrawn}
  - {id: A.P4, text: Four.}
  - {id: A.M1, text: Merit.}
""",
    "criteria/k.yml": """\
unit: K
title: Knowledge
source: {kind: draft}
criteria:
  - {id: K1, text: One.}
  - {id: K2, text: Two.}
  - {id: k3, text: Three.}
  - {id: level-1, text: Level one.}
  - {id: level-2, text: Level two.}
  - {id: "2.1", text: Parts., parts: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]}
""",
    "criteria/l.yml": """\
unit: L
title: Like K
source: {kind: draft}
criteria:
  - {id: K1, text: One.}
  - {id: Z1, text: One.}
  - {id: Z2, text: Two.}
""",
}
TAGS = [
    ("U3.A.P1-U3.A.P4", "U3.A.P1, U3.A.P2, U3.A.P4"),
    ("U3.A.P1-A.P4", "U3.A.P1, U3.A.P2, U3.A.P4"),
    ("U3.A.P1-4", "U3.A.P1, U3.A.P2, U3.A.P4"),
    ("u3.a.p4-a.p1", "U3.A.P1, U3.A.P2, U3.A.P4"),
    ("A.P1-A.P4", "U3.A.P1, U3.A.P2, U3.A.P4"),
    ("A.P1\u2013A.P2", "U3.A.P1, U3.A.P2"),
    ("A.P1 to A.P2", "U3.A.P1, U3.A.P2"),
    ("A.P1 - A.P2", "U3.A.P1, U3.A.P2"),
    ("A.P1..A.P2", "U3.A.P1, U3.A.P2"),
    ("K1-K3", "K.K1, K.K2, K.k3"),
    ("K2/K3", "K.K2, K.k3"),
    ("K2 and K3", "K.K2, K.k3"),
    ("K2 Z1", None),
    ("level-1-level-2", "K.level-1, K.level-2"),
    ("K.level-1-2", "K.level-1, K.level-2"),
    ("Z1-Z2", "L.Z1, L.Z2"),
    ("2.1a-2.1c", "K.2.1a, K.2.1b, K.2.1c"),
    ("2.1a-c", "K.2.1a, K.2.1b, K.2.1c"),
    ("K.K1-K2; U3.A.M1", "K.K1, K.K2, U3.A.M1"),
    ("K.K1-K9", None),
    ("K1-M9", None),
    ("U3.A.P1-U3.A.P9", None),
    ("U3.A.P1 U3.A.P9", None),
]


@pytest.mark.parametrize(("tag", "wanted"), TAGS, ids=str)
def test_tags(tag: str, wanted: str | None, portfolio: Build, run: Run, check: Check) -> None:
    """The fix of a range or a list as a tag writes out every code, and never half of them."""
    root = portfolio(UNITS | {"evidence/e01.md": page(criteria=f'["{tag}"]')})

    found = check(root)
    (own,) = (
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.rule.code in ("TAG101", "TAG102")
    )
    if wanted is None:
        assert len(own.finding.edits) <= 1
        assert not any("," in edit.text for edit in own.finding.edits)
        return
    assert own.rule.code == "TAG102"
    run("fix", root, "--write")
    assert f"criteria: [{wanted}]" in (root / "evidence/e01.md").read_text("utf-8")
    assert codes(check(root), "TAG101", "TAG102", "TAG104") == []


MARKS = [
    ("[A.P1]", "[U3.A.P1]"),
    ("[a.p1]", "[U3.A.P1]"),
    ("[U3 A.P1]", "[U3.A.P1]"),
    ("[U3.A.P1-U3.A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[U3.A.P1\u2013A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[A.P1-A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[U3.A.P1, A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[U3.A.P1; U3.A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[A.P1, A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[A.P1/A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[U3.A.P1, U3.A.P1-U3.A.P2]", "[U3.A.P1, U3.A.P2]"),
    ("[K2]", "[K2]"),
    ("[see A.P1]", "[see A.P1]"),
    ("`[A.P1]`", "`[A.P1]`"),
    ("[A.P1](https://example.org)", "[A.P1](https://example.org)"),
    ("[A.P1]\n\n[A.P1]: https://example.org", "[A.P1]\n\n[A.P1]: https://example.org"),
    ("- [x] done", "- [x] done"),
    ("[A.P1, A.P9]", "[A.P1, A.P9]"),
]


@pytest.mark.parametrize(("body", "wanted"), MARKS, ids=str)
def test_marks(body: str, wanted: str, portfolio: Build, run: Run, check: Check) -> None:
    """A bracket that says claimed codes in short, or a range, becomes a mark of each by its fix."""
    text = page(criteria="[U3.A.P1, U3.A.P2]") + f"\nDone {body}\n"
    root = portfolio(UNITS | {"evidence/e01.md": text})

    assert bool(codes(check(root), "TAG113")) is (body != wanted)
    run("fix", root, "--write")

    after = (root / "evidence/e01.md").read_text("utf-8")
    assert after.endswith(f"\nDone {wanted}\n")
    assert codes(check(root), "TAG113", "TAG101") == []


@pytest.mark.parametrize(
    ("tag", "help"),
    [
        ("U3.A", "`U3.A` is an outcome; claim what is shown of `U3.A.P1`, `U3.A.P2`"),
        ("A", "`A` is an outcome; claim what is shown of `U3.A.P1`, `U3.A.P2`"),
        ("U3", "`U3` is a whole unit; claim what is shown of `U3.A.P1`, `U3.A.P2`, `U3.A.P4`, "),
        ("KI", "did you mean `K.K1` or `L.K1`?"),
        ("K.Kl", "did you mean `K.K1`?"),
        ("A.PI", "did you mean `U3.A.P1`?"),
        ("U3.A.PI", "did you mean `U3.A.P1`?"),
    ],
)
def test_what_was_meant(tag: str, help: str, check: Check) -> None:
    """An outcome and a unit are said to be one; codes that look alike are suggested first."""
    found = check(UNITS | {"evidence/e01.md": page(criteria=f"[{tag}]")})

    (own,) = (
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.rule.code in ("TAG101", "TAG102")
    )
    assert own.finding.help.startswith(help)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("AC1", "AC01", ["CRI123"]),
        ("1.1", "1.01", ["CRI123"]),
        ("K10", "K010", ["CRI123"]),
        ("KO1", "K01", ["CRI137"]),
        ("Kl", "K1", ["CRI137"]),
        ("AC1", "AC10", []),
        ("K1", "K2", []),
    ],
)
def test_codes_that_seem_one(first: str, second: str, code: list[str], check: Check) -> None:
    """Codes of a unit that differ only in zeros, or only in look-alikes, are found."""
    unit = UNITS["criteria/l.yml"]
    assert unit
    text = unit.replace("id: Z1", f'id: "{first}"').replace("id: Z2", f'id: "{second}"')

    assert codes(check({"criteria/l.yml": text.replace("id: K1", "id: X7")}), "CRI") == code
