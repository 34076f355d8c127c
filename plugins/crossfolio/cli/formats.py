"""The reports by name. It is a module of few imports: every start needs the names."""

REPORTS = {
    "concise": "text_report:report_concise",
    "full": "text_report:report_full",
    "json": "json_report:report",
    "sarif": "sarif_report:report",
    "junit": "junit_report:report",
    "github": "github_report:report",
    "gitlab": "gitlab_report:report",
    "markdown": "markdown_report:report",
}
"""The module of `crossfolio.reports` that has each report, and the function that makes it of what
is to be told (`reports/report_context.py`); in the order of the help."""
FORMATS = tuple(REPORTS)
FOR_PEOPLE = ("concise", "full")
"""The reports that are read on a screen."""
