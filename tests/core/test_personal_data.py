"""Personal data: what is claimed is found, what looks like it is not, and masks hide it."""

import random
from collections.abc import Callable

import pytest

from crossfolio.core.personal.register import Register
from crossfolio.core.personal.scan import Looker
from crossfolio.core.personal.sorts import Sort
from crossfolio.core.personal.spotting import spot

LOOKER = Looker(Register(("Amara Okafor", "Zo\u00eb Vaughan")))
Draw = Callable[[random.Random], str]


def digits(draw: random.Random, number: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(number))


def card(draw: random.Random) -> str:
    """A number whose last digit makes the sum right, found by trying."""
    head = draw.choice(("4", "51", "6011"))
    head += digits(draw, 15 - len(head))

    def total(number: str) -> int:
        doubled = [int(it) * 2 if place % 2 else int(it) for place, it in enumerate(number[::-1])]
        return sum(it - 9 if it > 9 else it for it in doubled)

    return next(head + it for it in "0123456789" if total(head + it) % 10 == 0)


def nhs(draw: random.Random) -> str:
    while True:
        head = f"4{digits(draw, 8)}"
        check = 11 - sum((10 - place) * int(it) for place, it in enumerate(head)) % 11
        if check != 10:
            return f"{head[:3]} {head[3:6]} {head[6:]}{check % 11}"


def iban(draw: random.Random) -> str:
    rest = f"NWBK{digits(draw, 14)}"
    number = int("".join(str(int(it, 36)) for it in f"{rest}GB00"))
    return f"GB{98 - number % 97:02d}{rest}"


PLANTED: dict[Sort, Draw] = {
    Sort.EMAIL: lambda it: f"jo.{digits(it, 3)}@centre.org.uk",
    Sort.MOBILE: lambda it: f"079{digits(it, 2)} {digits(it, 6)}",
    Sort.LANDLINE: lambda it: f"0117 9{digits(it, 2)} {digits(it, 4)}",
    Sort.NI: lambda it: f"JM {digits(it, 2)} {digits(it, 2)} {digits(it, 2)} C",
    Sort.NHS: nhs,
    Sort.PASSPORT: lambda it: f"passport no. {digits(it, 9)}",
    Sort.LICENCE: lambda it: f"WALSH9{it.choice(('05', '61'))}12{digits(it, 1)}AB9XY",
    Sort.CARD: card,
    Sort.ACCOUNT: lambda it: f"sort code {digits(it, 2)}-{digits(it, 2)}-11, acc {digits(it, 8)}",
    Sort.IBAN: iban,
    Sort.ADDRESS: lambda it: f"{it.randint(1, 99)} High Street, Bristol BS1 {digits(it, 1)}DJ",
    Sort.POSTCODE: lambda it: f"LS12 {digits(it, 1)}DJ",
    Sort.BIRTH: lambda it: f"date of birth {it.randint(1, 28)} May 19{digits(it, 2)}",
    Sort.NAME: lambda _: "amara okafor's",
}
ALIKE: tuple[Draw, ...] = (
    lambda it: f"ticket INC{digits(it, 7)}",
    lambda it: f"order {digits(it, 10)}",
    lambda it: f"order {digits(it, 3)}-{digits(it, 7)}-{digits(it, 7)}",
    lambda it: f"call ID {digits(it, 16)}",
    lambda it: f"call {digits(it, 11)}",
    lambda it: f"2026-0{it.randint(1, 9)}-1{digits(it, 1)} 10:{digits(it, 2)}",
    lambda it: f"{it.randint(1, 28):02d}/{it.randint(1, 12):02d}/2026 09:30",
    lambda it: f"part AB{digits(it, 6)}C",
    lambda it: f"part {digits(it, 4)}-{digits(it, 4)}-{digits(it, 4)}",
    lambda it: f"AC{it.randint(1, 9)} {digits(it, 1)}AB",
)


@pytest.mark.parametrize("sort", PLANTED)
def test_planted(sort: Sort) -> None:
    """Every value of a sort that is claimed is found as that sort, and its mask hides it."""
    draw = random.Random(sort.name)  # noqa: S311 - not for secrets
    for _ in range(100):
        value = PLANTED[sort](draw)
        text = f"On Monday it was {value} that she gave me."
        assert [it.sort for it in LOOKER.look(text)] == [sort], value
        assert value.split(" ")[-1] not in LOOKER.masked(text)


@pytest.mark.parametrize("sort", PLANTED)
@pytest.mark.parametrize("before", ["", "One line.\n\nAnd\n", "On Monday it was\n  "])
def test_where_it_is_planted(sort: Sort, before: str) -> None:
    """Line and column, from 1 on, begin and end where the value does, over lines as well."""
    draw = random.Random(sort.name)  # noqa: S311 - not for secrets
    for value in (PLANTED[sort](draw), PLANTED[sort](draw).replace(" ", "\n", 1)):
        text = f"{before}{value} and\nso on.\n"
        for found in spot(text, LOOKER):
            starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
            first = starts[found.line - 1] + found.column - 1
            last = starts[found.end_line - 1] + found.end_column - 1
            (hit,) = [it for it in LOOKER.look(text) if it.sort is found.sort]
            assert text[first:last] == text[hit.start : hit.end]
            assert text[first:last] in value
            assert not found.allowed_by


def test_many_alike_are_told_a_hundred_times() -> None:
    """More of one sort would only repeat themselves; another sort is still told."""
    text = "jo@centre.org.uk\n" * 120 + "JM 12 34 56 C\n"
    found = [it.sort for it in spot(text, LOOKER)]
    assert (found.count(Sort.EMAIL), found.count(Sort.NI)) == (100, 1)


def test_masks_need_no_register() -> None:
    """An address is masked where nobody's name is known, and text without a value stays."""
    assert "jo" not in Looker().masked("Write to jo@centre.org.uk now")
    assert "jo" not in Looker().masked("Write to jo&commat;centre.org.uk now")
    assert "jo" not in Looker().masked("Write to jo\uff20centre.org.uk now")
    assert Looker().masked("Nothing here") == "Nothing here"
    assert "7911" not in Looker().masked("Ring 07911 123456 now")


def test_a_postcode_by_itself() -> None:
    """It is told where no street comes before it, and not where it is part of a reference."""
    assert [it.sort for it in LOOKER.look("He is from LS12 4DJ.")] == [Sort.POSTCODE]
    assert [it.sort for it in LOOKER.look("4 High Street, BS1 4DJ, and LS12 4DJ.")] == [
        Sort.ADDRESS,
        Sort.POSTCODE,
    ]


def test_look_alikes() -> None:
    """Of 10,000 references, dates and codes none is taken for a person's."""
    draw = random.Random(1)  # noqa: S311 - as above
    texts = [f"The {draw.choice(ALIKE)(draw)} was closed." for _ in range(10_000)]

    assert [text for text in texts if LOOKER.look(text)] == []


def test_hidden_writing() -> None:
    """Entities, bold digits and accents kept apart from letters hide nothing."""
    text = "07911&nbsp;123456, **07911** 123456, jo&#64;centre.org, Zoe\u0308 Vaughan"

    found = [it.sort for it in LOOKER.look(text)]
    assert found == [Sort.MOBILE, Sort.MOBILE, Sort.EMAIL, Sort.NAME]


def test_columns() -> None:
    """The heading of a column says that its cells are dates of birth, or mere references."""
    text = "customer,date of birth,call_id\nX,1990-05-03,4929123456789014\n"

    assert [it.sort for it in LOOKER.look_at_table(text)] == [Sort.TABLE, Sort.BIRTH]


@pytest.mark.parametrize("text", ["07700 900123", "QQ 12 34 56 C", "jo@example.com"])
def test_invented(text: str) -> None:
    """What belongs to nobody looks invented."""
    assert [it.invented for it in LOOKER.look(text)] == [True]


def test_allowances() -> None:
    """A domain and a value may stay, and are not masked."""
    looker = Looker(allow=("centre.org", "0117 966 0123"))
    text = "jo@mail.centre.org, 01179 660123, jo@elsewhere.org"

    hits = looker.look(text)
    assert [looker.allowed_by(hit, text) for hit in hits] == ["centre.org", "0117 966 0123", ""]
    assert (
        looker.masked(text)
        == "jo@mail.centre.org, 01179 660123, \u2022\u2022\u2022@\u2022\u2022\u2022"
    )
