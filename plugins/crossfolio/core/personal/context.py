"""What stands beside a number, which tells a reference from a person's number."""

import re

from crossfolio.core.regex import regex

_NEAR = 24
_FAR = 120
"""As far as a list of numbers is followed back to the word that names them."""
_THINGS = (
    r"(?:aisles?|assets?|barcodes?|batch(?:es)?|bays?|bins?|builds?|calls?|cases?|chats?|codes?|"
    r"desks?|ean|forms?|ids?|incidents?|invoices?|isbn|items?|jobs?|lockers?|logs?|models?|"
    r"nos?|orders?|parcels?|parts?|products?|racks?|recordings?|ref(?:erence)?s?|requests?|"
    r"rooms?|seats?|serials?|sessions?|shel(?:f|ves)|sku|stock|tasks?|tickets?|tracking|"
    r"transactions?|units?|versions?|zones?)"
)
_REFERENCE = regex(
    rf"(?:\b{_THINGS}|[_#])[ \t]*(?:numbers?|nos?\.?|ids?|refs?\.?|codes?|keys?)?"
    r"(?:[ \t]*(?:is|was|are|were))?[\s:#=_|\"'`*/-]*\Z",
    re.IGNORECASE,
)
_LISTED = regex(r"\d[\d -]{3,24}(?:,? and|,? or|[,;/&]| to)[ \t]*\Z")
_JOINING = (",", ";", "/", "&", "and", "or", "to")
_AFTER = regex(
    rf"[\s)\"'`*]*(?:,? which)?\s*(?:is|was|are|were) (?:the|a|an|its|our|my|their|her|his) "
    rf"(?:\w+ )?{_THINGS}\b",
    re.IGNORECASE,
)
_PERSONAL = regex(
    r"nhs|phone|tel\b|mobile|landline|\bni\b|insurance|passport|licence|(?<!score)card|account|patient|"
    r"postcode|dial|\bring\b|call(?:ed)? (?:me|us|her|him|them)? ?(?:back )?(?:on|at)\b|"
    r"\b(?:to|please|you|i|we|they|he|she|then|and|or|can|could|must|should|will|would) calls?\b",
    re.IGNORECASE,
)


_NUMBER_OF = regex(
    rf"\b{_THINGS} (?:numbers?|nos?\b|ids?|refs?|references?|codes?|keys?)\b|"
    r"\b(?:references?|serials?|sku|tracking|barcode)\b",
    re.IGNORECASE,
)


def before(text: str, start: int, most: int = _NEAR) -> str:
    """Return what stands on the same line before a place, up to so many characters."""
    begin = max(0, start - most, text.rfind("\n", 0, start) + 1)
    return text[begin:start]


def is_reference(text: str, start: int, end: int) -> bool:
    """Tell whether the words beside a number name it as a ticket, an order, a part or the like."""
    near = before(text, start, _FAR)
    while near.rstrip().endswith(_JOINING) and (listed := _LISTED.search(near)):
        near = near[: listed.start()]
    near = near[-_NEAR:]
    is_named = bool(_REFERENCE.search(near) or _AFTER.match(text, end))
    return is_named and not _PERSONAL.search(near)


def tells_number_of(text: str, start: int, most: int = 80) -> bool:
    """Tell whether the sentence before a number speaks of the number of an order or the like."""
    said = before(text, start, most).rpartition(". ")[2]
    return bool(_NUMBER_OF.search(said)) and not _PERSONAL.search(said)
