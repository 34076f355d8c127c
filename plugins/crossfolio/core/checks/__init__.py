"""What is looked for in a portfolio as a whole and in each item, by family of rules."""

from crossfolio.core.checks.assessment_checks import check_assessment
from crossfolio.core.checks.baseline_checks import check_baseline
from crossfolio.core.checks.coverage_checks import check_coverage
from crossfolio.core.checks.criteria_checks import check_criteria
from crossfolio.core.checks.definition_checks import check_definitions
from crossfolio.core.checks.file_checks import check_files
from crossfolio.core.checks.grading_checks import check_grading
from crossfolio.core.checks.item_checks import check_item
from crossfolio.core.checks.link_checks import check_links
from crossfolio.core.checks.order_checks import check_order
from crossfolio.core.checks.part_checks import check_parts
from crossfolio.core.checks.plan_checks import check_actions, check_plans, check_visit
from crossfolio.core.checks.sample_checks import check_samples

__all__ = [
    "check_actions",
    "check_assessment",
    "check_baseline",
    "check_coverage",
    "check_criteria",
    "check_definitions",
    "check_files",
    "check_grading",
    "check_item",
    "check_links",
    "check_order",
    "check_parts",
    "check_plans",
    "check_samples",
    "check_visit",
]
