"""IDs and names: their order, their look, and what a slip meant, case by case."""

import pytest

from crossfolio.core.file_names import (
    is_hidden_twin,
    is_reserved,
    page_name,
    why_unusable,
    yaml_name,
)
from crossfolio.core.ids import (
    as_printed_looks,
    in_order,
    is_full,
    is_name,
    is_short,
    natural,
    nearest,
    nearest_criterion,
    nearest_unit,
    pattern_of,
    unit_of,
    without_zeros,
)
from crossfolio.core.kinds import (
    ACCOUNTS,
    KINDS,
    TESTIMONIES,
    Kind,
    is_other_name,
    kind_of,
    kind_words,
    kinds_with,
    nearest_kind,
)
from crossfolio.core.names import Names
from crossfolio.core.texts import NOTHING
from crossfolio.core.wording import cut, one_line, title_of, without_emphasis


def test_keys_of_the_natural_order() -> None:
    """Numbers are numbers, letters capitals, and a text comes before any number."""
    assert natural("AC9.b10") == ((-1, "AC"), (9, ""), (-1, ".B"), (10, ""), (-1, ""))
    assert natural("1.02") == ((-1, ""), (1, ""), (-1, "."), (2, ""), (-1, ""))
    assert natural("") == ((-1, ""),)
    assert sorted(["AC10", "ac9", "A", "9", "10", "A-1"], key=natural) == (
        ["9", "10", "A", "A-1", "ac9", "AC10"]
    )


def test_order_of_codes() -> None:
    """Shapes stand as they first come, numbers in order, and equal codes as they are given."""
    assert in_order(["P2", "M1", "P1", "m2", "D1", "P10"]) == ["P1", "P2", "P10", "M1", "m2", "D1"]
    assert in_order(["1a2", "1b1", "1a1", "2a1"]) == ["1a1", "1a2", "1b1", "2a1"]
    assert in_order(["AC1", "ac01", "AC1"]) == ["AC1", "ac01", "AC1"]
    assert in_order(["A.2", "B.1", "A.1"]) == ["A.1", "A.2", "B.1"]
    assert in_order([]) == []


def test_forms_of_ids() -> None:
    """What is an ID is told by its whole; patterns of schemas have no group of their own kind."""
    assert [is_full(text) for text in ("bud.ac3", "AC3", "bud.ac3 ", "b.1.2", "-b.1")] == (
        [True, False, False, True, False]
    )
    assert [is_short(text) for text in ("1.10", "AC7", "AC7.", "a..b")] == (
        [True, True, False, False]
    )
    assert [is_name(text) for text in ("E01", "1E", "e", "e_1", "A" * 32, "A" * 33)] == (
        [True, False, True, False, True, False]
    )
    assert (unit_of("CC2.1.10"), unit_of("CC2")) == ("CC2", "CC2")
    assert pattern_of("period") == "^[0-9]{4}(-Q[1-4]|-0[1-9]|-1[0-2])?$"
    assert pattern_of("kind-code") == "^[A-Z][A-Z0-9]{0,5}$"


def test_looks() -> None:
    """Zeros before numbers, and letters that look like digits, make no other code."""
    codes = ("ac01", "AC001.010", "A0", "00", "K0l", "KOI", "oO")
    assert [without_zeros(code) for code in codes] == (
        ["AC1", "AC1.10", "A0", "0", "K0L", "KOI", "OO"]
    )
    assert [as_printed_looks(code) for code in codes] == (
        ["AC01", "AC001.010", "A0", "00", "K01", "K01", "00"]
    )


@pytest.mark.parametrize(
    ("slip", "known", "meant"),
    [
        ("bud.acl", ["BUD.AC1", "BUD.AC2"], ["BUD.AC1"]),
        ("BUD.ACZ", ["BUD.AC1", "bud.ac2"], ["bud.ac2"]),
        ("BUD.AC3", ["BUD.AC1", "BUD.AC2"], ["BUD.AC1", "BUD.AC2"]),
        ("AC10", ["AC1", "AC100", "AC01"], ["AC100"]),
        ("AB", ["BA", "XY", "AC"], ["BA"]),
        ("ABX", ["BAX", "AXB", "XAB"], ["AXB", "BAX"]),
        ("A", ["B"], []),
        ("ABC", ["AB", "ABCD", "A"], ["ABCD"]),
        ("AB", ["A"], []),
        ("ABCD", ["AB"], []),
        ("abcd", ["ABCE", "ABCF", "ABCG", "ABCH"], ["ABCF", "ABCG", "ABCH"]),
        ("x" * 70, ["X" * 64], ["X" * 64]),
        ("x" * 65, ["X" * 65], ["X" * 65]),
        ("E01", ["e01", "E02"], ["e01"]),
        ("plan-a", ["plan-b", "plan-a1", "plan"], ["plan-a1"]),
        ("", ["A"], []),
        ("A", [], []),
    ],
)
def test_what_a_slip_meant(slip: str, known: list[str], meant: list[str]) -> None:
    """Names that are equally near are all told, the nearest alone where one is."""
    assert nearest(slip, known) == meant
    assert nearest(slip, iter(known)) == meant


def test_more_of_what_a_slip_meant() -> None:
    """Asked for more, the next best follow."""
    known = ["plan-b", "plan-a1", "plan", "other"]
    assert nearest("plan-a", known, 2) == ["plan-a1", "plan-b"]
    assert nearest("plan-a", known, 3) == ["plan-a1", "plan-b", "plan"]
    many = [f"plan-{letter}" for letter in "bcdefg"]
    assert len(nearest("plan-a", many, 5)) == 5
    assert len(nearest("plan-a", many)) == 3


def test_units_meant() -> None:
    """One letter of a unit's code may be another, where it has more than two characters."""
    assert nearest_unit("BUX", ["BUD", "MCS"]) == ["BUD"]
    assert nearest_unit("bux", ["bud"]) == ["bud"]
    assert nearest_unit("BU", ["BA"]) == []
    assert nearest_unit("B12", ["B13"]) == []
    assert nearest_unit("BA2", ["B12"]) == ["B12"]
    assert nearest_unit("XYD", ["BUD"]) == []
    assert nearest_unit("ABC", ["XBC", "AXC", "ABX", "AYC"]) == ["XBC", "AXC", "ABX"]
    assert nearest_unit("ABCD", ["ABC", "ABD"]) == ["ABC", "ABD"]


def test_criteria_meant() -> None:
    """Those of the same unit come first, then the same code of the unit that was meant."""
    known = ["BUD.AC1", "BUD.AC2", "MCS.AC1", "MCS.ac9"]
    assert nearest_criterion("bud.ac22", known) == ["BUD.AC2"]
    assert nearest_criterion("BUX.AC2", known) == ["BUD.AC2"]
    assert nearest_criterion("MCX.AC9", known) == ["MCS.ac9"]
    assert nearest_criterion("MCS.AC2", known) == ["MCS.AC1", "MCS.ac9"]
    assert nearest_criterion("BUX.AC9", ["BUD.AC1", "BVD.AC9"]) == (["BUD.AC1", "BVD.AC9"])
    assert nearest_criterion("XXX.ZZ", known) == []
    assert nearest_criterion("BUD", known) == []


def test_names_among_many() -> None:
    """Of more than a hundred only those that are alike, and of fewer all, each once."""
    few = [f"n{number}" for number in range(100)]
    assert Names([*few, "n0"]).like("zzz") == tuple(few)
    many = Names([*few, "m"])
    assert many.like("zzz") == ()
    tens = [f"n{number}7" for number in range(1, 10)]
    ones = {f"n{number}" for number in (*range(10), *range(70, 80))} - {"n7", "n77"}
    like = many.like("N7")
    assert like[0] == "n7"
    assert set(like) == {"n7", *tens, *ones}
    assert len(like) == len(set(like))
    long = [*few, "a" * 64 + "b"]
    assert Names(long).like("A" * 64 + "c") == ("a" * 64 + "b",)


OWN_CODES = {"own-kind": "OK", "product": "PW", "fry": "F"}


@pytest.mark.parametrize(
    ("word", "meant", "is_other"),
    [
        ("observations", ["observation"], False),
        ("OBS", ["observation"], False),
        ("wts", ["witness-testimony"], False),
        ("Witness_Testimonies", ["witness-testimony"], False),
        ("case studies", ["case-study"], False),
        ("pw", ["product"], False),
        ("prod", ["product"], False),
        ("ok", ["own-kind"], False),
        ("Own  Kind", ["own-kind"], False),
        ("fries", ["fry"], False),
        ("photo", ["product"], True),
        ("photos", ["product"], True),
        ("oral_questions", ["questioning"], True),
        ("journal", ["reflective-account"], True),
        ("simulatoin", ["simulation"], False),
        ("zzz", [], False),
    ],
)
def test_kinds_meant(word: str, meant: list[str], is_other: bool) -> None:  # noqa: FBT001
    """A code, a plural, another name or a slip is a kind; only another name has to be asked."""
    kinds = kinds_with(OWN_CODES)
    assert nearest_kind(word, kinds) == meant
    assert is_other_name(word, kinds) is is_other


def test_kinds_of_a_qualification() -> None:
    """A qualification's own kind is called by its ID; a built-in one keeps all but its code."""
    kinds = kinds_with(OWN_CODES)
    assert kinds["own-kind"] == Kind("own-kind", "OK", "Own kind")
    assert kinds["product"] == KINDS["product"]._replace(code="PW")
    assert [kind for kind in kinds if kind not in KINDS] == ["own-kind", "fry"]
    assert kind_of("own-kind") == Kind("own-kind", "", "")
    assert kind_of("product") is KINDS["product"]
    assert nearest_kind("photo", {"own-kind": Kind("own-kind", "OK", "Own kind")}) == []
    assert (kind_words("product"), kind_words("own-kind")) == ("product", "own kind")
    assert TESTIMONIES == ("expert-witness-testimony", "witness-testimony")
    assert ACCOUNTS == ("reflective-account",)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("e01.md", ""),
        ("a_b-c.d", ""),
        ("a b.md", ""),
        ("caf\u00e9.md", ""),
        ("con.txt", "is reserved on Windows"),
        ("COM9", "is reserved on Windows"),
        ("com0", ""),
        ("lpt1.a.b", "is reserved on Windows"),
        ("a\ud800", "is not written in UTF-8"),
        ("b\udfff", "is not written in UTF-8"),
        ("a\udc80b", "is not written in UTF-8"),
        ("a\ue000b", "holds what an address or a system cannot hold: \\ue000"),
        ("a?b:c", "holds what an address or a system cannot hold: : ?"),
        ("a\tb'", "holds what an address or a system cannot hold: \\t"),
        ("a.", "ends in a dot or a blank"),
        ("a b.", "ends in a dot or a blank"),
        ("a ", "ends in a dot or a blank"),
        ("a" * 255, ""),
        ("a" * 256, "is too long"),
        ("\u00e9" * 127 + "a", ""),
        ("\u00e9" * 128, "is too long"),
    ],
)
def test_names_that_some_system_cannot_hold(name: str, why: str) -> None:
    """It is said why, and nothing of a name that all can hold."""
    assert why_unusable(name) == why
    assert (why_unusable(name) is NOTHING) is (why == "")
    assert is_reserved(name) is why.endswith("Windows")


def test_names_that_are_meant() -> None:
    """Endings that editors and systems add make no other file."""
    yaml = ("bud.YML", "bud.yaml", "bud.json", "bud.yml.txt", "bud.yml", "bud.yml.bak~", "bud.md")
    assert [yaml_name(name) for name in yaml] == ["bud.yml"] * 6 + [""]
    pages = ("e.MD", "e.markdown", "e.md.txt", "e.md", "e.md.old~", "e.yml", ".md", "e.txt")
    assert [page_name(name) for name in pages] == ["e.md"] * 5 + ["", "", ""]
    hidden = (".e.md", ".e.yml", "._e.md", ".#e.md", ".e.md~", ".nfs0.md", ".x", ".e.txt")
    assert [is_hidden_twin(name) for name in hidden] == [True, True, *[False] * 6]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("plain", "plain"),
        ("*a* **b** ***c***", "a b c"),
        ("_a_ __b__", "a b"),
        ("*a _b_*", "a b"),
        ("_a *b*_", "a b"),
        ("a_b_c 2*3*4", "a_b_c 2*3*4"),
        ("\\*a\\* \\_ \\x", "*a* _ \\x"),
        ("a\\#", "a#"),
        ("*a\nb*", "a\nb"),
    ],
)
def test_emphasis(text: str, read: str) -> None:
    """What is emphasised reads as it is; signs within words stay."""
    assert without_emphasis(text) == read


def test_titles() -> None:
    """A list is read with commas, and a title ends at a word."""
    assert one_line("Do:\n- *a*\n- b\n\n1. c") == "Do: a, b, c"
    assert one_line("Do\n* a\n*  \n+ b") == "Do, a, b"
    assert one_line("- a\n- b") == "a, b"
    assert one_line("a\n b") == "a b"
    assert one_line("Do:") == "Do:"
    assert title_of("T", "x") == "T"
    assert title_of("", "Make a *plan*.") == "Make a plan"
    assert title_of("", "a..") == "a."
    assert cut("a" * 60) == "a" * 60
    assert cut("a" * 61) == "a" * 59 + "\u2026"
    assert cut("ab cd ef", 8) == "ab cd ef"
    assert cut("ab cd ef", 7) == "ab cd\u2026"
    assert cut("ab cd ef", 6) == "ab cd\u2026"
    assert cut("ab cd ef", 5) == "ab\u2026"
    assert cut("ab, cd", 5) == "ab\u2026"
    assert cut("abcdef", 3) == "ab\u2026"
