"""Every rule, by family. A module holds the rules of one family and their pages."""

from crossfolio.core.rules import (
    assessment_rules,
    coverage_rules,
    criteria_rules,
    evidence_rules,
    practice,
    privacy_rules,
    settings_rules,
    source_rules,
    suppression_rules,
    tag_rules,
)

RULES = (
    *settings_rules.RULES,
    *source_rules.RULES,
    *criteria_rules.RULES,
    *evidence_rules.RULES,
    *tag_rules.RULES,
    *coverage_rules.RULES,
    *practice.RULES,
    *assessment_rules.RULES,
    *privacy_rules.RULES,
    *suppression_rules.RULES,
)
"""In the order of the reference."""

BY_CODE = {rule.code: rule for rule in RULES}
BY_NAME = {rule.name: rule for rule in RULES}
