"""What is in doubt because of slips, held against plain models of it."""

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.doubts import Doubts, doubts_of, lost_claims, without_consequences
from crossfolio.core.findings import Diagnostic, Finding, Loss, Severity
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE
from crossfolio.core.texts import Text

NAMES = ("BUD", "bud.AC1", "MCS", "L1", "e01")
ROLES = ("criteria", "portfolio", "people", "page", "file")
GAP, OTHER = BY_CODE["COV101"], BY_CODE["TAG101"]
PLACES = tuple(Place(path, line, column) for path, line, column in product("ab", (1, 2), (1, 2)))

places = st.sampled_from(PLACES)
losses = st.builds(
    Loss, st.sampled_from(ROLES), st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    st.booleans(),
)  # fmt: skip
findings = st.builds(
    Finding, st.just("SRC102"), places, st.just(Text("a slip")), loss=st.none() | losses
)


@given(st.lists(findings, max_size=6))
def test_doubts_of_findings(found: list[Finding]) -> None:
    """The first slip in a file that others refer to is the doubt about each name in it."""
    doubts = doubts_of(found)
    lost = [(one.place, one.loss) for one in found if one.loss]

    def first(*roles: str, name: str = "", nameless: bool = False) -> Place | None:
        fits = (
            place
            for place, loss in lost
            if loss.role in roles
            and (
                (loss.is_whole and not loss.names)
                if nameless
                else name in map(str.upper, loss.names)
            )
        )
        return next(fits, None)

    for name in NAMES:
        key = name.upper()
        assert doubts.named.get(key) == first("criteria", "portfolio", name=key)
        assert doubts.persons.get(key) == first("people", name=key)
    assert {*doubts.named, *doubts.persons} <= {name.upper() for name in NAMES}
    assert doubts.criteria == first("criteria", nameless=True)
    assert doubts.portfolio == first("portfolio", nameless=True)
    assert doubts.people == first("people", nameless=True)
    assert doubts.is_partial == any(
        loss.role == "criteria" or (loss.role == "portfolio" and loss.is_whole) for _, loss in lost
    )
    assert list(lost_claims(found)) == [
        (name.upper(), one)
        for one in found
        for name in (one.loss.names if one.loss and one.loss.role == "page" else ())
    ]


A, B, C, D = PLACES[:4]


def test_the_slip_behind_a_name() -> None:
    """A criterion is in doubt by its own entry, else by its unit's, else by a nameless file."""
    doubts = Doubts({"BUD": A, "BUD.AC1": B}, C, None, D, {"L1": A})

    assert [doubts.of(name) for name in ("bud.ac1", "bud.ac2", "Bud", "MCS.AC1")] == [B, A, A, C]
    assert [doubts.at(name) for name in ("bud.ac1", "bud.ac2", "Bud")] == [B, None, A]
    assert [doubts.of_person(name) for name in ("l1", "L2")] == [A, D]


def test_doubts_joined() -> None:
    """What is known already stays, and only units and criteria are joined to it."""
    lost = [
        Finding("SRC102", D, Text("a slip"), loss=loss)
        for loss in (
            Loss("criteria", ("bud", "mcs")),
            Loss("criteria", (), is_whole=True),
            Loss("people", (), is_whole=True),
        )
    ]
    known = Doubts({"BUD": A}, portfolio=B)

    assert known.joined_by(lost) == Doubts({"BUD": A, "MCS": D}, criteria=D, portfolio=B)
    assert replace(known, criteria=C).joined_by(lost).criteria == C


diagnostics = st.builds(
    Diagnostic,
    st.sampled_from((GAP, OTHER)),
    st.sampled_from(list(Severity)[1:]),
    st.builds(Finding, st.just("COV101"), places, st.just(Text("a")), cause=st.none() | places),
)


@given(st.lists(diagnostics, max_size=6))
def test_what_only_follows(every: list[Diagnostic]) -> None:
    """What follows from a slip that is said and matters no less is left out; a gap is an info."""
    expected = []
    for one in every:
        cause = one.finding.cause
        said = [other for other in every if other.finding.place == cause != other.finding.cause]
        worst = max((other.severity for other in said), default=0)
        if cause is None or worst < one.severity:
            expected.append(one)
        elif one.rule is GAP:
            expected.append(replace(one, severity=Severity.INFO))
    assert without_consequences(every) == expected
