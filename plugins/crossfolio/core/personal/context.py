"""What stands before a number, which tells a reference from a person's number."""

import re

_NEAR = 24
_REFERENCE = re.compile(
    r"(?:\b(?:tickets?|orders?|calls?|cases?|ref(?:erence)?s?|invoices?|parts?|jobs?|batch|serial|"
    r"sku|items?|incidents?|requests?|ids?|nos?|codes?|session|transactions?|parcel|tracking|build|"
    r"version|isbn|ean|barcode|model|product|stock|asset|log|recording)\b|[_#])"
    r"[ \t]*(?:number|no\.?|id|ref\.?|code|key)?[\s:#=_,|\"'/-]*$",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"nhs|phone|tel\b|mobile|landline|\bni\b|insurance|passport|licence|card|account|patient|"
    r"postcode|dial|\bring\b|call(?:ed)? (?:me|us|her|him|them)? ?(?:back )?(?:on|at)\b",
    re.IGNORECASE,
)


def before(text: str, start: int, most: int = _NEAR) -> str:
    """Return what stands on the same line before a place, up to so many characters."""
    begin = max(0, start - most, text.rfind("\n", 0, start) + 1)
    return text[begin:start]


def is_reference(text: str, start: int) -> bool:
    """Tell whether the words before a number name it as a ticket, an order, a part or the like."""
    near = before(text, start)
    return bool(_REFERENCE.search(near)) and not _PERSONAL.search(near)
