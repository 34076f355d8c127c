"""One page of a cohort put together from its template."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from crossfolio import __version__
from crossfolio.cohort.charts import share_bar
from crossfolio.cohort.numbers import Numbers
from crossfolio.cohort.summary import Summary
from crossfolio.core.regex import regex

NAV = (
    ("index.html", "Overview"),
    ("assessors.html", "Assessors"),
    ("at-risk.html", "At risk"),
    ("progress.html", "Progress"),
    ("changes.html", "Changes"),
    ("sampling.html", "Sampling"),
    ("learners.html", "Portfolios"),
    ("failures.html", "Not looked at"),
    ("search.html", "Search"),
)
_BACKTICKS = regex("`([^`]+)`")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("crossfolio.cohort", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"bar": _bar, "code": _code}
    return environment


def _bar(numbers: Numbers) -> Markup:
    return Markup(share_bar(numbers))  # noqa: S704


def _code(text: str) -> Markup:
    """Return a phrase with what stands between backticks as code."""
    return Markup(_BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704


def page(template: str, title: str, current: str, summary: Summary, **values: object) -> str:
    """Return a page of the cohort's site as HTML, with its navigation.

    Args:
        template: The name of its template.
        title: Its heading.
        current: The address by which the navigation knows it; empty where it is not in there.
        summary: What is shown.
        values: What else the template asks for.
    """
    return (
        _environment()
        .get_template(f"{template}.html.jinja")
        .render(title=title, current=current, s=summary, nav=NAV, version=__version__, **values)
    )
