"""One YAML document read: quickly where it is plain, and strictly on any doubt."""

from crossfolio.core.findings import Finding
from crossfolio.loaders.limits import Limits
from crossfolio.loaders.yaml.values import Document
from crossfolio.loaders.yaml_quick import read_quickly


def read_yaml(text: str, path: str, limits: Limits, first_line: int = 1) -> Document | Finding:
    """Read one YAML document, or say why it cannot be read.

    Args:
        text: The document, as `decode` gives it; empty text gives the value `None`.
        path: For the places.
        limits: How large it may be.
        first_line: The line of the file on which the text starts: 2 for front matter.
    """
    quick = read_quickly(text, path, limits, first_line)
    if quick is not None:
        return quick
    from crossfolio.loaders.yaml.reader import read_strictly  # noqa: PLC0415 - imports yaml

    return read_strictly(text, path, limits, first_line)
