"""A check of which nothing that is said holds personal data."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from crossfolio.core.check import Checked
from crossfolio.core.findings import Diagnostic, Related
from crossfolio.core.memo import Memo
from crossfolio.core.personal.scan import Looker
from crossfolio.core.place import Place
from crossfolio.core.suppressions import Suppressed
from crossfolio.core.texts import changed

AnyChecked = TypeVar("AnyChecked", bound=Checked)


def without_values(
    checked: Checked, looker: Looker, hidden_names: Mapping[str, str], memo: Memo
) -> Checked:
    """Return a check with a mask in place of each value that a finding says.

    Args:
        checked: The check.
        looker: Knows what to mask.
        hidden_names: What stands for paths that hold a value, where paths are printed.
        memo: Has what was masked in the last check.
    """

    def masked(text: str) -> str:
        return memo.once(("masked", text), lambda: looker.masked(text), looker)

    diagnostics = tuple(
        [
            memo.once(("masked", id(one)), partial(_masked, one, masked), one, looker)
            for one in checked.diagnostics
        ]
    )
    taken = tuple(
        Suppressed(
            _masked(suppressed.diagnostic, masked),
            suppressed.suppression._replace(reason=masked(suppressed.suppression.reason)),
        )
        for suppressed in checked.suppressed
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
            hide(suppressed.diagnostic),
            suppressed.suppression._replace(place=_hidden(suppressed.suppression.place, names)),
        )
        for suppressed in checked.suppressed
    )
    return replace(
        checked, diagnostics=tuple(map(hide, checked.diagnostics)), suppressed=tuple(taken)
    )


def _hidden(place: Place, names: Mapping[str, str]) -> Place:
    return place._replace(path=names.get(place.path, place.path))


def _masked(diagnostic: Diagnostic, masked: Callable[[str], str]) -> Diagnostic:
    finding = diagnostic.finding
    hidden = replace(
        finding,
        message=changed(finding.message, masked),
        help=changed(finding.help, masked),
        feedback=masked(finding.feedback),
        related=tuple(
            note._replace(message=changed(note.message, masked)) for note in finding.related
        ),
    )
    return diagnostic if hidden == finding else replace(diagnostic, finding=hidden)
