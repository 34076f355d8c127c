"""Files that cannot be used: each is a finding at its place, and costs no other file."""

from pathlib import Path

import pytest

from support import PAGE, Check, Run, page, shown

GOOD = page(id="GOOD", body="[BUD.AC1]\n")


def front(text: str) -> bytes:
    """Return a page whose front matter is a plain one with this text after it."""
    return f"{page(id='BAD')[:-4]}{text}\n---\n".encode()


DEEP = "[" * 100_000 + "]" * 100_000
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]"
MERGE = "a: &a {x: 1}\nb: {<<: *a}"

PAGES: dict[str, tuple[bytes, list[str]]] = {
    "nothing at all": (b"", ["1:1 SRC106"]),
    "no front matter": (b"# A page\n", ["1:1 SRC106"]),
    "only the fence": (b"---", ["1:1 SRC106"]),
    "unclosed": (PAGE.replace("]\n---\n", "]\n").encode(), ["1:1 SRC106"]),
    "a blank line first": (b"\n\n" + PAGE.encode(), ["3:1 SRC106"]),
    "four hyphens": (b"-" + PAGE.encode(), ["1:1 SRC106"]),
    "en dashes": ("\u2013\u2013\n".encode() + PAGE.encode()[4:], ["1:1 SRC106"]),
    "no opening line": (PAGE.encode()[4:], ["1:1 SRC106"]),
    "empty front matter": (b"---\n---\nText\n", ["1:1 SRC106"]),
    "a list": (b"---\n- a\n---\n", ["1:1 SRC106"]),
    "only text": (b"---\nhello\n---\n", ["1:1 SRC106"]),
    "a colon in the title": (front("title2: Observation: a call"), ["7:20 SRC102"]),
    "a tab": (front("x-a:\n\tb: 1"), ["8:1 SRC102"]),
    "an open quotation mark": (front('x-a: "b'), ["7:6 SRC102"]),
    "a conflict marker": (front("<<<<<<< HEAD"), ["7:1 SRC102"]),
    "a key that is a list": (front("? [a, b]\n: c"), ["7:3 SRC102"]),
    "a duplicate key": (front("title: Again"), ["7:1 SRC104"]),
    "Latin-1": (front("x-a: caf\u00e9").replace("é".encode(), b"\xe9"), ["7:9 SRC101"]),
    "UTF-16 with a mark": (PAGE.encode("utf-16"), ["1:1 SRC101"]),
    "UTF-16 without a mark": (PAGE.encode("utf-16-le"), ["1:1 SRC101"]),
    "a NUL": (front("x-a: b\0c"), ["7:7 SRC107"]),
    "two marks of byte order": (b"\xef\xbb\xbf" * 2 + PAGE.encode(), ["1:1 SRC106", "1:1 SRC107"]),
    "a line separator": (front("x-a: b\u2028status: draft"), ["7:7 SRC107", "7:14 SRC102"]),
    "an escape in quotes": (front(r'x-a: "\e[31m"'), ["7:6 SRC107"]),
    "a NUL in quotes": (front(r'x-a: "\0"'), ["7:6 SRC107"]),
    "an alias bomb": (front(BOMB), ["7:4 SRC103"]),
    "a merge key": (front("<<: {id: E09}"), ["7:1 SRC103"]),
    "a merge-key bomb": (front(MERGE), ["7:4 SRC103"]),
    "an alias": (front("x-a: *b"), ["7:6 SRC103"]),
    "a Python object": (front("x-a: !!python/object:os.system {}"), ["7:6 SRC103"]),
    "a tag of our own": (front("x-a: !ENV HOME"), ["7:6 SRC103"]),
    "a directive": (b"---\n%YAML 1.1\n---\n", ["2:1 SRC102"]),
    "nested brackets": (front(f"x-a: {DEEP[:30_000]}"), ["7:13 SRC105"]),
    "100,000 nested brackets": (front(f"x-a: {DEEP}"), ["2:1 SRC105"]),
    "nested lists": (front("x-a:\n" + "- " * 30_000 + "a"), ["8:15 SRC105"]),
    "80 kB of nested lists": (front("x-a:\n" + "- " * 40_000 + "a"), ["2:1 SRC105"]),
    "a value too long": (front("x-a: " + "a" * 5000), ["7:6 SRC105"]),
    "a title of two megabytes": (front("x-a: " + "a" * 2_000_000), ["1:1 SRC105"]),
    "a body too large": (PAGE.encode() + b"word " * 60_000, ["8:1 SRC105"]),
    "too many values": (front(f"x-a: [{'a, ' * 2100}]"), ["7:5965 SRC105"]),
}


@pytest.mark.parametrize("name", PAGES)
def test_unusable_page(name: str, check: Check) -> None:
    """A bad page has its findings at their exact places; the good one beside it counts."""
    data, expected = PAGES[name]
    checked = check({"evidence/bad.md": data, "evidence/e01.md": None, "evidence/good.md": GOOD})

    assert shown(checked.diagnostics, "SRC") == [f"evidence/bad.md:{it}" for it in expected]
    assert checked.coverage.criteria["BUD.AC1"].items[-1].id == "GOOD"
    assert checked.failed


FIELDS: dict[str, tuple[str, list[str]]] = {
    "a misspelt field": ("tilte: x", ["7:1 EVI103"]),
    "a theme key": ("template: main.html", ["7:1 EVI103"]),
    "search as a number": ("search: 5", ["7:1 EVI103"]),
    "an empty field": ("phase:", ["7:1 EVI102"]),
    "a tilde": ("phase: ~", ["7:1 EVI102"]),
    "a word for no": ("ai_use: NO", []),
    "off": ("ai_use: off", []),
    "a time in base 60": ("ai_use: 1:30", []),
    "a leading nought": ("ai_use: 014", []),
    "an underline in a number": ("ai_use: 1_1", []),
    "yes for true": ("context: {real_work: yes}", ["7:22 EVI102"]),
    "quoted true": ('context: {real_work: "true"}', ["7:22 EVI102"]),
    "a huge number": (
        (
            f"metrics: [{{name: a, before: {'9' * 4000}, before_date: 2026-01-01, after: 1,"
            " after_date: 2026-01-01}]"
        ),
        ["7:29 EVI102"],
    ),
    "infinity": (
        (
            "metrics: [{name: a, before: .inf, before_date: 2026-01-01, after: 1,"
            " after_date: 2026-01-01}]"
        ),
        ["7:29 EVI102"],
    ),
    "a list for text": ("language: [en]", ["7:11 EVI102"]),
    "text for a list": ("attachments: a.txt", ["7:14 EVI102"]),
    "a mapping for a list": ("standards: {a: b}", ["7:12 EVI102"]),
    "a list of lists": ("standards: [[a]]", ["7:13 EVI102"]),
    "text for a mapping": ("location: here", ["7:11 EVI102"]),
    "something twice": ("attachments: [a.txt, a.txt]", ["7:14 EVI102", "7:15 EVI105"]),
    "a field below missing": ("location: {seen_by: A1}", ["7:1 EVI101"]),
    "a field below misspelt": ("location: {where: W, seenby: A1}", ["7:22 EVI103"]),
}


@pytest.mark.parametrize("name", FIELDS)
def test_unusable_field(name: str, check: Check) -> None:
    """Scalars are text unless the schema wants otherwise; what does not fit has its place."""
    text, expected = FIELDS[name]
    checked = check({"evidence/bad.md": front(text), "evidence/e01.md": None})

    assert shown(checked.diagnostics, "SRC", "EVI") == [f"evidence/bad.md:{it}" for it in expected]
    assert [item.id for item in checked.portfolio.evidence] == ["BAD"]


REPLACED: dict[str, tuple[dict[str, object], list[str]]] = {
    "an impossible date": ({"date": "2026-02-30"}, ["5:7 EVI102"]),
    "a date by week": ({"date": "2026-W53-1"}, ["5:7 EVI102"]),
    "a date with time": ({"date": "2026-04-14T10:00:00Z"}, ["5:7 EVI102"]),
    "half a range": ({"date": "{from: 2026-04-14}"}, ["5:1 EVI101"]),
    "a number for an ID": ({"id": "7"}, ["2:5 EVI102"]),
    "an ID with a line end": ({"id": '"E01\\n"'}, ["2:5 EVI102"]),
    "an ID that is too long": ({"id": "E" * 33}, ["2:5 EVI102"]),
    "an ID not in ASCII": ({"id": "É01"}, ["2:5 EVI102"]),
    "a title as a mapping": ({"title": "{a: b}"}, ["3:8 EVI102"]),
    "a long title": ({"title": "a" * 161}, ["3:8 EVI102"]),
    "an unknown kind": ({"kind": "obsrvation"}, ["4:7 EVI102"]),
    "no kind": ({"kind": None}, ["1:1 EVI101"]),
    "a kind without its person": ({"kind": "observation"}, ["4:7 EVI101"]),
    "no criteria": ({"criteria": None}, ["1:1 EVI101"]),
    "empty criteria": ({"criteria": ""}, ["6:1 EVI102"]),
    "criteria as text": ({"criteria": "BUD.AC1"}, ["6:11 EVI102"]),
    "a claim as a list": ({"criteria": "[[BUD.AC1]]"}, ["6:12 EVI102"]),
    "a claim of nothing": ({"criteria": "[{at: here}]"}, ["6:12 EVI101"]),
    "a revision of nought": (
        {"criteria": "[{criterion: BUD.AC1, revision: 0}]"},
        ["6:43 EVI102"],
    ),
    "a quoted revision": (
        {"criteria": "[{criterion: BUD.AC1, revision: '1'}]"},
        ["6:43 EVI102"],
    ),
    "a far future": ({"date": "2026-07-03"}, ["5:7 EVI108"]),
    "tomorrow": ({"date": "2026-07-02"}, []),
    "an unknown status": ({"status": "done"}, ["7:9 EVI102"]),
    "withheld and nowhere": ({"audience": "withheld"}, ["7:11 EVI101"]),
    "an unknown audience": ({"audience": "everyone"}, ["7:11 EVI102"]),
}


@pytest.mark.parametrize("name", REPLACED)
def test_unusable_value(name: str, check: Check) -> None:
    """Each field that cannot be what it is has one finding at the value."""
    fields, expected = REPLACED[name]
    text = page(**fields) if "id" in fields else page(id="BAD", **fields)
    checked = check({"evidence/e01.md": None, "evidence/bad.md": text, "evidence/good.md": GOOD})

    found = shown(checked.diagnostics, "SRC", "EVI", "TAG107")
    assert found == [f"evidence/bad.md:{it}" for it in expected]
    assert "GOOD" in [item.id for item in checked.portfolio.evidence]


@pytest.mark.parametrize("audience", ["asessor", "''", "[public]", "~"])
def test_a_slip_in_the_audience_shows_an_item_to_nobody(check: Check, audience: str) -> None:
    """An audience that cannot be read keeps the item from everyone."""
    checked = check({"evidence/e01.md": page(audience=audience)})

    assert checked.portfolio.evidence[0].audience == "withheld"


@pytest.mark.parametrize("name", ["audiance", "Audience", "audience "])
def test_a_slip_in_the_name_of_the_audience(check: Check, name: str) -> None:
    """A misspelt `audience` keeps the item from everyone too."""
    text = page().replace("kind:", f'"{name}": withheld\nkind:')
    checked = check({"evidence/e01.md": text})

    assert checked.portfolio.evidence[0].audience == "withheld"
    assert shown(checked.diagnostics, "EVI") == ["evidence/e01.md:4:1 EVI103"]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_mark_of_byte_order_are_fine(check: Check, ends: str) -> None:
    """Every system's line ends give the same places, with or without a byte-order mark."""
    text = page(criteria="[BUD.AC9]", body="\n[BUD.AC8]\n").replace("\n", ends)
    for mark in ("", "\ufeff"):
        checked = check({"evidence/e01.md": mark + text})

        assert shown(checked.diagnostics, "TAG101") == [
            "evidence/e01.md:6:12 TAG101",
            "evidence/e01.md:9:1 TAG101",
        ]


@pytest.mark.parametrize("closes", ["---", "...", "--- \t", "---\n"])
def test_ways_to_close(check: Check, closes: str) -> None:
    """Three hyphens or three dots close front matter, with blanks after them."""
    text = page()[:-4] + closes + "\n"
    checked = check({"evidence/e01.md": text})

    assert shown(checked.diagnostics, "SRC") == []
    assert checked.coverage.total.covered == 1


UNITS: dict[str, tuple[bytes, list[str]]] = {
    "empty": (b"", ["1:1 CRI101"]),
    "neither": (b"a: b\n", ["1:1 CRI101"]),
    "a list": (b"- a\n", ["1:1 CRI101"]),
    "a second document": (b"unit: AAA\n---\nunit: BBB\n", ["2:1 SRC103"]),
    "a code with a line end": (
        (
            b'unit: "AAA\\n"\ntitle: T\nsource: {kind: draft}\ncriteria:\n'
            b"  - {id: AC1, title: T, text: T}\n"
        ),
        ["1:7 CRI101"],
    ),
    "an ID twice": (
        (
            b"unit: AAA\ntitle: T\nsource: {kind: draft}\ncriteria:\n"
            b"  - {id: AC1, title: T, text: T}\n  - {id: AC1, title: T, text: T}\n"
        ),
        ["6:10 CRI102"],
    ),
    "an unknown outcome": (
        (
            b"unit: AAA\ntitle: T\nsource: {kind: draft}\noutcomes: [{id: LO1, text: T}]\n"
            b"criteria:\n  - {id: AC1, title: T, text: T, outcomes: [LO2]}\n"
        ),
        ["6:45 CRI103"],
    ),
    "a long title": (
        f"unit: AAA\ntitle: T\nsource: {{kind: draft}}\ncriteria:\n"
        f"  - {{id: AC1, title: {'a' * 61}, text: T}}\n".encode(),
        ["5:22 CRI101"],
    ),
    "an unknown need": (
        (
            b"unit: AAA\ntitle: T\nsource: {kind: draft}\ncriteria:\n"
            b"  - {id: AC1, title: T, text: T, requires: {needs: [metric]}}\n"
        ),
        ["5:53 CRI101"],
    ),
}


@pytest.mark.parametrize("name", UNITS)
def test_unusable_criteria_file(name: str, check: Check) -> None:
    """A bad criteria file has its findings at their places; the good one counts."""
    data, expected = UNITS[name]
    checked = check({"criteria/aaa.yml": data})

    found = [
        diagnostic
        for diagnostic in shown(checked.diagnostics, "CRI", "SRC")
        if "bud" not in diagnostic
    ]
    assert found == [f"criteria/aaa.yml:{it}" for it in expected]
    assert checked.coverage.criteria["BUD.AC1"].state == "covered"


def test_a_key_three_times_is_found_twice(check: Check) -> None:
    """Each repetition of a key is one finding; nothing inside them adds another."""
    text = page().replace("kind:", "x-a: {b: 1}\nx-a: {b: 1}\nx-a: {b: 1}\nkind:")
    checked = check({"evidence/e01.md": text})

    assert shown(checked.diagnostics, "SRC") == [
        "evidence/e01.md:5:1 SRC104",
        "evidence/e01.md:6:1 SRC104",
    ]


@pytest.mark.parametrize(
    "value",
    ['"a\\n::error file=x::y"', '"a\\r\\n##[error]b"', '"\\u202Egnp.exe"', '"a\\tb"'],
)
def test_values_forge_no_line(run: Run, tmp_path: Path, value: str) -> None:
    """No value of a page can end a line of the report or turn the way it is written."""
    evidence = tmp_path / "evidence"
    evidence.mkdir()
    (evidence / "e.md").write_text(
        page(kind=value, criteria=f"[{value}]", status=value, attachments=f"[{value}]")
    )
    (evidence / "portfolio.yml").write_text(
        f"learner: {value}\nqualifications: [{value}]\nunits: {{{value}: {value}}}\n"
        f"waivers: [{{criterion: {value}, reason: R}}]\n{value}: 1\n"
    )
    for form in ("concise", "full"):
        out = run("check", tmp_path, "--format", form, "--today", "2026-07-01").out
        bad = [line for line in out.split("\n") if line.startswith(("::", "##"))]

        assert not bad
        assert not set(out) & set("\r\t\u202e")


def test_hostile_pages_end_in_time(process: Run, tmp_path: Path) -> None:
    """All bad pages together are checked in one process that ends with findings."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    for number, (data, _) in enumerate(PAGES.values()):
        (folder / f"bad{number}.md").write_bytes(data)
    ran = process("check", tmp_path, "--today", "2026-07-01")

    assert ran.code == 1
    assert ran.err == ""
