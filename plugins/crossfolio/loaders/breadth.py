"""Parts and ranges of a criterion, as its unit file gives them."""

from collections.abc import Iterator

from crossfolio.core.evidence import Json
from crossfolio.core.framework import Part, Range
from crossfolio.loaders.schema.check import has_refused
from crossfolio.loaders.values import integer, listed, text, texts
from crossfolio.loaders.yaml.values import Document, Trail

_ASKING = ("requires", "parts", "parts_needed", "range")


def parts(fields: dict[str, Json], trail: Trail, document: Document) -> Iterator[Part]:
    """Give the parts of a criterion.

    Args:
        fields: The criterion.
        trail: Where it stands in the document.
        document: The unit file.
    """
    for number, part in enumerate(listed(fields, "parts")):
        if isinstance(part, dict) and text(part, "id"):
            place = document.place((*trail, "parts", number, "id"))
            yield Part(text(part, "id"), text(part, "text"), place)


def parts_needed(fields: dict[str, Json], number: int) -> int:
    """Return how many of a number of parts have to be shown."""
    written = text(fields, "parts_needed")
    return int(written) if written.isdigit() else number


def ranges(fields: dict[str, Json], trail: Trail, document: Document) -> Iterator[Range]:
    """Give the ranges of a criterion; see `parts`."""
    for number, entry in enumerate(listed(fields, "range")):
        if isinstance(entry, dict) and text(entry, "id"):
            yield Range(
                text(entry, "id"),
                texts(entry, "of"),
                integer(entry, "at_least") or 1,
                document.place((*trail, "range", number, "id")),
                "distinct" in entry,
                texts(entry, "any_kind"),
            )


def is_sure(fields: dict[str, Json]) -> bool:
    """Tell whether all that a criterion asks for could be read."""
    given = [fields[name] for name in _ASKING if name in fields]
    whole = all(
        "at_least" in entry and ("of" in entry) != ("distinct" in entry)
        for entry in listed(fields, "range")
        if isinstance(entry, dict)
    )
    return whole and not any(map(has_refused, given))
