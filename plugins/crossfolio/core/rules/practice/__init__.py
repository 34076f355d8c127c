"""KND: rules of practice about kinds, variety, time, phases and measures; one file each."""

from crossfolio.core.rules.practice import (
    self_report_alone,
)

RULES = (self_report_alone.RULE,)
"""In the order of their codes."""
