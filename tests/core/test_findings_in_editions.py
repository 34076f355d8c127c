"""What editions show of findings: their own words, what their rule is about, or nothing."""

from dataclasses import fields, replace
from types import SimpleNamespace
from typing import cast

import pytest

from core.test_who_decided_and_sampled import item
from crossfolio.core.cover import Cover
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Attachment, Evidence
from crossfolio.core.findings import Diagnostic, Edit, Finding, Related, Severity
from crossfolio.core.place import Place
from crossfolio.core.rules import RULES
from crossfolio.core.seen_findings import FindingsShown, is_public
from crossfolio.core.states import State
from crossfolio.core.suppressions import Suppressed, Suppression
from crossfolio.core.texts import Text

HERE = Place("u.yml", 4, 5, 4, 9)
STUB, SHOWN = Place("e02.md", 3, 1, 3, 4), Place("e01.md", 3, 1, 3, 4)
PLAIN = next(rule for rule in RULES if is_public(rule) and not rule.holds_back)
HOLDS = next(rule for rule in RULES if rule.holds_back)
TELLS = next(rule for rule in RULES if not is_public(rule))


def items() -> tuple[Evidence, ...]:
    """Return an item that is shown, and one that is a stub; they share a file."""
    own = Attachment("Sub/own.pdf", "files/own.pdf", Place("e02.md"))
    both = Attachment("both.pdf", "files/both.pdf", Place("e02.md"))
    return (
        replace(item(), title="Shown", attachments=(both,)),
        replace(item(), id="E02", path="e02.md", title="Secret", attachments=(own, both)),
    )


def seen(*, people: bool) -> FindingsShown:
    """Return what builds findings for readers who do, or do not, see people."""
    return FindingsShown(items(), {"E02": Hold.WITHHELD}, people=people)


def finding(place: Place = SHOWN, message: str = "plain", **more: object) -> Finding:
    """Return a finding in which every field says something."""
    known: dict[str, object] = {
        "help": Text("do it"),
        "related": (Related(HERE, Text("beside")),),
        "edits": (Edit(HERE, "new"),),
        "unit": "BUD",
        "cause": HERE,
        "firm": True,
        "at_most": Severity.WARNING,
        "carrier": HERE,
        "feedback": "said",
    }
    text = Text("{words}", words=message)
    return Finding(PLAIN.code, place, text, **{**known, **more})  # type: ignore[arg-type]


def shown(own: Finding, rule: object = PLAIN) -> Diagnostic:
    """Return a finding under a rule."""
    return Diagnostic(rule, Severity.WARNING, own, pending=True)  # type: ignore[arg-type]


def whole(own: Finding, rule: object = PLAIN) -> Diagnostic:
    """Return it with all that may be seen in full: not what only the check itself asks for."""
    return shown(replace(own, cause=None, loss=None, at_most=Severity.ERROR, carrier=None), rule)


def bare(own: Finding, rule: object = PLAIN) -> Diagnostic:
    """Return it with its place and what its rule is about."""
    about = rule.about  # type: ignore[attr-defined]
    return shown(Finding(own.code, own.place, about, unit=own.unit, firm=own.firm), rule)


def every_field(diagnostic: Diagnostic) -> list[object]:
    """Return all that a finding has, as values compare what they think worth it alone."""
    own = diagnostic.finding
    known = [getattr(own, field.name) for field in fields(own)]
    return [diagnostic.rule, diagnostic.severity, diagnostic.pending, *known]


@pytest.mark.parametrize(
    ("own", "tells"),
    [
        (finding(), False),
        (finding(STUB), True),
        (finding(message="a Secret thing"), True),
        (finding(message="Secretly"), False),
        (finding(message="unSecret"), False),
        (finding(message="both.pdf"), False),
        (finding(message="own.pdf"), True),
        (finding(message="Sub/own.pdf"), True),
        (finding(message="files/own.pdf"), True),
        (finding(message="Shown"), False),
        (finding(help=Text("see {name}", name="Secret")), True),
        (finding(related=(Related(HERE, Text("as {name}", name="Secret")),)), True),
        (finding(edits=(Edit(HERE, "Secret"),)), True),
        (finding(feedback="Of Secret."), True),
    ],
)
def test_findings_where_people_are_shown(own: Finding, tells: bool) -> None:  # noqa: FBT001
    """In their own words, but for what is about a stub or has a name that only stubs have."""
    for rule in (PLAIN, HOLDS, TELLS):
        (one,) = seen(people=True).of([shown(own, rule)])
        expected = bare(own, rule) if tells else whole(own, rule)
        assert every_field(one) == every_field(expected)
        comment = Suppression(SHOWN, 3, ("x",), "Why not")
        (taken,) = seen(people=True).suppressed([Suppressed(shown(own, rule), comment)])
        assert every_field(taken.diagnostic) == every_field(expected)
        assert taken.suppression == (replace_reason(comment, "") if tells else comment)
    nothing_held = FindingsShown(items(), {}, people=True)
    assert list(nothing_held.of([shown(own)])) == [whole(own)]


def replace_reason(comment: Suppression, reason: str) -> Suppression:
    """Return a comment with another reason."""
    return Suppression(comment.place, comment.line, comment.names, reason)


def test_reasons_that_name_a_stub() -> None:
    """A comment whose reason has a stub's name is shown without it, and the finding bare."""
    comment = Suppression(SHOWN, 3, ("x",), "As in Secret")
    taken = [Suppressed(shown(finding()), comment)]
    (one,) = seen(people=True).suppressed(taken)
    assert every_field(one.diagnostic) == every_field(bare(finding()))
    assert one.suppression == replace_reason(comment, "")
    assert list(seen(people=False).suppressed(taken)) == []


def test_findings_where_nobody_is_shown() -> None:
    """In full what holds back, where it stands in files of items; what is public without words."""
    of = seen(people=False).of
    for place in (SHOWN, STUB, Place("files/own.pdf"), Place("files/both.pdf")):
        own = finding(place)
        (one,) = of([shown(own, HOLDS)])
        assert every_field(one) == every_field(whole(own, HOLDS))
        (other,) = of([shown(own)])
        assert every_field(other) == every_field(bare(own))
        assert list(of([shown(own, TELLS)])) == []
    assert list(of([shown(finding(HERE), HOLDS)])) == []
    assert list(of([shown(finding(HERE))])) == [bare(finding(HERE))]


def test_findings_that_criteria_are_open() -> None:
    """By criterion, where the place begins; where nobody is shown, for what does not count."""
    gap = next(rule for rule in RULES if rule.is_gap)
    covers = [
        cast(
            "Cover",
            SimpleNamespace(
                criterion=SimpleNamespace(id=name, place=Place("u.yml", line, 5)), state=state
            ),
        )
        for name, line, state in (
            ("U.A", 4, State.UNCOVERED),
            ("U.B", 5, State.ACCEPTED),
            ("U.C", 6, State.COVERED),
        )
    ]
    at = [Place("u.yml", line, 5, line, 9) for line in (4, 5, 6, 7)]
    found = [shown(finding(place), gap) for place in at] + [shown(finding(at[0]))]
    told = list(seen(people=True).gaps(found, covers))
    assert told == [
        (name, whole(finding(place), gap))
        for name, place in zip(("U.A", "U.B", "U.C"), at, strict=False)
    ]
    public = list(seen(people=False).gaps(found, covers))
    assert public == [("U.A", bare(finding(at[0]), gap))]


def test_rules_that_everyone_may_hear_of() -> None:
    """Those that hold back, and all but those about decisions, samples and people."""
    families = {"DEC", "SMP", "PRV"}
    for rule in RULES:
        private = rule.tells_decision or rule.code[:3] in families
        assert is_public(rule) == (rule.holds_back or not private)
