"""Nothing that an edition does not list reaches it: new fields, and words of what is hidden."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, make_dataclass, replace
from datetime import date
from itertools import count
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.core.allowed import Allowed, names_of
from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked
from crossfolio.core.edition import Hold, stubs
from crossfolio.core.evidence import (
    Attachment,
    Audience,
    Claim,
    Evidence,
    Heading,
    Image,
    Mark,
    PageLink,
    RangeValue,
    Status,
)
from crossfolio.core.findings import Diagnostic, Edit, Finding, Loss, Related, Severity
from crossfolio.core.framework import Need
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Progress, Waiver
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import (
    Action,
    Decision,
    Judged,
    Judgement,
    Parts,
    Person,
    Reference,
    Sample,
    Verdict,
)
from crossfolio.core.rules import BY_CODE
from crossfolio.core.seen import Seen
from crossfolio.core.seen_values import OF_RECORD
from crossfolio.core.settings import Edition
from crossfolio.core.texts import strings_in
from crossfolio.reports import (
    github_report,
    gitlab_report,
    json_report,
    junit_report,
    markdown_report,
    sarif_report,
    text_report,
)
from crossfolio.site.data.coverage_badge import coverage_badge
from crossfolio.site.data.portfolio_data import portfolio_data
from crossfolio.site.data.spreadsheets import coverage_table, matrix_table

from .conftest import TODAY, criterion, every_page, to, unit, whole

T = TypeVar("T")
CANARY = "Zaffrecanary"
MakeWhole = Callable[[Edition], Checked]


def outputs(seen: Seen) -> dict[str, str]:
    """Return every report, every file of data and every page of an edition."""
    return {
        "concise": text_report.concise(seen),
        "full": text_report.full(seen, lambda *_: None),
        "json": json_report.render(seen),
        "sarif": sarif_report.render(seen, "1.0"),
        "junit": junit_report.render(seen),
        "github": github_report.render(seen) + github_report.summary(seen),
        "gitlab": gitlab_report.render(seen),
        "markdown": markdown_report.render(seen),
        "portfolio.json": portfolio_data(seen, to),
        "matrix.csv": matrix_table(seen, to).decode(),
        "coverage.csv": coverage_table(seen).decode(),
        "coverage.svg": coverage_badge(seen),
        **every_page(seen),
    }


def texts(value: object, done: set[int] | None = None) -> Iterator[str]:
    """Give every text that can be reached from a value, private attributes among it."""
    done = set() if done is None else done
    if isinstance(value, str):
        yield from strings_in(value)
    elif id(value) not in done and not isinstance(value, type):
        done.add(id(value))
        for part in _parts(value):
            yield from texts(part, done)


def _parts(value: Any) -> Iterator[object]:  # noqa: ANN401 - whatever a portfolio holds
    if isinstance(value, Mapping):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, tuple | list | set | frozenset):
        yield from value
        yield from vars(value).values() if hasattr(value, "__dict__") else ()
    elif type(value).__module__.startswith(("crossfolio", "tests", "types")):
        names = [field.name for field in fields(value)] if is_dataclass(value) else []
        yield from (getattr(value, name) for name in names)
        yield from getattr(value, "__dict__", {}).values()


def with_field(value: T) -> T:
    """Return a value of a type that has one more field, which holds the canary."""
    kind = type(value)
    given_ = {name: getattr(value, name) for name in names_of(kind)}
    if is_dataclass(kind):
        more = make_dataclass("More", [("canary", str)], bases=(kind,), frozen=True, kw_only=True)
        return more(**given_, canary=CANARY)  # type: ignore[no-any-return]
    bare: Any = type("More", (kind,), {})
    made = bare(**given_)
    made.canary = CANARY
    return made  # type: ignore[no-any-return]


class _Planted(Allowed):
    """Gives every value of a record, at every depth, one more field."""

    def _record(self, value: Any, kind: type) -> Any:  # noqa: ANN401 - as in `Allowed`
        copy = super()._record(value, kind)
        return copy if kind is Place else with_field(copy)


PLANT = {it: names_of(it) for it in (*OF_RECORD, Finding, Loss, Related, Edit)}


@pytest.mark.parametrize("edition", Edition)
def test_a_new_field_is_hidden_until_it_is_listed(
    secretive_whole: MakeWhole, edition: Edition
) -> None:
    """A field more in each value of a portfolio is nowhere in what an edition is made of."""
    it = secretive_whole(edition)
    of = _Planted(PLANT).of
    portfolio = it.portfolio
    planted = replace(
        it,
        portfolio=replace(
            portfolio,
            evidence=tuple(_planted_item(one, of) for one in portfolio.evidence),
            decisions=of(portfolio.decisions),
            people=of(portfolio.people),
            samples=of((SAMPLE,)),
            fingerprints=of(portfolio.fingerprints),
        ),
        diagnostics=tuple(
            with_field(replace(one, finding=of(one.finding))) for one in it.diagnostics
        ),
    )
    assert sum(CANARY in text for text in texts(planted)) > 1

    seen = seen_in_edition(planted)

    assert [text for text in texts(seen) if CANARY in text] == []
    for name, text in outputs(seen).items():
        assert CANARY not in text, name


def _planted_item(item: Evidence, of: Callable[[Any], Any]) -> Evidence:
    parts = {name: of(getattr(item, name)) for name in ("claims", "marks", "headings")}
    return with_field(replace(item, **parts))


SAMPLE = Sample(
    "S01",
    "Q1",
    date(2026, 6, 1),
    Place("assessment/samples/s01.yml"),
    (Reference("D01", Place("assessment/samples/s01.yml", 4)),),
    "agree",
    "final",
    actions=(Action("Look again", date(2026, 7, 1), Place("assessment/samples/s01.yml", 9)),),
)


@pytest.mark.parametrize("kind", [it for it in OF_RECORD if it is not Place])
def test_what_is_taken_off_the_list_is_hidden(kind: type) -> None:
    """A value comes out without a field that is no longer listed, at whatever depth it stands."""
    optional = [name for name in OF_RECORD[kind] if name in _defaults(kind)]
    made = kind(**{name: f"{CANARY} {name}" for name in OF_RECORD[kind]})
    for name in optional:
        fewer = tuple(it for it in OF_RECORD[kind] if it != name)
        ((copy,),) = Allowed({**OF_RECORD, kind: fewer}).of(((made,),))
        assert getattr(copy, name) != f"{CANARY} {name}"
        assert all(getattr(copy, it) == f"{CANARY} {it}" for it in fewer)


def _defaults(kind: type) -> Iterable[str]:
    if is_dataclass(kind):
        required = {"_MISSING_TYPE"}
        return [
            field.name
            for field in fields(kind)
            if not {type(field.default).__name__, type(field.default_factory).__name__} <= required
        ]
    return kind._field_defaults  # type: ignore[attr-defined,no-any-return]


def test_what_is_as_it_was_stays_the_same_object() -> None:
    """Nothing is copied of which all may be seen."""
    one = (SAMPLE, {"D01": SAMPLE.decisions})
    assert Allowed(OF_RECORD).of(one) is one


def test_a_type_that_is_not_listed_is_never_shown() -> None:
    """A new type is an error until somebody says what of it may be seen."""

    class New(NamedTuple):
        secret: str = CANARY

    with pytest.raises(TypeError, match="New"):
        Allowed(OF_RECORD).of((New(),))


def test_a_finding_that_holds_back_makes_a_stub(secretive_whole: MakeWhole) -> None:
    """It does so in the public edition alone, and only while it stands."""
    it = secretive_whole(Edition.PUBLIC)
    public = replace(it.portfolio.evidence[0], audience=Audience.PUBLIC)
    rule = BY_CODE["TAG101"]._replace(holds_back=True)
    found = Diagnostic(rule, Severity.ERROR, Finding("TAG101", Place(public.path, 3), "a"))

    assert stubs([public], Edition.PUBLIC, [found]) == {"E01": Hold.FOUND}
    assert stubs([public], Edition.ASSESSOR, [found]) == {}
    assert stubs([public], Edition.PUBLIC) == {}

    portfolio = replace(it.portfolio, evidence=(public, *it.portfolio.evidence[1:]))
    seen = seen_in_edition(replace(it, portfolio=portfolio, diagnostics=(found,)))
    assert seen.portfolio.evidence[0].title == ""
    assert [one.rule for one in seen.diagnostics] == [rule]


def test_file_names_of_stubs_are_hidden_by_their_values(secretive_whole: MakeWhole) -> None:
    """A finding elsewhere that quotes a withheld item's title or file says what its rule is."""
    it = secretive_whole(Edition.ASSESSOR)
    place = Place("evidence/e03.md", 4)
    file = Attachment("plans/Q3 Müller.pdf", "evidence/plans/Q3 Müller.pdf", place)
    items = [
        replace(one, title="A very special plan", attachments=(file,)) if one.id == "E03" else one
        for one in it.portfolio.evidence
    ]
    words = ("see Q3 Müller.pdf", "`evidence/plans/Q3 Müller.pdf`", "it is A very special plan")
    found = [
        Diagnostic(BY_CODE["COV104"], Severity.WARNING, Finding("COV104", Place("a.yml"), *said))
        for word in words
        for said in ((word,), ("plain", word), ("plain", "", (Related(Place("b.yml"), word),)))
    ]
    plain = replace(found[0], finding=Finding("COV104", Place("a.yml"), "E03 has changed"))
    portfolio = replace(it.portfolio, evidence=tuple(items))
    seen = seen_in_edition(replace(it, portfolio=portfolio, diagnostics=(*found, plain)))

    about = BY_CODE["COV104"].page.partition("\n")[0].removesuffix(".")
    assert [one.finding.message for one in seen.diagnostics[:-1]] == [about] * len(found)
    assert seen.diagnostics[-1].finding == plain.finding


class _Words:
    """Gives texts that stand nowhere else; each begins with the canary."""

    def __init__(self) -> None:
        self._numbers = count()

    def __call__(self) -> str:
        return f"{CANARY}{next(self._numbers)}"


def _hidden_item(number: int, audience: Audience, tags: list[str], say: _Words) -> Evidence:
    """Return an item with a canary in every field that holds words, but for its ID and path."""
    path = f"evidence/e{number}.md"
    place = Place(path, 3)
    said = RangeValue(say(), say(), place, place)
    claims = [
        Claim(tag, Place(path, n), say(), place, say(), range=(said,)) for n, tag in enumerate(tags)
    ]
    claims.append(Claim(say(), Place(path, 90), say(), place, say()))
    return Evidence(
        f"E{number}",
        say(),
        path,
        place,
        "product",
        date(2026, 4, 13),
        date(2026, 4, 17),
        Status.SUBMITTED,
        audience,
        tuple(claims),
        frozenset((Need.METRICS,)),
        {
            **{name: say() for name in ("author", "assessor", "witness", "outcome", "x-own")},
            "location": {"where": say(), "seen_by": say()},
            "consent": [{"person": say(), "covers": say()}],
            "objectives": [{"text": say(), "agreed_with": say()}],
            "context": {"channel": say()},
        },
        {say(): place},
        say(),
        marks=(Mark(tags[0] if tags else "BUD.AC1", 0, 3, say()),),
        headings=(Heading(say(), say(), 2, 9),),
        attachments=(Attachment(say(), f"evidence/{say()}.pdf", place),),
        images=(Image(say(), f"evidence/{say()}.png", place),),
        linked_pages=("evidence/e1.md",),
        links=(PageLink(say(), "evidence/e1.md", say(), place),),
        anchors=frozenset((say(),)),
        unshown=say(),
    )


def _decision(
    number: int, on: Evidence, tags: list[str], verdict: Verdict, say: _Words
) -> Decision:
    place = Place(f"assessment/decisions/{say()}.yml", 2)
    parts = Parts(say(), say(), {f"{say()}.pdf": say()})
    return Decision(
        f"D{number}-{say()}",
        say(),
        date(2026, 5, 1 + number),
        place,
        (Judged(on.key, say(), place, parts),),
        tuple(
            Judgement(tag, verdict, place, say(), on=(on.key,), claims={on.key: say()}, level=say())
            for tag in tags
        ),
        say(),
        (Reference(say(), place),),
        {say(): say()},
        say(),
        say(),
        say(),
    )


TAGS = [f"BUD.AC{n}" for n in range(1, 5)]


@st.composite
def hidden_portfolios(draw: st.DrawFn, audiences: tuple[Audience, ...]) -> dict[str, Any]:
    """Return what portfolios are made of of which nothing may be seen but IDs and paths."""
    say = _Words()
    tags = st.lists(st.sampled_from(TAGS), unique=True, max_size=4)
    items = [
        _hidden_item(n, draw(st.sampled_from(audiences)), draw(tags), say)
        for n in range(1, 1 + draw(st.integers(1, 4)))
    ]
    items = [replace(item, status=draw(st.sampled_from(Status))) for item in items]
    verdicts = st.sampled_from(Verdict)
    decisions = [
        _decision(n, draw(st.sampled_from(items)), draw(tags), draw(verdicts), say)
        for n in range(draw(st.integers(0, 3)))
    ]
    place = Place(f"assessment/samples/{say()}.yml")
    sampled = tuple(Reference(decision.id, place) for decision in decisions)
    samples = [
        Sample(
            f"S01-{say()}",
            say(),
            date(2026, 6, 1),
            place,
            sampled,
            draw(st.sampled_from(("agree", "disagree"))),
            say(),
            say(),
            (Action(say(), date(2026, 6, 20), place),),
            say(),
        )
    ]
    listed = Place("evidence/portfolio.yml")
    return {
        "evidence": tuple(items),
        "decisions": tuple(decisions),
        "samples": tuple(samples) if sampled else (),
        "people": {f"P-{say()}": Person(say(), say(), ("assessor",), say())},
        "fingerprints": {
            item.key: Fingerprint(say(), Parts(say(), say(), {say(): say()})) for item in items
        },
        "enrolment": Enrolment(
            listed,
            say(),
            units={"BUD": Progress.SUBMITTED},
            waivers=(Waiver("BUD.AC4", say(), listed),),
        ),
    }


def _whole(edition: Edition, parts: dict[str, Any]) -> Checked:
    units = (unit("BUD", *map(criterion, TAGS)),)
    rest = {name: part for name, part in parts.items() if name != "evidence"}
    return whole(units, parts["evidence"], edition, **rest)


@settings(max_examples=40)
@given(hidden_portfolios((Audience.ASSESSOR, Audience.WITHHELD)))
def test_no_word_of_what_is_hidden_is_public(parts: dict[str, Any]) -> None:
    """No field of a hidden item, a decision, a sample or a person is in any public output."""
    it = _whole(Edition.PUBLIC, parts)
    seen = seen_in_edition(it)

    assert [text for text in texts(seen) if CANARY in text] == []
    for name, text in outputs(seen).items():
        assert CANARY not in text, name


@settings(max_examples=40)
@given(hidden_portfolios((Audience.WITHHELD,)))
def test_no_word_of_a_withheld_item_is_for_assessors(parts: dict[str, Any]) -> None:
    """Of withheld items, assessors see where they are kept, and no other word."""
    it = _whole(Edition.ASSESSOR, parts)
    hidden = {text for item in parts["evidence"] for text in _words_of(item)}
    seen = seen_in_edition(it)

    assert hidden.isdisjoint(texts(seen))
    for name, text in outputs(seen).items():
        assert not [word for word in hidden if word in text.split()], name


def _words_of(item: Evidence) -> set[str]:
    bare = replace(item, fields={k: v for k, v in item.fields.items() if k != "location"})
    return {text for text in texts(bare) if text.startswith(CANARY)}


def test_the_months_of_stubs_are_all_that_is_known_of_days() -> None:
    """What is hidden has no day, in whatever order it was made."""
    say = _Words()
    items = tuple(_hidden_item(n, Audience.WITHHELD, TAGS, say) for n in (1, 2))
    seen = seen_in_edition(_whole(Edition.ASSESSOR, {"evidence": items}))

    assert {item.first_day for item in seen.portfolio.evidence} == {date(2026, 4, 1)}
    assert all(
        "13 April" not in text and "2026-04-13" not in text for text in outputs(seen).values()
    )
    assert seen.portfolio.today == TODAY
