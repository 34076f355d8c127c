"""A check of which nothing that is said holds personal data."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Finding, Related
from crossfolio.core.personal.scan import Looker
from crossfolio.core.place import Place
from crossfolio.core.suppressions import Suppressed

AnyChecked = TypeVar("AnyChecked", bound=Checked)


def without_values(checked: Checked, looker: Looker, hidden_names: Mapping[str, str]) -> Checked:
    """Return a check with a mask in place of each value that a finding says.

    Args:
        checked: The check.
        looker: Knows what to mask.
        hidden_names: What stands for paths that hold a value, where paths are printed.
    """
    diagnostics = tuple(_masked(it, looker) for it in checked.diagnostics)
    taken = tuple(
        Suppressed(
            _masked(it.diagnostic, looker),
            it.suppression._replace(reason=looker.masked(it.suppression.reason)),
        )
        for it in checked.suppressed
    )
    return replace(
        checked,
        diagnostics=diagnostics,
        suppressed=taken,
        looker=looker,
        hidden_names=hidden_names,
    )


def with_ids(checked: AnyChecked, names: Mapping[str, str]) -> AnyChecked:
    """Return a check for printing: an item's ID in place of a path that holds personal data.

    Args:
        checked: What is to be printed.
        names: What stands in place of such paths.
    """
    if not names:
        return checked

    def hide(diagnostic: Diagnostic) -> Diagnostic:
        finding = diagnostic.finding
        related = tuple(Related(_hidden(one.place, names), one.message) for one in finding.related)
        place = _hidden(finding.place, names)
        edits = finding.edits if place == finding.place else ()
        return replace(
            diagnostic, finding=replace(finding, place=place, related=related, edits=edits)
        )

    taken = (
        Suppressed(
            hide(it.diagnostic),
            it.suppression._replace(place=_hidden(it.suppression.place, names)),
        )
        for it in checked.suppressed
    )
    return replace(
        checked, diagnostics=tuple(map(hide, checked.diagnostics)), suppressed=tuple(taken)
    )


def _hidden(place: Place, names: Mapping[str, str]) -> Place:
    return place._replace(path=names.get(place.path, place.path))


def _masked(diagnostic: Diagnostic, looker: Looker) -> Diagnostic:
    finding = diagnostic.finding
    said = _said(finding)
    masked = [looker.masked(it) for it in said]
    if masked == said:
        return diagnostic
    message, help, feedback, *notes = masked
    related = tuple(
        it._replace(message=note) for it, note in zip(finding.related, notes, strict=True)
    )
    changed = replace(finding, message=message, help=help, feedback=feedback, related=related)
    return replace(diagnostic, finding=changed)


def _said(finding: Finding) -> list[str]:
    notes = [it.message for it in finding.related]
    return [finding.message, finding.help, finding.feedback, *notes]
