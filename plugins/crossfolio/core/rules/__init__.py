"""Every rule, by family. A module holds the rules of one family, or of one cause.

What stands in the places of a message, a help or a related note has one name over all rules;
the table in docs/reference/json.md says what each holds. Programs go by these names, so one
that is there is not called otherwise.
"""

from crossfolio.core.rules import (
    assessment_rules,
    breadth_rules,
    coverage_rules,
    criteria_rules,
    evidence_rules,
    file_rules,
    grading_rules,
    judged_rules,
    link_rules,
    mark_rules,
    personal_rules,
    practice,
    privacy_rules,
    reading_rules,
    record_rules,
    register_rules,
    sampling_rules,
    settings_rules,
    signature_rules,
    source_rules,
    suppression_rules,
    tag_rules,
)

_ALL = (
    *settings_rules.RULES,
    *source_rules.RULES,
    *criteria_rules.RULES,
    *evidence_rules.RULES,
    *reading_rules.RULES,
    *tag_rules.RULES,
    *mark_rules.RULES,
    *coverage_rules.RULES[:10],
    *judged_rules.RULES,
    *coverage_rules.RULES[10:],
    *practice.RULES,
    *assessment_rules.RULES,
    *record_rules.RULES,
    *signature_rules.RULES,
    *sampling_rules.RULES,
    *privacy_rules.RULES,
    *personal_rules.RULES,
    *register_rules.RULES,
    *suppression_rules.RULES,
    *file_rules.RULES,
    *link_rules.RULES,
    *grading_rules.RULES,
    *breadth_rules.RULES,
)
_FAMILIES = tuple(dict.fromkeys(rule.family for rule in _ALL))

RULES = tuple(sorted(_ALL, key=lambda rule: (_FAMILIES.index(rule.family), rule.code)))
"""By family and code, as in the reference."""

BY_CODE = {rule.code: rule for rule in RULES}
BY_NAME = {rule.name: rule for rule in RULES}
