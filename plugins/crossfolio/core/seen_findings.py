"""What an edition shows of findings: their own words, what their rule is about, or nothing."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from crossfolio.core.allowed import Allowed
from crossfolio.core.cover import Cover
from crossfolio.core.edition import Hold
from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Diagnostic, Finding, Rule
from crossfolio.core.seen_values import OF_BARE_FINDING, OF_DIAGNOSTIC, OF_FINDINGS
from crossfolio.core.suppressions import Suppressed, Suppression
from crossfolio.core.texts import strings_in

_OF_PEOPLE = frozenset(("DEC", "SMP", "PRV"))
"""The families of rules that are about decisions, samples and what names somebody."""


class FindingsShown:
    """Builds what an edition shows of findings."""

    def __init__(
        self, items: Iterable[Evidence], held: Mapping[str, Hold], *, people: bool
    ) -> None:
        """Note what findings may not quote.

        Args:
            items: All of the portfolio.
            held: Which of them are stubs, by ID in upper case.
            people: Whether the edition shows people and decisions.
        """
        known = list(items)
        self._people = people
        self._files = frozenset(item.path for item in known)
        self._files |= {one.path for item in known for one in item.attachments}
        self._pages = frozenset(item.path for item in known if item.key in held)
        self._items, self._held = known, held
        self._allowed = Allowed(OF_FINDINGS)

    def of(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Give the findings that the edition may show.

        Where people are not shown, what holds an item back is said, and of nothing else of
        the record. About the pages of stubs, and where its words hold a title or
        a file's name of one, a finding says what its rule is about instead of its own words.
        """
        for diagnostic in diagnostics:
            if self._people:
                yield (
                    self._bare(diagnostic)
                    if self._tells(diagnostic.finding)
                    else self._whole(diagnostic)
                )
            elif diagnostic.rule.holds_back:
                if diagnostic.finding.place.path in self._files:
                    yield self._whole(diagnostic)  # With a mask in place of what it is about.
            elif is_public(diagnostic.rule):
                yield self._bare(diagnostic)

    def gaps(
        self, diagnostics: Iterable[Diagnostic], covers: Iterable[Cover]
    ) -> Iterator[tuple[str, Diagnostic]]:
        """Give the findings that criteria are open, by full ID.

        Where decisions are not shown, such a finding is there for whatever is open without any.
        """
        by_place = {other.criterion.place[:3]: other for other in covers}  # Where it begins.
        for diagnostic in diagnostics:
            cover = by_place.get(diagnostic.finding.place[:3]) if diagnostic.rule.is_gap else None
            if cover and self._people:
                yield cover.criterion.id, self._whole(diagnostic)
            elif cover and not cover.state.counts:
                yield cover.criterion.id, self._bare(diagnostic)

    def suppressed(self, taken: Iterable[Suppressed]) -> Iterator[Suppressed]:
        """Give what comments take back; nothing of it where people are not shown.

        The reasons are in the words of their writers.
        """
        for suppressed in taken if self._people else ():
            finding, comment = suppressed.diagnostic.finding, suppressed.suppression
            if self._tells(finding) or self._is_secret(comment.reason):
                bare = Suppression(comment.place, comment.line, comment.names, "")
                yield Suppressed(self._bare(suppressed.diagnostic), bare)
            else:
                yield Suppressed(self._whole(suppressed.diagnostic), self._allowed.of(comment))

    def _tells(self, finding: Finding) -> bool:
        """Tell whether a finding's words say more of a stub than its path and ID."""
        if finding.place.path in self._pages:
            return True
        texts = (finding.message, finding.help, *(related.message for related in finding.related))
        own = (finding.feedback, *(edit.text for edit in finding.edits))
        return any(map(self._is_secret, chain(own, *map(strings_in, texts))))

    def _is_secret(self, words: str) -> bool:
        return bool(self._secrets and self._secrets.search(words))

    @cached_property
    def _secrets(self) -> re.Pattern[str] | None:
        """What finds the secrets of stubs; not every edition has to look."""
        return _secrets(self._items, self._held)

    def _whole(self, diagnostic: Diagnostic) -> Diagnostic:
        return _under_rule(diagnostic, self._allowed.of(diagnostic.finding))

    def _bare(self, diagnostic: Diagnostic) -> Diagnostic:
        kept = {name: getattr(diagnostic.finding, name) for name in OF_BARE_FINDING}
        return _under_rule(diagnostic, Finding(**kept, message=diagnostic.rule.about))


def is_public(rule: Rule) -> bool:
    """Tell whether an edition without people may say that a rule has found something."""
    return rule.holds_back or not (rule.tells_decision or rule.family in _OF_PEOPLE)


def _under_rule(diagnostic: Diagnostic, finding: Finding) -> Diagnostic:
    return Diagnostic(
        **{name: getattr(diagnostic, name) for name in OF_DIAGNOSTIC}, finding=finding
    )


def _secrets(items: Iterable[Evidence], held: Container[str]) -> re.Pattern[str] | None:
    """Return what finds a title or a file's name that only stubs have, as words of their own."""
    shown, hidden = set[str](), set[str]()
    for item in items:
        own = hidden if item.key in held else shown
        own.add(item.title)
        for attachment in item.attachments:
            own |= {attachment.written, attachment.path, attachment.path.rpartition("/")[2]}
    found = sorted(hidden - shown - {""}, key=lambda name: (-len(name), name))
    either = "|".join(map(re.escape, found))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if found else None
