"""The claims of an item, as its front matter gives them."""

from collections.abc import Iterator

from crossfolio.core.evidence import Claim, Json, RangeValue
from crossfolio.loaders.values import integer, listed, mapping, text
from crossfolio.loaders.yaml.values import Document


def claims(fields: dict[str, Json], document: Document) -> Iterator[Claim]:
    """Give the claims of a page, as far as they can be read."""
    for number, claim in enumerate(listed(fields, "criteria")):
        trail = ("criteria", number)
        if isinstance(claim, str):
            yield Claim(claim, document.place(trail))
        elif isinstance(claim, dict) and text(claim, "criterion"):
            if claim.get("revision", 1) is None:  # It may be pinned to one that is outdated.
                continue
            yield Claim(
                text(claim, "criterion"),
                document.place((*trail, "criterion")),
                text(claim, "at"),
                document.places.get((*trail, "at")),
                text(claim, "note"),
                integer(claim, "revision"),
                tuple(_range_values(claim, trail, document)),
            )


def _range_values(
    claim: dict[str, Json], trail: tuple[str, int], document: Document
) -> Iterator[RangeValue]:
    """Give the values of ranges that a claim shows."""
    ranges = mapping(claim, "range")
    for name in ranges:
        at = (*trail, "range", name)
        if document.is_doubled(*at):
            continue
        of_range = document.keys.get(at, document.place(at))
        for number, value in enumerate(listed(ranges, name)):
            if isinstance(value, str):
                yield RangeValue(name, value, document.place((*at, number)), of_range)
