"""Small functions of the core by tables: counts, days, characters, copies, blocks, settings."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import pytest

from crossfolio.core.allowed import Allowed, names_of
from crossfolio.core.baseline import Baseline, Comparison, KnownFinding, StateChange, compare
from crossfolio.core.blocks import attached_in, cut, in_blocks, paths_in_blocks
from crossfolio.core.changes import changes
from crossfolio.core.characters import composed_name, is_writable, name_of, odd_letters
from crossfolio.core.copies import original_of
from crossfolio.core.counts import Count, count_states, percent
from crossfolio.core.currency import months_before, too_old
from crossfolio.core.dialect import Dialect
from crossfolio.core.evidence import Attachment, Audience, Evidence, Status
from crossfolio.core.findings import Diagnostic, Finding, Severity, one_line, printable
from crossfolio.core.framework import Framework, Group, Outcome, Qualification, Unit
from crossfolio.core.memo import Memo
from crossfolio.core.outcomes import around, circles, parents
from crossfolio.core.place import Place
from crossfolio.core.policy import least_items
from crossfolio.core.portfolio import Enrolment, Portfolio, Progress, Waiver
from crossfolio.core.record.values import Person
from crossfolio.core.rules import BY_CODE
from crossfolio.core.rules.evidence_rules import own_field
from crossfolio.core.settings import Edition, Profile, Settings, is_pending, severity_of
from crossfolio.core.states import State
from crossfolio.core.suppressions import Suppressed, Suppression, suppress
from crossfolio.core.texts import Text
from crossfolio.core.times import seconds
from support import Check, unit

HERE = Place("u.yml")
TODAY = date(2026, 7, 1)


def item(number: int, last: date | None = TODAY, *attached: str) -> Evidence:
    """Return an item that was finished on a day."""
    files = tuple(Attachment(path, path, HERE) for path in attached)
    return Evidence(
        *(f"E{number}", "", f"evidence/e{number}.md", HERE, "product", last, last),
        *(Status.SUBMITTED, Audience.PUBLIC, (), frozenset(), {}, {}, ""),
        attachments=files,
    )


def test_numbers_over_states() -> None:
    """What is covered, what is accepted, and what both are of the whole."""
    states = (State.COVERED, State.STALE, State.ACCEPTED, State.PARTIAL, None)
    found = count_states(states)
    assert found == Count(5, 3, 1)
    assert (found.percent_covered, found.percent_accepted) == (60, 20)
    assert (found.share, found.accepted_share) == (Fraction(3, 5), Fraction(1, 5))
    unsure = found._replace(is_whole=False)
    assert (unsure.percent_covered, unsure.percent_accepted, unsure.share) == (
        (None, None, Fraction(3, 5))
    )
    nothing = count_states([])
    assert nothing == Count(0, 0, 0)
    assert nothing.percent_covered is nothing.share is nothing.accepted_share is None
    assert Count(200, 199, 1).percent_covered == 99
    assert Count(200, 199, 1).percent_accepted == 1
    assert [percent(part, 200) for part in (0, 1, 2, 3, 101, 197, 198, 200)] == (
        [0, 1, 1, 2, 50, 98, 99, 100]
    )


def test_months_before_a_day() -> None:
    """The same day of an earlier month, or the last of one that is too short."""
    days = [
        (date(2026, 7, 31), 1, date(2026, 6, 30)),
        (date(2026, 7, 31), 5, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2026, 12, 1), 13, date(2025, 11, 1)),
        (date(2026, 7, 1), 0, date(2026, 7, 1)),
        (date(2026, 7, 9), 99_999, date(1, 4, 9)),
        (date(1, 2, 3), 1, date(1, 1, 3)),
    ]
    assert [months_before(day, months) for day, months, _ in days] == [day for _, _, day in days]


def test_evidence_that_is_too_old() -> None:
    """The first day that is accepted is, and without a window or a day nothing is too old."""
    of = Qualification("Q", "", HERE, (), currency_months=6)
    days = (date(2026, 1, 1), date(2025, 12, 31), None)
    assert [too_old(item(1, day), of, TODAY) for day in days] == [False, True, False]
    assert not too_old(item(1, date(1999, 1, 1)), replace(of, currency_months=None), TODAY)


def test_characters() -> None:
    """Characters are told by their names, each once, and three of them at most."""
    assert name_of("\0") == "U+0000 NULL"
    assert name_of("\x01") == "U+0001 control character"
    assert name_of("\u00e9") == "U+00E9 LATIN SMALL LETTER E WITH ACUTE"
    assert odd_letters("a\u00e9b\u00e9\u0430") == (
        "U+00E9 LATIN SMALL LETTER E WITH ACUTE, U+0430 CYRILLIC SMALL LETTER A"
    )
    assert odd_letters("\u00e9\u0430\u0431\u0432").count("U+") == 3
    assert odd_letters("\u00e9\u0430", most=1).count("U+") == 1
    assert odd_letters("abc") == ""
    assert composed_name("e\u0301") == "\u00e9"
    assert [is_writable(text) for text in ("a\u00e9", "\ud7ff", "\ud800", "\udfff", "\ue000")] == (
        [True, True, False, False, True]
    )


def test_times_of_recordings() -> None:
    """Hours may be left out; minutes and seconds have two digits."""
    texts = ("0:00", "1:05", "59:59", "60:00", "1:00:00", "01:02:03", "1:60:00", "1:2:03", "1")
    assert [seconds(text) for text in texts] == [0, 65, 3599, 3600, 3600, 3723, 7200, 3723, None]


def outcomes(**within: str) -> list[Outcome]:
    return [Outcome(name, "", HERE, within=other) for name, other in within.items()]


def test_outcomes_within_outcomes() -> None:
    """What lies in a circle, or in what is not there, stands at the top."""
    every = outcomes(A="", B="A", C="B", D="X", P="Q", Q="R", R="P", S="P", T="T")
    assert parents(every) == {
        "A": "",
        "B": "A",
        "C": "B",
        "D": "",
        "P": "",
        "Q": "",
        "R": "",
        "S": "P",
        "T": "",
    }
    assert circles(every) == [("P", "Q", "R"), ("T",)]
    assert circles(outcomes(S="Q", R="P", P="Q", Q="R", U="V", V="U")) == [
        ("R", "P", "Q"),
        ("U", "V"),
    ]
    assert list(around("C", parents(every))) == ["C", "B", "A"]
    assert list(around("S", parents(every))) == ["S", "P"]
    assert list(around("Z", parents(every))) == ["Z"]
    assert list(around("A", {})) == ["A"]
    assert list(around("", {})) == []


def test_items_in_blocks() -> None:
    """Blocks follow each other, and only that with a new item is another."""
    items = tuple(item(number, TODAY, f"f{number}", "all") for number in range(2000))
    memo = Memo()
    before = in_blocks(items, memo)
    assert tuple(own for block in before for own in block) == items
    assert 1 < len(before) < 200
    assert all(hash(block[-1].path) % 32 == 0 for block in before[:-1])
    assert not any(hash(own.path) % 32 == 0 for block in before for own in block[:-1])
    memo.end()
    after = in_blocks((*items[:50], replace(items[50], title="new"), *items[51:]), memo)
    assert len(after) == len(before)
    assert sum(one is not other for one, other in zip(before, after, strict=True)) == 1
    memo.end()
    assert in_blocks(items[:0], memo) == ()
    paths = tuple(own.path for own in items)
    assert [len(block) for block in paths_in_blocks(paths)] == [len(block) for block in before]
    assert list(cut((), ())) == []
    assert attached_in(items[:3]) == {"f0", "f1", "f2", "all"}
    assert in_blocks(items, memo, "others") == before


class Colour(Enum):
    """A value that is copied as it is."""

    RED = 1


class Inner(NamedTuple):
    """A value with a field that is not listed."""

    shown: str
    hidden: str = "none"


@dataclass(frozen=True)
class Outer:
    """A value that holds others."""

    name: str
    inner: Inner
    several: tuple[Inner, ...] = ()
    mapping: dict[str, Inner] = field(default_factory=dict)
    colour: Colour = Colour.RED
    secret: int = 0


@dataclass(frozen=True)
class More(Outer):
    """A value that adds a field."""

    added: str = "added"


class Flat(NamedTuple):
    """A value that may be seen as a whole."""

    text: str
    number: int


LISTED = {
    Outer: ("name", "inner", "several", "mapping", "colour"),
    Inner: ("shown",),
    Flat: ("text", "number"),
}


def test_copies_with_what_is_listed() -> None:
    """At every depth only the listed fields come along, and what is whole is the very same."""
    inner, flat = Inner("a", "b"), Flat("x", 1)
    allowed = Allowed(LISTED)
    outer = Outer("n", inner, (inner, Inner("c", "d")), {"k": inner}, secret=7)
    copy = allowed.of(outer)

    assert copy == Outer("n", Inner("a"), (Inner("a"), Inner("c")), {"k": Inner("a")})
    assert allowed.of(outer) is copy
    assert type(allowed.of(More("n", inner))) is Outer
    assert allowed.of(flat) is flat
    for value in ("x", 1, 1.5, True, None, b"x", TODAY, Text("x"), Colour.RED, frozenset("a")):
        assert allowed.of(value) is value
    whole: tuple[object, ...] = (flat, "x")
    assert allowed.of(whole) is whole
    assert allowed.of(frozenset((inner,))) == {Inner("a")}
    assert allowed.of({inner: "x"}) == {Inner("a"): "x"}
    mapping = MappingProxyType({"a": flat})
    assert allowed.of(mapping) is mapping
    with pytest.raises(TypeError, match="no field of object is listed"):
        allowed.of(object())
    with pytest.raises(TypeError, match="Outcome"):
        allowed.of((outcomes(A="")[0],))


def test_copies_of_what_is_prepared() -> None:
    """What is made of a value first is what is copied, and a value that is whole is changed too."""
    allowed = Allowed({Flat: ("text", "number")}, {Flat: lambda own: own._replace(number=9)})
    flat = Flat("x", 1)
    assert allowed.of(flat) == Flat("x", 9)
    assert allowed.of((flat,)) == (Flat("x", 9),)
    assert names_of(Flat) == ("text", "number")
    assert names_of(Outer) == ("name", "inner", "several", "mapping", "colour", "secret")


@pytest.mark.parametrize("field", ["a", "x-a", "X-a"])
def test_a_field_of_ones_own(field: str) -> None:
    """The prefix is advised once, however it was written."""
    assert own_field(field) == "fields of your own begin with `x-`, such as `x-a`"


def test_names_of_copies() -> None:
    """Of several with one ID the only one that fits, else the only one without a copy's name."""

    def original(*paths: str, fits: tuple[str, ...] = ()) -> tuple[str, str] | None:
        found = original_of(paths, str, lambda path: path in fits)
        return found and (found[0], str(found[1]))

    name, decision = "its name is not that of a copy", "a decision fits it"
    assert original("a copy.md", "a.md") == ("a.md", name)
    assert original("a copy.md", "a.md", fits=("a copy.md",)) == ("a copy.md", decision)
    assert original("x/a.md", "x/b.md", fits=("x/b.md",)) == ("x/b.md", decision)
    assert original("a.md", "b.md", "b copy.md", fits=("b.md",)) == ("b.md", decision)
    assert original("a.md", "b.md", fits=("a.md", "b.md")) is None
    assert original("a.md", "a (1).md", "b.md", fits=("a.md", "a (1).md")) == ("a.md", name)
    assert original("a", "a copy") == ("a", name)
    assert original("a.md", "A-2 copy copy copy copy copy copy.md") == ("a.md", name)


def finding(code: str, path: str = "a.md", **more: object) -> Finding:
    return Finding(code, Place(path, 3), Text("m"), **more)  # type: ignore[arg-type]


BUD = {"criteria/bud.yml": unit("AC1", "AC2")}


@pytest.mark.parametrize(
    ("code", "fields", "options", "severity"),
    [
        ("EVI109", {}, {}, "warning"),
        ("EVI109", {}, {"profile": Profile.STRICT}, "error"),
        ("TAG101", {}, {"profile": Profile.ADVISORY}, "error"),
        ("COV101", {"unit": ""}, {"profile": Profile.ADVISORY}, "warning"),
        ("COV101", {"unit": "BUD"}, {}, "error"),
        ("COV101", {"unit": "MCS"}, {}, "warning"),
        ("COV101", {"unit": ""}, {}, "error"),
        ("COV101", {"unit": "MCS", "firm": True}, {}, "error"),
        ("KND101", {"unit": "MCS"}, {"rules": {"KND101": Severity.ERROR}}, "warning"),
        ("TAG101", {"unit": "MCS"}, {}, "error"),
        ("TAG101", {}, {"rules": {"TAG101": Severity.INFO}}, "info"),
        ("TAG101", {}, {"rules": {"TAG102": Severity.INFO}}, "error"),
        ("TAG101", {"firm": True}, {"rules": {"TAG101": Severity.OFF}}, "error"),
        ("TAG101", {"at_most": Severity.INFO}, {}, "info"),
        ("TAG101", {"at_most": Severity.INFO}, {"profile": Profile.STRICT}, "info"),
        ("TAG101", {}, {"select": frozenset({"TAG102"})}, "off"),
        ("TAG101", {}, {"select": frozenset({"TAG101"})}, "error"),
        ("TAG101", {}, {"select": frozenset()}, "off"),
        ("TAG101", {}, {"per_file_ignores": (("*.md", frozenset({"TAG101"})),)}, "off"),
        ("TAG101", {}, {"per_file_ignores": (("b.*", frozenset({"TAG101"})),)}, "error"),
        ("TAG101", {}, {"per_file_ignores": (("*", frozenset({"TAG102"})),)}, "error"),
        ("TAG101", {}, {"per_file_ignores": (("A.md", frozenset({"TAG101"})),)}, "error"),
        ("TAG101", {"firm": True}, {"select": frozenset()}, "error"),
    ],
)
def test_how_much_a_finding_matters(
    check: Check, code: str, fields: dict[str, object], options: dict[str, object], severity: str
) -> None:
    """Settings and profile, what nothing lowers, and what an unfinished unit may not break."""
    files = {
        "criteria/mcs.yml": unit("AC1", code="MCS"),
        "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted, MCS: in-progress}\n",
    }
    portfolio = check(files).portfolio
    own, rule = finding(code, **fields), BY_CODE[code]
    found = severity_of(rule, own, Settings(**options), portfolio)  # type: ignore[arg-type]

    assert found.word == severity
    is_open = fields.get("unit") == "MCS" and not fields.get("firm")
    assert is_pending(rule, own, portfolio) is (is_open and not code.startswith("TAG"))
    if fields.get("unit") != "MCS":
        assert severity_of(rule, own, Settings(**options), None) is found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("edition", "audience", "path", "rules", "severity"),
    [
        ("public", "public", "evidence/e01.md", {}, "error"),
        ("public", "public", "evidence/other.md", {}, "warning"),
        ("public", "assessor", "evidence/e01.md", {}, "warning"),
        ("assessor", "public", "evidence/e01.md", {}, "warning"),
        ("public", "public", "evidence/e01.md", {"PRV202": Severity.INFO}, "info"),
    ],
)
def test_what_would_be_published(
    check: Check, edition: str, audience: str, path: str, rules: dict[str, Severity], severity: str
) -> None:
    """What holds an item back is an error where an edition for everyone would show it in full."""
    rule = next(
        own for own in BY_CODE.values() if own.holds_back and own.severity is Severity.WARNING
    )
    wanted = dict.fromkeys([rule.code] if rules else [], Severity.INFO)
    page = f"---\nid: E01\ntitle: T\nkind: product\ndate: 2026-04-14\naudience: {audience}\n---\n"
    portfolio = check({"evidence/e01.md": page}).portfolio
    settings = Settings(edition=Edition(edition), rules=wanted, dialect=Dialect())

    found = severity_of(rule, finding(rule.code, path), settings, portfolio)
    assert found.word == severity
    assert severity_of(rule, finding(rule.code, path), settings, None).word != "error"


def diagnostic(code: str, line: int, path: str = "a.md", **more: object) -> Diagnostic:
    own = replace(finding(code, path, **more), place=Place(path, line))
    return Diagnostic(BY_CODE[code], Severity.WARNING, own)


def test_comments_that_take_back() -> None:
    """By code or name, at the finding or at what carries it; what is firm stands."""
    reason = Suppression(Place("a.md", 9), 9, ("tag101", "EVI107"), "r")
    none = Suppression(Place("a.md", 2), 2, ("TAG101",), "")
    name = Suppression(Place("a.md", 4, 1), 4, (BY_CODE["TAG101"].name,), "s")
    other = Suppression(Place("a.md", 4, 7), 4, ("TAG101", "TAG101"), "t")
    found = [
        diagnostic("TAG101", 9),
        diagnostic("TAG101", 9, "b.md"),
        diagnostic("TAG101", 2),
        diagnostic("TAG101", 4),
        diagnostic("TAG101", 9, firm=True),
        diagnostic("TAG102", 9),
        diagnostic("EVI107", 1, "f.csv", carrier=Place("a.md", 9)),
        diagnostic("TAG101", 9),
    ]
    stand, taken, wrong = suppress(found, [reason, none, name, other])

    assert stand == [found[1], found[2], found[4], found[5]]
    assert taken == [
        Suppressed(found[0], reason),
        Suppressed(found[3], other),
        Suppressed(found[6], reason),
        Suppressed(found[7], reason),
    ]
    assert [(own.code, own.place) for own in wrong] == [
        ("SUP102", none.place),
        ("SUP101", name.place),
    ]
    alone = suppress([], [name])[2] + suppress([], [reason])[2]
    assert [(own.code, own.place) for own in alone] == [
        ("SUP101", name.place),
        ("SUP101", reason.place),
        ("SUP101", reason.place),
    ]
    assert len({own.message for own in alone}) == 3


def test_changes_since_a_baseline(check: Check) -> None:
    """All that has changed is told, with what there was and what there is."""
    known = (KnownFinding("TAG101", "error", "a.md", 1, 1, "m"),)
    coverage = check(BUD).coverage
    before = {"BUD.AC1": State.ACCEPTED}
    assert compare(Baseline(before, Count(1, 1, 1), known), coverage) == Comparison(
        (),
        (StateChange("BUD.AC1", State.ACCEPTED, State.COVERED),),
        (StateChange("BUD.AC2", None, State.UNCOVERED),),
        (Count(1, 1, 1), coverage.submitted),
        known,
    )
    assert compare(Baseline({"BUD.AC1": State.DRAFT}, Count(2, 1, 0)), coverage) == Comparison(
        (StateChange("BUD.AC1", State.DRAFT, State.COVERED),),
        (),
        (StateChange("BUD.AC2", None, State.UNCOVERED),),
    )


def portfolio_of(enrolment: Enrolment | None, **qualifications: Qualification) -> Portfolio:
    return Portfolio(Framework({}, qualifications), (), HERE, TODAY, enrolment)


def test_items_that_a_policy_asks_for() -> None:
    """The most that a chosen qualification asks for of a unit, and no less than one."""

    def of(code: str, least: int, *units: str) -> Qualification:
        return Qualification(code, "", HERE, (Group("g", "", units, HERE),), min_items=least)

    every = {"Q": of("Q", 3, "A", "B"), "R": of("R", 2, "B", "C"), "S": of("S", 0, "D")}
    assert least_items(portfolio_of(None, **every)) == {"A": 3, "B": 3, "C": 2, "D": 1}
    chosen = Enrolment(HERE, qualifications={"R": HERE, "QQ": HERE})
    assert least_items(portfolio_of(chosen, **every)) == {"B": 2, "C": 2}


def test_waivers_stand_to_their_last_day() -> None:
    """One without a last day stands always."""
    waiver = Waiver("BUD.AC1", "r", HERE, TODAY)
    days = (date(2026, 6, 30), TODAY, date(2026, 7, 2))
    assert [waiver.stands(day) for day in days] == [True, True, False]
    assert replace(waiver, expires=None).stands(days[2])
    assert Progress("submitted") is Progress.SUBMITTED


def test_values_in_messages() -> None:
    """What is printed stays in its line, and a long value is cut at its end."""
    assert one_line("a\nb\tc\r\u2028\x1b") == "a\\nb\\tc\\r\\u2028\\x1b"
    assert one_line("##[group] # ##") == "#\\x23[group] # ##"
    assert [printable("abcd", longest) for longest in (5, 4, 3, 2)] == [
        "abcd",
        "abcd",
        "ab\u2026",
        "a\u2026",
    ]
    assert printable("a\u202eb\n") == "a\\u202eb\\n"
    assert printable("x" * 80) == "x" * 80
    assert printable("x" * 81) == "x" * 79 + "\u2026"
    assert printable("\x01" * 3, 3) == "\\x01" * 3


def test_findings_as_they_are_told() -> None:
    """A finding is told with its place, its severity and its code, and is known by its words."""
    place = Place("a.md", 3, 4)
    message = Text("line {line} of {name}", line=7, name="x")
    own = Finding("TAG101", place, message, Text("see {other_line}", other_line=9))
    told = Diagnostic(BY_CODE["TAG101"], Severity.ERROR, own)

    assert str(told) == "a.md:3:4: error[TAG101] line 7 of x"
    assert own.args == {"other_line": 9, "line": 7, "name": "x"}
    assert own.words == "line of x"
    assert (own.named("name"), own.named("line"), own.named("none")) == ("x", "", "")
    rule = BY_CODE["TAG101"]
    assert (rule.family, rule.is_gap, BY_CODE["COV101"].is_gap) == ("TAG", False, True)
    assert rule.about == rule.page.split("\n")[0].removesuffix(".")


def test_findings_that_came_and_went() -> None:
    """What only moved is neither; of several alike as many are new as there are more."""
    old = [diagnostic("TAG101", 1), diagnostic("TAG101", 2), diagnostic("EVI109", 1)]
    new = [diagnostic("TAG101", 9), diagnostic("TAG101", 1, "b.md"), diagnostic("EVI109", 1)]
    found = changes(old, new)
    assert (found.new, found.gone) == ((new[1],), (old[1],))
    assert changes(old, old).new == changes(old, old).gone == ()
    assert (changes([], new).new, changes([], new).gone) == (tuple(new), ())
    three = [diagnostic("TAG101", line) for line in (1, 2, 3)]
    assert changes(three[:2], three).new == (three[2],)
    assert changes(three, three[:1]).gone == (three[1], three[2])
    worse = replace(old[2], severity=Severity.ERROR)
    assert changes([old[2]], [worse]).new == (worse,)
    moved = replace(old[0], finding=replace(old[0].finding, message=Text("n")))
    assert changes([old[0]], [moved]).gone == (old[0],)


def test_units_and_people_of_a_portfolio() -> None:
    """What is taken, enrolled and known is told under its right name."""
    own = Unit("BUD", "", HERE, (), ())
    other = Unit("MCS", "", HERE, (), ())
    core = Group("core", "", ("BUD",), HERE, mandatory=True)
    of = Qualification(
        "Q1", "", HERE, (core, Group("more", "", ("MCS",), HERE)), kind_codes={"own": "OW"}
    )
    framework = Framework({"BUD": own, "MCS": other}, {"Q1": of})

    def whole(**fields: object) -> Portfolio:
        enrolment = Enrolment(HERE, **fields) if fields else None  # type: ignore[arg-type]
        return Portfolio(framework, (), HERE, TODAY, enrolment)

    done, started = Progress.SUBMITTED, Progress.IN_PROGRESS
    assert whole().taken == {"BUD": done, "MCS": done}
    assert whole(learner="L").taken == {"BUD": done, "MCS": done}
    assert whole(qualifications={"Q1": HERE}).taken == {"BUD": started}
    assert whole(qualifications={"Q1": HERE}, units={"BUD": done}).taken == {"BUD": done}
    assert whole(units={"MCX": done}).taken == {"MCS": done}
    assert whole(units={"MCX": done, "MCS": started}).taken == {"MCS": started}
    assert whole(units={"ZZZ": done}).taken == {}
    assert whole(units={"ZZZ": done}).names_unknown
    assert not whole(units={"MCX": done}).names_unknown
    assert whole(qualifications={"Q9X": HERE}).names_unknown
    assert not whole().names_unknown
    assert whole().enrolled == {"Q1": None}
    assert whole(qualifications={"Q1": HERE}).enrolled == {"Q1": HERE}
    assert whole(units={"BUD": done}).qualifications == ()
    assert whole().qualifications == (of,)
    assert whole().kinds["own"].code == "OW"
    assert whole().is_whole
    strange = replace(core, units=("BUD", "GONE"))
    lost = replace(framework, qualifications={"Q1": replace(of, groups=(strange,))})
    chosen = Enrolment(HERE, qualifications={"Q1": HERE})
    assert Portfolio(lost, (), HERE, TODAY, chosen).names_unknown
    people = {"a1": Person("a1", "Ann", ())}
    register = Portfolio(framework, (), HERE, TODAY, people=people).register
    assert register is not None
    assert list(register) == ["A1"]
    assert whole().register is None
    items = (item(1, TODAY, "f1", "f1", "all"), item(2, TODAY, "all"))
    by_file = Portfolio(framework, items, HERE, TODAY).by_file
    assert {path: [its.id for its in found] for path, found in by_file.items()} == {
        "evidence/e1.md": ["E1"],
        "f1": ["E1"],
        "all": ["E1", "E2"],
        "evidence/e2.md": ["E2"],
    }
