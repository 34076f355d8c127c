"""COV105 and CRI106: units and qualifications that are named, or needed, and in no file.

What refers to them cannot be judged, so this is looked at before anything else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crossfolio.core.findings import Finding, Loss, one_edit
from crossfolio.core.ids import nearest_unit
from crossfolio.core.place import Place
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.rules.coverage_rules import nothing_to_measure
from crossfolio.core.rules.criteria_rules import qualification_words, unit_words, unknown_unit
from crossfolio.core.texts import Text


def check_definitions(portfolio: Portfolio, folder: str) -> Iterator[Finding]:
    """Find what no file defines; of several findings that follow from one, the first stands.

    Args:
        portfolio: What was read.
        folder: The folder of criteria.
    """
    doubts = portfolio.doubts
    nowhere: Place | None = None
    if not portfolio.framework.units:
        slips = (doubts.criteria, *doubts.named.values())
        none = nothing_asked(portfolio.place, folder)
        yield replace(none, cause=next((slip for slip in slips if slip), None))
        nowhere = none.place
    said: dict[str, Place] = {}
    for name, found in (*_members(portfolio), *_enrolled(portfolio)):
        yield replace(found, cause=doubts.of(name) or said.get(name, nowhere))
        said.setdefault(name, found.place)


def nothing_asked(place: Place, folder: str, renamed: str = "") -> Finding:
    """Return the finding that there is no unit; what refers to one only follows from it.

    Args:
        place: Where findings about the portfolio as a whole stand.
        folder: The folder of criteria.
        renamed: A folder of another name, in which units lie in its place.
    """
    if renamed:
        why = Text("there is no folder `{folder}/`, so there is nothing to measure", folder=folder)
        help = Text(
            "rename `{suggestion}/`, or write `criteria: {suggestion}` under the plugin",
            suggestion=renamed,
        )
    else:
        why = Text("there is no unit in `{folder}/`, so there is nothing to measure", folder=folder)
        help = Text("put a unit file into `{folder}/`", folder=folder)
    found = nothing_to_measure(place, why, help)
    return replace(found, loss=Loss("criteria", is_whole=True))


def _members(portfolio: Portfolio) -> Iterator[tuple[str, Finding]]:
    """Find the units that qualifications name."""
    units = portfolio.framework.units
    for qualification in portfolio.framework.qualifications.values():
        others = units.keys() - set(qualification.units)
        for group in qualification.groups:
            for unit, place in group.named:
                if unit not in units:
                    yield unit, _undefined(unit, place, unit_words(unit), others)


def _enrolled(portfolio: Portfolio) -> Iterator[tuple[str, Finding]]:
    """Find the qualifications and units that `portfolio.yml` names."""
    enrolment, framework = portfolio.enrolment, portfolio.framework
    if enrolment is None:
        return
    for words, named, known in (
        (qualification_words, enrolment.qualifications, framework.qualifications.keys()),
        (unit_words, enrolment.unit_places, framework.units.keys()),
    ):
        for name, place in named.items():
            if name not in known:
                yield name, _undefined(name, place, words(name), known - named.keys())


def _undefined(name: str, place: Place, named: Text, others: Iterable[str]) -> Finding:
    """Return the finding about a name that no file defines: it is misspelt, or a file is missing.

    Args:
        name: As it is written.
        place: Where it is named.
        named: What has the name, a unit or a qualification, in words.
        others: The names that files define, and that are not named beside it.
    """
    near = nearest_unit(name, sorted(others))
    found = unknown_unit(place, named, near)
    if near:
        return replace(found, edits=one_edit(place, near))
    return replace(found, loss=Loss("criteria", (name,)))
