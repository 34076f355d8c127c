"""The page of what waits for an assessor, and of every decision."""

from collections.abc import Iterator
from functools import partial

from crossfolio.core.claims import ClaimState
from crossfolio.core.cover import Cover
from crossfolio.core.record.values import Decision
from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import DESK, SAMPLING, Link, decision_anchor
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, SECTION, answer_size, decisions_words, unit_judged
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.assessment_view import FIRST_CLAIMS, assessment_view
from crossfolio.site.views.items import claimants
from crossfolio.site.views.overview_view import visit_words
from crossfolio.site.views.queues import WAITS, QueueKind, required


def render_assessment(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return what waits for an assessor, and every decision; for the assessor edition alone."""
    sampling_href = to(SAMPLING) if seen.portfolio.decisions else ""
    desk_href = "" if seen.rest else to(DESK)
    view, visit = assessment_view(seen, to), visit_words(seen)
    if seen.rest:
        view = view._replace(queues=())
    return page(
        "assessment",
        look,
        view=view,
        visit=visit,
        sampling_href=sampling_href,
        desk_href=desk_href,
    )


def assessment_rows(seen: Seen) -> Iterator[PageRow]:
    """Give what waits for an assessor, and then the decisions, the latest first."""
    for cover in () if seen.rest else required(seen.covers):
        waits = [wait for wait in WAITS if wait.holds(cover)]
        if waits:
            size = len(waits) * (SECTION + _shown(cover, seen) + answer_size(cover))
            yield PageRow(cover, size, (cover.criterion.unit,), _OF_WAIT[waits[0].anchor])
    for decision in reversed(seen.portfolio.decisions):
        size, unit = _decided(decision, seen), unit_judged(decision, seen)
        yield PageRow(decision, size, unit, decisions_words, decision_anchor(decision.id))


def _decided(decision: Decision, seen: Seen) -> int:
    criteria = seen.portfolio.framework.criteria
    size = SECTION + len(decision.feedback) + LINE * len(decision.evidence)
    size += 100 * len(decision.supersedes)
    for one in decision.judgements:
        criterion = criteria.get(one.criterion)
        size += 2 * LINE + len(one.feedback) + (len(criterion.title) if criterion else 0)
    return size


def _shown(cover: Cover, seen: Seen) -> int:
    """Return the size of the first claims on a criterion, each with where it is shown."""
    claims = [
        claim for claim in claimants(cover.criterion.id, seen) if claim.state is ClaimState.OK
    ]
    return sum(2 * LINE + len(claim.item.title) for claim in claims[:FIRST_CLAIMS])


def wait_words(wait: QueueKind, n: int) -> str:
    """Return how many criteria wait for something."""
    return Text("{waits_for}: {number}", waits_for=wait.title, number=n)


_OF_WAIT = {wait.anchor: partial(wait_words, wait) for wait in WAITS}
"""What rows count as that wait for the same thing."""


def _beside_assessment(seen: Seen) -> Iterator[tuple[str, str]]:
    """Give what the page of assessment leads to."""
    if seen.rest is None:
        yield addresses.DESK, Text("The desks: what waits, by the item to be read")
    if seen.portfolio.decisions:
        yield addresses.SAMPLING, Text("How far decisions are sampled")


PAGES = (
    SitePage(
        addresses.ASSESSMENT,
        Text("Assessment"),
        render_assessment,
        InNav.MAIN,
        rows=assessment_rows,
        keeps=(*(wait.anchor for wait in WAITS), "decisions"),
        leads=_beside_assessment,
        needs_people=True,
        order=50,
    ),
)
