"""Personal data however it is written: forms, broken lines, YAML's escapes, cells, and context."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from crossfolio.core.personal.register import Register
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import Sort, mask, mask_lines
from crossfolio.core.personal.spotting import spot

NAMES = ("Amara Okafor", "Zo\u00eb Vaughan", "Siobhan O'Hara", "D\u2019Souza, Jean-Luc", "Li Wu")
LOOKER = Looker(Register(NAMES))

FORMS: dict[Sort, tuple[str, ...]] = {
    Sort.EMAIL: (
        *("jo.lee@centre.org.uk", "JO@CENTRE.ORG", "jo+x@bt-internet.co.uk", "mailto:jo@a-b.org"),
        *("<o'hara@centre.org>", "jo@centre.org.uk.pdf"),
    ),
    Sort.MOBILE: (
        *("07911123456", "07911 123 456", "(07911) 123456", "07911-123-456", "07911.123.456"),
        *("+447911123456", "+44 (0)7911 123456", "0044 7911 123456", "+44(0) 7911123456"),
        *("(+44) 7911 123456", "tel:07911123456", "+353 86 812 3456", "079 11 12 34 56"),
        *("please call 07911123456", "Tel.07911123456", "07911 123456 ext 12"),
    ),
    Sort.LANDLINE: (
        *("01179280456", "0117 928 0456", "(0117) 928 0456", "0117-928-0456", "01865 270123"),
        *("+44 117 928 0456", "0044 1179280456", "+33 1 42 68 53 00", "Tel.01179280456"),
        *("020 8541 0123", "0117 9280456x12"),
    ),
    Sort.NI: ("JM123456C", "JM 12 34 56 C", "jm123456c", "JM-12-34-56-C", "NI:JM 123456 C"),
    Sort.NHS: ("943 476 5870", "943-476-5870", "NHS no. 9434765870", "NHS number: 9434765870"),
    Sort.PASSPORT: (
        *("passport 523456789", "Passport number: 523456789", "passport no. A12345678"),
        *("passport #523456789", "passport 523 456 789"),
    ),
    Sort.LICENCE: ("WALSH905126AB9XY", "WALSH 905126 AB9XY", "walsh905126ab9xy"),
    Sort.CARD: (
        *("4929588571546997", "4929 5885 7154 6997", "4929-5885-7154-6997"),
        *("3714 726013 30246", "Card no: 4929588571546997", "Visa, order 4929588571546997"),
    ),
    Sort.ACCOUNT: (
        *("sort code 20-00-00, account 55779911", "s/c 20-00-00 a/c 55779911"),
        *("sort code 200000, account number 55779911", "account 55779911, sort code 20-00-00"),
        *("Account no. 55779911 Sort code 200000", "77-45-11 55779911"),
    ),
    Sort.IBAN: (
        *("GB33BUKB20201555555555", "GB33 BUKB 2020 1555 5555 55", "gb33bukb20201555555555"),
        *("DE89370400440532013000", "IBANGB33BUKB20201555555555"),
    ),
    Sort.ADDRESS: (
        *("12 High Street, Bristol BS1 4DJ", "12a St John's Road, Leeds", "Flat 2, 9 Park Road"),
    ),
    Sort.POSTCODE: ("LS12 4DJ", "SW1A 2AA", "(M1 1AE)", "Bristol, BS1 4DJ"),
    Sort.BIRTH: (
        *("date of birth 03/05/1990", "DOB 3.5.90", "born on 3rd May 1990", "D.O.B. 03-05-1990"),
        *("date of birth (DOB): 03/05/1990", "Date of Birth: May 3, 1990", "dob:3/5/1990"),
    ),
    Sort.NAME: (
        *("Amara Okafor", "AMARA OKAFOR's", "Amara-Okafor", "amara_okafor", "*Amara* Okafor"),
        *("Okafor, Amara", "AmaraOkafor", "Mrs Amara Okafor", "Zoe Vaughan", "Zoe\u0308 Vaughan"),
        *("siobhan o\u2019hara", "Siobhan O''Hara", "Jean-Luc D'Souza", "D'Souza, Jean-Luc"),
    ),
}
EVERY = [(sort, value) for sort, values in FORMS.items() for value in values]
LOOK_ALIKES = (
    *("order 4929588571546997", "orders 12345678, 4929 5885 7154 6997 and 12", "call 07128525314"),
    *("order number for this one was 4929588571546997", "4929588571546997 is the order number"),
    *("ticket 943 476 5870", "part JM123456C", "JM123456C is the part number", "room L12 3AB"),
    *("part WALSH905126AB9XY", "invoice 77-45-11 34107063", "part DE89370400440532013000"),
    *("GB33BUKB2020155555555", "AB12ABCD12345678901234", "01.46 07.46 13.41", "0.0499965991"),
    *("003 525 669 units", "account 12-05-26, order", "on 12-05-26 order 55779911", "B9A 4DJ"),
    *("logo@2x.png", "git@forge.org", "0117", "2026-05-01 10:30"),
)


@pytest.mark.parametrize(("sort", "value"), EVERY)
def test_forms(sort: Sort, value: str) -> None:
    """Each form is found as its sort, in a sentence, at a line's end, and in a cell."""
    for text in (
        f"It was {value} then.",
        f"- {value}\n- more",
        f"| a | b |\n|-|-|\n| 1 | {value} |",
    ):
        found = [it.sort for it in LOOKER.look(text) if it.sort is not Sort.LIKELY_NAME]
        assert found == [sort], text


@pytest.mark.parametrize(("sort", "value"), EVERY)
def test_broken_lines(sort: Sort, value: str) -> None:
    """A line that breaks inside a value hides it as little as the indentation that follows."""
    for place in (at for at, it in enumerate(value) if it == " "):
        for gap in ("\n", "  \n", "\r\n", "\n    ", "\n> "):
            text = f"note: it was {value[:place]}{gap}{value[place + 1 :]} then"
            assert sort in [it.sort for it in LOOKER.look(text)], text


@pytest.mark.parametrize(("sort", "value"), EVERY)
def test_escapes(sort: Sort, value: str) -> None:
    """YAML may write any character as its number; the place is that of the whole writing."""
    signs = [at for at, it in enumerate(value) if it.isalnum() and it.isascii()]
    for at in (signs[0], signs[-1]):
        for written in (f"\\x{ord(value[at]):02x}", f"\\u{ord(value[at]):04X}"):
            text = f'"It was {value[:at]}{written}{value[at + 1 :]} then"'
            hits = [it for it in LOOKER.look(text) if it.sort is sort]
            assert hits, text
            assert text[hits[0].start : hits[0].end] in text[8:-6]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes(text: str) -> None:
    """What a word names as something else, or what has not the form of a value, is none."""
    assert LOOKER.look(f"The {text} was closed.") == []


def test_places() -> None:
    """A value stands where it is written, whatever is left out or joined before it."""
    text = "a &amp; b\\_c \u200bd\ne \\x41 **0117** 928\n  0456 f"

    assert [text[it.start : it.end] for it in LOOKER.look(text)] == ["0117** 928\n  0456"]


def test_many_numbers_without_check_digits() -> None:
    """Among many numbers of one form that are no cards', one with a check digit is chance."""
    others = [f"49295885715469{it}" for it in (87, 86, 85, 84, 83, 82)]
    text = "\n".join(f"- {it}" for it in [*others, "4929588571546997"])

    assert LOOKER.look(text) == []
    assert [it.sort for it in LOOKER.look("\n- ".join(["", *others[:5], "4929588571546997"]))] == [
        Sort.CARD
    ]


def test_cells_of_quoted_tables() -> None:
    """Quoted cells hold separators and lines; the mark that Excel writes first is no heading."""
    text = (
        "\ufeffcustomer,date of birth,sort code,account number\r\n"
        '"Quill, Pat\r\nthe second",03/05/1990,09-08-07,31926818\r\n'
    )
    shown = [(it.sort, text[it.start : it.end]) for it in LOOKER.look_at_table(text)]

    assert [it for it in shown if it[0] is not Sort.TABLE] == [
        (Sort.BIRTH, "03/05/1990"),
        (Sort.ACCOUNT, "09-08-07"),
        (Sort.ACCOUNT, "31926818"),
    ]
    assert shown[0][0] is Sort.TABLE


def test_cells_of_markdown() -> None:
    """The heading of a column says what its cells are in a page as well."""
    text = "| Call | Date of birth |\n|---|---|\n| 3 | 03/05/1990 |\n\n4/5/1990\n"

    assert [text[it.start : it.end] for it in LOOKER.look(text)] == ["03/05/1990"]


def test_more_than_are_listed() -> None:
    """What may stay or looks invented takes no place from what may not."""
    looker = Looker(allow=("centre.org",))
    text = "\n".join(f"- j{number}@centre.org, 07700 9001{number:02d}" for number in range(100))
    found = spot(f"{text}\n- jo@elsewhere.org, 07911 123456", looker)

    last = [(it.sort, it.allowed_by, it.invented) for it in found if it.line > 100]
    assert last == [(Sort.EMAIL, "", False), (Sort.MOBILE, "", False)]


def test_masks_of_a_text() -> None:
    """Where columns have to stay, a mask is as long as the value, and lines end where they did."""
    text = "x Amara\nOkafor y\n07911\n123456 z"
    masked = LOOKER.masked(text, aligned=True)

    assert [len(word) for word in masked.split("\n")] == [len(word) for word in text.split("\n")]
    assert not any(it in masked for it in ("Amara", "Okafor", "123", "7911"))


def _broken(value: str) -> Iterator[str]:
    """Give a value with each one and each two of its spaces as the end of a line."""
    spaces = [at for at, character in enumerate(value) if character == " "]
    for places in (*combinations(spaces, 1), *combinations(spaces, 2)):
        for gap in ("\n", "  \n", "\r\n", "\n    ", "\n> ", "\r\n> > ", "\\\n  "):
            text = value
            for at in reversed(places):
                text = text[:at] + gap + text[at + 1 :]
            yield text


@pytest.mark.parametrize(("sort", "value"), EVERY)
def test_masks_of_broken_lines(sort: Sort, value: str) -> None:
    """What breaks over lines is masked as one value, and between its lines all stays."""
    whole = mask(sort, value)
    for text in _broken(value):
        masked = mask_lines(sort, text)

        assert _readable(masked) <= _readable(whole), text
        assert _between(masked) == _between(text)
        assert ">" not in mask(sort, text)
        assert " ".join(mask(sort, text).split()) == " ".join(whole.split())


@pytest.mark.parametrize(("sort", "value"), EVERY)
def test_what_is_said_of_broken_lines(sort: Sort, value: str) -> None:
    """The mask in a message has no sign of a quotation, and shows no more than that of a line."""
    for text in _broken(value):
        shown = [it.shown for it in spot(f"note: {text} then", LOOKER) if it.sort is sort]

        assert not any(">" in it or "\n" in it for it in shown), text
        assert sum(_readable(it) for it in shown) <= max(1, _readable(mask(sort, value)))


def _readable(text: str) -> int:
    return sum(character.isalnum() for character in text)


def _between(text: str) -> list[str]:
    """Return the ends of lines, with what stands before and behind them."""
    return re.findall(r"[ \\\r]*\n[ >]*", text)
