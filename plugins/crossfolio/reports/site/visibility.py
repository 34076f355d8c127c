"""What an edition shows: the one place that decides it.

Pages are made from what these functions return, so that what an audience may not see
never reaches a template.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date

from crossfolio.core import edition
from crossfolio.core.check import Checked
from crossfolio.core.checks.coverage_checks import gates
from crossfolio.core.coverage import Cover, Coverage, State, summed, undecided_turn
from crossfolio.core.evidence import Audience, Evidence, Json
from crossfolio.core.findings import Diagnostic
from crossfolio.core.place import Place
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.record.words import change_words
from crossfolio.core.settings import Edition, Settings
from crossfolio.core.suppressions import Suppressed
from crossfolio.reports.site.words import days, months

PUBLIC_FIELDS = (
    "ai_use",
    "context",
    "duration",
    "feedback_sources",
    "language",
    "medium",
    "metrics",
    "objectives",
    "origin",
    "outcome",
    "phase",
    "review_on",
    "standards",
)
"""The front matter of a public item that everyone may see; it names no person and no place."""

_GATE = "COV106"
"""That too little is covered; it may rest on a decision as well."""


def shows_people(settings: Settings) -> bool:
    """Tell whether an edition shows people, decisions, feedback and reasons for waivers."""
    return edition.shows_people(settings.edition)


def shows_in_full(item: Evidence, settings: Settings) -> bool:
    """Tell whether an edition shows more of an item than its ID, kind, month and criteria."""
    return edition.hold_of(item, settings.edition) is None


def title_for(item: Evidence, settings: Settings) -> str:
    """Return an item's title, or nothing where the edition does not show it."""
    return item.title if shows_in_full(item, settings) else ""


def date_for(item: Evidence, settings: Settings) -> str:
    """Return when an item was made, in days or, where it is not shown in full, in months."""
    words = days if shows_in_full(item, settings) else months
    return words(item.first_day, item.last_day)


def dates_for(item: Evidence, settings: Settings) -> tuple[str, str]:
    """Return the first and the last day of an item for programs; empty where it has none.

    They are `2026-04-14` or, where it is not shown in full, `2026-04`.
    """
    end = None if shows_in_full(item, settings) else len("2026-04")
    first, last = (it.isoformat()[:end] if it else "" for it in (item.first_day, item.last_day))
    return first, last


def seen(item: Evidence, settings: Settings) -> Evidence:
    """Return an item with only what the edition shows of it."""
    if not shows_in_full(item, settings):
        return _stripped(item, settings)
    if shows_people(settings):
        return item
    shown = {name: item.fields[name] for name in PUBLIC_FIELDS if name in item.fields}
    return replace(item, fields={name: _nameless(value) for name, value in shown.items()})


def seen_cover(cover: Cover, settings: Settings) -> Cover:
    """Return what stands behind a criterion, as the edition shows it.

    The public edition shows what it would be without any decision, since an accepted,
    stale or partial criterion would tell what an assessor decided.
    """
    behind = (*cover.items, *cover.drafts)
    if not shows_people(settings) or any(it.audience is Audience.WITHHELD for it in behind):
        items = tuple(seen(item, settings) for item in cover.items)
        drafts = tuple(seen(item, settings) for item in cover.drafts)
        claims = tuple(it._replace(item=seen(it.item, settings)) for it in cover.known)
        cover = replace(cover, items=items, drafts=drafts, known=claims)
    if shows_people(settings):
        return cover
    before = cover.undecided
    items = tuple(seen(item, settings) for item in before.items)
    return replace(
        cover,
        state=before.state,
        items=items,
        missing=before.missing,
        standing=None,
        turn=undecided_turn(cover),
        objections=(),
        known=(),
        parts=tuple(it._replace(state=it.shown) for it in cover.parts),
    )


def seen_state(cover: Cover, settings: Settings) -> State:
    """Return the state of a criterion, as the edition shows it; see `seen_cover`."""
    return cover.state if shows_people(settings) else cover.undecided.state


def seen_covers(checked: Checked) -> tuple[Cover, ...]:
    """Return every criterion of the taken units as the edition shows it."""
    return tuple(seen_cover(it, checked.settings) for it in checked.coverage.criteria.values())


def as_seen(checked: Checked) -> Checked:
    """Return a checked portfolio with only what the edition shows of findings and states.

    The public edition says nothing of what comments take back, whose reasons are in the
    words of their writers. It compares with no baseline, since that would tell of decisions.
    """
    hidden = hidden_paths(checked)
    found = tuple(seen_findings(checked.diagnostics, checked.settings.edition, hidden))
    if shows_people(checked.settings):
        taken = tuple(_seen_suppressed(it, hidden) for it in checked.suppressed)
        return replace(checked, diagnostics=found, suppressed=taken)
    criteria = {it.criterion.id: it for it in seen_covers(checked)}
    # Levels are a judgement on the learner: no word of them is public.
    summed_up = summed(criteria, checked.portfolio)
    coverage = replace(summed_up, grades={}, levels={}, qualification_grades={})
    found = tuple(_without_gates_of_decisions(found, checked, coverage))
    return replace(checked, diagnostics=found, suppressed=(), coverage=coverage, comparison=None)


def _without_gates_of_decisions(
    found: Iterable[Diagnostic], checked: Checked, coverage: Coverage
) -> Iterator[Diagnostic]:
    """Leave out as many gates as would be kept without any decision.

    In the public edition they all say the same, so it does not matter which are left out.
    """
    kept = sum(it.code == _GATE for it in gates(checked.portfolio, coverage, checked.settings))
    for it in found:
        if it.rule.code != _GATE:
            yield it
        elif kept:
            kept -= 1
            yield it


def seen_changes(standing: Standing, checked: Checked, item: str = "") -> tuple[str, ...]:
    """Say what has changed since a decision, without the parts of items not shown in full.

    Args:
        standing: The judgement that holds.
        checked: The portfolio.
        item: The only item that is asked about, by ID in upper case; else all of them.
    """
    hidden = {
        item.key for item in checked.portfolio.evidence if not shows_in_full(item, checked.settings)
    }
    asked = (it for it in standing.changes if item in ("", it.item) or not it.item)
    seen_ones = (_whole(it) if it.item in hidden else it for it in asked)
    return change_words(dict.fromkeys(seen_ones))


def _whole(change: Change) -> Change:
    """Return the change of a part of an item as one of the item."""
    return change if change.kind is ChangeKind.GONE else Change(ChangeKind.ITEM, change.item)


def hidden_paths(checked: Checked) -> frozenset[str]:
    """Return the pages of the items that the edition does not show in full."""
    settings = checked.settings
    return frozenset(
        it.path for it in checked.portfolio.evidence if not shows_in_full(it, settings)
    )


def seen_findings(
    diagnostics: Iterable[Diagnostic], shown_in: Edition, hidden: Container[str] = ()
) -> Iterator[Diagnostic]:
    """Give the findings that an edition may show.

    In the public one, and about the pages in `hidden`, a finding says what its rule is
    about instead of its own words, which may quote a person, a title or a decision.
    """
    for it in diagnostics:
        if shown_in is Edition.ASSESSOR:
            yield _bare(it) if it.finding.place.path in hidden else it
        elif it.rule.family not in ("DEC", "SMP", "PRV") and not it.rule.tells_decision:
            yield _bare(it)


def _seen_suppressed(it: Suppressed, hidden: Container[str]) -> Suppressed:
    if it.diagnostic.finding.place.path not in hidden:
        return it
    return Suppressed(_bare(it.diagnostic), it.suppression._replace(reason=""))


def _bare(it: Diagnostic) -> Diagnostic:
    message = it.rule.page.partition("\n")[0].removesuffix(".")
    return replace(
        it, finding=replace(it.finding, message=message, help="", related=(), edits=(), feedback="")
    )


def person(name: str, checked: Checked) -> str:
    """Return how an edition calls a person: by display name, by ID without a register.

    The public edition names no one.
    """
    if not shows_people(checked.settings):
        return ""
    people = checked.portfolio.people or {}
    known = people.get(name) or people.get(name.upper())
    return known.display_name if known else name


def _stripped(item: Evidence, settings: Settings) -> Evidence:
    location = item.fields.get("location")
    kept: dict[str, Json] = {}
    if shows_people(settings) and location is not None:
        kept["location"] = location
    return replace(
        item,
        title="",
        path="",
        place=Place(""),
        first_day=_month_start(item.first_day),
        last_day=_month_start(item.last_day),
        claims=tuple(it._replace(at="", at_place=None, note="", range=()) for it in item.claims),
        brings=frozenset(),
        fields=kept,
        places={},
        body="",
        marks=(),
        headings=(),
        attachments=(),
        images=(),
        linked_pages=(),
        links=(),
        anchors=frozenset(),
    )


def _month_start(it: date | None) -> date | None:
    return it.replace(day=1) if it else None


def _nameless(value: Json) -> Json:
    """Take the people out of a list of objectives."""
    if not isinstance(value, list):
        return value
    return [
        {k: v for k, v in it.items() if k != "agreed_with"} if isinstance(it, dict) else it
        for it in value
    ]
