"""Properties of IDs, severities, suppressions and gates, over values drawn by chance."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.baseline import Baseline, compare
from crossfolio.core.coverage import Count, Coverage
from crossfolio.core.findings import Diagnostic, Finding, Rule, Severity, one_line, printable
from crossfolio.core.ids import LOCAL, UNIT, in_order, is_full, is_short, natural, nearest, unit_of
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE, RULES
from crossfolio.core.settings import Profile, profile_severity
from crossfolio.core.suppressions import Suppression, suppress
from crossfolio.core.times import seconds
from crossfolio.loaders.settings.file import Option
from crossfolio.loaders.settings.options import OPTIONS, codes_of, settings_from, share_of

ids = st.from_regex(rf"\A(?:{UNIT})\.{LOCAL}\Z")
CODES = ("TAG101", "TAG108", "EVI107")
NAMES = (*CODES, "unknown-criterion", "Tag101", "TAG999")
texts = st.text(max_size=40)
lines = st.integers(1, 3)


class TestIds:
    """The grammar of criterion IDs."""

    @given(ids, st.booleans())
    def test_case_does_not_matter(self, id: str, lower: bool) -> None:  # noqa: FBT001
        """An ID is one however it is written."""
        written = id.lower() if lower else id.swapcase()

        assert is_full(written)
        assert is_full(id)
        assert is_short(id.partition(".")[2])
        assert unit_of(id.upper()) + "." + id.upper().partition(".")[2] == id.upper()

    @given(st.text(alphabet="BUD.AC1-2\uff22\u0663 \n\u00b7", max_size=16))
    def test_only_ascii_is_an_id(self, text: str) -> None:
        """Whatever is taken as an ID is ASCII and has no blank."""
        if is_full(text):
            assert text.isascii()
            assert " " not in text
            assert "\n" not in text

    @given(st.lists(ids, max_size=8, unique=True), texts)
    def test_nearest_is_one_of_those_known(self, known: list[str], slip: str) -> None:
        """What is suggested exists, is there once, and is the word itself where that is known."""
        near = nearest(slip, known)

        assert set(near) <= set(known)
        assert len(set(near)) == len(near) <= 3
        for it in known:
            assert it.upper() in {found.upper() for found in nearest(it, known)}

    @given(st.lists(st.integers(0, 9999), min_size=2, max_size=6))
    def test_natural_order_is_that_of_numbers(self, numbers: list[int]) -> None:
        """IDs that differ in a number are in the order of the numbers."""
        names = [f"BUD.AC{number}" for number in numbers]

        assert sorted(names, key=natural) == [f"BUD.AC{number}" for number in sorted(numbers)]

    @given(st.permutations("PMD"), st.lists(st.tuples(st.sampled_from("PMD"), st.integers(1, 99))))
    def test_shapes_keep_their_first_order(
        self, letters: list[str], more: list[tuple[str, int]]
    ) -> None:
        """Letters stand in the order in which they come first, and numbers in that of numbers."""
        codes = [*(f"{letter}0" for letter in letters), *(f"{it}{number}" for it, number in more)]

        wanted = [
            code
            for letter in letters
            for code in sorted((it for it in codes if it[0] == letter), key=lambda it: int(it[1:]))
        ]
        assert in_order(codes) == wanted

    @pytest.mark.parametrize(
        ("codes", "wanted"),
        [
            ("1.10 1.9 1.1", "1.1 1.9 1.10"),
            ("K10 K2 S1 B2 B1", "K2 K10 S1 B1 B2"),
            ("A.P1 A.M1 A.D1 B.P3 A.P2", "A.P1 A.P2 A.M1 A.D1 B.P3"),
            ("1.a 1.b 2.a 2.b", "1.a 1.b 2.a 2.b"),
            ("1.1 1.1a 1.1b 1.2", "1.1 1.1a 1.1b 1.2"),
            ("b2 a1 B1", "B1 b2 a1"),
        ],
    )
    def test_order_of_schemes(self, codes: str, wanted: str) -> None:
        """Codes of schemes in use stand as their publishers print them."""
        assert in_order(codes.split()) == wanted.split()


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    """What reports print stays in its line, and escaping it twice changes nothing."""
    shown = one_line(text)

    assert len(shown.splitlines()) <= 1 or shown.isprintable()
    assert "##[" not in shown
    assert one_line(shown) == shown


@given(st.text(), st.integers(2, 100))
def test_printable_is_short_and_printable(text: str, longest: int) -> None:
    """A value in a message is printable and no longer than asked, and a plain one is itself."""
    shown = printable(text, longest)

    assert shown.isprintable()
    if text.isprintable():
        assert len(shown) <= longest
        assert shown == text or len(text) > longest


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_times(hours: int, minutes: int, rest: int) -> None:
    """A time is its hours, minutes and seconds; hours may be left out where there are none."""
    whole = hours * 3600 + minutes * 60 + rest

    assert seconds(f"{hours}:{minutes:02}:{rest:02}") == whole
    if not hours:
        assert seconds(f"{minutes}:{rest:02}") == whole


@pytest.mark.parametrize("text", ["", "5", "4:5", "4:99", "1:2:3:4", "-1:00", "4:30 "])
def test_no_times(text: str) -> None:
    """What is written in another way is no time."""
    assert seconds(text) is None


@given(st.sampled_from(RULES))
def test_profiles_only_get_stricter(rule: Rule) -> None:
    """`advisory` is never stricter than `default`, nor that than `strict`."""
    severities = [profile_severity(rule, it) for it in Profile]

    assert severities == sorted(severities)


def diagnostic(code: str, line: int) -> Diagnostic:
    finding = Finding(code, Place("evidence/e.md", line), "found")
    return Diagnostic(BY_CODE[code], Severity.WARNING, finding)


found = st.lists(st.builds(diagnostic, st.sampled_from(CODES), lines), max_size=8)
comments = st.lists(
    st.builds(
        Suppression,
        st.builds(Place, st.just("evidence/e.md"), lines, st.integers(1, 9)),
        lines,
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        st.sampled_from(("", "a reason")),
    ),
    max_size=4,
)


class TestSuppressions:
    """Comments that take findings back."""

    @given(found, comments)
    def test_nothing_is_lost(
        self, diagnostics: list[Diagnostic], wanted: list[Suppression]
    ) -> None:
        """Each finding either stands or is taken back, in the order it had."""
        stand, taken, _ = suppress(diagnostics, wanted)
        backs = [it.diagnostic for it in taken]

        assert len(stand) + len(backs) == len(diagnostics)
        assert stand == [diagnostic for diagnostic in diagnostics if diagnostic not in backs]
        assert backs == [diagnostic for diagnostic in diagnostics if diagnostic in backs]

    @given(found, comments)
    def test_only_with_a_reason_on_its_line(
        self, diagnostics: list[Diagnostic], wanted: list[Suppression]
    ) -> None:
        """What takes a finding back names it, gives a reason, and is about its line."""
        for it in suppress(diagnostics, wanted)[1]:
            rule, comment = it.diagnostic.rule, it.suppression
            assert comment.reason
            assert comment.line == it.diagnostic.finding.place.line
            assert {rule.code.lower(), rule.name} & {name.lower() for name in comment.names}

    @given(found, comments)
    def test_what_does_nothing_is_found(
        self, diagnostics: list[Diagnostic], wanted: list[Suppression]
    ) -> None:
        """A comment that takes nothing back is found, by each of its names or for its reason."""
        _, taken, wrong = suppress(diagnostics, wanted)
        idle = [it for it in wanted if it not in [one.suppression for one in taken]]
        said = {(it.code, it.place) for it in wrong}

        for it in idle:
            if not it.reason:
                assert ("SUP102", it.place) in said
            elif it.names:
                assert ("SUP101", it.place) in said

    @given(found, comments)
    def test_one_comment_less_takes_no_more_back(
        self, diagnostics: list[Diagnostic], wanted: list[Suppression]
    ) -> None:
        """Without its last comment a file has at least the findings that it had."""
        fewer = suppress(diagnostics, wanted[:-1])[0]

        assert len(fewer) >= len(suppress(diagnostics, wanted)[0])


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


class TestSettings:
    """Options of mkdocs.yml."""

    @given(st.dictionaries(st.sampled_from([*OPTIONS, "profil"]), json_values, max_size=5))
    def test_any_option_is_taken_or_refused(self, drawn: dict[str, object]) -> None:
        """No option breaks the reader; what is refused is named, with its place."""
        place = Place("mkdocs.yml", 3)
        settings, wrong = settings_from({k: Option(v, place) for k, v in drawn.items()})

        assert all(it.place == place and it.code.startswith("CFG") for it in wrong)
        assert ("profil" in drawn and drawn["profil"] is not None) <= bool(wrong)
        assert settings.profile in Profile
        assert all(code in BY_CODE for code in settings.rules)

    @given(st.integers(-50, 150), st.sampled_from(("", "%", " ")))
    def test_percentages(self, number: int, after: str) -> None:
        """A percentage is a share from 0 to 1, and nothing else is."""
        share = share_of(f"{number}{after}")

        assert share == (Fraction(number, 100) if 0 <= number <= 100 else None)
        assert after or share_of(number) == share

    @given(st.sampled_from(RULES), st.sampled_from((str.lower, str.upper, str.title)))
    def test_a_rule_by_any_of_its_names(self, rule: Rule, written: Callable[[str], str]) -> None:
        """A rule is known by code, name and family, however that is written."""
        assert codes_of(written(rule.code)) == codes_of(written(rule.name)) == [rule.code]
        assert rule.code in codes_of(rule.family)


class TestBaseline:
    """The comparison with an earlier check."""

    @given(
        st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
        st.integers(0, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    )
    def test_a_drop_is_a_smaller_share(self, before: tuple[int, int], now: tuple[int, int]) -> None:
        """A drop is found exactly where the share is smaller, or no longer there."""
        one, two = Count(before[1], before[0], 0), Count(now[1], now[0], 0)
        coverage = Coverage({}, {}, {}, {}, two, two, two, 0)
        drop = compare(Baseline({}, one), coverage).drop
        smaller = bool(before[1]) and (not now[1] or before[0] * now[1] > now[0] * before[1])

        assert bool(drop) == smaller
