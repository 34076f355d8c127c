"""How a run ended, for shells and CI."""

from enum import IntEnum


class Exit(IntEnum):
    """What the process returns; never a count."""

    CLEAN = 0
    """Checked, and nothing at the failing level."""
    FINDINGS = 1
    """Checked, and something to put right; a file that cannot be read is such a thing."""
    NOT_CHECKED = 2
    """Not checked, and nothing written: arguments or settings that cannot be used, a file that is
    there already, or a fault of Crossfolio."""
