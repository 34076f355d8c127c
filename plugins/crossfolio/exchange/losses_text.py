"""The report of what an exported file does not say."""

from collections.abc import Iterator, Sequence

from crossfolio.exchange.model import ExportLoss


def losses_text(format: str, units: Sequence[str], losses: Sequence[ExportLoss]) -> str:
    """Return the report in Markdown: each field with the things that lose it, in their order.

    Args:
        format: The name of the format, as the command has it.
        units: The codes of the units in the file.
        losses: What the file does not say.
    """
    named = ", ".join(units)
    head = f"# What `{format}` does not hold\n\nUnits: {named}.\n"
    if not losses:
        return f"{head}\nNothing is lost.\n"
    return "\n".join((head, *_lines(losses))) + "\n"


def _lines(losses: Sequence[ExportLoss]) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for loss in losses:
        grouped.setdefault((loss.field, loss.why), []).append(loss.id)
    for (field, why), ids in grouped.items():
        yield f"- `{field}` of {', '.join(dict.fromkeys(ids))}: {why}"
