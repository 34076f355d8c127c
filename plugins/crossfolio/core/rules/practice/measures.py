"""What a measure before and after shows."""

from collections.abc import Mapping

from crossfolio.core.evidence import Json


def gain(metric: Mapping[str, Json]) -> float | None:
    """Return by how much a measure got better, or `None` where it has no two values.

    What is worse is below 0; `better` says which way is better, and is `higher` when absent.
    """
    before, after = metric.get("before"), metric.get("after")
    if not _is_number(before) or not _is_number(after):
        return None
    change = float(str(after)) - float(str(before))
    return -change if metric.get("better") == "lower" else change


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
