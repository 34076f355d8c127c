"""The parts by which personal data is found, said and hidden, each by all that it gives."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.findings import Diagnostic, Edit, Finding, Related, Severity
from crossfolio.core.memo import Memo
from crossfolio.core.personal.checksums import is_iban, is_luhn, is_nhs
from crossfolio.core.personal.hiding import with_ids, without_values
from crossfolio.core.personal.register import Register, names_in
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import WORDS, Hit, Sort, mask, mask_lines
from crossfolio.core.personal.spotting import Spotted, spot, spot_name, spot_part
from crossfolio.core.personal.tables import PersonalTable, delimited, piped, piped_rows, rows
from crossfolio.core.personal.visible_text import visible_text
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE
from crossfolio.core.suppressions import Suppressed, Suppression
from crossfolio.core.texts import NOTHING, Text
from support import Check

READ = {
    "a &amp; b": ("a & b", ["a", " ", "&amp;", " ", "b"]),
    "17\n8 &lt; x": ("17 8 < x", ["1", "7", "\n", "8", " ", "&lt;", " ", "x"]),
    "a\\x41b\\u0042\\U00000043": ("aAbBC", ["a", "\\x41", "b", "\\u0042", "\\U00000043"]),
    "\\x00a\\x01\\U0010ffff\\U00110000": ("a\x01\U0010ffff", ["a", "\\x01", "\\U0010ffff"]),
    "a\u200bb": ("ab", ["a", "b"]),
    "*5* **6": ("5 6", ["5", " ", "6"]),
    "a \\\n bc": ("a bc", ["a", " \\\n ", "b", "c"]),
    "x\\\n9": ("x 9", ["x", "\\\n", "9"]),
    "5\\\n9": ("59", ["5", "9"]),
    "5\\\r\n9": ("59", ["5", "9"]),
    "5\r\n9": ("5 9", ["5", "\r\n", "9"]),
    "5\t \n\t9": ("5 9", ["5", "\t \n\t", "9"]),
    "&nosuch;": ("&nosuch;", list("&nosuch;")),
    "\u00a0\u2011\uff15": (" -5", ["\u00a0", "\u2011", "\uff15"]),
    "\\u00a0&#x2011;": (" -", ["\\u00a0", "&#x2011;"]),
    "a\n\nb": ("a\n\nb", list("a\n\nb")),
    "a|b\nc": ("a|b\nc", list("a|b\nc")),
    "&#0;x": ("\ufffdx", ["&#0;", "x"]),
    "a\\_b": ("a_b", ["a", "_", "b"]),
    "<b>x</b> y": ("x y", ["x", " ", "y"]),
    "a%40b%2bc%20": ("a@b+c ", ["a", "%40", "b", "%2b", "c", "%20"]),
    "1\n2\n\n3": ("1 2\n\n3", ["1", "\n", "2", "\n", "\n", "3"]),
    "1\n2\n3": ("1\n2\n3", list("1\n2\n3")),
    "": ("", []),
}


@pytest.mark.parametrize("source", READ)
def test_what_is_read(source: str) -> None:
    """A text is read without what hides its characters, each of which is known by its place."""
    read = visible_text(source)

    own = [source[slice(*read.source(at, at + 1))] for at in range(len(read.text))]
    assert (read.text, own) == READ[source]
    if own:
        assert read.source(0, len(own))[0] == read.source(0, 1)[0]
        assert read.source(0, len(own))[1] == read.source(len(own) - 1, len(own))[1]


@given(st.text(st.sampled_from("a1\n \\>|&;#x40*"), max_size=30))
def test_rows_keep_their_lines(source: str) -> None:
    """A line of a file with rows goes on in no other, and characters keep their order."""
    read = visible_text(source, has_rows=True)

    assert read.text.count("\n") == source.count("\n")
    starts = [read.source(at, at + 1) for at in range(len(read.text))]
    assert starts == sorted(starts)


HIDDEN = "\u2022\u2022\u2022"
LETTERS = {"07911 123456": "\u2022\u2022\u2022\u2022\u2022 \u2022\u2022\u2022\u2022\u2022\u2022"}


@pytest.mark.parametrize("sort", Sort)
def test_masks_by_sort(sort: Sort) -> None:
    """What is shown of a value is as its sort says, on one line and on its own ones."""
    dots = "\u2022"
    kept = {
        Sort.MOBILE: ("07... ...456", "ab-12 34 x 5", "ab-12\n> 34 x\\\n5", "12.456"),
        Sort.ACCOUNT: ("..... ......", "ab-.. .. x .", "ab-..\n> .. x\\\n.", "......"),
        Sort.NAME: ("...", "...", "...\n> ...\\\n...", "..."),
        Sort.EMAIL: ("...@...", "...@...", "...@...\n> ...\\\n...", "...@..."),
        Sort.NI: ("..... ......", "..-.. .. . .", "..-..\n> .. .\\\n.", "......"),
    }
    kept[Sort.LANDLINE] = kept[Sort.MOBILE]
    kept[Sort.ADDRESS] = kept[Sort.LIKELY_NAME] = kept[Sort.NAME]
    one, several, lines, short = (it.replace(".", dots) for it in kept.get(sort, kept[Sort.NI]))

    assert mask(sort, "07911 123456") == mask_lines(sort, "07911 123456") == one
    assert mask(sort, "ab-12\n> 34 x\\\n5") == several
    assert mask_lines(sort, "ab-12\n> 34 x\\\n5") == lines
    assert mask(sort, "123456") == short
    assert mask_lines(sort, "1\n\n2").count("\n") == 2
    assert mask_lines(sort, "1\n\n2").split("\n")[1] == ""
    assert mask(sort, "1\n\n2").count(" ") <= 1
    assert WORDS[sort] == sort.value


def test_tables_and_their_cells() -> None:
    """Headings, what parts columns, and each cell stand where they are written."""

    def of(text: str) -> tuple[PersonalTable, list[list[str]]] | None:
        table = delimited(text)
        cells = rows(text, table) if table else ()
        return (table, [[text[slice(*cell)] for cell in row] for row in cells]) if table else None

    assert of("a,b\n1,2\n") == (PersonalTable(0, 3, ["a", "b"], ",", 4), [["1", "2"]])
    assert of("t\nsep=,\na;b;c,\r\n1;2;\n;3") == (
        PersonalTable(8, 14, ["a", "b", "c,"], ";", 16),
        [["1", "2", ""], ["", "3"]],
    )
    assert of("'a'\t\"b\"*") == (PersonalTable(0, 8, ["a", "b"], "\t", 9), [])
    assert of('a,b\n"x\n,y", "z""\n",3\n4') == (
        PersonalTable(0, 3, ["a", "b"], ",", 4),
        [['"x\n,y"', ' "z""\n"', "3"], ["4"]],
    )
    assert of("a,b\n1,") == (PersonalTable(0, 3, ["a", "b"], ",", 4), [["1"]])
    assert of("x\n" * 5 + "a,b") is None
    assert of("") is None


def test_tables_of_markdown() -> None:
    """A line of headings has a line of rules below it; rows end with the first line without one."""
    text = (
        "| a | *b* |\n|---|---|\n| 1 | 2 |\n \t|3|4\nx | y\n\nno\n c|d\n :-|-\n\n|e|f|\n|g|h|\n"
        "|-|\ni|j\n|k|"
    )
    found = [
        (
            text[table.start : table.end],
            table.headings,
            table.mark,
            [[text[slice(*cell)] for cell in row] for row in piped_rows(text, table)],
        )
        for table in piped(text)
    ]
    assert found == [
        (
            *("| a | *b* |", ["a", "b"], "|"),
            [[" 1 ", " 2 ", ""], ["3", "4"], ["x ", " y"]],
        ),
        (" c|d", ["c", "d"], "|", []),
        ("|g|h|", ["g", "h"], "|", [["i", "j"], ["k", ""]]),
    ]
    assert [table.body for table in piped("a|b\n-|-")] == [8]
    assert list(piped("a|b")) == []


CARDS = ["4929588571546997", "371449635398431", "18"]


def test_check_digits() -> None:
    """Of all last digits one is right; other lengths, and one digit alone, are none."""
    for number in CARDS:
        own = [digit for digit in "0123456789" if is_luhn(number[:-1] + digit)]
        assert own == [number[-1]]
    assert not is_luhn("0000000000000000")
    assert [is_nhs(f"943476587{digit}") for digit in "0123456789"] == [True] + [False] * 9
    assert [is_nhs(f"400000000{digit}") for digit in "0123456789"] == [*[False] * 4, True] + (
        [False] * 5
    )
    assert not is_nhs("94347658")
    assert not is_nhs("94347658700")
    assert not is_nhs("1111111111")
    assert is_iban("GB33BUKB20201555555555")
    assert [n for n in range(100) if is_iban(f"GB{n:02}BUKB20201555555555")] == [33]
    assert not is_iban("GB33BUKB202015555555550")
    assert not is_iban("QQ33BUKB20201555555555")


LOOKER = Looker(
    Register(("Amara Okafor", "Ngozi Eze")),
    allow=("centre.org", "@mail.org", "0117 966 0123", "jo@one.org", "A.B@two.org"),
    officers=(("A2", Register(("Zed Zed",))), ("A1", Register(("Ngozi Eze",)))),
)


@pytest.mark.parametrize(
    ("sort", "value", "allowed"),
    [
        (Sort.EMAIL, "x@centre.org", "centre.org"),
        (Sort.EMAIL, "x@A.Centre.ORG", "centre.org"),
        (Sort.EMAIL, "x@xcentre.org", ""),
        (Sort.EMAIL, "x@mail.org", "@mail.org"),
        (Sort.EMAIL, "x@a.mail.org", "@mail.org"),
        (Sort.EMAIL, "JO@one.org", "jo@one.org"),
        (Sort.EMAIL, "ab@two.org", "A.B@two.org"),
        (Sort.EMAIL, "c@two.org", ""),
        (Sort.LANDLINE, "(01179) 660-123", "0117 966 0123"),
        (Sort.LANDLINE, "0117 966 0124", ""),
        (Sort.TABLE, "0117 966 0123", ""),
        (Sort.NAME, "Ngozi Eze", "A1"),
        (Sort.NAME, "Amara Okafor", ""),
        (Sort.NAME, "centre.org", ""),
    ],
)
def test_what_lets_a_value_stay(sort: Sort, value: str, allowed: str) -> None:
    """An allowance is told as it is written, and lets its own values stay and no others."""
    text = f"x {value} y"
    hit = Hit(sort, 2, 2 + len(value))

    assert LOOKER.allowed_by(hit, text) == allowed
    assert Looker().allowed_by(hit, text) == ""


def test_what_is_said_of_places() -> None:
    """All that is kept of a value: where it begins and ends, its mask, and what lets it stay."""
    text = "a\nb 0117 928\n0456 jo@centre.org\n\nNgozi Eze 07700 900123"
    first = Spotted(
        Sort.LANDLINE,
        2,
        3,
        3,
        5,
        f"01\u2022\u2022 {HIDDEN[1:]}\u2022 \u2022456",
        invented=False,
        allowed_by="",
    )

    found = spot(text, LOOKER)
    assert found == (
        first,
        Spotted(
            Sort.EMAIL, 3, 6, 3, 19, f"{HIDDEN}@{HIDDEN}", invented=False, allowed_by="centre.org"
        ),
        Spotted(Sort.NAME, 5, 1, 5, 10, HIDDEN, invented=False, allowed_by="A1"),
        Spotted(Sort.MOBILE, 5, 11, 5, 23, f"07{HIDDEN} {HIDDEN}123", invented=True, allowed_by=""),
    )
    where = Text("page {number}", number=3)
    assert spot_part(text, where, LOOKER) == tuple(
        one._replace(line=1, column=1, end_line=0, end_column=0, where=where) for one in found
    )
    assert [one.where for one in found] == [NOTHING] * 4
    assert spot("dob,x\n3/5/1990,4/5/1990", LOOKER, is_table=True) == (
        Spotted(
            Sort.BIRTH,
            2,
            1,
            2,
            9,
            "\u2022/\u2022/\u2022\u2022\u2022\u2022",
            invented=False,
            allowed_by="",
        ),
    )
    assert spot("nothing", LOOKER) == spot_part("", where, LOOKER) == ()


def test_names_of_files() -> None:
    """Signs between words of a name are blanks; an ending is no part of it, and a dot may be."""
    assert spot_name("amara_okafor-0117-928-0456.txt", LOOKER) == (
        Spotted(Sort.NAME, 1, 1, 1, 13, HIDDEN, invented=False, allowed_by=""),
        Spotted(
            Sort.LANDLINE,
            1,
            14,
            1,
            27,
            "01\u2022\u2022-\u2022\u2022\u2022-\u2022456",
            invented=False,
            allowed_by="",
        ),
    )
    assert [one.sort for one in spot_name("JM_12_34_56_C.pdf", LOOKER)] == [Sort.NI]
    assert [one.sort for one in spot_name("JM123456C", LOOKER)] == [Sort.NI]
    assert spot_name("x.jo@centre.org", LOOKER) == ()
    assert [one.allowed_by for one in spot_name("jo@centre.org.pdf", LOOKER)] == ["centre.org"]


def test_masks_over_texts() -> None:
    """Every value that may not be said is hidden, at the beginning, side by side and at the end."""
    text = "0117 928 0456 Mr Jones, jo@centre.org Amara Okafor"
    line = "01\u2022\u2022 \u2022\u2022\u2022 \u2022456"

    assert LOOKER.masked(text) == f"{line} Mr Jones, jo@centre.org {HIDDEN}"
    assert LOOKER.masked(text, aligned=True) == (f"{line} Mr Jones, jo@centre.org {HIDDEN * 4}")
    assert LOOKER.masked("0117 928\n 0456", aligned=True) == "\n".join(
        "\u2022" * length for length in (8, 5)
    )
    assert LOOKER.masked("see amara_okafor.pdf") == f"see {HIDDEN}.pdf"
    assert Looker().masked("no sign") == "no sign"
    assert Looker().masked("a&amp;b@centre&#46;org") != "a&amp;b@centre&#46;org"


def test_names_of_a_register() -> None:
    """A name stands on a line of its own; empty lines and those after `#` are none."""
    assert names_in(" Amara Okafor \n\n# Zed\r\n  #x\nNg # y\n") == ("Amara Okafor", "Ng # y")


def diagnostic(path: str, line: int = 1, message: str = "at {what}", **more: object) -> Diagnostic:
    finding = Finding("PRV201", Place(path, line), Text(message, what="0117 928 0456"))
    return Diagnostic(BY_CODE["PRV201"], Severity.ERROR, replace(finding, **more), pending=True)  # type: ignore[arg-type]


def test_masks_over_a_check(check: Check) -> None:
    """Message, help, notes, feedback and reasons hold no value; the rest stays as it is."""
    said, hidden = "0117 928 0456", "01\u2022\u2022 \u2022\u2022\u2022 \u2022456"
    text, masked = Text("x {what}", what=said), Text("x {what}", what=hidden)
    quiet, place = Text("nothing"), Place("b.md", 3)
    sample = {
        "message": diagnostic("a.md", message="at {what}", help=quiet),
        "help": diagnostic("a.md", message="at", help=text),
        "feedback": diagnostic("a.md", message="at", feedback=f"y {said}"),
        "note": diagnostic(
            "a.md", message="at", related=(Related(place, quiet), Related(place, text))
        ),
        "nothing": diagnostic("a.md", message="at", related=(Related(place, quiet),), feedback="z"),
    }
    comment = Suppression(place, 3, ("PRV201",), f"because {said}")
    checked = replace(
        check({}),
        diagnostics=tuple(sample.values()),
        suppressed=(Suppressed(sample["help"], comment),),
    )
    looker, memo, names = Looker(), Memo(), {"a.md": "E01"}

    found = without_values(checked, looker, names, memo)

    message, help, feedback, note, nothing = (one.finding for one in found.diagnostics)
    own = sample["message"].finding
    assert message == replace(own, message=Text("at {what}", what=hidden))
    assert dict(message.message.args) == {"what": hidden}
    assert help == replace(sample["help"].finding, help=masked)
    assert feedback == replace(sample["feedback"].finding, feedback=f"y {hidden}")
    assert note == replace(
        sample["note"].finding, related=(Related(place, quiet), Related(place, masked))
    )
    assert found.diagnostics[4] is sample["nothing"]
    assert nothing.help is NOTHING
    for before, after in zip(sample.values(), found.diagnostics, strict=True):
        assert replace(after, finding=before.finding) == before
    assert found.suppressed == (
        Suppressed(found.diagnostics[1], comment._replace(reason=f"because {hidden}")),
    )
    assert found.looker is looker
    assert found.hidden_names == names
    assert found.portfolio is checked.portfolio

    memo.end()
    again = without_values(checked, looker, names, memo)
    assert all(a is b for a, b in zip(again.diagnostics, found.diagnostics, strict=True))
    named = without_values(checked, Looker(Register(("at",))), names, memo)
    assert named.diagnostics[4].finding.message == HIDDEN


def test_ids_in_place_of_paths(check: Check) -> None:
    """A path that holds a value is its item's ID, in notes and comments as well."""
    edit = (Edit(Place("a.md", 1), "x"),)
    related = (Related(Place("a.md", 4), Text("n")), Related(Place("b.md", 5), Text("m")))
    one = diagnostic("a.md", 2, edits=edit, related=related)
    other = diagnostic("b.md", 3, edits=edit)
    comment = Suppression(Place("a.md", 9), 9, ("PRV201",), "r")
    checked = replace(check({}), diagnostics=(one, other), suppressed=(Suppressed(one, comment),))

    found = with_ids(checked, {"a.md": "E01"})

    hidden = replace(
        one,
        finding=replace(
            one.finding,
            place=Place("E01", 2),
            related=(Related(Place("E01", 4), Text("n")), related[1]),
            edits=(),
        ),
    )
    assert found.diagnostics == (hidden, other)
    assert found.suppressed == (Suppressed(hidden, comment._replace(place=Place("E01", 9))),)
    assert found.portfolio is checked.portfolio
    assert with_ids(checked, {}) is checked
