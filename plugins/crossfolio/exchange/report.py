"""The report about a file that was imported, or was not."""

from collections.abc import Iterator, Sequence

from crossfolio.exchange.model import Note, NoteSort, Read, UnitDraft

_ORDER = (
    NoteSort.LOST,
    NoteSort.DUPLICATE,
    NoteSort.GAP,
    NoteSort.CHANGED,
    NoteSort.GUESS,
    NoteSort.UNUSED,
    NoteSort.SETTING,
)


def shown_columns(name: str, read: Read) -> str:
    """Return what was recognised in a file, as it is shown before anything is written."""
    return "".join(f"{name}: {line}\n" for line in read.columns)


def report(name: str, read: Read, drafts: Sequence[UnitDraft], notes: Sequence[Note]) -> str:
    """Return what became of a file, a line for each thing, in a fixed order."""
    return "\n".join(_lines(name, read, drafts, notes)) + "\n"


def losses(notes: Sequence[Note]) -> list[Note]:
    """Return the notes for which nothing is written unless they are accepted."""
    return [note for note in notes if note.sort is NoteSort.LOST]


def _lines(
    name: str, read: Read, drafts: Sequence[UnitDraft], notes: Sequence[Note]
) -> Iterator[str]:
    not_used = len({note.place for note in notes if note.place and note.sort in _ROWS})
    used = max(read.rows - not_used, 0)
    yield f"{name}: {read.rows} rows read, {used} used, {read.rows - used} not used"
    for draft in drafts:
        criteria, outcomes = len(draft.criteria), len(draft.outcomes)
        counts = f"{criteria} {'criterion' if criteria == 1 else 'criteria'}"
        counts += f", {outcomes} {'outcome' if outcomes == 1 else 'outcomes'}"
        yield f"{draft.code}: {counts}"
    for sort in _ORDER:
        for note in dict.fromkeys(note for note in notes if note.sort is sort):
            place = f"{note.place}: " if note.place else ""
            yield f"{sort}: {place}{note.text}"


_ROWS = (NoteSort.LOST, NoteSort.UNUSED)
