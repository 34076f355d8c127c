"""The numbers that Word puts before paragraphs, which their text does not hold.

Source: ECMA-376 part 1, 17.9: a paragraph names a list and a level; the level says how the
numbers of it and of those above are written.
"""

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from crossfolio.core.regex import regex

_PART = regex(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Level(NamedTuple):
    """How one level of a list is numbered."""

    form: str
    text: str
    start: int


class WordNumbering:
    """Counts the paragraphs of each list of a document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - of python-docx
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {
            style.get(qn("w:styleId")): style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            for style in document.styles.element.findall(qn("w:style"))
        }
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # A document without lists.
            return
        for abstract in root.findall(qn("w:abstractNum")):
            known = {
                int(_value(level, "w:ilvl", own=True)): _level(level)
                for level in abstract.findall(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId"))] = known
        for one in root.findall(qn("w:num")):
            self._lists[one.get(qn("w:numId"))] = _value(one, "w:abstractNumId")

    def before(self, paragraph: Any) -> str:  # noqa: ANN401 - of lxml
        """Count a paragraph, and return the number that stands before it; empty without one."""
        about = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if about is None:
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            about = self._styles.get(style.get(qn("w:val"))) if style is not None else None
        if about is None:
            return ""
        name = self._lists.get(_value(about, "w:numId"), "")
        depth = int(_value(about, "w:ilvl") or 0)
        levels = self._levels.get(name, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [number for number in counts if number > depth]:
            del counts[deeper]
        if levels[depth].form in ("bullet", "none"):
            return ""
        return _PART.sub(
            lambda match: _written(levels, counts, int(match[1]) - 1), levels[depth].text
        )


def _level(element: Any) -> Level:  # noqa: ANN401 - of lxml
    start = _value(element, "w:start")
    return Level(
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText"),
        int(start) if start.isascii() and start.isdigit() else 1,
    )


def _value(element: Any, name: str, *, own: bool = False) -> str:  # noqa: ANN401 - of lxml
    if own:
        return str(element.get(qn(name), "0"))
    found = element.find(qn(name))
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, Level("decimal", "", 1))
    number = counts.get(depth, level.start)
    if level.form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if level.form == "upperLetter" else letter
    if level.form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if level.form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text
