"""The tables that grow with the portfolio: all items, and all cross-references.

They are put together by hand, since they have a row for every item.
"""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from gettext import NullTranslations
from typing import NamedTuple

from markupsafe import Markup, escape

from crossfolio.core.claims import Resolved
from crossfolio.core.evidence import Evidence
from crossfolio.core.framework import Criterion
from crossfolio.core.seen import Seen
from crossfolio.core.texts import ENGLISH, Text, said
from crossfolio.reports.addresses import Link, evidence_page
from crossfolio.reports.words import CLAIM_BADGES, STATES, STATUSES, Badge
from crossfolio.site.views.criteria import criterion_page, is_bare
from crossfolio.site.views.evidence_view import withheld_words
from crossfolio.site.views.items import (
    claim_badge,
    claim_known,
    claimants,
    claims_of,
    date_of,
    dates_of,
    mapped_on,
    spots,
)

INDEX_HEADS = (
    ("order", Text("ID")),
    ("title", Text("Title")),
    ("kind", Text("Kind")),
    ("date", Text("Date")),
    ("status", Text("Status")),
    ("", Text("Criteria")),
)
"""The columns of the index, each with what it is sorted by; the last is not."""


class Choices(NamedTuple):
    """What the index can be narrowed down to: only what stands in it."""

    units: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    """Code and name."""
    statuses: tuple[Badge, ...]
    states: tuple[tuple[str, Badge], ...]
    """What became of claims, each with what the filter knows it by."""


class _Links:
    """The claims of items as links to their criteria, with each claim's own standing."""

    def __init__(self, seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> None:
        self._checked, self._to = seen, to
        self._words = words
        self._links = cache(self._link)

    def badge(self, claim: Resolved) -> Badge:
        """Return what became of a claim on a criterion."""
        return claim_badge(claim, claim_known(claim, self._checked))

    def link(self, claim: Resolved) -> str:
        """Return a claim as a link to its criterion that says what became of the claim."""
        assert claim.criterion
        return self._links(claim.criterion.id, self.badge(claim))

    def _link(self, criterion_id: str, badge: Badge) -> str:
        criterion = self._checked.portfolio.framework.criteria[criterion_id]
        return (
            f'<a class="crossfolio-id" href="{escape(self._to(criterion_page(criterion)))}">'
            f"{criterion.id} {_shape(badge, self._words)}"
            f'<span class="crossfolio-hidden"> {escape(criterion.title)}</span></a>'
        )


def index_table(seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> Markup:
    """Return all items as a table in a language, in the natural order of their IDs."""
    links, items = _Links(seen, to, words), seen.portfolio.evidence
    heads = "".join(
        f'<th scope="col"{f" data-sort={key}" if key else ""}>{escape(said(head, words))}</th>'
        for key, head in INDEX_HEADS
    )
    caption = Text.counted("{n} item of evidence", "{n} items of evidence", n=len(items))
    rows = (_item(item, n, links, seen, to, words) for n, item in enumerate(items))
    return _table("evidence-caption", said(caption, words), heads, rows)


def choices(seen: Seen) -> Choices:
    """Return what stands in the index, for its filters."""
    links, items = _Links(seen, str), seen.portfolio.evidence
    claims = [claim for item in items for claim in _claimed(item, seen)]
    claimed = {claim.criterion.id for claim in claims if claim.criterion}
    standings = {links.badge(claim) for claim in claims}
    kinds = seen.portfolio.kinds
    units = dict.fromkeys(name.partition(".")[0] for name in claimed)
    found = {item.kind for item in items}
    return Choices(
        tuple(unit for unit in seen.portfolio.framework.units if unit in units),
        tuple((kind.code, kind.name) for name, kind in kinds.items() if name in found),
        tuple(
            STATUSES[status] for status in STATUSES if any(item.status is status for item in items)
        ),
        tuple((_key(badge), badge) for badge in CLAIM_BADGES if badge in standings),
    )


def by_criterion(seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> Markup:
    """Return each criterion with the items that claim it, and where each shows it."""
    heads = _heads((Text("Criterion"), Text("State"), Text("Evidence")), words)
    rows = (
        _criterion(cover.criterion, STATES[cover.state], seen, to, words) for cover in seen.covers
    )
    caption = said(Text("Each criterion, and the evidence that claims it"), words)
    return _table("by-criterion-caption", caption, heads, rows)


def by_item(seen: Seen, to: Link, words: NullTranslations = ENGLISH) -> Markup:
    """Return each item with the criteria that it claims."""
    links = _Links(seen, to, words)
    heads = _heads((Text("Evidence"), Text("Criteria")), words)
    rows = (
        f'<tr><th scope="row"><a href="{escape(to(evidence_page(item)))}">'
        f'<span class="crossfolio-id">{item.id}</span> '
        f"{escape(said(_title(item, seen), words))}</a></th>"
        f"<td>{_criteria(item, links, seen, words)}</td></tr>"
        for item in seen.portfolio.evidence
    )
    caption = said(Text("Each item, and the criteria that it claims"), words)
    return _table("by-item-caption", caption, heads, rows)


def _heads(heads: Iterable[Text], words: NullTranslations) -> str:
    return "".join(f'<th scope="col">{escape(said(head, words))}</th>' for head in heads)


def _item(
    item: Evidence, order: int, links: _Links, seen: Seen, to: Link, words: NullTranslations
) -> str:
    say = partial(said, words=words)
    kind = seen.portfolio.kinds.get(item.kind)
    code, name = (kind.code, kind.name) if kind else ("?", item.kind)
    first, last = dates_of(item, seen)
    status, claimed = STATUSES[item.status], _claimed(item, seen)
    units = " ".join(dict.fromkeys(claim.criterion.unit for claim in claimed if claim.criterion))
    states = " ".join(dict.fromkeys(_key(links.badge(claim)) for claim in claimed))
    hidden = withheld_words(item, seen)
    title = f"<em>{escape(say(hidden))}</em>" if hidden else escape(item.title)
    return (
        f'<tr data-order="{order}" data-kind="{escape(code)}" data-from="{first}" '
        f'data-to="{last}" data-status="{status.word}" data-units="{units}" '
        f'data-states="{states}"><th scope="row"><a class="crossfolio-id" '
        f'href="{escape(to(evidence_page(item)))}">{item.id}</a></th><td>{title}</td>'
        f"<td>{escape(say(name))} ({escape(code)})</td><td>{say(date_of(item, seen))}</td>"
        f"<td>{_badge(status, words)}</td><td>{_criteria(item, links, seen, words)}</td></tr>"
    )


def _criterion(
    criterion: Criterion, state: Badge, seen: Seen, to: Link, words: NullTranslations
) -> str:
    claims = claimants(criterion.id, seen)
    found = (_claimant(claim, criterion.id, seen, to, words) for claim in claims)
    bare = Text("not sampled") if is_bare(criterion, seen) else Text("no evidence claims it")
    items = " ".join(found) or escape(said(bare, words))
    return (
        f'<tr><th scope="row"><a href="{escape(to(criterion_page(criterion)))}">'
        f'<span class="crossfolio-id">{criterion.id}</span> {escape(criterion.title)}</a></th>'
        f'<td>{_badge(state, words)}</td><td class="crossfolio-list">{items}</td></tr>'
    )


def _claimant(
    resolved: Resolved, criterion_id: str, seen: Seen, to: Link, words: NullTranslations
) -> str:
    """Return an item as links to its passages: the first by its ID, the others by number."""
    item = resolved.item
    claim = claim_badge(resolved, claim_known(resolved, seen))
    found = spots(item, resolved.claim, criterion_id, seen, to)
    first, *others = [spot.href for spot in found if spot.href] or [to(evidence_page(item))]
    kind = seen.portfolio.kinds.get(item.kind)
    more = "".join(
        f' <a href="{escape(href)}">{n}<span class="crossfolio-hidden">, '
        f"{escape(said(Text('passage {number} of {item}', number=n, item=item.id), words))}"
        "</span></a>"
        for n, href in enumerate(others, start=2)
    )
    return (
        f'<span class="crossfolio-one"><a class="crossfolio-id" href="{escape(first)}">{item.id}'
        f'<span class="crossfolio-hidden">: {escape(said(claim.meaning, words))}</span></a> '
        f"{escape(kind.code if kind else '?')} "
        f'<span aria-hidden="true">{claim.shape}</span>{more}</span>'
    )


def _claimed(item: Evidence, seen: Seen) -> list[Resolved]:
    """Return the claims of an item, one a criterion, and what an assessor claims of it."""
    found: dict[str, Resolved] = {}
    for claim in (*claims_of(item, seen), *mapped_on(item, seen)):
        if claim.criterion:
            found.setdefault(claim.criterion.id, claim)
    return list(found.values())


def _key(badge: Badge) -> str:
    """Return what the filters know a standing by."""
    return badge.word.lower().replace(" ", "-")


def _criteria(item: Evidence, links: _Links, seen: Seen, words: NullTranslations) -> str:
    found = " ".join(map(links.link, _claimed(item, seen)))
    if not found:
        return escape(said(Text("none"), words))
    return f'<span class="crossfolio-list">{found}</span>'


def _title(item: Evidence, seen: Seen) -> str:
    if seen.in_full(item):
        return item.title
    kind = seen.portfolio.kinds.get(item.kind)
    return Text(
        "{kind}, {why}", kind=kind.name if kind else item.kind, why=withheld_words(item, seen)
    )


def _shape(badge: Badge, words: NullTranslations) -> str:
    return (
        f'<span class="crossfolio-mini" data-state="{badge.key}"><span aria-hidden="true">'
        f'{badge.shape}</span><span class="crossfolio-hidden">{escape(said(badge.word, words))}'
        "</span></span>"
    )


def _badge(badge: Badge, words: NullTranslations) -> str:
    return (
        f'<span class="crossfolio-badge" data-state="{badge.key}"><span aria-hidden="true">'
        f"{badge.shape}</span> {escape(said(badge.word, words))}</span>"
    )


def _table(anchor: str, caption: str, heads: str, rows: Iterable[str]) -> Markup:
    return Markup("".join(_pieces(anchor, caption, heads, rows)))  # noqa: S704 - all is escaped


def _pieces(anchor: str, caption: str, heads: str, rows: Iterable[str]) -> Iterator[str]:
    yield (
        f'<div class="crossfolio-scroll" role="region" tabindex="0" aria-labelledby="{anchor}">'
        f'<table class="crossfolio-table"><caption id="{anchor}">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n"
    )
    for row in rows:
        yield f"{row}\n"
    yield "</tbody></table></div>"
