"""Criteria as tests in JUnit's XML, for servers that show which test fails since when."""

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Diagnostic, Severity, one_line
from crossfolio.core.regex import regex
from crossfolio.core.scope import Scope
from crossfolio.core.seen import Seen
from crossfolio.core.settings import FailOn
from crossfolio.reports.report_context import ReportContext
from crossfolio.reports.rule_links import PageOf, no_page

FILES = "files"
"""The suite of findings that are no gap; no unit has this name, which is in small letters."""
_NOT_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped. Source: its production `Char`."""


def report(of: ReportContext) -> str:
    """Return the criteria and findings as JUnit XML."""
    return render(of.seen, of.page_of)


def render(seen: Seen, page_of: PageOf = no_page) -> str:
    """Return the report: a suite for each unit, and one for files with findings that fail.

    A gap fails where its finding fails a run. What is not covered and need not be (waived,
    optional, of an unfinished unit, under a milder profile) is skipped.
    The text is ASCII, so that no console and no pipe can spoil it.

    Args:
        seen: What to report.
        page_of: Returns the address of a rule's page.
    """
    root = ET.Element("testsuites", name="crossfolio")
    for unit in seen.coverage.units:
        covers = [c for c in seen.coverage.criteria.values() if c.criterion.unit == unit]
        title = seen.portfolio.framework.units[unit].title
        _suite(root, f"{unit} {title}", [_criterion(cover, seen, page_of) for cover in covers])
    others = [d for d in seen.diagnostics if not d.rule.is_gap and _fails(d, seen)]
    files = [_file(path, list(its), page_of) for path, its in groupby(others, key=_path)]
    if files:
        _suite(root, FILES, files)
    _count(root)
    del root.attrib["skipped"]  # Jenkins' schema has it on suites alone.
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return written.decode("ascii") + "\n"


def _path(diagnostic: Diagnostic) -> str:
    return diagnostic.finding.place.path


def _fails(diagnostic: Diagnostic, seen: Seen) -> bool:
    """Tell whether a finding fails a run; where none ever does, whether it is an error."""
    warnings = seen.settings.fail_on is FailOn.WARNING
    least = Severity.WARNING if warnings else Severity.ERROR
    return diagnostic.severity >= least and not diagnostic.pending


def _suite(root: ET.Element, name: str, cases: Iterable[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=_text(name))
    suite.extend(cases)
    _count(suite)


def _criterion(
    cover: Cover,
    seen: Seen,
    page_of: PageOf,
) -> ET.Element:
    criterion = cover.criterion
    case = _case(criterion.unit, f"{criterion.id} {criterion.title}")
    gap = seen.gaps.get(criterion.id)
    may_quote = seen.people
    if cover.scope is Scope.WAIVED:
        _skip(case, _waived(cover, seen))
    elif not cover.state.counts or (gap and may_quote):
        if gap and _fails(gap, seen):
            message = gap.finding.message if may_quote else f"`{criterion.id}` is {cover.state}"
            _fail(case, gap.rule.code, message, [gap] if may_quote else [], page_of)
        else:
            why = "optional" if cover.scope is Scope.OPTIONAL else "this fails no run"
            why = "pending, its unit is not submitted" if gap and gap.pending else why
            _skip(case, f"{cover.state}; {why}")
    return case


def _waived(cover: Cover, seen: Seen) -> str:
    enrolment = seen.portfolio.enrolment
    if enrolment is None or not seen.people:
        return "waived"
    reasons = [w.reason for w in enrolment.waivers if w.criterion == cover.criterion.id]
    return ": ".join(("waived", *reasons[:1]))


def _file(path: str, found: list[Diagnostic], page_of: PageOf) -> ET.Element:
    case = _case(FILES, path)
    codes = " ".join(dict.fromkeys(diagnostic.rule.code for diagnostic in found))
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    _fail(case, codes, found[0].finding.message + more, found, page_of)
    return case


def _case(group: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_text(group), name=_text(name), time="0")


def _fail(
    case: ET.Element, code: str, message: str, found: Iterable[Diagnostic], page_of: PageOf
) -> None:
    failure = ET.SubElement(case, "failure", type=code, message=_text(message))
    lines = []
    for diagnostic in found:
        lines.append(str(diagnostic))
        if diagnostic.finding.help:
            lines.append(f"help: {diagnostic.finding.help}")
        if page_of(diagnostic.rule):
            lines.append(f"see: {page_of(diagnostic.rule)}")
    failure.text = "\n".join(map(_text, lines))


def _skip(case: ET.Element, why: str) -> None:
    ET.SubElement(case, "skipped", message=_text(why))


def _count(element: ET.Element) -> None:
    """Write how many tests there are, how many fail, and how many are skipped.

    Servers ask for a time, too; a criterion takes none.
    """
    numbers = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for name, tag in numbers.items():
        element.set(name, str(len(element.findall(f".//{tag}"))))
    element.set("time", "0")


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", one_line(text))
