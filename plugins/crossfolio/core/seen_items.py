"""What an edition shows of items: some in full, the rest as stubs."""

from collections.abc import Container, Iterator, Mapping
from datetime import date

from crossfolio.core.allowed import Allowed
from crossfolio.core.claims import Claims, Resolved
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Claim, Evidence, Json, RangeValue
from crossfolio.core.framework import Criterion
from crossfolio.core.media import StoredFile
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.seen_values import OF_ITEM, OF_PARTS, PUBLIC_FIELDS, STUB_FIELDS


def seen_items(
    portfolio: Portfolio, claims: Claims, held: Mapping[str, Hold], *, people: bool
) -> tuple[Evidence, ...]:
    """Return every item with what an edition shows of it, in the order of the portfolio.

    Args:
        portfolio: What was read.
        claims: Of the portfolio.
        held: Which items are stubs, by ID in upper case.
        people: Whether people are shown, and what names them.
    """
    allowed = Allowed(OF_PARTS)
    pages = {item.path: item.key for item in portfolio.evidence if item.key in held}
    kinds = portfolio.kinds
    return tuple(
        _stub(item, claims, kinds, people=people)
        if item.key in held
        else _in_full(item, allowed, pages, people=people)
        for item in portfolio.evidence
    )


def seen_files(portfolio: Portfolio, held: Mapping[str, Hold]) -> dict[str, StoredFile]:
    """Return the files that items shown in full attach, and none that is a stub's as well."""
    shown, hidden = set[str](), set[str]()
    for item in portfolio.evidence:
        own = hidden if item.key in held else shown
        own.update(attachment.path for attachment in item.attachments)
    return {path: stored for path, stored in portfolio.files.items() if path in shown - hidden}


def _in_full(
    item: Evidence, allowed: Allowed, pages: Mapping[str, str], *, people: bool
) -> Evidence:
    """Return an item that is shown in full.

    Args:
        item: The item.
        allowed: Copies its parts.
        pages: What the pages of stubs are called, by path; it may link to them.
        people: Whether people are shown.
    """
    fields = item.fields if people else _nameless_fields(item.fields)
    linked = tuple(pages.get(path, path) for path in item.linked_pages)
    parts = {name: allowed.of(getattr(item, name)) for name in OF_ITEM}
    return Evidence(**parts, fields=fields, linked_pages=linked)


def _stub(item: Evidence, claims: Claims, kinds: Container[str], *, people: bool) -> Evidence:
    """Return an item of which only ID, kind, month, status and criteria are shown.

    Its path is its ID: the name of its file may tell what it is about. So may what somebody
    wrote in place of a kind.
    """
    fields = {name: item.fields[name] for name in STUB_FIELDS if name in item.fields}
    return Evidence(
        id=item.id,
        title="",
        path=item.key,
        place=Place(item.key),
        kind=item.kind if item.kind in kinds else "",
        first_day=_month_start(item.first_day),
        last_day=_month_start(item.last_day),
        status=item.status,
        audience=item.audience,
        claims=tuple(_stub_claims(claims.of(item), item.key)),
        brings=frozenset(),
        fields=fields if people else {},
        places={},
        body="",
    )


def _stub_claims(claims: tuple[Resolved, ...], path: str) -> Iterator[Claim]:
    """Give the claims on criteria that there are, without what the learner says of them."""
    for claim in claims:
        if claim.criterion:
            values = tuple(_known_values(claim.claim, claim.criterion, path))
            yield Claim(claim.claim.tag, Place(path), revision=claim.claim.revision, range=values)


def _known_values(claim: Claim, criterion: Criterion, path: str) -> Iterator[RangeValue]:
    """Give what a claim shows of the criterion's own ranges, in the words of its unit file."""
    said = {(value.range.casefold(), value.value.casefold()) for value in claim.range}
    for one in criterion.ranges:
        for value in one.of:
            if (one.id.casefold(), value.casefold()) in said:
                yield RangeValue(one.id, value, Place(path), Place(path))


def _month_start(day: date | None) -> date | None:
    return day.replace(day=1) if day else None


def _nameless_fields(fields: Mapping[str, Json]) -> dict[str, Json]:
    return {name: _nameless(fields[name]) for name in PUBLIC_FIELDS if name in fields}


def _nameless(value: Json) -> Json:
    """Take the people out of a list of objectives."""
    if not isinstance(value, list):
        return value
    return [
        {k: v for k, v in entry.items() if k != "agreed_with"} if isinstance(entry, dict) else entry
        for entry in value
    ]
