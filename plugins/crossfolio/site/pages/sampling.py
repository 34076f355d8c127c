"""The page that tells how far decisions have been sampled."""

from collections.abc import Iterator

from crossfolio.core.seen import Seen
from crossfolio.core.texts import Text
from crossfolio.reports import addresses
from crossfolio.reports.addresses import Link
from crossfolio.site.environment import DEFAULT_LOOK, Look, Rendered, page
from crossfolio.site.parts import PageRow
from crossfolio.site.rows import LINE, SECTION, decisions_words, samples_words, unit_judged
from crossfolio.site.site_page import InNav, SitePage
from crossfolio.site.views.sampling_view import sampling_view


def render_sampling(seen: Seen, to: Link, *, look: Look = DEFAULT_LOOK) -> Rendered:
    """Return how far decisions have been sampled; for the assessor edition alone."""
    return page("sampling", look, view=sampling_view(seen, to, look.words))


def sampling_rows(seen: Seen) -> Iterator[PageRow]:
    """Give the decisions that no sample looked at, and the samples."""
    record = seen.record
    holding = {standing.decision.key for standing in record.standing.values()}
    for decision in seen.portfolio.decisions:
        if seen.rest is None and decision.key in holding and not record.sampled_by(decision):
            size = LINE + 20 * len(decision.judgements)
            yield PageRow(decision, size, unit_judged(decision, seen), decisions_words)
    by_key = {decision.key: decision for decision in seen.portfolio.decisions}
    for sample in seen.portfolio.samples:
        looked_at = [
            by_key[reference.key] for reference in sample.decisions if reference.key in by_key
        ]
        units = unit_judged(looked_at[0], seen) if looked_at else ()
        size = SECTION + len(sample.feedback) + LINE * (len(sample.actions) + len(looked_at))
        yield PageRow(sample, size, units, samples_words, f"sample-{sample.id.lower()}")


PAGES = (
    SitePage(
        addresses.SAMPLING,
        Text("Sampling"),
        render_sampling,
        InNav.MAIN,
        rows=sampling_rows,
        keeps=("actions", "policy", "by-unit", "by-kind", "not-sampled", "samples"),
        needs_people=True,
        needs_decisions=True,
        order=80,
    ),
)
