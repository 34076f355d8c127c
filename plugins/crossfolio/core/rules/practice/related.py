"""The places that a finding about a criterion is also about."""

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Related
from crossfolio.core.texts import Text


def claimed_by(cover: Cover) -> tuple[Related, ...]:
    """Return the places of the items that count for a criterion."""
    return tuple(
        Related(item.place, Text("claimed by {item}", item=item.id)) for item in cover.items
    )
