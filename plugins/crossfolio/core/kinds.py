"""Kinds of evidence: how it was made or assessed."""

from collections.abc import Mapping
from typing import NamedTuple

from crossfolio.core.ids import nearest
from crossfolio.core.texts import Text


class Kind(NamedTuple):
    """A kind of evidence, and all that others go by when they meet one."""

    id: str
    """What learners write, such as `witness-testimony`."""
    code: str
    """A few capital letters for the cell of a matrix."""
    name: str
    """What people read."""
    inside: Text | None = None
    """The same within a sentence."""
    one: Text | None = None
    """One item of it within a sentence, where that is not `one` and its name."""
    also_called: tuple[str, ...] = ()
    """What it is called elsewhere. Source: portfolio guides of UK awarding organisations."""
    role: str = ""
    """The role of whoever must be named for it: `assessor` or `witness`."""
    is_own: bool = False
    """Whether learners write it themselves, and so say how AI was used."""
    is_account: bool = False
    """Whether learners look back in it on what they did."""
    witnesses: tuple[str, ...] = ()
    """The roles that the witness of a testimony may have; none: it is no testimony."""
    explains: bool = True
    """Whether it may say why something was done, and not only show what."""
    may_be_set: bool = False
    """Whether it needs no real work: a simulation says so, others show knowledge."""
    fields: tuple[str, ...] = ()
    """Lines of front matter that it brings, whatever it is for."""
    policy: str = ""
    """The key of a qualification's policy that says whether it may be used."""
    always: str = ""
    """The rule of a policy of sampling by which decisions that rest on it are sampled."""


BUILT_IN = (
    Kind(
        "observation",
        "OBS",
        Text("Observation"),
        Text("observation"),
        role="assessor",
        explains=False,
    ),
    Kind(
        "expert-witness-testimony",
        "EWT",
        Text("Expert witness testimony"),
        Text("expert witness testimony"),
        also_called=("expert-witness",),
        role="witness",
        witnesses=("expert-witness",),
        explains=False,
    ),
    Kind(
        "witness-testimony",
        "WT",
        Text("Witness testimony"),
        Text("witness testimony"),
        also_called=("statement", "testimony", "witness", "witness-statement"),
        role="witness",
        witnesses=("expert-witness", "witness"),
        explains=False,
    ),
    Kind(
        "product",
        "PROD",
        Text("Product of work"),
        Text("product"),
        one=Text("one product of work"),
        also_called=(
            *("assignment", "document", "file", "photo", "project", "report", "work-product"),
        ),
        is_own=True,
        explains=False,
    ),
    Kind(
        "professional-discussion",
        "PD",
        Text("Professional discussion"),
        Text("professional discussion"),
        also_called=("discussion", "interview"),
        role="assessor",
        may_be_set=True,
    ),
    Kind(
        "questioning",
        "QA",
        Text("Questioning"),
        Text("questioning"),
        one=Text("one round of questions and answers"),
        also_called=("oral-questions", "questions", "questions-and-answers", "written-questions"),
        role="assessor",
        may_be_set=True,
    ),
    Kind(
        "reflective-account",
        "RA",
        Text("Reflective account"),
        Text("reflective account"),
        also_called=("account", "journal", "reflection", "reflective-journal"),
        is_own=True,
        is_account=True,
    ),
    Kind(
        "case-study",
        "CS",
        Text("Case study"),
        Text("case study"),
        is_own=True,
        may_be_set=True,
    ),
    Kind(
        "simulation",
        "SIM",
        Text("Simulation"),
        Text("simulation"),
        also_called=("role-play",),
        is_own=True,
        explains=False,
        may_be_set=True,
        fields=("context: {real_work: false}",),
        policy="simulation",
        always="simulation",
    ),
    Kind(
        "recognised-prior-learning",
        "RPL",
        Text("Recognised prior learning"),
        Text("recognised prior learning"),
        one=Text("one record of recognised prior learning"),
        also_called=("certificate", "rpl"),
        is_own=True,
        fields=("medium: document",),
        always="rpl",
    ),
)
"""The kinds that every portfolio knows. Source: the usual methods of UK awarding bodies."""
KINDS = {kind.id: kind for kind in BUILT_IN}
"""They, by ID."""
PLAIN = "product"
"""The kind of a new item where nothing asks for another."""
TESTIMONIES = tuple(kind.id for kind in BUILT_IN if kind.witnesses)
"""The kinds in which a witness tells what was seen."""
ACCOUNTS = tuple(kind.id for kind in BUILT_IN if kind.is_account)
"""The kinds in which learners look back on what they did."""


def kind_of(id: str) -> Kind:
    """Return a built-in kind, or one of a qualification's own, of which nothing more is known."""
    return KINDS.get(id) or Kind(id, "", "")


def kinds_with(codes: Mapping[str, str]) -> dict[str, Kind]:
    """Return all kinds by ID: the built-in ones, renamed and added to by a qualification."""
    known = dict(KINDS)
    for name, code in codes.items():
        words = known[name].name if name in known else name.replace("-", " ").capitalize()
        known[name] = kind_of(name)._replace(code=code, name=words)
    return known


_WORDS = {word: kind.id for kind in BUILT_IN for word in kind.also_called}


def nearest_kind(word: str, kinds: Mapping[str, Kind]) -> list[str]:
    """Return the kinds that a word most likely meant, whether code, plural or another name."""
    return _spelt(word, kinds) or _also(word, kinds) or nearest(_hyphened(word), kinds)


def is_other_name(word: str, kinds: Mapping[str, Kind]) -> bool:
    """Tell whether a word only means a kind, and is neither its code nor a spelling of it."""
    return not _spelt(word, kinds) and bool(_also(word, kinds))


def _spelt(word: str, kinds: Mapping[str, Kind]) -> list[str]:
    wanted = _hyphened(word)
    stem = wanted.removesuffix("s")
    codes = [other.id for other in kinds.values() if other.code.lower() in (wanted, stem)]
    return codes or [
        kind for kind in kinds if kind in (wanted, stem, f"{stem.removesuffix('ie')}y")
    ]


def _also(word: str, kinds: Mapping[str, Kind]) -> list[str]:
    wanted = _hyphened(word)
    names = (wanted, wanted.removesuffix("s"))
    return [_WORDS[name] for name in names if _WORDS.get(name) in kinds][:1]


def _hyphened(word: str) -> str:
    return "-".join(word.lower().replace("_", " ").split())


def kind_words(kind: str) -> str:
    """Return a kind's ID as words inside a sentence: `witness testimony`."""
    return kind_of(kind).inside or kind.replace("-", " ")
