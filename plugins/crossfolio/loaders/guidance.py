"""What a unit's file says of its guidance, and of what its criteria expect."""

from crossfolio.core.evidence import Json
from crossfolio.core.framework import Need
from crossfolio.core.guidance import Accounts, Feedback, Guidance, Spread, Variety
from crossfolio.loaders.values import integer, mapping, texts

_NEEDS = {need.value: need for need in Need}


def guidance(fields: dict[str, Json]) -> Guidance:
    """Return what assessors look for in a unit as a whole, from the unit's fields."""
    variety, spread = mapping(fields, "variety"), mapping(fields, "spread")
    accounts = mapping(fields, "accounts")
    return Guidance(
        Variety(integer(variety, "min_kinds") or 1, texts(variety, "all_kinds")),
        texts(fields, "testimony_from"),
        texts(fields, "required_phases"),
        fields.get("cycle") is True,
        Spread(integer(spread, "dates") or 1, integer(spread, "days") or 0),
        Accounts(
            tuple(verb.lower() for verb in texts(accounts, "verbs")),
            texts(accounts, "parts"),
            accounts.get("reasons") is True,
            texts(accounts, "theory"),
        ),
    )


def feedback(fields: dict[str, Json]) -> Feedback:
    """Return from whom feedback is to come, from a criterion's fields."""
    asked = mapping(fields, "feedback")
    return Feedback(
        integer(asked, "sources") or 0, asked.get("data") is True, asked.get("informal") is True
    )


def needs(fields: dict[str, Json], key: str) -> tuple[Need, ...]:
    """Return the fields of evidence that a list names."""
    return tuple(_NEEDS[name] for name in texts(fields, key) if name in _NEEDS)
