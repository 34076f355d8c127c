"""Small portfolios, built by hand, and a reader of the pages made from them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from html.parser import HTMLParser

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.check import Checked, check
from crossfolio.core.evidence import Audience, Claim, Evidence, Heading, Json, Mark, Status
from crossfolio.core.framework import Criterion, Framework, Outcome, Qualification, Source, Unit
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Enrolment, Portfolio, Progress, Waiver
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.values import (
    Decision,
    Judged,
    Judgement,
    Parts,
    Person,
    Verdict,
)
from crossfolio.core.seen import Seen
from crossfolio.core.settings import Edition, Settings
from crossfolio.site import item_page
from crossfolio.site.attached_file import Attached
from crossfolio.site.pages.assessment import render_assessment
from crossfolio.site.pages.cross_references import render_cross_references
from crossfolio.site.pages.desk import render_desk
from crossfolio.site.pages.evidence_index import render_evidence_index
from crossfolio.site.pages.gaps import render_gaps
from crossfolio.site.pages.overview import render_overview
from crossfolio.site.pages.problems import render_problems
from crossfolio.site.pages.sampling import render_sampling
from crossfolio.site.pages.unit import render_unit
from crossfolio.site.views.print_view import bundle, unit_form, unit_print
from crossfolio.site.views.relations import Relations, relations

TODAY = date(2026, 6, 15)


def criterion(id: str, **more: object) -> Criterion:
    """Return a criterion such as `BUD.AC1`."""
    unit = id.partition(".")[0]
    given = {"title": f"Title of {id}", "text": f"Text of {id}.", **more}
    return Criterion(id=id, unit=unit, place=Place(f"criteria/{unit}.yml"), **given)


def unit(id: str, *criteria: Criterion, outcomes: Mapping[str, str] | None = None) -> Unit:
    """Return a unit; outcomes by their own ID, such as `LO1`."""
    place = Place(f"criteria/{id}.yml")
    listed = tuple(Outcome(f"{id}.{o}", text, place) for o, text in (outcomes or {}).items())
    return Unit(id, f"Unit {id}", place, listed, criteria, Source("study-page", "notes.txt"))


def item(id: str, *tags: str | Claim, **more: object) -> Evidence:
    """Return a submitted product of work, for assessors, that claims these criteria."""
    path = f"evidence/{id.lower()}.md"
    claims = tuple(
        Claim(tag, Place(path, line)) if isinstance(tag, str) else tag
        for line, tag in enumerate(tags, start=6)
    )
    values: dict[str, object] = {
        "title": f"Title of {id}",
        "kind": "product",
        "first_day": date(2026, 4, 14),
        "last_day": date(2026, 4, 14),
        "status": Status.SUBMITTED,
        "audience": Audience.ASSESSOR,
        "brings": frozenset(),
        "fields": {},
        "places": {},
        "body": "",
        **more,
    }
    return Evidence(id=id, path=path, place=Place(path, 2), claims=claims, **values)


def checked(
    units: tuple[Unit, ...],
    evidence: tuple[Evidence, ...],
    edition: Edition = Edition.ASSESSOR,
    qualifications: tuple[Qualification, ...] = (),
    **more: object,
) -> Seen:
    """Return what an edition shows of a portfolio."""
    return seen_in_edition(whole(units, evidence, edition, qualifications, **more))


def whole(
    units: tuple[Unit, ...],
    evidence: tuple[Evidence, ...],
    edition: Edition = Edition.ASSESSOR,
    qualifications: tuple[Qualification, ...] = (),
    **more: object,
) -> Checked:
    """Return a checked portfolio."""
    framework = Framework(
        {unit.id: unit for unit in units},
        {qualification.id: qualification for qualification in qualifications},
    )
    portfolio = Portfolio(framework, evidence, Place("mkdocs.yml"), TODAY, **more)
    return check(portfolio, Settings(edition=edition))


def to(address: str) -> str:
    """Return an address that shows that it went through here."""
    return f"to:{address}"


FILES = [
    Attached("minutes.pdf", "to:minutes.pdf", "PDF", "12 kB"),
    Attached("desk.png", "to:desk.png", "PNG picture", "12 kB", "image"),
    Attached("talk.m4a", "to:talk.m4a", "M4A sound", "1.2 MB", "audio"),
    Attached("call.mp4", "to:call.mp4", "MP4 video", "9.0 MB", "video", captions="to:call.vtt"),
    Attached("notes.txt", "to:notes.txt", "text", "80 bytes", "text", "<b>First</b> line"),
]
"""Files that an item could have, one of each sort."""


def every_page(it: Seen) -> dict[str, str]:
    """Return the HTML of every page of a site, by a name."""
    found = {
        "overview": render_overview(it, to).html,
        "evidence": render_evidence_index(it, to).html,
        "list": render_cross_references(it, to).html,
        "gaps": render_gaps(it, to).html,
        "problems": render_problems(it, to).html,
    }
    if it.people:
        found["assessment"] = render_assessment(it, to).html
        found["desk"] = render_desk(it, to).html
        found["sampling"] = render_sampling(it, to).html
    for name in it.portfolio.framework.units:
        found[f"unit {name}"] = render_unit(it, name, to).html
    forms = {name: unit_form(name, it, to) for name in it.portfolio.taken}
    for name, form in forms.items():
        found[f"sheet {name}"] = unit_print(name, form, to, "to:print.css")
    found["whole portfolio"] = bundle(forms.values(), it, to, "to:print.css")
    items = it.portfolio.evidence
    known = relations(it)
    for one in items:
        found[f"evidence {one.id}"] = _item_page(one, it, known)
    return found


def _item_page(one: Evidence, it: Seen, known: Relations) -> str:
    about = [d for d in it.diagnostics if d.finding.place.path == it.paths[one.key]]
    if not it.in_full(one):
        return item_page.stub(one, it, to, known, about).html
    head = f"<h1>{escape(one.title)}</h1>" + item_page.evidence_head(one, it, to, about)
    beside = item_page.evidence_claims(one, it, to)
    return head + beside + item_page.evidence_foot(one, it, to, known, FILES)


VOID = {"br", "col", "hr", "img", "input", "link", "meta", "rect", "track"}


@dataclass
class Read(HTMLParser):
    """A page taken apart."""

    html: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a stretch of text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, with single spaces."""
        return " ".join(" ".join(self.texts).split())

    def all(self, attribute: str) -> Iterator[str]:
        """Give every value of an attribute."""
        for _, attributes in self.tags:
            if attribute in attributes:
                yield attributes[attribute] or ""


SECRETS = {
    "title": "Zaffretitle",
    "body": "Zaffrebody",
    "note": "Zaffrenote",
    "feedback": "Zaffrefeedback",
    "person": "Zaffreperson",
    "location": "Zaffrelocation",
    "reason": "Zaffrereason",
    "learner": "ZAFFRELEARNER",
    "heading": "Zaffreheading",
    "attachment": "zaffreattachment",
    "decision": "ZAFFREDECISION",
    "consent": "Zaffreconsent",
    "tag": "Zaffretag",
}
"""Words that stand nowhere else."""


def secret_item(id: str, audience: Audience, *tags: str, **more: object) -> Evidence:
    """Return an item that holds a secret in every place that can hold one."""
    s = SECRETS
    path = f"evidence/{id.lower()}.md"
    claims = [Claim(t, Place(path, 6), at=s["heading"], note=s["note"]) for t in tags]
    fields: dict[str, Json] = {
        "author": "P1",
        "assessor": "P1",
        "location": {"where": s["location"], "seen_by": "P1", "seen_on": "2026-05-01"},
        "consent": [{"person": "P1", "covers": s["consent"], "date": "2026-05-01"}],
        "declaration": {"by": "P1", "date": "2026-05-01"},
        "objectives": [{"text": "Answer sooner", "agreed_with": "P1"}],
    }
    values: dict[str, object] = {
        "title": s["title"],
        "kind": "observation",
        "fields": fields,
        "body": s["body"],
        "headings": (Heading(s["heading"], s["heading"], 2, 9),),
        "marks": (Mark("BUD.AC1", 1, 9, s["heading"]),),
    }
    claims.append(Claim(s["tag"], Place(path, 8)))
    return item(id, *claims, audience=audience, **values | more)


@pytest.fixture
def secretive(secretive_whole: Callable[[Edition], Checked]) -> Callable[[Edition], Seen]:
    """Return a maker of what an edition shows of a portfolio with secrets in every place."""
    return lambda edition: seen_in_edition(secretive_whole(edition))


@pytest.fixture
def secretive_whole() -> Callable[[Edition], Checked]:
    """Return a maker of a portfolio with something secret in every place."""

    def make(edition: Edition) -> Checked:
        s = SECRETS
        place = Place("assessment/decisions/d1.yml")
        parts = Parts("0" * 64, "1" * 64, {s["attachment"]: "2" * 64})
        now = Parts("0" * 64, "1" * 64, {s["attachment"]: "3" * 64})
        decisions = tuple(
            Decision(
                f"{s['decision']}-{n}",
                "P1",
                date(2026, 5, 20),
                place,
                (Judged(name, "cf2:" + "a" * 64, place, parts if name == "E03" else None),),
                (Judgement(on, verdict, place, s["feedback"], on=(name,)),),
                s["feedback"],
            )
            for n, (name, on, verdict) in enumerate(
                (
                    ("E01", "BUD.AC1", Verdict.MET),
                    ("E02", "BUD.AC2", Verdict.NOT_YET_MET),
                    ("E03", "BUD.AC3", Verdict.MET),
                )
            )
        )
        same = Fingerprint("cf2:" + "a" * 64, parts)
        return whole(
            (unit("BUD", *(criterion(f"BUD.AC{n}") for n in range(1, 6))),),
            (
                secret_item("E01", Audience.ASSESSOR, "BUD.AC1"),
                secret_item("E02", Audience.WITHHELD, "BUD.AC2"),
                secret_item("E03", Audience.WITHHELD, "BUD.AC1", "BUD.AC3"),
                secret_item("E04", Audience.ASSESSOR, "BUD.AC4", status=Status.DRAFT),
                secret_item("E05", Audience.ASSESSOR, "BUD.AC1", status=Status.WITHDRAWN),
            ),
            edition,
            enrolment=Enrolment(
                Place("evidence/portfolio.yml"),
                s["learner"],
                units={"BUD": Progress.SUBMITTED},
                waivers=(Waiver("BUD.AC5", s["reason"], Place("evidence/portfolio.yml")),),
            ),
            people={"P1": Person("P1", s["person"], ("assessor",))},
            decisions=decisions,
            fingerprints={
                "E01": Fingerprint(same.value, Parts("4" * 64, "", parts.attachments)),
                "E02": Fingerprint(same.value, Parts("5" * 64)),
                "E03": Fingerprint("cf2:" + "b" * 64, now),
            },
        )

    return make
