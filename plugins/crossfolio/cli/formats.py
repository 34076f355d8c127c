"""The names of the reports. It is a module of few imports: every start needs it."""

FORMATS = ("concise", "full", "json", "sarif", "junit", "github", "gitlab", "markdown")
"""In the order of the help."""
FOR_PEOPLE = ("concise", "full")
"""The reports that are read on a screen."""
