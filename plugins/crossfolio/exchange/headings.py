"""Which column holds what: by its heading, by what the user says, or by what stands in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crossfolio.core.regex import regex
from crossfolio.exchange.codes import looks_coded, split_code, tidy_code
from crossfolio.exchange.model import RefusedFileError
from crossfolio.exchange.tables import SourceRow, Table, letter

WORDS = {
    "code": (
        "code", "no", "nr", "number", "ref", "reference number", "criterion", "criterion code",
        "criterion no", "criterion number", "ac", "ac no", "ac number", "id", "pc", "ksb", "ksb no",
        "item", "human coding scheme", "nummer", "numéro", "code du critère", "kennung", "crit",
        "criteria no", "criteria number", "criteria code", "#", "ksb code",
    ),
    "text": (
        "text", "criteria", "assessment criteria", "assessment criterion", "description",
        "statement", "full statement", "fullstatement", "criterion text", "wording",
        "the learner can", "the learner will", "learner can", "performance criteria",
        "performance criterion", "kriterium", "beschreibung", "critère", "critères", "requirement",
        "standard", "ksb statement", "criterion description", "criteria text",
    ),
    "outcome": (
        "outcome", "outcomes", "learning outcome", "learning outcomes", "lo", "lo no", "element",
        "within", "parent", "learning aim", "lernziel", "résultat", "duty", "outcome code",
        "learning outcome no", "learning outcome code",
    ),
    "level": ("level", "grade", "grading", "stufe", "niveau"),
    "title": ("title", "short title", "name", "short name", "titel", "titre"),
    "unit": ("unit", "unit code", "unit no", "unit number", "unit ref", "einheit", "unité"),
    "row": ("row", "row type", "type"),
    "ksb": ("k/s/b", "ksb type"),
    "reference": ("reference", "regulator's reference"),
    "version": ("version",),
}  # fmt: skip
"""Headings by what their column holds, in lower case and without a full stop."""
LEVELS = ("pass", "merit", "distinction", "distinction*", "near pass")
"""Headings of columns that hold the criteria of a level."""
KSB = {
    "knowledge": "knowledge", "k": "knowledge", "skill": "skill", "skills": "skill", "s": "skill",
    "behaviour": "behaviour", "behaviours": "behaviour", "behavior": "behaviour",
    "behaviors": "behaviour", "b": "behaviour",
}  # fmt: skip
"""Words for the three sorts of a standard, in lower case, and what the unit file calls them."""
ROWS = ("unit", "outcome", "criterion")
"""What a column of types says in a table that we wrote."""
_SEARCHED = 40
"""Rows in which headings are looked for."""
_SPACE = regex(r"\s+")
_LEARNER = regex(r"(?:the )?learner (?:can|will|should|must|is able to)\b.{0,20}")
_TAIL = regex(r"[\s:;,(\u2013-]+(?:the )?learner (?:can|will|should|must|is able to)\b.{0,20}")
"""What stands below or behind a heading: `Learning outcomes: the learner will`."""
_KSB = ("ksb", "ksb no", "ksb code")
_EITHER = ("criterion", "crit", "ksb", "item")
"""Headings over codes, or over texts where the codes have a column of their own."""


class Columns(NamedTuple):
    """Which columns hold what, from 0."""

    named: Mapping[str, int]
    """By what they hold: `code`, `text`, `outcome` and so on."""
    header: int
    """The row of the headings; -1 where there is none."""
    by_level: tuple[tuple[int, str], ...] = ()
    """Columns that hold the criteria of a level each, where there is no column of texts."""
    is_guess: bool = False
    """Whether there were no headings to go by."""

    def shown(self, table: Table) -> str:
        """Return the columns in words, as they are shown before anything is written."""
        pairs = [*self.named.items(), *((f"text of {level}", at) for at, level in self.by_level)]
        parts = [f"{what} = {letter(at)}{self._heading(table, at)}" for what, at in pairs]
        return ", ".join(parts)

    def unused(self, table: Table) -> list[str]:
        """Return the columns that have texts and hold nothing of ours, in words."""
        return [f"{letter(at)}{self._heading(table, at)}" for at in self.spare(table)]

    def spare(self, table: Table) -> list[int]:
        """Return the columns that have texts and hold nothing of ours, from 0."""
        taken = {*self.named.values(), *(at for at, _ in self.by_level)}
        below = table.rows[self.header + 1 :]
        wide = max((len(row.cells) for row in below), default=0)
        return [at for at in range(wide) if at not in taken and any(r.cell(at) for r in below)]

    def _heading(self, table: Table, at: int) -> str:
        text = table.rows[self.header].cell(at) if self.header >= 0 else ""
        return f" ({' '.join(text.split())[:40]})" if text else ""


def heading_of(text: str) -> str:
    """Return what a column of a heading holds; empty where the heading is unknown."""
    plain = _plain(text)
    if _LEARNER.fullmatch(plain):
        return "text"
    return next((what for what, words in WORDS.items() if plain in words), "")


def _plain(text: str) -> str:
    plain = _SPACE.sub(" ", text.strip().lower()).rstrip(".:")
    plain = plain.removesuffix(" *").strip()
    tail = None if _LEARNER.fullmatch(plain) else _TAIL.search(plain)
    return plain[: tail.start()] if tail and tail.end() == len(plain) else plain


def find_columns(table: Table, asked: Mapping[str, str]) -> Columns | None:
    """Return the columns of a table; `None` where nothing tells them.

    Args:
        table: The table.
        asked: What the user says: a letter, a number from 1 or a heading, by what it holds.

    Raises:
        RefusedFileError: Where a column that is asked for is not there, headings are merged or
            doubled, or stand in two places.
    """
    at = _header_row(table)
    if asked:
        return Columns(_asked(table, asked, at), at)
    if at < 0:
        return _by_content(table)
    row = table.rows[at]
    named = _named(row)
    by_level: tuple[tuple[int, str], ...] = ()
    if "text" not in named:
        by_level = _by_level(row)
    if "text" not in named and not by_level:
        return None
    named = _with_types(table, at, named)
    if at in table.merged_headings:
        why = "its headings are merged over several columns; say the columns with --columns"
        raise RefusedFileError(why, row.place)
    return Columns(named, at, by_level)


def _with_types(table: Table, header: int, named: dict[str, int]) -> dict[str, int]:
    """Return the columns, that of types by what stands in it: rows of ours, or K, S and B."""
    if "row" not in named:
        return named
    cells = {row.cell(named["row"]).lower() for row in table.rows[header + 1 :]} - {""}
    rest = {what: at for what, at in named.items() if what != "row"}
    if cells <= {*ROWS}:
        return named
    return {"ksb": named["row"], **rest} if cells <= KSB.keys() else rest


def _by_level(row: SourceRow) -> tuple[tuple[int, str], ...]:
    cells = enumerate(row.cells)
    return tuple((at, cell.strip()) for at, cell in cells if _plain(cell) in LEVELS)


def is_header(row: SourceRow) -> bool:
    """Tell whether a row is one of headings: a code and a text, or levels side by side."""
    return _is_header(row, [heading_of(cell) for cell in row.cells])


def may_be_header(row: SourceRow) -> bool:
    """Tell whether a row that nothing precedes is one of headings, such as `Code`, `Criterion`."""
    return is_header(row) or _is_header(row, _meanings(row))


def _is_header(row: SourceRow, meanings: Sequence[str]) -> bool:
    found = {*meanings} - {""}
    has_text = "text" in found and len(found) > 1
    return has_text or len(_by_level(row)) > 1


def _header_row(table: Table) -> int:
    if table.is_text:
        return -1
    for at, row in enumerate(table.rows[:_SEARCHED]):
        if may_be_header(row):
            return at
    filled = [at for at, row in enumerate(table.rows[:_SEARCHED]) if not row.is_empty]
    first = filled[0] if filled else -1
    is_alone = first >= 0 and any(heading_of(cell) == "text" for cell in table.rows[first].cells)
    return first if is_alone else -1


def _meanings(row: SourceRow) -> list[str]:
    """Return what the column of each heading holds: of `Code` and `Criterion`, codes and texts."""
    found = [heading_of(cell) for cell in row.cells]
    coded = [at for at, what in enumerate(found) if what == "code"]
    either = [at for at in coded if _plain(row.cells[at]) in _EITHER]
    if "text" not in found and 0 < len(either) < len(coded):
        found[either[-1]] = "text"
    return found


def _named(row: SourceRow) -> dict[str, int]:
    named: dict[str, int] = {}
    for at, (cell, what) in enumerate(zip(row.cells, _meanings(row), strict=True)):
        if not what or at in row.continued:
            continue
        if what in named and _plain(cell) == _plain(row.cells[named[what]]):
            first = letter(named[what])
            why = f"columns {first} and {letter(at)} both seem to hold the {what}: two tables stand"
            raise RefusedFileError(f"{why} side by side; say the columns with --columns", row.place)
        if (
            what == "code" and _plain(cell) in _KSB
        ):  # It holds the codes, whatever else is numbered.
            named["code"] = at
        named.setdefault(what, at)
    return named


def _asked(table: Table, asked: Mapping[str, str], header: int) -> dict[str, int]:
    wide = max((len(row.cells) for row in table.rows), default=0)
    named = {}
    for what, wanted in asked.items():
        headings = table.rows[header].cells if header >= 0 else ()
        same = [at for at, cell in enumerate(headings) if _plain(cell) == _plain(wanted)]
        letters = [at for at in range(wide) if letter(at) == wanted.upper()]
        numbers = [int(wanted) - 1] if is_number(wanted) else []
        found = [at for at in (*letters, *same, *numbers) if 0 <= at < wide]
        if not found:
            why = f"there is no column {wanted} for the {what}; it has the columns A to "
            raise RefusedFileError(why + letter(max(wide - 1, 0)), table.name)
        named[what] = found[0]
    return named


def is_number(text: str) -> bool:
    """Tell whether a text is a number that a column or a sheet may have."""
    return text.isascii() and text.isdigit() and len(text) < 6  # noqa: PLR2004 - a row's length


def _by_content(table: Table) -> Columns | None:
    """Guess the columns of a table without headings, by the codes in it."""
    rows = [row for row in table.rows if not row.is_empty]
    wide = max((len(row.cells) for row in rows), default=0)
    coded = {at: sum(looks_coded(tidy_code(row.cell(at))) for row in rows) for at in range(wide)}
    best = max(coded, key=lambda at: (coded[at], -at), default=None)
    if best is not None and coded[best] * 3 >= len(rows) * 2 and wide > 1:
        others = [at for at in range(wide) if at != best]
        text = max(others, key=lambda at: sum(len(row.cell(at)) for row in rows))
        return Columns({"code": best, "text": text}, -1, is_guess=True)
    begun = {at: sum(all(split_code(row.cell(at))) for row in rows) for at in range(wide)}
    start = max(begun, key=lambda at: (begun[at], -at), default=None)
    if start is None or begun[start] * 2 < len(rows):
        return Columns({"text": 0}, -1, is_guess=True) if wide == 1 else None
    return Columns({"text": start}, -1, is_guess=True)


def is_subheading(row: SourceRow) -> bool:
    """Tell whether a row only goes on with the headings: `The learner will`, `The learner can`."""
    filled = [cell for cell in row.cells if cell.strip()]
    return bool(filled) and all(_LEARNER.fullmatch(_plain(cell)) for cell in filled)


def repeats(row: SourceRow, header: SourceRow) -> bool:
    """Tell whether a row says the headings once more, as each page of a document does."""
    return _same(row) == _same(header)


def reorders(row: SourceRow, header: SourceRow) -> bool:
    """Tell whether a row has the headings in another order, as a table below the first may."""
    return sorted(_same(row)) == sorted(_same(header)) and _same(row) != _same(header)


def _same(row: SourceRow) -> Sequence[str]:
    return [_plain(cell) for cell in row.cells]
