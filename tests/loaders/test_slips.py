"""Slips in front matter: each is found in its own line, with what puts it right."""

import pytest

from crossfolio.core.kinds import BUILT_IN
from crossfolio.loaders.schema.files import SCHEMAS, schema
from crossfolio.loaders.schema.words import FORMS
from support import Check, only, page

FIRST = page()[: page().index("criteria")]
"""Five lines of front matter: id, title, kind and date on lines 2 to 5."""

YAML: dict[str, tuple[str, str, str, str]] = {
    "a second colon": (
        "x-a: The plan: part 2",
        "6:14",
        "a second colon in one line",
        'put the value in quotation marks: x-a: "…"',
    ),
    "an apostrophe in single quotes": (
        "x-a: 'Tom's plan'",
        "6:11",
        "text stands after a closing quotation mark",
        'put the value in quotation marks: x-a: "…"',
    ),
    "text after double quotes": (
        'x-a: "One" and two',
        "6:12",
        "text stands after a closing quotation mark",
        "put the value in quotation marks: x-a: '…'",
    ),
    "text after a bracket": (
        "x-a: [draft] The plan",
        "6:14",
        "text stands after a closing bracket",
        'put the value in quotation marks: x-a: "…"',
    ),
    "an at sign": (
        "x-a: @home",
        "6:6",
        "a value cannot begin with `@`",
        'put the value in quotation marks: x-a: "…"',
    ),
    "a star": (
        "x-a: *one* plan",
        "6:6",
        "a value cannot begin with `*`",
        'put the value in quotation marks: x-a: "…"',
    ),
    "a percent sign": (
        "x-a: %5",
        "6:6",
        "a value cannot begin with `%`",
        'put the value in quotation marks: x-a: "…"',
    ),
    "an arrow": (
        "x-a: > 5 calls",
        "6:6",
        "a value cannot begin with `>`",
        'put the value in quotation marks: x-a: "…"',
    ),
    "a hyphen": (
        "x-a: - a\nx-b: c",
        "6:6",
        "a value cannot begin with `-`",
        'put the value in quotation marks: x-a: "…"',
    ),
    "a comma in an entry": (
        "criteria:\n  - ,a",
        "7:5",
        "a value cannot begin with `,`",
        'put the value in quotation marks: - "…"',
    ),
    "a backslash": (
        r'x-a: "C:\Users"',
        "6:9",
        "a backslash in double quotation marks",
        "put the value in quotation marks: x-a: '…'",
    ),
    "no space after a colon": (
        "x-a:one\nx-b: two",
        "6:4",
        "a space is missing after the colon",
        "write a space between it and the value",
    ),
    "no space after a hyphen": (
        "criteria:\n  - BUD.AC1\n  -BUD.AC2\n  - BUD.AC3",
        "8:3",
        "a space is missing after the hyphen",
        "write a space between it and the value",
    ),
    "a no-break space": (
        "x-a:\u00a0one\nx-b: two",
        "6:5",
        "this is no ordinary space but U+00A0 NO-BREAK SPACE",
        "type a space instead",
    ),
    "a no-break space before a hyphen": (
        "criteria:\n  - BUD.AC1\n\u00a0\u00a0- BUD.AC2\nx-b: two",
        "8:1",
        "this is no ordinary space but U+00A0 NO-BREAK SPACE",
        "type a space instead",
    ),
    "an address": ("https://a.example\nx-b: c", "6:1", "this line has no colon", ""),
    "words": ("some words\nx-b: c", "6:1", "this line has no colon", "write it as `key: value`"),
    "words at the end": ("some words", "6:1", "this line has no colon", ""),
    "a key too far to the right": ("  x-a: b", "6:3", "this line is indented too far", ""),
    "a key below an entry": (
        "criteria:\n  - BUD.AC1\n    at: plan",
        "8:5",
        "this line is indented too far",
        "begin it in the same column",
    ),
    "an entry out of line": (
        "criteria:\n  - BUD.AC1\n - BUD.AC2",
        "8:2",
        "this line is not aligned with those above it",
        "begin it in the same column as the entries above it",
    ),
    "a key out of line": (
        "context:\n    x-a: b\n  x-c: d",
        "8:3",
        "this line is not aligned with those above it",
        "begin it in the same column as the keys above it",
    ),
    "a tab": ("criteria:\n\t- BUD.AC1", "7:1", "a tab stands here", "not with tabs"),
    "an open quotation mark": (
        'x-a: "one\nx-b: two',
        "6:6",
        "this quotation mark is not closed",
        "the same mark at the end",
    ),
    "an open bracket": (
        "criteria: [BUD.AC1\nx-b: two",
        "6:11",
        "this bracket is not closed",
        "write `]` after the last entry",
    ),
    "an open brace": ("context: {x-a: b\nx-b: two", "6:10", "this bracket is not closed", "`}`"),
    "no comma": (
        'criteria: ["BUD.AC1" "BUD.AC2"]',
        "6:22",
        "a comma or the closing `]` is missing before this",
        "put a comma",
    ),
    "a closing bracket": ("x-a: b\n]: c", "7:1", "a bracket closes here", "delete it"),
    "a conflict": (
        "<<<<<<< HEAD\nx-a: one\n=======\nx-a: two\n>>>>>>> other",
        "6:1",
        "two versions stand here, as git leaves them",
        "keep one version",
    ),
    "a conflict below another slip": (
        "x-a: b: c\n<<<<<<< HEAD\nx-b: one\n=======\n>>>>>>> other",
        "7:1",
        "two versions stand here",
        "",
    ),
}
MENDED = {
    "a second colon": ('x-a: "The plan: part 2"', "The plan: part 2"),
    "an apostrophe in single quotes": ('x-a: "Tom\'s plan"', "Tom's plan"),
    "text after double quotes": ("x-a: '\"One\" and two'", '"One" and two'),
    "text after a bracket": ('x-a: "[draft] The plan"', "[draft] The plan"),
    "an at sign": ('x-a: "@home"', "@home"),
    "a star": ('x-a: "*one* plan"', "*one* plan"),
    "a percent sign": ('x-a: "%5"', "%5"),
    "an arrow": ('x-a: "> 5 calls"', "> 5 calls"),
    "a backslash": (r"x-a: 'C:\Users'", r"C:\Users"),
    "no space after a colon": ("x-a: one", "one"),
    "a no-break space": ("x-a: one", "one"),
}
"""What the edit makes of the line, and the value that is then read."""


@pytest.mark.parametrize("name", YAML)
def test_a_slip_is_found_where_it_is(name: str, check: Check) -> None:
    """The line and column of the slip, never those at which reading could not go on."""
    text, place, why, help = YAML[name]
    checked = check({"evidence/e01.md": f"{FIRST}{text}\n---\n"})

    found = only(checked, "SRC102").finding
    assert f"{found.place.line}:{found.place.column}" == place
    assert found.message.startswith(f"this cannot be read: {why}")
    assert help in found.help
    assert found.help


@pytest.mark.parametrize("name", MENDED)
def test_the_edit_puts_it_right(name: str, check: Check) -> None:
    """With the edit the file can be read, and the value is what was meant."""
    text, _, _, _ = YAML[name]
    line, value = MENDED[name]
    lines = f"{FIRST}{text}\ncriteria: [BUD.AC1]\n---\n".split("\n")
    broken = check({"evidence/e01.md": "\n".join(lines)})
    edits = only(broken, "SRC102").finding.edits
    for edit in reversed(edits):
        it = edit.place
        old = lines[it.line - 1]
        lines[it.line - 1] = old[: it.column - 1] + edit.text + old[it.end_column - 1 :]
    mended = check({"evidence/e01.md": "\n".join(lines)})

    assert lines[edits[0].place.line - 1] == line
    assert all(edit.text in " '\"" for edit in edits)  # Nothing of what may be withheld.
    (item,) = mended.portfolio.evidence
    assert item.fields["x-a"] == value


@pytest.mark.parametrize("text", ['x-a: ["C:\\Users", b]', "x-a: [@a, b]"])
def test_no_edit_where_it_is_unknown_how_far_the_value_goes(text: str, check: Check) -> None:
    """Inside of brackets the help says what to do, and nothing is offered."""
    checked = check({"evidence/e01.md": f"{FIRST}{text}\n---\n"})

    found = only(checked, "SRC102").finding
    assert not found.edits
    values = "put the value in quotation marks"
    single = "use single quotation marks, or write `/` for the backslash"
    assert found.help == (single if "backslash" in found.message else values)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04" + bytes(60), "a document of Word"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1 text}", "a document in RTF"),
        (b"\xd0\xcf\x11\xe0" + bytes(60), "an old Word"),
    ],
)
def test_a_file_that_is_no_text(data: bytes, what: str, check: Check) -> None:
    """It is named by what it is, since saving it in another encoding does not help."""
    found = only(check({"evidence/e01.md": data}), "SRC101").finding

    assert what in found.message
    assert "attach the document as a PDF" in found.help


VALUES = {
    "criteria as text": ("criteria: BUD.AC1, BUD.AC2", "`[BUD.AC1, BUD.AC2]`"),
    "criteria in lines": ("criteria:\n  BUD.AC1\n  BUD.AC2", "after `- `"),
    "an ID with a space": ("author: L 001", "a letter, then letters, digits and hyphens"),
    "an empty date": ("criteria: []\nreview_on:", "year-month-day: 2026-04-14"),
    "a title after a hash": ("criteria: []\nai_use: # 1", "text that begins with `#`"),
    "a list for text": ("criteria: []\nai_use: [none]", "without brackets"),
    "true in quotes": ('criteria: []\ncontext: {real_work: "true"}', "without quotation marks"),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_that_does_not_fit(name: str, check: Check) -> None:
    """The help says how the value is written."""
    text, help = VALUES[name]
    checked = check({"evidence/e01.md": f"{FIRST}{text}\n---\n"})

    assert help in only(checked, "EVI102").finding.help


def test_one_finding_for_a_kind_in_capitals(check: Check) -> None:
    """A word that is no kind is found once, with the kind that was meant."""
    found = only(check({"evidence/e01.md": page(kind="Product")}), "EVI102").finding

    assert "did you mean `product`?" in found.help
    assert found.edits[0].text == "product"


OTHER_NAMES = [(name, kind.id) for kind in BUILT_IN for name in kind.also_called]
SPELLINGS = [
    (spelling, kind.id)
    for kind in BUILT_IN
    for spelling in (
        *(kind.code, kind.code.lower(), kind.id.upper(), f"{kind.id}s", kind.id[:-1]),
        *(kind.id.replace("-", " "), kind.id.replace("-", "_")),
    )
    if spelling != kind.id
]


@pytest.mark.parametrize(("name", "kind"), SPELLINGS)
def test_a_kind_in_another_spelling(name: str, kind: str, check: Check) -> None:
    """Spelling, case, spaces and codes have one right answer."""
    found = only(check({"evidence/e01.md": page(kind=name)}), "EVI102").finding

    assert found.help == f"did you mean `{kind}`?"
    assert [edit.text for edit in found.edits] == [kind]


@pytest.mark.parametrize(("name", "kind"), OTHER_NAMES)
def test_a_kind_by_another_name(name: str, kind: str, check: Check) -> None:
    """What a word means is asked and not written: evidence would claim to be something else."""
    is_code = name.upper() in {kind.code for kind in BUILT_IN}
    for written in (name, name.replace("-", " ").capitalize(), f"{name}s"):
        found = only(check({"evidence/e01.md": page(kind=written)}), "EVI102").finding

        assert found.help == f"did you mean `{kind}`?"
        assert bool(found.edits) == is_code


def test_marks_of_a_page_whose_claims_cannot_be_read(check: Check) -> None:
    """They are no findings: what the page claims is not known."""
    body = "[BUD.AC1] [BUD.AC99]\n"
    checked = check({"evidence/e01.md": page(criteria="BUD.AC1, BUD.AC2", body=body)})

    codes = [
        diagnostic.rule.code
        for diagnostic in checked.diagnostics
        if diagnostic.rule.family == "TAG"
    ]
    assert codes == ["TAG101"]


def test_the_field_that_the_host_has(check: Check) -> None:
    """`tags`, as MkDocs calls it, is known to mean `criteria`."""
    text = page().replace("criteria:", "tags:")
    found = only(check({"evidence/e01.md": text}), "EVI103").finding

    assert found.help == "did you mean `criteria`?"
    assert found.edits[0].text == "criteria"


def test_a_path_with_backslashes(check: Check) -> None:
    """It is shown as it is to be written."""
    text = page(attachments=r"[sub\plan.pdf]")
    found = only(check({"evidence/e01.md": text}), "EVI106").finding

    assert found.help == "write `sub/plan.pdf`"


def test_every_pattern_is_said_in_words() -> None:
    """No schema holds a pattern that a message could only quote."""

    def patterns(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["pattern"]} if isinstance(node.get("pattern"), str) else set()
            return own.union(*map(patterns, node.values()))
        return set().union(*map(patterns, node)) if isinstance(node, list) else set()

    assert set().union(*(patterns(schema(name)) for name in SCHEMAS)) == set(FORMS)


@pytest.mark.parametrize(
    ("text", "place", "why", "help", "edits"),
    [
        ("---\nid: E01\n\u2014-\nText\n", "3:1", "not three hyphens", "on this line", ["---"]),
        ("---\nid: E01\n\u2014\nText\n", "3:1", "not three hyphens", "on this line", ["---"]),
        ("---\nid: E01\n----\nText\n", "3:1", "not three hyphens", "on this line", ["---"]),
        ("---\nid: E01\nText\n----\nText\n", "1:1", "not closed", "below line 2", []),
        ("\u2014\nid: E01\n---\n", "1:1", "not three hyphens", "on the first line", ["---"]),
        ("---\nid: E01\nlist:\n- a\n\n# Text\n", "1:1", "not closed", "below line 4", []),
        ("---\nText\n", "1:1", "not closed", "after its last line", []),
        ("", "1:1", "this page is empty", "write the page, or delete it", []),
        ("\n \n", "1:1", "this page is empty", "write the page, or delete it", []),
    ],
)
def test_front_matter_that_does_not_begin_or_end(
    text: str, place: str, why: str, help: str, edits: list[str], check: Check
) -> None:
    """The line that is wrong is named, or the one below which a line is missing."""
    found = only(check({"evidence/e01.md": text}), "SRC106").finding

    assert f"{found.place.line}:{found.place.column}" == place
    assert why in found.message
    assert help in found.help
    assert [edit.text for edit in found.edits] == edits


@pytest.mark.parametrize("marks", ["\u201c\u201d", "\u2018\u2019", "\u201e\u201c"])
def test_curly_marks_become_straight_ones(marks: str, check: Check) -> None:
    """They stood where the straight ones belong, and are no part of the value."""
    value = f"{marks[0]}The plan: part 2{marks[1]}"
    found = only(check({"evidence/e01.md": f"{FIRST}x-a: {value}\n---\n"}), "SRC102").finding

    columns = [(edit.place.column, edit.place.end_column, edit.text) for edit in found.edits]
    assert columns == [(6, 7, '"'), (23, 24, '"')]
