"""What is said of personal data: of each sort, of what looks invented, and of files left unread."""

import re

import pytest

from crossfolio.core.choices import Edition
from crossfolio.core.findings import Finding, Related, Severity
from crossfolio.core.personal.findings import UnreadFile, finding, not_said_yet, of_unread_files
from crossfolio.core.personal.sorts import WORDS, Sort
from crossfolio.core.personal.spotting import Spotted
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules import BY_CODE
from crossfolio.core.texts import NOTHING, Text

HERE = Place("evidence/e01.md", 3, 4, 3, 9)


def spotted(sort: Sort, *, invented: bool = False, where: Text = NOTHING) -> Spotted:
    return Spotted(sort, 3, 4, 3, 9, "**", invented=invented, allowed_by="", where=where)


@pytest.mark.parametrize("sort", Sort)
def test_what_is_said_of_each_sort(sort: Sort) -> None:
    """The sort, its mask where it has one, the part of a file, and whether it looks invented."""
    mask = "" if sort in (Sort.LIKELY_NAME, Sort.TABLE) else ": `**`"
    found = finding(spotted(sort), HERE)

    assert found.message == f"this looks like {WORDS[sort]}{mask}"
    assert (found.place, found.at_most) == (HERE, Severity.ERROR)
    assert BY_CODE[found.code].family == "PRV"
    invented = finding(spotted(sort, invented=True), HERE)
    assert invented.message == f"{found.message}; it looks invented"
    assert invented.at_most is Severity.INFO
    assert (invented.code, invented.help, invented.place) == (found.code, found.help, HERE)
    there = finding(spotted(sort, where=Text("on page {number}", number=2)), HERE)
    assert there.message == f"this looks like {WORDS[sort]} on page 2{mask}"


def test_one_slip_is_one_finding() -> None:
    """Where a value is wrong anyway nothing more is said of it, but in the public edition."""
    wrong = next(code for code, rule in BY_CODE.items() if rule.is_wrong_value)
    right = next(code for code, rule in BY_CODE.items() if not rule.is_wrong_value)
    values = [finding(spotted(Sort.NI), Place("a.md", line, 2)) for line in (1, 2, 3)]
    others = [
        Finding(wrong, Place("a.md", 1, 2, 1, 99), Text("m")),
        Finding(right, Place("a.md", 2, 2), Text("m")),
        Finding(wrong, Place("b.md", 3, 2), Text("m")),
    ]
    assert not_said_yet(values, others, Edition.ASSESSOR) == values[1:]
    assert not_said_yet(iter(values), others, Edition.PUBLIC) == values


def test_files_that_are_not_looked_into() -> None:
    """They are counted by their sort, and each is named with the reason."""
    sorts = ("picture", "PDF", "picture", "text", "sound", "film", "office file", "film")
    files = [
        UnreadFile(Place("a.md", line), sort, Text("r{n}", n=line))
        for line, sort in enumerate(sorts, 1)
    ]
    found = of_unread_files(HERE, iter(files))

    assert found.place == HERE
    assert found.message == (
        "not looked into for personal data: "
        "2 pictures, 1 PDF, 1 text, 1 sound, 2 films, 1 office file"
    )
    assert found.related == tuple(
        Related(file.place, Text(f"attached here: {file.sort}, {{reason}}", reason=file.why))
        for file in files
    )
    numbers = {"PDF": 2, "text": 2, "picture": 1, "sound": 2, "film": 1, "office file": 2}
    others = [UnreadFile(HERE, sort, NOTHING) for sort, n in numbers.items() for _ in range(n)]
    assert of_unread_files(HERE, others).message.endswith(
        ": 2 PDFs, 2 texts, 1 picture, 2 sounds, 1 film, 2 office files"
    )


def test_expressions_that_are_compiled_later() -> None:
    """They have the methods, the attributes and the flags of one that is compiled at once."""
    late, now = regex(r"(?P<a>B)c", re.IGNORECASE), re.compile(r"(?P<a>B)c", re.IGNORECASE)
    assert late.findall("bcBC") == now.findall("bcBC")
    assert (late.pattern, late.flags, late.groups) == (now.pattern, now.flags, now.groups)
    assert late.search is late.search
    assert regex(rb"x").fullmatch(b"x")
    assert regex("x").fullmatch("X") is None
