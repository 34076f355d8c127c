"""What has changed in items since they were judged, by words, as far as it may be seen."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from crossfolio.core.check import Checked
from crossfolio.core.edition import hold_of
from crossfolio.core.evidence import Evidence, Json
from crossfolio.core.findings import one_line
from crossfolio.core.hidden_words import HiddenWords, shown_texts
from crossfolio.core.passages import every_passage, spots_of, text_of
from crossfolio.core.record.fingerprint import NOT_JUDGED
from crossfolio.core.record.hashes import canonical
from crossfolio.core.record.marks import without_marks
from crossfolio.core.record.standing import Change, ChangeKind, Standing
from crossfolio.core.record.values import Decision, Judged
from crossfolio.core.record.words import change_words
from crossfolio.core.seen import Seen
from crossfolio.core.since_values import (
    FieldChange,
    ItemVersion,
    PassageSince,
    Since,
    Unfound,
    Versions,
    Wanted,
)
from crossfolio.core.texts import NOTHING, Text
from crossfolio.core.word_changes import merged, within

_OF_ITEM = (ChangeKind.FIELDS, ChangeKind.TEXT, ChangeKind.FILE, ChangeKind.ITEM)


def wanted(checked: Checked) -> dict[Wanted, Judged]:
    """Return the versions that were judged and have changed since, as decisions have them."""
    return {
        Wanted(key, judged.fingerprint): judged
        for held in checked.record.standing.values()
        for key in _changed(held)
        if (judged := held.decision.judged.get(key)) and key in checked.portfolio.by_id
    }


def since_judged(
    checked: Checked, seen: Seen, versions: Versions, *, to_owner: bool = False
) -> dict[str, tuple[Since, ...]]:
    """Return what has changed in each item since it was judged, by its ID in upper case.

    Nothing of an item that is not shown in full, of a version that would not be, or of what
    stands in an item that is not; and a mask for each value that is personal data.

    Args:
        checked: The portfolio.
        seen: What its readers may see.
        versions: What was found of the versions that were judged.
        to_owner: Whether the reader is whoever has the folder.
    """
    if not seen.people:
        return {}
    compared = _Compared(checked, None if to_owner else seen)
    found: dict[str, tuple[Since, ...]] = {}
    for key, decision, criteria in _groups(checked):
        if to_owner or seen.in_full(checked.portfolio.by_id[key]):
            known = versions.get(Wanted(key, decision.judged[key].fingerprint))
            one = compared.since(key, decision, criteria, known)
            found[key] = (*found.get(key, ()), one)
    return found


class _Compared:
    """Compares items with what was judged, for those who may see as much."""

    def __init__(self, checked: Checked, seen: Seen | None) -> None:
        """Note what may be shown.

        Args:
            checked: The portfolio.
            seen: What its readers may see; `None` for its owner, who may see all.
        """
        self._checked, self._seen = checked, seen
        self._codes = frozenset(tag.upper() for tag in checked.portfolio.framework.tags)

    @cached_property
    def _secrets(self) -> HiddenWords | None:
        """The rows of words that may not be shown; only a version that was found needs them."""
        return _secrets(self._checked, self._seen) if self._seen else None

    def since(
        self,
        key: str,
        decision: Decision,
        criteria: tuple[str, ...],
        known: ItemVersion | Unfound | None,
    ) -> Since:
        """Return what has changed in an item since a decision."""
        standing = self._checked.record.standing
        changes = (change for name in criteria for change in standing[name].changes)
        since = Since(decision.id, criteria, change_words(_own(changes, key)))
        if not isinstance(known, ItemVersion):
            return since._replace(
                why=known.why if known else Text("the history was not looked into")
            )
        since = since._replace(
            version=(known.commit, known.day),
            changed_on=known.changed_on,
            is_whole=known.is_whole,
            why=self._kept_back(known.item),
        )
        return self._by_words(since, known.item, self._checked.portfolio.by_id[key])

    def _by_words(self, since: Since, then: Evidence, now: Evidence) -> Since:
        """Compare the texts themselves, and show them masked."""
        masked = self._masked
        before, after = (without_marks(item.body, self._codes) for item in (then, now))
        shown = masked(after)
        pieces = () if since.why else merged(masked(before), shown)
        in_lines = pieces if shown.count("\n") == after.count("\n") else ()
        lines, earlier = after.split("\n"), before.split("\n")
        there = {text_of(earlier, passage) for passage in every_passage(then)}
        claims, framework = self._checked.claims, self._checked.portfolio.framework
        passages = [
            PassageSince(
                name, spot.nth, spot.passage, same, () if same else within(in_lines, *spot.passage)
            )
            for name in since.criteria
            for spot in spots_of(now, name, claims.first_claim(now, name), framework)
            for same in (text_of(lines, spot.passage) in there,)
        ]
        fields = () if since.why else tuple(_fields(then, now, masked))
        return since._replace(fields=fields, text=pieces, passages=tuple(passages))

    def _masked(self, text: str) -> str:
        """Return text with a mask for personal data, in which nothing turns the writing."""
        return self._checked.looker.masked(
            "\n".join(map(one_line, text.replace("\t", " ").split("\n")))
        )

    def _kept_back(self, then: Evidence) -> Text:
        """Return why the words of a version may not be seen; empty where they may."""
        if self._seen is None:
            return NOTHING
        if hold_of(then, self._seen.settings.edition):
            return Text("the version that was judged is not shown in this edition")
        texts = (then.title, then.body, *map(_said, then.fields.values()))
        if self._secrets and self._secrets.found_in("\n".join(texts)):
            return Text(
                "words that were taken out stand in an item that this edition does not show"
            )
        return NOTHING


def _groups(checked: Checked) -> Iterator[tuple[str, Decision, tuple[str, ...]]]:
    """Give each item with a decision that no longer stands for it, and the criteria."""
    groups: dict[tuple[str, str], tuple[Decision, list[str]]] = {}
    for name, held in checked.record.standing.items():
        for key in _changed(held):
            if key in checked.portfolio.by_id:
                group = groups.setdefault((key, held.decision.key), (held.decision, []))
                group[1].append(name)
    for (key, _), (decision, criteria) in groups.items():
        yield key, decision, tuple(criteria)


def _changed(held: Standing) -> tuple[str, ...]:
    """Return the items of a judgement whose own parts have changed."""
    return tuple(dict.fromkeys(change.item for change in held.changes if change.kind in _OF_ITEM))


def _own(changes: Iterable[Change], key: str) -> tuple[Change, ...]:
    return tuple(
        dict.fromkeys(
            change for change in changes if change.item == key and change.kind in _OF_ITEM
        )
    )


def _fields(then: Evidence, now: Evidence, masked: Callable[[str], str]) -> Iterator[FieldChange]:
    """Give the fields that were judged and differ, with masked values."""
    for name in dict.fromkeys((*then.fields, *now.fields)):
        old, new = then.fields.get(name), now.fields.get(name)
        judged = name not in NOT_JUDGED and not name.startswith("x-")
        if judged and old != new:
            yield FieldChange(name, masked(_said(old)), masked(_said(new)))


def _said(value: Json) -> str:
    if value is None:
        return ""
    return one_line(value if isinstance(value, str) else canonical(value))


def _secrets(checked: Checked, seen: Seen) -> HiddenWords | None:
    hidden = [item for item in checked.portfolio.evidence if not seen.in_full(item)]
    if not hidden:
        return None
    secrets = HiddenWords(hidden)
    secrets.allow(row for text in shown_texts(seen) for row in secrets.rows_in(text))
    return secrets
