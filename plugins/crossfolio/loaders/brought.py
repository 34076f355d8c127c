"""Which of the fields that a criterion may ask for an item brings."""

from collections.abc import Iterator

from crossfolio.core.evidence import Json
from crossfolio.core.framework import Need
from crossfolio.loaders.values import day, mappings, text, texts


def brings(fields: dict[str, Json]) -> Iterator[Need]:
    """Give the fields that are filled in as a criterion may ask for them."""
    if _BRINGING.isdisjoint(fields):
        return
    measures = [mapping for mapping in mappings(fields, "metrics") if _is_measured(mapping)]
    if measures:
        yield Need.METRICS
    if any(measure.get("kind") == "quality" for measure in measures):
        yield Need.QUALITY_METRICS
    planned, objectives = ("measure", "target", "due"), mappings(fields, "objectives")
    if any(all(key in o for key in planned) for o in objectives):
        yield Need.OBJECTIVES
    if objectives and all(text(objective, "agreed_with") for objective in objectives):
        yield Need.AGREED_OBJECTIVES
    if texts(fields, "standards"):
        yield Need.STANDARDS
    if texts(fields, "feedback_sources"):
        yield Need.FEEDBACK_SOURCES
    if text(fields, "outcome"):
        yield Need.OUTCOME
    if text(fields, "review_on") or text(fields, "phase") == "review":
        yield Need.REVIEW_DATE


_BRINGING = frozenset(
    (
        *("metrics", "objectives", "standards", "feedback_sources"),
        *("outcome", "review_on", "phase"),
    )
)


def _is_measured(metric: dict[str, Json]) -> bool:
    """Tell whether a measure has both values and both days, the first of them no later."""
    before, after = day(metric.get("before_date")), day(metric.get("after_date"))
    in_order = before is None or after is None or before <= after
    measured = ("before", "before_date", "after", "after_date")
    return in_order and all(key in metric for key in measured)


CLAIMING = frozenset(("id", "criteria", "status"))
"""Fields without which an item counts for nothing."""
COUNTED = _BRINGING | CLAIMING | {"kind", "date"}
"""Fields that coverage goes by."""
