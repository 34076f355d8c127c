"""The quick reader of YAML says what the strict one says, or nothing."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossfolio.core.findings import Finding
from crossfolio.loaders.front_matter import Page, split
from crossfolio.loaders.limits import FRONT_MATTER, YAML_FILE, Limits
from crossfolio.loaders.text import decode
from crossfolio.loaders.yaml.reader import read_strictly
from crossfolio.loaders.yaml.values import Document, Quoted, Tree
from crossfolio.loaders.yaml_quick import read_quickly
from fuzz.broken import WHOLE, files, pieces

ROOT = Path(__file__).parents[2]
OWN = sorted((*ROOT.glob("criteria/**/*.yml"), *ROOT.glob("assessment/**/*.yml")))
PAGES = sorted(ROOT.glob("evidence/**/*.md"))


def shape(tree: Tree) -> object:
    """Return values with what tells plain scalars from quoted ones."""
    if isinstance(tree, dict):
        return [(key, shape(it)) for key, it in tree.items()]
    if isinstance(tree, list):
        return [shape(it) for it in tree]
    return (type(tree), tree)


def same(text: str, limits: Limits = FRONT_MATTER) -> Document | None:
    """Hold the quick reader against the strict one."""
    quick = read_quickly(text, "a.yml", limits, 2)
    if quick is not None:
        strict = read_strictly(text, "a.yml", limits, 2)
        assert isinstance(strict, Document), text
        assert shape(quick.data) == shape(strict.data)
        assert quick.places == strict.places
        assert quick.keys == strict.keys
        assert quick.findings == strict.findings
    return quick


scalars = st.one_of(
    st.sampled_from(
        (
            *("a", "null", "~", "yes", "1.10", "0x1f", "2026-04-14", "a: b", "a:b", "a #b", "a#b"),
            *("'a'", "''", '""', '"a b"', "'it''s'", r'"\\n"', "a'b", 'a"b', "a, b", "[a]", "{a}"),
            *("é", "ﬁ", "\U0001f3a7", "(a)", "-a", "- a", "?a", "? a", ":a", "a:", "a :", "a\\"),
            *(
                "[a, b]",
                "[ a ,b ]",
                "[]",
                "{}",
                "[a,]",
                "[a, [b, 'c']]",
                "{a: b}",
                "{a: b, c: [d]}",
            ),
            *("{a: {b: c}}", "{a:b}", "{a}", "[a: b]", "[a:b]", "[a b, c d]", "[a #b]", "[a]b"),
            *(
                "[a, b",
                "|",
                ">",
                ">-",
                ">-",
                ">-",
                ">- # a",
                ">+",
                "*a",
                "&a b",
                "!a b",
                "%a",
                "@a",
                "`a",
                "<<",
                "a  b",
                "...",
            ),
            *(
                "[a, ~]",
                "[null]",
                "{a: null}",
                "{a: b, a: c}",
                "{a: }",
                "[, a]",
                "[a , b]",
                "=",
                "+1",
            ),
        )
    ),
    st.text(st.sampled_from("ab1 :#,[]{}'\"-.é"), max_size=8),
)
keys = st.sampled_from(
    ("id", "title", "criteria", "a", "b", "x-own", "<<", "null", "1", "a b", "é")
)
blanks = st.sampled_from((" ", " ", " ", " ", "", "  "))


def _pair(key: str, blank: str, value: str) -> str:
    return f"{key}:{blank}{value}"


pairs = st.one_of(st.builds(_pair, keys, blanks, scalars), st.builds("{}:".format, keys))
entries = st.one_of(scalars, pairs).map("- {}".format)
lines = st.builds(
    lambda indent, line, end: " " * indent + line + end,
    st.sampled_from((0, 0, 0, 2, 2, 4, 1, 6)),
    st.one_of(pairs, pairs, entries, scalars, st.sampled_from(("", "# a", "---", "- - a", "-"))),
    st.sampled_from(("", "", "", "", " ", " # a", " #", "\t")),
)
folds = st.one_of(
    st.sampled_from(("a: >-", "  b: >-", "- c: >-", "d:", "e: f", "", "", " ", "  # a", "# a")),
    st.builds(
        lambda indent, text: " " * indent + text,
        st.sampled_from((2, 2, 2, 4, 1)),
        st.sampled_from(("one", "one two", "one ", "- one", "k: v", "# one", "'", ">-")),
    ),
)
documents = st.one_of(
    st.lists(lines, max_size=8).map(lambda it: "\n".join((*it, ""))),
    st.lists(folds, max_size=6).map(lambda it: "\n".join((*it, ""))),
    st.lists(lines, max_size=8).map("\n".join),
    st.lists(st.one_of(lines, pieces), max_size=5).map("\n".join),
)


@settings(max_examples=1500, deadline=None)
@given(documents)
@example("a: >-\n  b\n  c\n\n\nd: e\n")
@example("a: >-\n  b\n\n")
@example("a:\n- b\n- c\nd: e\n")
@example("a:\n  - b: c\n    d:\n      - e\nf: g")
@example("a:\n  - b:\n    - c\n  - d: e\n")
@example("a: b\n  - c\n")
@example("a: b\n\n  c\n")
@example("a:\nb: c\n")
@example("- a\n")
@example(" a: b\n")
def test_it_says_what_the_strict_reader_says(text: str) -> None:
    """Values, places, keys and their order are the same, or the quick reader is silent."""
    decoded = decode(text.encode("utf-8", "surrogatepass"), "a.yml")
    if not isinstance(decoded, Finding):
        same(decoded.text)


@pytest.mark.parametrize("path", WHOLE)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_broken_files(path: str, data: st.DataObject) -> None:
    """Broken files are read alike, or left to the strict reader."""
    decoded = decode(data.draw(files(path)), path)
    if isinstance(decoded, Finding):
        return
    page = split(decoded.text, path)
    same(page.front_matter if isinstance(page, Page) else decoded.text)


@pytest.mark.parametrize("file", [*OWN, *PAGES], ids=lambda it: it.relative_to(ROOT).as_posix())
def test_the_worked_portfolio(file: Path) -> None:
    """Real files are read quickly, all of them, and alike."""
    text = file.read_text("utf-8")
    page = split(text, "a.md")
    whole = page.front_matter if isinstance(page, Page) else text
    assert same(whole, FRONT_MATTER if isinstance(page, Page) else YAML_FILE) is not None


def test_limits() -> None:
    """What is too much for the strict reader is not read by the quick one."""
    deep = "".join(f"{'  ' * level}a:\n" for level in range(20)) + " " * 40 + "a: b\n"
    many = "a:\n" + "  - b\n" * FRONT_MATTER.nodes
    long = "a: " + "b" * 5000
    large = "".join(f"a{n}: {'b' * 900}\n" for n in range(80))
    for text in (deep, many, long, large):
        assert read_quickly(text, "a.yml", FRONT_MATTER, 2) is None
    assert read_quickly(many, "a.yml", YAML_FILE, 1) is not None


def test_a_plain_scalar_may_become_a_number() -> None:
    """What stands in quotes is marked."""
    quick = same("a: 1\nb: '1'\n")
    assert quick is not None
    assert isinstance(quick.data, dict)
    assert [type(it) for it in quick.data.values()] == [str, Quoted]
