"""Limits of size. They are far above what evidence needs, and keep one file from hurting all.

Source: what hostile files cost YAML and Markdown readers; a page of 8,000 brackets takes
Python-Markdown 12 seconds, and 30,000 nested lists end libyaml's process.
"""

from typing import NamedTuple

FILE_BYTES = 1024 * 1024
"""The largest file that is read as text."""
BODY_BYTES = 256 * 1024
"""The largest body of a page."""

BASELINE_BYTES = 16 * 1024 * 1024
"""The largest report that is read as a baseline."""


class Limits(NamedTuple):
    """How large a YAML document may be."""

    size: int
    """Of the text, in bytes."""
    value: int
    """Of one value, in characters."""
    nodes: int
    """Mappings, lists and values together."""
    depth: int
    """Levels of nesting."""


FRONT_MATTER = Limits(size=64 * 1024, value=4096, nodes=2000, depth=8)
YAML_FILE = Limits(size=FILE_BYTES, value=8192, nodes=50_000, depth=12)
